-- quantity.lua -- counts of things and people, measures with a unit, ages, and scores of games and
-- votes.

local blocks = require "gloss.news.blocks"
local grammar = require "gloss.news.numbers.grammar"
local lex = require "gloss.lang.en.units"
local mods = require "gloss.news.numbers.mods"
local numbers_lex = require "gloss.lang.en.numbers"
local nouns = require "gloss.news.numbers.nouns"
local ranges = require "gloss.news.numbers.ranges"

local quantity = {}

local DASH = grammar.DASH
local OWN = { its = true, their = true, his = true, her = true, our = true, my = true, your = true }

-- Reads "per hour", "a day", "/ kg" after token j: the name of the unit below the line, last token.
local function denominator(b, j)
  local f = b.f
  local w = f[j]
  if w ~= "per" and w ~= "a" and w ~= "an" and w ~= "/" then return nil end
  local unit = lex.per[f[j + 1]]
  if not unit then return nil end
  return unit, j + 1
end

-- Reads a unit of measurement at token j: name, last token.
local function measure(b, j)
  local f = b.f
  local hyphen = DASH[f[j]]
  if hyphen then j = j + 1 end
  local prefix = lex.modifiers[f[j]]
  if prefix and lex.measures[f[j + 1]] then j = j + 1 else prefix = nil end
  local w = f[j]
  if (w == "celsius" or w == "fahrenheit") and not hyphen then return w, j end
  local name = lex.measures[w]
  if not name then return nil end
  if w == "\u{B0}" then
    return lex.scales[f[j + 1]] or "degree", lex.scales[f[j + 1]] and j + 1 or j
  end
  if name == "degree" then
    local scale = lex.scales[f[j + 1]]
    if scale then return scale, j + 1 end
    if not DASH[f[j + 1]] then return "degree", j end
  end
  if lex.hyphen_only[w] and not hyphen and not blocks.adjacent(b, j - 1) then return nil end
  if w == "story" and f[j + 1] == "building" then name = "storey" end
  name = (prefix or "") .. name
  local unit, last = denominator(b, j + 1)
  if unit then return name .. "_per_" .. unit, last end
  return name, j
end

-- Reads an age around the number in tokens first to last: last token, or nil.
local function age(b, first, last)
  local f = b.f
  local j = last + 1
  if DASH[f[j]] and (f[j + 1] == "year" or f[j + 1] == "years") and DASH[f[j + 2]] and
    (f[j + 3] == "old" or f[j + 3] == "olds")
  then
    return j + 3
  end
  if (f[j] == "years" or f[j] == "year") and f[j + 1] == "old" then return j + 1 end
  local w = f[first - 1]
  if w == "aged" or w == "age" and f[j] ~= "groups" then return last end
  if w == "of" and (f[first - 2] == "age" or f[first - 2] == "ages") then return last end
  if w == "," and first > 2 and b.k[first] == "number" and
    (f[j] == "," or f[j] == "." or f[j] == ")") and
    b.k[first - 2] == "word" and (blocks.capital(b, first - 2) or f[j] == ",") then
    return last
  end
  return nil
end

-- Returns whether the word in token j may stand between a number and its noun.
local function modifier(b, j)
  local w = b.f[j]
  if lex.stop[w] then return false end
  local kind = b.k[j]
  return kind == "word" or DASH[w] and blocks.adjacent(b, j) and blocks.adjacent(b, j - 1)
end

-- Finds the plural noun that is counted from token j on: its token and its singular.
local function counted(b, j)
  local f = b.f
  for k = j, math.min(j + 5, b.n) do
    local w = f[k]
    if b.k[k] == "word" and not lex.stop[w] then
      local one = nouns.singular(w)
      if one and not DASH[f[k + 1]] then
        local nxt = nouns.singular(f[k + 1] or "")
        if not (nxt and lex.irregular[f[k + 1]]) then return k, one end
      end
    end
    if not modifier(b, k) then return nil end
  end
  return nil
end

local function numbers(b, first, last, value, value_max, unit, label)
  return first, last, label, { number = value, number_max = value_max, unit = unit,
    mod = mods.find(b, first, last) }
end

-- Reads a number after which the counted noun comes with "of": "15 of the pilots", "nine of the
-- victims".
local function partitive(b, first, last, value)
  local f = b.f
  local j = last + 2
  if OWN[f[j]] then
    local k, one = counted(b, j + 1)
    if k then return numbers(b, first, k, value, nil, one, "COUNT") end
  elseif f[j] == "the" or f[j] == "those" or f[j] == "them" then
    local k, one = counted(b, b.k[j + 1] == "number" and j + 2 or j + 1)
    local noun = k and f[k] or f[j + 1]
    if lex.person_nouns[noun] or noun == "them" then one = "person" end
    if one then return numbers(b, first, last, value, nil, one, "COUNT") end
  end
  return nil
end

-- Returns whether the number in tokens first to last counts people by the words beside it.
local function casualties(b, first, last)
  local f = b.f
  local next_word = f[last + 1]
  if lex.casualty_after[next_word] then return true end
  if b.k[last + 1] == "word" and not lex.stop[next_word] then return false end
  local i = first - 1
  for _ = 1, 3 do
    if lex.casualty_before[f[i]] then return true end
    i = i - 1
  end
  return false
