--- Roles that a verb gives or takes: `X will become chief executive of Y`, `was named chairman`,
-- `resigned as director`, `He stepped down as party leader`.
local cues = require "gloss.news.entities.cues"
local phrase = require "gloss.news.roles.phrase"
local set = require("gloss.news.common").set

local M = {}

local BECOME = set "become becomes became becoming remain remains remained"
local BE = set "is was be been being"
local NAMED = set [[named appointed elected re-elected reelected made nominated chosen designated
  crowned declared promoted]]
-- Verbs whose `as` puts a role behind them, and what they say of it.
local AS = {}
for what, words in next, {
  leave = [[step stepped steps stepping resign resigned resigns resigning quit quits retire retired
    retires ousted removed fired dismissed]],
  hold = [[serve serves served serving doubles doubled work works worked working continue continues
    post role job position tenure time term ran]],
  take = [[replaced took take takes taking named appointed elected sworn chosen inaugurated
    installed returned returns joined joins succeeded succeeds return confirmed hired]],
} do
  for word in words:gmatch "%S+" do AS[word] = what end
end
local PAST = set [[stepped resigned quit retired ousted removed fired dismissed served worked]]

-- Nouns whose `as` puts a role behind them.
local NOUNS = set "appointment election nomination promotion selection hiring"

-- Gives the token of the verb whose `as` is at token k.
local function verb_before(v, unit, k)
  for t = k - 1, math.max(unit.i, k - 4), -1 do
    if AS[v.low[t]] then return t end
  end
end

-- Gives the verb that puts a role behind token d, and the role's status.
local function trigger(v, unit, d)
  local low = v.low[d]
  if low == "as" then
    local verb = verb_before(v, unit, d)
    local what = verb and AS[v.low[verb]]
    if not what then return nil end
    local future = v.low[verb - 1] == "will" or v.low[verb - 1] == "would" or
      v.low[verb - 1] == "to"
    return verb, what == "leave" and PAST[v.low[verb]] and not future and "former" or
      what == "take" and future and "incoming" or "current"
  end
  if BECOME[low] then
    local future = v.low[d - 1] == "will" or v.low[d - 1] == "to" or v.low[d - 1] == "would"
    return d, future and "incoming" or "current"
  end
  if NAMED[low] and (BE[v.low[d - 1]] or v.low[d - 1] == "has" or v.low[d - 1] == "re") then
    return d, "current"
  end
  if BE[low] then return d, (low == "was" or v.low[d - 1] == "had") and "former" or "current" end
end

-- Gives the last person mentioned in the sentence before a unit's.
local function last_person(c, unit, number)
  for n = number - 1, math.max(1, number - 2), -1 do
    local before, found, speaker = c.v.units[n], nil, nil
    for k = before.i, before.j do
      local s = c.at.starts[k]
      if s and s.label == "PER" then
        found = s
        if cues.says[c.v.low[s.j + 1]] or cues.says[c.v.low[s.i - 1]] then speaker = s end
      end
    end
    if speaker or found then return speaker or found end
  end
end

local SKIPPED = set "will would has had have also now currently later again been being then"

-- Gives the last person before the comma at token k behind whose name another comma opened what it
-- closes.
local function opened(c, unit, k)
  for t = k - 2, unit.i, -1 do
    local s = c.at.ends[t]
    if s and s.label == "PER" and c.v.form[t + 1] == "," then return s end
  end
end

-- Gives the person a verb at token t is said of: the name before it, before `who`, or a pronoun's.
local function subject(c, unit, number, t, near)
  local v = c.v
  local k = t - 1
  while k > unit.i and (SKIPPED[v.low[k]] or BE[v.low[k]]) do k = k - 1 end
  local opening = v.form[k] == "," and opened(c, unit, k)
  if opening then return opening end
  local direct = c.at.ends[k] or v.form[k] == "," and c.at.ends[k - 1]
  if direct and direct.label == "PER" then return direct end
  if (v.low[k] == "he" or v.low[k] == "she") and k <= unit.i + 6 then
    return last_person(c, unit, number)
  end
  if near then return v.low[t - 1] == "who" and M.nearest(c, unit, t) or nil end
  for n = k, unit.i, -1 do
    if v.low[n] == "who" then return M.nearest(c, unit, n) end
  end
  local first = v.low[unit.i]
  if first == "he" or first == "she" then return last_person(c, unit, number) end
  for n = unit.i, k do
    local s = c.at.starts[n]
    if s and (s.label == "PER" or s.label == "ORG") then return s.label == "PER" and s or nil end
  end
end

--- Gives the last mention of a person in a unit before token t.
function M.nearest(c, unit, t)
  for k = t - 1, unit.i, -1 do
    local s = c.at.ends[k]
    if s and s.label == "PER" then return s end
  end
end

local ADVERBS = set "now currently also still again once briefly"

-- Gives the person a verb names: `appointed Jane Roe [as] finance minister`.
local function named_object(c, unit, s, d)
  local v = c.v
  local person = c.at.ends[v.low[d] == "as" and d - 1 or d]
  if not person or person.label ~= "PER" or person.j < unit.i then return nil end
  if v.low[d] ~= "as" and person.j + 1 ~= s then return nil end
  for k = person.i - 1, math.max(unit.i, person.i - 8), -1 do
    if NAMED[v.low[k]] or v.low[k] == "names" or v.low[k] == "appoints" then return person end
    if v.form[k] == "," or v.form[k] == ";" then return nil end
  end
end

-- Gives the person of `the appointment of Jane Roe, a chemist, as director`.
local function of_noun(c, unit, d)
  for k = d - 1, math.max(unit.i, d - 14), -1 do
    if NOUNS[c.v.low[k]] and c.v.low[k + 1] == "of" then return c.at.starts[k + 2] or
      M.nearest(c, unit, d) end
  end
end

-- Looks for a verb before the role that starts at s.
local function at_role(c, unit, number, s, add)
  local v, d = c.v, s - 1
  if ADVERBS[v.low[d]] then d = d - 1 end
  if phrase.determiners[v.low[d]] then d = d - 1 end
  if d < unit.i then return end
  local object = named_object(c, unit, s, d) or v.low[d] == "as" and of_noun(c, unit, d)
  if object and object.label == "PER" then
    local last = phrase.forward(v, unit, s)
    if last then add("PRED", "named", s, last, object, "current") end
    return
  end
  local verb, status = trigger(v, unit, d)
  if not verb then return end
  local person = subject(c, unit, number, verb, BE[v.low[d]])
  local last = person and phrase.forward(v, unit, s)
  if last then add("PRED", "predicate", s, last, person, status) end
end

--- Finds the roles of a document that verbs give or take.
--   taken  the tokens of titles and roles found so far
function M.run(c, taken, add)
  local v = c.v
  for number, unit in ipairs(v.units) do
    if unit.zone == "body" then
      for r = unit.i + 1, unit.j do
        if v.is.role[r] and not taken[r] and not (v.is.role[r + 1] and v.is.role[r + 1] <= r) then
          local s = phrase.backward(v, unit, c.at, r)
          at_role(c, unit, number, s, add)
        end
      end
    end
  end
end

return M
