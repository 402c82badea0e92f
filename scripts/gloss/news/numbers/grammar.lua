-- grammar.lua -- reads numbers in digits and words out of a block of tokens (see blocks.lua).

local lex = require "gloss.lang.en.numbers"
local blocks = require "gloss.news.blocks"

local grammar = {}

local UNITS, TENS, SCALES, SUFFIXES = lex.units, lex.tens, lex.scales, lex.suffixes
local FRACTIONS, VULGAR, ORDINALS = lex.fractions, lex.vulgar, lex.ordinals
local DASH = { ["-"] = true, ["\u{2010}"] = true, ["\u{2011}"] = true, ["\u{2013}"] = true }
grammar.DASH = DASH

-- What is larger counts nothing; sums and products of what is not stay finite.
local LARGEST, DIGITS = 1e60, 40

-- Returns the value of digits with separators, "1,234.5", or nil.
local function plain(s)
  if #s > DIGITS then return nil end
  if s:find "^%d+%.?%d*$" then return tonumber(s) end
  local whole, part = s:match "^(%d[%d,]*)(%.?%d*)$"
  if not whole or not whole:gsub(",%d%d%d", ""):find "^%d%d?%d?$" then return nil end
  return tonumber(whole:gsub(",", "") .. part)
end

-- Returns the value of one token of digits, and its scale when letters follow: "10bn" is 1e10, 1e9.
function grammar.digits(s)
  local c = s:byte()
  if not c then return nil end
  if c < 48 or c > 57 then return VULGAR[s] end
  local value = plain(s)
  if value then return value, 1 end
  local n, d = s:match "^(%d)/(%d)$"
  if n and n < d then return tonumber(n) / tonumber(d), 1 end
  local head, tail = s:match "^([%d.,]*%d)([^%d.,]+)$"
  value = head and plain(head)
  if not value then return nil end
  if SUFFIXES[tail] then return value * SUFFIXES[tail], SUFFIXES[tail] end
  if VULGAR[tail] then return value + VULGAR[tail], 1 end
  return nil
end

-- Returns whether a number word or digits may continue at token j.
local function numberish(w)
  return w and (UNITS[w] or TENS[w] or SCALES[w]) and true or false
end

-- Reads "and a half" (or "-and-a-half") at token j; returns its last token, or nil.
local function and_a_half(f, j)
  if DASH[f[j]] then j = j + 1 end
  if f[j] ~= "and" then return nil end
  j = j + 1
  if DASH[f[j]] then j = j + 1 end
  if f[j] == "half" then return j end
  if f[j] ~= "a" then return nil end
  j = j + 1
  if DASH[f[j]] then j = j + 1 end
  return f[j] == "half" and j or nil
end

-- Reads scales from token j on: value, last token, scale.
local function scaled(f, j, value, scale)
  while true do
    local k = DASH[f[j]] and j + 1 or j
    local s = SCALES[f[k]]
    if not s or scale > 100 and s >= scale then return value, j - 1, scale end
    value, scale, j = value * s, s * scale, k + 1
  end
end

-- Reads number words from token i: value, last token, scale of the last scale word.
local function words(f, i)
  local total, current, j, last = 0, 0, i, nil
  local tens_open, unit_open, lowest, scale = true, true, math.huge, 1
  while true do
    local w = f[j]
    if UNITS[w] and unit_open then
      current, unit_open, tens_open = current + UNITS[w], false, false
    elseif TENS[w] and tens_open and unit_open then
      current, tens_open = current + TENS[w], false
    elseif w == "hundred" and last and current > 0 and current < 100 then
      current, tens_open, unit_open = current * 100, true, true
    elseif SCALES[w] and w ~= "hundred" and last and SCALES[w] < lowest and current > 0 then
      total, current, lowest = total + current * SCALES[w], 0, SCALES[w]
      tens_open, unit_open, scale = true, true, SCALES[w]
    else
      break
    end
    last, j = j, j + 1
    local n = f[j]
    if DASH[n] and numberish(f[j + 1]) then
      j = j + 1
    elseif n == "and" and tens_open and (UNITS[f[j + 1]] or TENS[f[j + 1]]) then
      j = j + 1
    end
  end
  if not last then return nil end
  return total + current, last, scale
