-- lengths.lua -- lengths of time ("two years", "weeks of talks") and what is reckoned by them ("two
-- months ago", "a year later"). Each reader gets the block, the token of the unit, and the context;
-- it returns first token, last token, label, value, mod and the rule's name, or nil.

local calendar = require "gloss.calendar"
local blocks = require "gloss.news.blocks"
local lex = require "gloss.lang.en.time"
local measured = require "gloss.news.time.measured"
local numbers = require "gloss.lang.en.numbers"
local resolve = require "gloss.news.time.resolve"
local units = require "gloss.lang.en.units"

local lengths = {}

local DASH = blocks.DASH
local BACK = { ago = true, earlier = true, previously = true, before = true }
local FORTH = { later = true, after = true, hence = true, afterwards = true }
local ADJECTIVES = {}
for word in ([[more full consecutive straight long whole additional further calendar working
  business fiscal successive bloody short difficult turbulent intense extra solid entire
  light]]):gmatch "%a+" do
  ADJECTIVES[word] = true
end

-- Reads the number before the unit in token i: how many (nil: unknown), first token; or false when
-- there is none.
local function how_many(b, i)
  local f = b.f
  local j = i - 1
  if DASH[f[j]] then j = j - 1 elseif ADJECTIVES[f[j]] then j = j - 1 end
  local w = f[j]
  if not w then return false end
  local n, first = measured.number(b, j)
  if n then return n, first end
  if numbers.vague[w] and w ~= "some" then
    if w == "couple" then return false end
    return nil, f[j - 1] == "a" and j - 1 or j
  end
  if w == "of" and f[j - 1] == "couple" and f[j - 2] == "a" then return 2, j - 2 end
  if (w == "a" or w == "an" or w == "another") and not lex.unit_plural[f[i]] then
    if f[j - 1] == "half" then return 0.5, j - 1 end
    return 1, j
  end
  if w == "half" and f[j - 1] == "a" then return 0.5, j - 1 end
  return false
end

-- Returns whether an age stands here: "58-year-old", "two years old", "years of age".
local function is_age(f, i)
  local j = DASH[f[i + 1]] and i + 2 or i + 1
  return f[j] == "old" or f[j] == "olds" or f[i + 1] == "of" and f[i + 2] == "age"
end

-- Where "earlier" and "later" count from: the quarter or fiscal year last named, else the date,
-- else the reference date; "ago" always counts from the reference date.
local function from_anchor(c, word, unit, n)
  if word == "ago" or word == "hence" then return resolve.period(c.ref, unit.word, n) end
  if unit.word == "year" and c.part and n % 1 == 0 then
    local fy = c.part:match "^FY(%d%d%d%d)$"
    if fy then return ("FY%04d"):format(tonumber(fy) + n) end
    local quarter = resolve.shift_part(c.part, (c.part:find "Q" and 4 or 2) * math.tointeger(n))
    if quarter then return quarter end
  end
  return resolve.period(c.near or c.ref, unit.word, n)
end

local function clock_value(c, unit, n)
  if not n then return "XXXX-XX-XXTXX" end
  local day = c.ref and calendar.format(c.ref) or "XXXX-XX-XX"
  return day .. (unit.word == "hour" and "TXX" or "TXX:XX")
end

-- Reads "ago", "later" and the like after token last: the date it gives; or nil.
local function reckoned(b, c, first, last, n, unit)
  local f = b.f
  local word = f[last + 1]
  local sign = BACK[word] and -1 or FORTH[word] and 1
  if not sign then
    if word == "from" and f[last + 2] == "now" then
      return first, last + 2, "DATE", n and resolve.period(c.ref, unit.word, n) or "FUTURE_REF",
        nil, "from-now"
    end
    return nil
  end
  if word == "before" or word == "after" then
    if b.k[last + 2] == "word" or b.k[last + 2] == "number" then return nil end
  end
  if unit.clock then return first, last + 1, "TIME", clock_value(c, unit, n), nil, "reckoned" end
  local value
  if n then
    value = from_anchor(c, word, unit, sign * n)
  else
    value = sign < 0 and "PAST_REF" or "FUTURE_REF"
  end
  return first, last + 1, "DATE", value, measured.mod(b, first, last), "reckoned"
end

-- Reads "the past 12 months", "the next few years" to the left of a number: first token.
local function spanning(f, first)
  local j = first - 1
  if not lex.spanning[f[j]] and f[j] ~= "first" then return nil end
  if f[j] == "last" and f[j - 1] and not lex.before_last[f[j - 1]] then return nil end
  if f[j - 1] == "the" or f[j - 1] == "these" or f[j - 1] == "his" or f[j - 1] == "its" then
    return f[j - 1] == "the" and j - 1 or j
  end
  return j
end

-- Returns whether "a year" in tokens first to i is each year.
local function is_rate(b, first, i)
  local f = b.f
  local before = f[first - 1]
  if not before or lex.length_before[before] or f[first] == "another" or f[first] == "half" then
    return false
  end
  local after = f[i + 1]
  if after == "of" or after == "long" or after == "when" or after == "that" or DASH[after] then
    return false
  end
  return b.k[first - 1] == "word" and not units.stop[before] or before == "percent" or
    before == "%" or b.k[first - 1] == "number"
    or before == "twice" or before == "once" or before == "times"
end

-- Returns whether a measure stands before token `first`: "barrels a day" is one unit.
local function is_measure(b, first)
  local f = b.f
  local before = f[first - 1]
  return units.measures[before] and measured.number(b, first - 2) ~= nil
end

-- Reads "a year": each year, or a length.
local function article(b, i, first, unit)
  local f = b.f
  if is_measure(b, first) and not units.letters[f[first - 1]] then return nil end
  if is_rate(b, first, i) then
    local start = first
    if f[first - 1] == "once" or f[first - 1] == "twice" then start = first - 1 end
    if f[first - 1] == "times" and b.k[first - 2] then start = first - 2 end
    return start, i, "SET", resolve.duration(1, unit), nil, "rate"
  end
  if unit.word == "day" and f[i + 1] == "of" then return nil end
  local before = f[first - 1]
  if lex.length_before[before] and not (before == "as" or before == "by" and unit.word == "day") or
    unit.word ~= "day" and not unit.clock and f[i + 1] == "of" then
    return first, i, "DURATION", resolve.duration(1, unit), measured.mod(b, first, i), "length"
  end
  return nil
end

-- Reads a plural without a number: "for years", "weeks of talks", "the coming months".
local function bare(b, i, unit)
  local f = b.f
  local before, after = f[i - 1], f[i + 1]
  local value = resolve.duration(nil, unit)
  if lex.spanning[before] then
    local first = spanning(f, i)
    return first, i, "DURATION", value, nil, "length"
  end
  if BACK[after] and after ~= "before" or after == "later" then return i, i + 1, "DATE",
    BACK[after] and "PAST_REF" or "FUTURE_REF", nil, "reckoned" end
  if lex.plural_before[before] or after == "of" and b.k[i - 1] ~= "word" or after == "of" and
    not units.stop[before or ""] and
    not blocks.capital(b, i) and (before or ""):find "ing$" then
    return i, i, "DURATION", value, nil, "length"
  end
  return nil
end

-- Reads "every two years", "each week", "per day", "once-monthly" before a unit: first token and n.
local function every(b, i, unit)
  local f = b.f
  local w = f[i - 1]
  if w == "every" or w == "each" or w == "per" then
    if w == "per" and is_measure(b, i - 1) then return nil end
    return i - 1, i, "SET", resolve.duration(1, unit), nil, "every"
  end
  if (w == "other" or w == "second") and f[i - 2] == "every" then
    return i - 2, i, "SET", resolve.duration(2, unit), nil, "every"
  end
  local n, first = how_many(b, i)
  if n and first and (f[first - 1] == "every" or f[first - 1] == "each") then
    return first - 1, i, "SET", resolve.duration(n, unit), nil, "every"
  end
  return nil
end

-- Reads a length of time whose number is known, in tokens first to i.
local function numbered(b, i, c, n, first, unit)
  local f = b.f
  local last = i
  if f[i + 1] == "and" and f[i + 2] == "a" and f[i + 3] == "half" then
    n, last = (n or 0) + 0.5, i + 3
  end
  if DASH[f[last + 1]] and f[last + 2] == "long" then last = last + 2 end
  local x, y, label, value, mod, rule = reckoned(b, c, first, last, n, unit)
  if x then return x, y, label, value, mod, rule end
  local span = spanning(f, first)
  return span or first, last, "DURATION", resolve.duration(n, unit), not span and
    measured.mod(b, first, last) or nil, "length"
end

-- Reads a length of time at a unit.
function lengths.read(b, i, c)
  local f = b.f
  local unit = lex.units[f[i]]
  if is_age(f, i) then return nil end
  local x, y, label, value, mod, rule = every(b, i, unit)
  if x then return x, y, label, value, mod, rule end
  local n, first = how_many(b, i)
  if n == false then
    if DASH[f[i + 1]] and f[i + 2] == "long" and not DASH[f[i - 1]] then
      return i, i + 2, "DURATION", resolve.duration(not lex.unit_plural[f[i]] and 1 or nil, unit),
        nil, "length"
    end
    if lex.unit_plural[f[i]] then return bare(b, i, unit) end
    return nil
  end
  local one = f[first] == "a" or f[first] == "an"
  if one and not lex.unit_plural[f[i]] and n == 1 then
    local a1, a2, a3, a4, a5, a6 = reckoned(b, c, first, i, 1, unit)
    if a1 then return a1, a2, a3, a4, a5, a6 end
    if f[i + 1] == "and" and f[i + 3] == "half" then return numbered(b, i, c, n, first, unit) end
    return article(b, i, first, unit)
  end
  if not lex.unit_plural[f[i]] and n ~= 1 and n ~= 0.5 and not DASH[f[i - 1]] then return nil end
  return numbered(b, i, c, n, first, unit)
end

return lengths
