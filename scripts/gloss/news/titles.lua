--- Titles: ranks, honorifics and offices in capitals right before a name, with the person who bears
-- them and, of a company's office, the company. Makes the layer `title`.
local P = require "gloss.pattern"
local words = require "gloss.news.entities.words"
local parts = require "gloss.news.parts"
local orgs = require "gloss.news.roles.orgs"

local A, any = P.A, P.any

local person, office = A("entity", { label = "PER" }), A "office"

-- Words that have a capital only for standing first are roles, no titles: "Manager Nils Hove".
local weak = parts.opens * parts.any_of(words.weak_titles) * person

-- No part of a body's name that goes on here.
local free = #(any:outside "entity" + A "entity")

local function set(m)
  local list = {}
  for i, one in ipairs(m:all "title") do
    list[i] = { label = one.label, ref = m.person.ref, referent = m.person.referent, via = "rule",
                org = one.label == "OFFICE" and orgs.of_title(one) or nil }
  end
  return { title = list }
end

local COLUMNS = { label = "symbol", ref = "symbol", via = "symbol", org = "symbol",
                  referent = { type = "ref", target = "referent" } }

local before_name = -weak * free * office:as("title"):rep(1, 6) * person:as "person"

return P.phase { name = "news.titles",
  P.rule { name = "before-name", match = before_name, zones = parts.story,
    emit = { title = { span = "title", columns = COLUMNS } }, set = set,
    examples = { "She met [Defence Minister]{title} [Gen.]{title} Olaf Brandt on Monday.",
                 "Manager Anna Quint came." } } }
