--- Titles wherever they stand, with a name behind or not: the layer `office`, label RANK HONORIFIC
-- OFFICE. Every way to read one is a row: the name that stands behind decides.
local P = require "gloss.pattern"
local words = require "gloss.news.entities.words"
local parts = require "gloss.news.parts"

local w, A = P.w, P.A

local capital, any_of, opens = parts.capital, parts.any_of, parts.opens
local common = #A "list.word" * capital
local named = A("list", { list = { "country", "capital", "state", "region", "city", "location",
                                   "org", "event", "norp" } })

local function title(labels)
  return #capital * A("list", { list = "title", label = labels }) * P.before(capital)
end

local standing, opener = any_of(words.standing), any_of(words.openers)
local listed = title { "RANK", "HONORIFIC", "OFFICE" }
local office = title { "OFFICE" }

-- Common words before the head of an office: Economic Development Minister.
local modifier = -named * common
local head = -named * (office + #w "officer" * listed)
local role = -named * -A("list", { list = "forename" }) * #A("list", { list = "role" }) * common
  * #capital
local extended = office * P.before(A "list.word") * modifier:rep(0, 3) * head
  + -listed * (modifier:rep(0, 4) * head + (-opens * role + modifier:rep(1, 4) * role))

-- The field behind a head, with a name behind it: Minister of Trade and Industry. What a list has
-- is a title already: Secretary of Defense.
local link = w { "of", "for", "the", "and" }
local field = w { "of", "for" }:outside "list" * (common + link):rep(0, 10) * common
  * #(-A "list.word" * capital)
local joined = w "and" * title { "RANK", "OFFICE" }

-- Makes the rule of a label.
local function rule(label, match, examples)
  local start = #(capital | standing) * standing:opt() * -opener
  return P.rule { name = label:lower(), match = start * match * field:opt() * joined:opt(),
    zones = parts.zones,
    emit = { office = { label = label } }, examples = examples }
end

return P.phase { name = "news.offices", policy = "all",
  rule("RANK", title { "RANK" }, { "She met [Admiral]{office} Olaf Brandt." }),
  rule("HONORIFIC", title { "HONORIFIC" }, { "She met [Dr.]{office} Nils Hove." }),
  rule("OFFICE", office + extended, {
    "She met [President]{office} Olaf Brandt.", "She met the ministers there." }),
}
