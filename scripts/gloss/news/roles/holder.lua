-- holder.lua -- what the rules of roles fill in: the person who has the role, the organisation, and
-- whether it is held.

local common = require "gloss.news.common"
local orgs = require "gloss.news.roles.orgs"

local holder = {}

local COLUMNS = { ref = "symbol", org = "symbol", status = "symbol", via = "symbol",
                  referent = { type = "ref", target = "referent" } }

--- What a rule emits.
function holder.emit(label)
  return { role = { span = "role", label = label, columns = COLUMNS } }
end

local FORMER = common.set "former ex retired late onetime one-time sometime then"
local ACTING = common.set "acting interim caretaker temporary"
local INCOMING = common.set "incoming designate elect nominee prospective"

-- Gives "former", "acting" or "incoming", by the words of a role before its field, or nil.
local function status_of(text)
  for low in common.lower(text):gmatch "%S+" do
    if FORMER[low] or low:find "^ex%-" then return "former" end
    if ACTING[low] then return "acting" end
    if INCOMING[low] or low:find "%-elect$" or low:find "%-designate$" then return "incoming" end
    if low == "of" or low == "for" then return nil end
  end
end

--- Makes the function of a rule that fills the columns of its roles.
--   who   gives the person of a match: a row with `referent` and `ref`; default: the captured one
--   said  gives what else of the match says whether the role is held
function holder.set(who, said)
  return function(m)
    local person, list = who and who(m) or m.person, {}
    for i, role in ipairs(m:all "role") do
      list[i] = { ref = person.ref, referent = person.referent, via = "rule",
                  org = orgs.of_role(m, role, person.referent and person.referent.row),
                  status = status_of(role.text) or said and said(m) or "current" }
    end
    return { role = list }
  end
end

-- The words that the titles of each person end in: of a row of `referent` a set.
local ranks_of = common.once(function(doc)
  local ranks = {}
  for _, first, last, who in doc:layer "title":each "referent" do
    if who then
      ranks[who] = ranks[who] or {}
      ranks[who][common.lower(doc.text:sub(first, last)):match "%S+$"] = true
    end
  end
  return ranks
end)

-- The mentions of people who bear a title that ends in a word, made when first asked for.
local bearers = common.once(function() return {} end)

local function mentions_of(doc, word)
  local known = bearers(doc)
  if known[word] then return known[word] end
  local list, ranks = {}, ranks_of(doc)
  for row, first, _, who in doc:layer "entity":each "referent" do
    if who and ranks[who] and ranks[who][word] then
      list[#list + 1] = { first = first, row = row }
    end
  end
  known[word] = list
  return list
end

--- Gives the last person named before a match who bears the title that it captured as `rank`.
function holder.ranked(m)
  local last = common.last_before(mentions_of(m.doc, m:form "rank"), m.first)
  return last and m.doc:layer "entity"[last.row]
end

return holder