end

-- Reads "point five six" after token `last`: value, last token.
local function decimals(f, last, value)
  local place, j = 0.1, last + 2
  while UNITS[f[j]] and UNITS[f[j]] < 10 do
    value, place, j = value + UNITS[f[j]] * place, place / 10, j + 1
  end
  return value, math.max(j - 1, last + 1)
end

-- Reads a number that starts at token i: value, last token, scale (1 without one), or nil. The
-- value is nil too for what only looks like a number (a fraction, an ordinal), with its last token.
function grammar.number(b, i)
  local f = b.f
  local w = f[i]
  if not w then return nil end
  local value, scale = grammar.digits(w)
  local last = i
  if value then
    local part = VULGAR[f[i + 1]] or f[i + 1] and f[i + 1]:find "^%d/%d$" and
      grammar.digits(f[i + 1])
    if part then value, last = value + part, i + 1 end
    value, last, scale = scaled(f, last + 1, value, scale or 1)
  elseif SCALES[w] and (f[i - 1] == "a" or f[i - 1] == "an" or
    f[DASH[f[i - 1]] and i - 2 or i - 1] == "half") then
    value, last, scale = scaled(f, i, 1, 1)
  else
    value, last, scale = words(f, i)
  end
  if not value then return nil end
  if f[last + 1] == "point" and UNITS[f[last + 2]] and UNITS[f[last + 2]] < 10 and
    value % 1 == 0 then
    value, last = decimals(f, last, value)
    value, last, scale = scaled(f, last + 1, value, 1)
  end
  local half = and_a_half(f, last + 1)
  if half then
    local base = scale ~= 1 and scale or 1
    value, last, scale = scaled(f, half + 1, value + base / 2, scale)
  end
  if value > LARGEST then return nil, last end
  local k = DASH[f[last + 1]] and last + 2 or last + 1
  if FRACTIONS[f[k]] and f[k] ~= "half" and f[k + 1] ~= "of" and k > last + 1 then return nil, k end
  if ORDINALS[f[k]] and k > last + 1 or FRACTIONS[f[k]] and f[k]:find "s$" and f[k + 1] == "of" then
    return nil, k
  end
  return value, last, scale
end

-- Returns the first token of a number that starts at token i with its article: "a million", "half a
-- dozen".
function grammar.article(b, i)
  local f = b.f
  if not SCALES[f[i]] then return i, 1 end
  local j = DASH[f[i - 1]] and i - 2 or i - 1
  if f[j] == "half" then return j, 1 / 2 end
  if f[i - 1] ~= "a" and f[i - 1] ~= "an" then return i, 1 end
  if f[i - 2] == "half" then return i - 2, 1 / 2 end
  return i - 1, 1
end

-- Reads the number that ends at token j: value, first token, or nil.
function grammar.before(b, j)
  local f, i = b.f, j
  local function part(w)
    return w and (numberish(w) or DASH[w] or w == "and" or w == "a" or w == "half" or
      grammar.digits(w))
  end
  while i > 1 and j - i < 12 and part(f[i - 1]) do i = i - 1 end
  for start = i, j do
    local w = f[start]
    if w ~= "and" and not DASH[w] then
      local value, last = grammar.number(b, start)
      if value and last == j then
        local first, factor = grammar.article(b, start)
        return value * factor, first
      end
    end
  end
  return nil
end

local SIGN_BEFORE = { ["("] = true, ["$"] = true, of = true, to = true, by = true, at = true }

-- Returns -1 and the first token when a minus stands before token i, else 1 and i.
function grammar.sign(b, i)
  local w = b.f[i - 1]
  if w == "minus" then return -1, i - 1 end
  if w and lex.minus[w] and blocks.adjacent(b, i - 1) and not blocks.adjacent(b, i - 2) and
    (i == 2 or b.k[i - 2] ~= "number" or SIGN_BEFORE[b.f[i - 2]]) then
    return -1, i - 1
  end
  return 1, i
end

return grammar
