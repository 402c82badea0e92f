-- percent.lua -- percentages, percentage points and basis points.

local grammar = require "gloss.news.numbers.grammar"
local mods = require "gloss.news.numbers.mods"
local ranges = require "gloss.news.numbers.ranges"

local percent = {}

local DASH = grammar.DASH
local ONE_WORD = { percent = true, pct = true, ["pct."] = true, ["%"] = true, percents = true }
local BASIS = { bps = true, bp = true }
local POINT = { point = true, points = true, ["pt"] = true, pts = true }

-- Reads a unit at token j, after hyphens: label, last token.
function percent.unit(b, j)
  local f = b.f
  if DASH[f[j]] then j = j + 1 end
  local w = f[j]
  local last
  if ONE_WORD[w] then
    last = j
  elseif w == "per" then
    local k = DASH[f[j + 1]] and j + 2 or j + 1
    if f[k] ~= "cent" then return nil end
    last = k
  elseif w == "percentage" then
    local k = DASH[f[j + 1]] and j + 2 or j + 1
    if POINT[f[k]] then return "POINT", k end
    return nil
  elseif BASIS[w] then
    return "BASIS_POINT", j
  elseif w == "basis" then
    local k = DASH[f[j + 1]] and j + 2 or j + 1
    if POINT[f[k]] then return "BASIS_POINT", k end
    return nil
  else
    return nil
  end
  local k = DASH[f[last + 1]] and last + 2 or last + 1
  if POINT[f[k]] and w ~= "%" or w == "%" and (f[k] == "point" or f[k] == "points") then
    return "POINT", k
  end
  return "PERCENT", last
end

-- Reads what stands for "half a percentage point" or "a percentage point" before its unit at token
-- i.
function percent.bare(b, i)
  local f = b.f
  local label, last = percent.unit(b, i)
  if not label or f[i - 1] ~= "a" or f[i] ~= "percentage" and f[i] ~= "basis" then return nil end
  if f[i - 2] == "half" then return i - 2, last, label, 0.5 end
  if f[i - 2] == "of" and f[i - 3] == "quarter" then return i - 4, last, label, 0.25 end
  return i - 1, last, label, 1
end

-- Reads a percentage whose number stands in tokens first to last: first, last, label, fields; or
-- nil.
function percent.read(b, first, last, value, scale)
  local label, stop = percent.unit(b, last + 1)
  if label and grammar.DASH[b.f[last + 1]] and b.f[stop + 1] and not DASH[b.f[stop + 1]] then
    return first, stop, label, { number = value, mod = mods.find(b, first, stop) }
  end
  local high, k, high_scale = ranges.rest(b, first, label and stop or last, label ~= nil)
  if high then
    local sign = grammar.sign(b, first)
    local upper, upper_stop = percent.unit(b, k + 1)
    if upper and (not label or label == upper) and sign == 1 then
      return first, upper_stop, upper, { number = ranges.spread(value, scale, high, high_scale),
        number_max = high,
        mod = mods.find(b, first, upper_stop) }
    end
  end
  if not label then return nil end
  local sign, start = grammar.sign(b, first)
  return start, stop, label, { number = sign * value, mod = mods.find(b, start, stop) }
end

return percent
