-- value.lua -- the value of a numeral, from its tokens as folded words, and its scale: what its
-- last words multiply by.

local digits = require "gloss.news.numerals.digits"
local lex = require "gloss.lang.en.numbers"

local READ = {}   -- what a word does to the sum that is being made

-- Begins with "half a", "a": the scale that follows is taken once or half.
local function begin(forms)
  if forms[1] == "half" then return 0.5, 2 end
  if forms[1] == "a" or forms[1] == "an" then return 1, 2 end
  return nil, 1
end

local function multiply(sum, by)
  if sum.current == 0 then sum.total = sum.total * by
  else sum.total, sum.current = sum.total + sum.current * by, 0 end
  sum.scale = sum.led and sum.scale * by or by
end

-- "five hundred" is part of the sum; "5 hundred" and "a hundred" have the scale.
local function hundred(sum)
  if sum.led then multiply(sum, 100) else sum.current = sum.current * 100 end
end

function READ.point(sum, forms, i)
  local place = 0.1
  while lex.units[forms[i + 1]] do
    i = i + 1
    sum.current, place = sum.current + lex.units[forms[i]] * place, place / 10
  end
  return i
end

-- The half of "two and a half", of what the number counts in: "two million and a half".
function READ.half(sum)
  local half = sum.scale / 2
  if sum.current == 0 then sum.total = sum.total + half else sum.current = sum.current + half end
  sum.led, sum.scale = true, 1
end

local function add(sum, word)
  local n, by = digits.value(word)
  if n then
    sum.current, sum.scale, sum.led = sum.current + n, by > 1 and by or sum.scale, true
  elseif word == "hundred" then
    hundred(sum)
  elseif lex.scales[word] then
    multiply(sum, lex.scales[word])
  else
    sum.current = sum.current + (lex.units[word] or lex.tens[word] or 0)
  end
end

-- Gives the value and scale of a numeral of one token.
local function of_one(word)
  local n = lex.units[word] or lex.tens[word]
  if n then return n, 1 end
  return digits.value(word)
end

return function(forms)
  if #forms == 1 then return of_one(forms[1]) end
  local led, i = begin(forms)
  local sum = { total = 0, current = led or 0, scale = 1, led = led ~= nil }
  while i <= #forms do
    local word = forms[i]
    if READ[word] then i = READ[word](sum, forms, i) or i else add(sum, word) end
    i = i + 1
  end
  return sum.total + sum.current, sum.scale
end
