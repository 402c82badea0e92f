--- The extent of a role: from its first word without determiner, through its head, to the end of
-- the complements behind it; relative clauses, times and verbs end it.
local cues = require "gloss.news.entities.cues"
local set = require("gloss.news.common").set
local view = require "gloss.news.entities.view"

local M = {}

M.determiners = set "a an the its his her their our my your"
local STOPS = set [[, ; : . ! ? ( ) [ ] " '' `` -- ... — – “ ” ‘]]
local CLAUSE = set [[who whom which that whose where when while since until till after before
  because but if although though unless whether as than so is was are were be been has have had
  will would can could may might must shall should did does do not he she it they we i you said
  also now then once here there]]
local PREPOSITIONS = set [[of for at in from with to on under against by within behind near over
  into between through about during without across among despite like outside inside via around]]
local TIMED = set "in since from until for on at by between during"
local ENDS = set "and or & the a an of for at in from with to on"
local TAILS = set "emeritus general designate elect laureate"

-- Tells whether token t starts a time or number, as a time complement does.
local function is_time(v, t)
  return v.kind[t] == "number" or cues.times[v.low[t]] or v.low[t] == "last" or
    v.low[t] == "this" or
    v.low[t] == "late" or v.low[t] == "early" or v.low[t] == "recent"
end

-- Tells whether token t ends the phrase.
local function ends_at(v, t, in_complement)
  local low, form = v.low[t], v.form[t]
  if STOPS[form] or form == "-" and not view.joined(v, t - 1) then return true end
  if CLAUSE[low] and v.shape[t] & 4 ~= 0 or cues.says[low] and v.shape[t] & 4 ~= 0 then
    return true
  end
  if TIMED[low] and is_time(v, t + 1) then return true end
  if in_complement and low == "and" and view.capital(v, t - 1) and not view.capital(v, t + 1) and
     v.low[t + 1] ~= "the" then return true end
  return false
end

-- Tells whether the words from s to its end at `core` are headed by a role.
local function is_headed(v, s, core)
  if v.is.role[core] or core > s and TAILS[v.low[core]] and v.is.role[core - 1] then return true end
  for k = s, core - 3 do
    if v.form[k + 1] == "-" and v.low[k + 2] == "year" and v.low[k + 4] == "old" then
      return core > k + 4
    end
  end
  return false
end

--- Gives the last token of the role that starts at token s, or nil when none does.
--   limit  the last token it may have, or nil
function M.forward(v, unit, s, limit)
  local t, core = s, nil
  limit = limit or unit.j
  while t <= limit and not ends_at(v, t, core) do
    if not core and PREPOSITIONS[v.low[t]] and not v.is.role[t] then
      local inside_role = false
      for k = t + 1, math.min(t + 2, unit.j) do
        inside_role = inside_role or (v.is.role[k] or k) < t
      end
      if not inside_role then core = t - 1 end
    end
    t = t + 1
  end
  local last = t - 1
  while last > s and ENDS[v.low[last]] do last = last - 1 end
  core = core or last
  if core < s or not is_headed(v, s, core) then return nil end
  return last
end

local VERBS = set [[become became remain serve work act step take return resign retire join
  succeed met beat led won sent made saw took gave shot hit put held found left brought sued quit
  named call kept let told knew chose drew fought paid sold bought heard felt and or but with of
  by for from at in on to as than into over under between against while when if that this these
  those is was are were be been being has have had will would can could may might must shall
  should not also said quoting including via per like he she it they now currently still again
  once then already later never ever here there their his her its our my your the a an some any no
  every each another both all only even just about]]
local NOUNS_IN_S = set [[affairs sports news arms operations sales rights communications services
  systems economics politics defense defence securities business press ss human-rights works
  markets resources relations mathematics physics overseas congress opposition process commerce
  finances investments commons series telecommunications airways equities fisheries industries]]
local PARTICIPLES = set [[retired convicted exiled jailed unelected veteran disgraced deposed
  ousted renowned noted acclaimed embattled designated seasoned united self-styled self-proclaimed
  limited acting managing leading ruling banking mining engineering marketing visiting sitting
  outgoing incoming operating programming housing shipping boxing racing commanding presiding
  founding serving nursing campaigning investing trading lending broadcasting publishing
  manufacturing planning building sitting reigning defending fighting training purchasing
  supporting voting sailing skiing cycling swimming]]

-- Tells whether a word may stand before the head of a role: no function word, no verb; a
-- capitalised one only before a capitalised head (Chief Software Officer) or as a kind of body
-- (Company spokesman).
local function modifies(v, t, in_capitals)
  local low = v.low[t]
  if v.kind[t] ~= "word" then return false end
  if VERBS[low] or cues.says[low] or cues.openers[low] and not v.is.role[t] then return false end
  if view.capital(v, t) and not (v.is.word[t] and (in_capitals or cues.org_nouns[low])) then
    return false
  end
  if low:find "ed$" or low:find "ing$" then return PARTICIPLES[low] or false end
  if low:find "ly$" then return low == "family" or low == "daily" or low == "weekly" or
    low == "monthly" end
  if low:find "[^s]s$" then return NOUNS_IN_S[low] or v.is.role[t] ~= nil end
  return true
end

-- Words that a verb follows, not a noun.
local INFINITIVE = set "to will would can could may might must shall should"

--- Gives the first token of the noun phrase whose head is at token r, going left.
--   at  the index of mentions; a name of a body or nation inside the phrase is taken whole
function M.backward(v, unit, at, r)
  local s = v.is.role[r] or r
  while s > unit.i do
    local t = s - 1
    local name = at.ends[t]
    if name and name.label ~= "PER" and name.label ~= "MISC-EVENT" then s = name.i
    elseif v.form[t] == "-" and view.joined(v, t - 1) and t - 1 >= unit.i then s = t - 1
    elseif v.low[t] == "and" and v.is.role[t - 1] and t - 1 > unit.i then s = v.is.role[t - 1]
    elseif view.capital(v, t) and not name and v.kind[t] == "word" and t > unit.i and
      not view.capital(v, s) and
      v.shape[s] & 4 ~= 0 and v.is.role[s] then s = t
    elseif INFINITIVE[v.low[t - 1]] then break
    elseif modifies(v, t, view.capital(v, r) or t == unit.i) then s = t
    else break end
  end
  return s
end

return M
