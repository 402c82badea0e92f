-- ranges.lua -- two numbers that belong together: "90 to 120", "between 3 and 5", "one or two".

local grammar = require "gloss.news.numbers.grammar"

local ranges = {}

local DASH = grammar.DASH

-- Verbs and prepositions after which "x to y" is a change, not a range.
local CHANGE = {}
for word in ([[from by rose fell rises falls rise fall dropped dropping gained lost jumped climbed
  slipped declined increased decreased raised cut lowered grew shrank edged up down gain gains drops
  jumps climbs slips higher lower]])
  :gmatch "%a+" do
  CHANGE[word] = true
end

-- Returns the token after the separator at token j, or nil when "x SEP y" with x from token `first`
-- is no range. `unit` tells that x has its own unit: then "rose 2 cents to 31 cents" is a change.
function ranges.separator(b, first, j, unit)
  local f = b.f
  local w, before = f[j], f[first - 1]
  if w == "and" then return before == "between" and j + 1 or nil end
  if w == "or" then return j + 1 end
  if w == "to" then
    return before ~= "from" and not (unit and CHANGE[before]) and j + 1 or nil
  end
  if w == "\u{2014}" or DASH[w] then return j + 1 end
  return nil
end

-- Gives the lower number the scale of the upper one where only that has it: "40 and 60 billion".
function ranges.spread(low, low_scale, high, high_scale)
  if low_scale == 1 and high_scale > 1 and low * high_scale <= high then return low * high_scale end
  return low
end

-- Reads the rest of a range whose first number stands in tokens first to last: upper number, last
-- token, scale.
function ranges.rest(b, first, last, unit)
  local j = ranges.separator(b, first, last + 1, unit)
  if not j then return nil end
  local value, k, scale = grammar.number(b, j)
  return value, k, scale
end

return ranges