end

-- Returns whether the number in token i belongs to a name: "Flight 370 passengers", "Resolution
-- 12".
local function in_name(b, i)
  if i == 1 then return false end
  if b.k[i] ~= "number" then return DASH[b.f[i - 1]] and blocks.adjacent(b, i - 1) end
  local w = b.f[i - 1]
  if lex.numbered[w] or w == "of" and b.f[i - 2] == "group" then return true end
  if b.label == "headline" or b.label == "subhead" then return false end
  if b.k[i - 1] ~= "word" or not blocks.capital(b, i - 1) then
    return DASH[b.f[i - 1]] and blocks.adjacent(b, i - 1)
  end
  local before = i > 2 and b.k[i - 2] or "punct"
  return before ~= "punct" and not (b.timex and b.timex(b.a[i - 1]))
end

local MONTHS_IN = { month = 12, week = 52, day = 365 }

-- Reads "18-month-old": an age in years.
local function young(b, first, last, value)
  local f = b.f
  local j = last + 1
  if DASH[f[j]] and MONTHS_IN[f[j + 1]] and DASH[f[j + 2]] and f[j + 3] == "old" then
    return first, j + 3, "AGE", { number = value / MONTHS_IN[f[j + 1]], unit = "age" }
  end
  return nil
end

local function hyphenated(b, first, last, value)
  local f = b.f
  local j = last + 1
  if not DASH[f[j]] or not blocks.adjacent(b, last) or b.k[j + 1] ~= "word" then return nil end
  local w = f[j + 1]
  if lex.stop[w] or #w < 3 or b.k[first - 1] == "number" then return nil end
  return numbers(b, first, j + 1, value, nil, w == "strong" and "person" or nouns.singular(w) or w,
    "COUNT")
end

-- Reads a score, "2-1", in tokens first to last and what follows.
local function score(b, first, last, value)
  local f = b.f
  if last ~= first or b.k[first] ~= "number" or not DASH[f[first + 1]] or
    b.k[first + 2] ~= "number" then
    return nil
  end
  if not (blocks.adjacent(b, first) and blocks.adjacent(b, first + 1)) or DASH[f[first + 3]] then
    return nil
  end
  if blocks.adjacent(b, first - 1) and (DASH[f[first - 1]] or f[first - 1] == "+") then
    return nil
  end
  local high = grammar.digits(f[first + 2])
  if not high or value >= 1000 or high >= 1000 or value % 1 ~= 0 or high % 1 ~= 0 then
    return nil
  end
  if nouns.singular(f[first + 3] or "") or measure(b, first + 3) then return nil end
  return numbers(b, first, first + 2, value, high, "score", "SCORE")
end

-- Reads a range of one unit: "10 to 12 people", "5-7 metres".
local function range(b, first, last, value, scale)
  local high, k, high_scale = ranges.rest(b, first, last)
  if not high or high <= value then return nil end
  local low = ranges.spread(value, scale, high, high_scale)
  local name, stop = measure(b, k + 1)
  if name then return numbers(b, first, stop, low, high, name, "MEASURE") end
  if b.f[first - 1] == "aged" or b.f[first - 1] == "ages" then
    return numbers(b, first, k, low, high, "age", "AGE")
  end
  local noun, one = counted(b, k + 1)
  if noun and not in_name(b, first) then return numbers(b, first, noun, low, high, one, "COUNT") end
  return nil
end

-- Reads what a number in tokens first to last is of: first, last, label, fields; or nil.
function quantity.read(b, first, last, value, scale)
  local f = b.f
  local a1, a2, a3, a4 = range(b, first, last, value, scale)
  if a1 then return a1, a2, a3, a4 end
  local sign, start = grammar.sign(b, first)
  local name, stop = measure(b, last + 1)
  if name and sign == 1 and f[stop + 1] == "below" and f[stop + 2] == "zero" then
    sign, stop = -1, stop + 2
  end
  if name then return numbers(b, start, stop, sign * value, nil, name, "MEASURE") end
  if value >= 0 and value < 130 then
    stop = age(b, first, last)
    if stop then return first, stop, "AGE", { number = value, unit = "age" } end
    a1, a2, a3, a4 = young(b, first, last, value)
    if a1 then return a1, a2, a3, a4 end
  end
  a1, a2, a3, a4 = score(b, first, last, value)
  if a1 then return a1, a2, a3, a4 end
  if in_name(b, first) then return nil end
  if f[last + 1] == "of" then return partitive(b, first, last, value) end
  if f[first - 1] == "in" and (numbers_lex.units[f[first - 2]] or b.k[first - 2] == "number") then
    return nil
  end
  a1, a2, a3, a4 = hyphenated(b, first, last, value)
  if a1 then return a1, a2, a3, a4 end
  if value == 1 and lex.one_nouns[f[last + 1]] and f[first] == "one" then
    return numbers(b, first, last + 1, 1, nil, f[last + 1], "COUNT")
  end
  if value ~= 1 or scale > 1 then
    local k, one = counted(b, last + 1)
    if k then return numbers(b, first, k, value, nil, one, "COUNT") end
  end
  if f[first] ~= "one" and casualties(b, first, last) then
    return numbers(b, first, last, value, nil, "person", "COUNT")
  end
  return nil
end

return quantity
