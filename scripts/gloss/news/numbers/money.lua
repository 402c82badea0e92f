-- money.lua -- amounts of money: with a sign, a code, or a word.

local blocks = require "gloss.news.blocks"
local currency = require "gloss.news.numbers.currency"
local grammar = require "gloss.news.numbers.grammar"
local lex = require "gloss.lang.en.currencies"
local numbers = require "gloss.lang.en.numbers"
local mods = require "gloss.news.numbers.mods"
local ranges = require "gloss.news.numbers.ranges"
local tense = require "gloss.lang.en.tense"

local money = {}

local DASH = grammar.DASH
local PER_A = {}
for word in ([[share barrel ounce tonne ton pound gallon litre liter kilo kilogram day week month
  year hour head person unit bushel night piece ticket metre mile acre hectare square dose bottle
  pack child student head]])
  :gmatch "%a+" do
  PER_A[word] = true
end
local NOT_PER = { ago = true, earlier = true, later = true, before = true, old = true, long = true }
-- Words of a sentence that speak of one share.
local SHARE = { shares = true, stock = true, dividend = true, dividends = true, share = true,
  earned = true, eps = true }

-- Reads a sign that ends at token j: code, first token.
local function sign(b, j)
  local f = b.f
  local w = f[j]
  local code = w and lex.signs[w]
  if not code then return nil end
  local before = f[j - 1]
  if before and lex.prefixes[before] and blocks.adjacent(b, j - 1) then
    local long = lex.signs[before:gsub("%.", "") .. w]
    if long then return long, j - 1 end
  end
  return code, j
end

-- Reads what stands before the number at token i: code, first token.
local function before(b, i)
  local code, first = sign(b, i - 1)
  if code then return code, first end
  local w = b.f[i - 1]
  local iso = w and lex.codes[w]
  if iso and b.text:sub(b.a[i - 1], b.z[i - 1]):find "^%u+$" then return iso, i - 1 end
  return nil
end

-- Reads a currency word or code at token j (after a hyphen, or after "Canadian", "Hong Kong"):
-- code, last, factor.
local function after(context, b, j, strong)
  local f = b.f
  if DASH[f[j]] then j = j + 1 end
  local w = f[j]
  if not w then return nil end
  if lex.signs[w] and b.k[j] == "symbol" and b.k[j + 1] ~= "number" then
    return lex.signs[w], j, 1
  end
  if lex.codes[w] and b.text:sub(b.a[j], b.z[j]):find "^%u+$" then return lex.codes[w], j, 1 end
  local k, adjective = j, nil
  while k < j + 3 and f[k] and not lex.words[f[k]] and not lex.cents[f[k]] and
    blocks.capital(b, k) do
    k = k + 1
  end
  if k > j then adjective = { b.a[j], b.z[k - 1] } end
  w = f[k]
  if lex.words[w] then
    if lex.weak[w] and not strong then return nil end
    return currency.of(context, b, k, adjective), k, 1
  end
  if lex.cents[w] and (w ~= "p" or blocks.adjacent(b, k - 1)) and k == j then
    return context.cents[lex.cents[w]] or lex.words[lex.cents[w]], k, 1 / 100
  end
  return nil
end

-- Reads "per share", "a barrel", "a share" after token j: what it is per.
local function per(b, j)
  local f = b.f
  local w = f[j + 1]
  if DASH[w] then j, w = j + 1, f[j + 2] end
  local k = DASH[f[j + 2]] and j + 3 or j + 2
  if (w == "per" or w == "/") and f[k] and b.k[k] == "word" then return f[k] end
  if (w == "a" or w == "an" or w == "each" or w == "every") and PER_A[f[k]] then
    return not NOT_PER[f[k + 1]] and f[k] or nil
  end
  if (w == "apiece" or w == "each") then return "unit" end
  return nil
end

-- Returns "share" for a small amount in a sentence about shares or dividends.
local function per_share(b, first, last, amount)
  if amount >= 10000 then return nil end
  local from, to = blocks.sentence(b, first, 24)
  for i = from, math.min(to, last + 6) do
    if SHARE[b.f[i]] then return "share" end
  end
  return nil
end

-- Reads the letter of a scale written straight after digits, "5m": value, last token, scale.
local function suffix(b, last, value, scale)
  local s = numbers.suffixes[b.f[last + 1]]
  if not s or scale > 1 or not blocks.adjacent(b, last) then return nil end
  return value * s, last + 1, s
end

-- Reads the upper end of a range after token last: amount, last token, scale; it may repeat the
-- sign or word.
local function upper(context, b, first, last, code)
  local j = ranges.separator(b, first, last + 1, true)
  if not j then return nil end
  local k = j
  while b.f[k] and (lex.signs[b.f[k]] or lex.prefixes[b.f[k]] and lex.signs[b.f[k + 1]]) do
    k = k + 1
  end
  if k > j and sign(b, k - 1) ~= code then return nil end
  if k == j and lex.codes[b.f[j]] == code then k = j + 1 end
  local high, stop, scale = grammar.number(b, k)
  if high then
    local long, long_stop, long_scale = suffix(b, stop, high, scale)
    if long then high, stop, scale = long, long_stop, long_scale end
  end
  return high, stop, scale, k > j
