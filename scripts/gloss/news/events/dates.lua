--- Dates of events: which time expression of a sentence belongs to a trigger.

local common = require "gloss.news.common"
local words = require "gloss.news.quotes.words"

local M = {}

local function value_of(story, s, k)
  local times = story.reader.times
  local label = times:get(s.t[k], "label")
  if label ~= "DATE" and label ~= "TIME" then return nil end
  local value = times:get(s.t[k], "value")
  return value and value:find "^%d%d%d%d" and value or nil
end

-- "2010-12-10T14:00" is the day 2010-12-10; "2005-09-11TNI" too.
local function day(value)
  return value and value:match "^(%d%d%d%d%-%d%d%-%d%d)T" or value
end

-- Tokens that end the reach of a reporting verb: what it says begins.
local function says_more(s, k, told)
  local w = s.w[k]
  if s.q[k] or w == "," or w == "that" or w == ":" or words.auxiliary[w] or words.relative[w] then
    return true
  end
  if words.pronoun[w] and not s.m[k] then return true end
  if told then return false end
  return words.determiner[w] and not words.preposition[s.w[k - 1]] or
    s.m[k] and not words.preposition[s.w[k - 1]] and not words.determiner[s.w[k - 1]] or false
end

local RECIPIENT = { tell = true, report = true, announce = true, warn = true, inform = true,
  ask = true, write = true }

--- The date of a statement: right behind its verb, or at the head of the sentence, or of the verb
-- it shares a subject with. Parts of days stay ("2017-10-15TNI").
function M.of_statement(story, st)
  local s, cue = st.s, st.cue
  local told = RECIPIENT[cue.base]
  for k = cue.j + 1, math.min(s.n, cue.j + 9) do
    local value = s.t[k] and value_of(story, s, k)
    if value then return value end
    if not s.t[k] and says_more(s, k, told) then break end
  end
  for k = cue.i - 1, st.how ~= "shared" and st.subject and st.subject.j + 1 or cue.i, -1 do
    if s.t[k] then return value_of(story, s, k) end
    if s.w[k] == "," then break end
  end
  if s.t[1] and st.subject and st.subject.i <= 6 and not s.q[cue.i] then
    return value_of(story, s, 1)
  end
  if st.how ~= "shared" then return nil end
  for k = cue.i - 1, 1, -1 do
    local w = s.w[k - 1]
    if s.t[k] and not s.q[k] and (w == "on" or s.w[k] == "today" or s.w[k] == "yesterday" or
      s.w[k]:find "day$") then
      return day(value_of(story, s, k))
    end
  end
end

local BOUNDARY = common.set "; who which when after before while since than until"

-- Does token k start a new clause?
local function new_clause(s, k)
  local w = s.w[k]
  if BOUNDARY[w] then return true end
  local following = s.w[k + 1] or ""
  if w == "to" then return not s.m[k + 1] and not s.t[k + 1] and not words.determiner[following] end
  return w == "as" and (words.pronoun[following] or following == "the")
end

-- Does a clause boundary stand between a trigger and the time at token k? A comma is one for a time
-- before the trigger that does not open the sentence.
local function parted(s, c, k)
  local back = k < c.i
  for j = math.min(c.j, k) + 1, math.max(c.i, k) - 1 do
    if new_clause(s, j) or back and s.w[j] == "," and s.t[k] ~= s.t[1] and s.t[k] ~= s.t[2] then
      return true
    end
  end
  return k > c.j and BOUNDARY[s.w[k - 1]] or false
end

local STATED = 20   -- what a reporting verb between them, or one that has the time itself, costs
local FAR = 25

-- How far a time is from a trigger, in tokens; times behind it are nearer.
local function distance(s, c, k)
  local cost = k > c.j and k - c.j or (c.i - k) * 1.5
  for _, st in ipairs(s.statements) do
    local i, j = st.cue.i, st.cue.j
    if i ~= c.i then
      local between = i > math.min(k, c.i) and i < math.max(k, c.i)
      local own = k == j + 1 or k == j + 2 and s.w[k - 1] == "on"
      if (between or own) and s.w[k] ~= "today" then cost = cost + STATED end
    end
  end
  return cost
end

-- The tokens of a sentence where a time begins, out of quotes.
local function times_of(s)
  if s.times then return s.times end
  s.times = {}
  for k = 1, next(s.t) and s.n or 0 do
    if s.t[k] and s.t[k] ~= s.t[k - 1] and not s.q[k] then s.times[#s.times + 1] = k end
  end
  return s.times
end

--- The date of an event, and the row of `timex` it is of: the time nearest to its trigger in the
-- clause, behind it rather than before.
function M.of_event(story, s, c)
  local best, least, time
  for _, k in ipairs(times_of(s)) do
    local value = value_of(story, s, k)
    if value and not parted(s, c, k) then
      local cost = distance(s, c, k)
      if cost < (least or FAR) then best, least, time = value, cost, s.t[k] end
    end
  end
  return day(best), time
end

return M