end

local COSTS = { cost = true, costs = true, costing = true, priced = true, fetch = true,
  fetches = true }

-- Returns "ticket" for "a ticket costs less than $8".
local function each_costs(b, first)
  local f = b.f
  for i = first - 1, math.max(first - 6, 3), -1 do
    if COSTS[f[i]] then
      local j = tense.future[f[i - 1]] and i - 2 or i - 1
      local w = f[j - 1]
      return (w == "a" or w == "an" or w == "each" or w == "every" or w == "one") and f[j] or nil
    end
  end
  return nil
end

local function fields(b, first, last, amount, amount_max, code)
  local unit = per(b, last) or each_costs(b, first)
  if not unit and not amount_max then unit = per_share(b, first, last, amount) end
  return first, last, "MONEY",
    { amount = amount, amount_max = amount_max, currency = code, mod = mods.find(b, first, last),
      per = unit }
end

-- Reads money with the currency before the number.
local function leading(context, b, first, last, value, scale, code, start)
  local high, stop, high_scale = upper(context, b, start, last, code)
  if high and high > value then
    return fields(b, start, stop, ranges.spread(value, scale, high, high_scale), high, code)
  end
  return fields(b, start, last, value, nil, code)
end

local WEIGHTS = { pound = true, pounds = true }

-- Returns whether pounds at token j are money: a large amount, one given in dollars too, or in a
-- story about a country that pays in pounds; else they are a weight.
local function is_sterling(context, b, j, scale)
  local f = b.f
  if f[j + 1] == "of" or DASH[f[j - 1]] and scale == 1 then return f[j + 2] == "sterling" end
  if scale > 1 or f[j + 1] == "sterling" or f[j + 1] == "(" and lex.signs[f[j + 2]] then
    return true
  end
  return currency.named(context, b.a[j], "pound")
end

-- Returns whether a word for hundredths goes with a currency: "cents" with any, "pence" with
-- pounds.
local function is_part(word, code)
  local lemma = lex.cents[word]
  if lemma == "dollar" or lex.words[lemma] == code then return true end
  for _, c in pairs(lex.by_country[lemma] or {}) do
    if c == code then return true end
  end
  return false
end

-- Reads "and 45 cents" after a whole amount that ends at token j: what it adds, last token.
local function small_change(context, b, j, code, factor)
  if factor ~= 1 then return nil end
  local f = b.f
  local k = f[j + 1] == "and" and j + 2 or j + 1
  local value, last = grammar.number(b, k)
  if not value or value >= 100 then return nil end
  local _, stop, part = after(context, b, last + 1, true)
  if part ~= 1 / 100 or not is_part(b.f[stop], code) then return nil end
  return value * part, stop
end

-- Reads money whose number stands in tokens first to last: first, last, label, fields; or nil.
function money.read(context, b, first, last, value, scale)
  local long_value, long_last, long_scale = suffix(b, last, value, scale)
  if long_value and (before(b, first) or after(context, b, long_last + 1, true)) then
    value, last, scale = long_value, long_last, long_scale
  end
  local code, start = before(b, first)
  if code then
    if b.f[last + 1] == "cents" then return nil end
    return leading(context, b, first, last, value, scale, code, start)
  end
  local strong = scale > 1 or b.k[first] == "number"
  local word = DASH[b.f[last + 1]] and last + 2 or last + 1
  if WEIGHTS[b.f[word]] and not is_sterling(context, b, word, scale) then return nil end
  local stop, factor
  code, stop, factor = after(context, b, last + 1, strong)
  local high, high_last, high_scale = ranges.rest(b, first, code and stop or last, code ~= nil)
  if high and high > value then
    local high_code, high_stop = after(context, b, high_last + 1, strong)
    if high_code and (not code or code == high_code) then
      local _, _, f = after(context, b, high_last + 1, strong)
      return fields(b, first, high_stop, ranges.spread(value, scale, high, high_scale) * f,
        high * f, high_code)
    end
  end
  if not code then return nil end
  local cents, cents_last = small_change(context, b, stop, code, factor)
  return fields(b, first, cents_last or stop, value * factor + (cents or 0), nil, code)
end

-- Remembers a currency, so that later cents are of the same.
function money.remember(context, code)
  for _, lemma in ipairs { "dollar", "pound", "peso", "rouble", "rupee", "ringgit" } do
    local codes = lex.by_country[lemma]
    for _, c in pairs(codes or {}) do
      if c == code then context.cents[lemma] = code end
    end
  end
  if code == "EUR" then context.cents.dollar = code end
end

return money
