-- money.lua -- amounts of money, alone or as a range, and what they are per: "$5 a barrel".

local P = require "gloss.pattern"
local currencies = require "gloss.news.numbers.currencies"
local currency = require "gloss.news.numbers.currency"
local lex = require "gloss.lang.en.currencies"
local numbers = require "gloss.lang.en.numbers"
local parts = require "gloss.news.numbers.parts"
local tense = require "gloss.lang.en.tense"

local w, t, any = P.w, P.t, P.any
local dash, any_of = parts.dash, parts.any_of

-- ---- Patterns ----

local leading, trailing = currencies.leading "low", currencies.trailing "low"
local single = leading + trailing
local ranges = leading * parts.separator(currencies.lead, true) * currencies.leading_end "high"
  + trailing * parts.separator(currencies.trail, true) * currencies.trailing "high"
  + parts.number:as "low" * parts.separator(parts.number) * currencies.trailing "high"

local owners = w { "share", "barrel", "ounce", "tonne", "ton", "pound", "gallon", "litre", "liter",
  "kilo", "kilogram", "day", "week", "month", "year", "hour", "head", "person", "unit", "bushel",
  "night", "piece", "ticket", "metre", "mile", "acre", "hectare", "square", "dose", "bottle",
  "pack", "child", "student" }
local per = dash:opt() * (w { "per", "/" } * dash:opt() * t { kind = "word" }:as "per"
  + w { "a", "an", "each", "every" } * dash:opt() * owners:as "per"
    * -w { "ago", "earlier", "later", "before", "old", "long" }
  + w { "apiece", "each" }:as "unit")

-- "A ticket costs less than $8."
local cost = w { "cost", "costs", "costing", "priced", "fetch", "fetches" }
local future = any_of(tense.future, function(word) return not word:find "n't$" end)
local each = w { "a", "an", "each", "every", "one" } * any:as "per" * future:opt()
  * cost * any:rep(0, 5):lazy()

-- A small amount in a sentence about shares or dividends.
local about = w { "shares", "stock", "dividend", "dividends", "share", "earned", "eps" }
local inside = any - w { ".", "!", "?", ";" }
local few = { value = { max = 9999.99 }, scale = 1 }
local small = currencies.leading("low", few) + currencies.trailing("low", few)
local shares = P.before(about * inside:rep(0, 23)) * small
  + small * #(inside:rep(0, 5) * about)

-- ---- Values ----

-- The currency that cents are of, by their word's main currency, as a document has told so far.
local told = setmetatable({}, { __mode = "k" })

-- The words that a currency may have, by its code.
local lemmas = {}
for lemma, codes in next, lex.by_country do
  for _, code in next, codes do
    lemmas[code] = lemmas[code] or {}
    lemmas[code][lemma] = true
  end
end

local function remember(doc, code)
  local of = told[doc] or {}
  told[doc] = of
  for lemma in next, lemmas[code] or {} do of[lemma] = code end
  if code == "EUR" then of.dollar = code end
end

-- Gives the code of the currency of the number captured under a name, and what its word stands for.
local function currency_of(m, name)
  local part = m:forms("part_" .. name)[1]
  if part then
    local lemma = lex.cents[part]
    return told[m.doc] and told[m.doc][lemma] or lex.words[lemma], 1 / 100
  end
  local word = m["word_" .. name]
  if not word then return m["sign_" .. name].code, 1 end
  return currency.of(m.doc, m:forms("word_" .. name)[1], word.first, m["adjective_" .. name]), 1
end

-- Gives the number captured under a name, with the scale of a letter behind it.
local function number(m, name)
  local by = numbers.suffixes[m:forms("letter_" .. name)[1]]
  local one = m[name]
  return by and { value = one.value * by, scale = by } or one
end

local function has_currency(m, name)
  return m["sign_" .. name] or m["word_" .. name] or m["part_" .. name]
end

local function is_range(m)
  if number(m, "high").value <= number(m, "low").value then return false end
  if not has_currency(m, "low") or not has_currency(m, "high") then return true end
  return currency_of(m, "low") == currency_of(m, "high")
end

local function set(m, owner)
  local from, low, high = "low", number(m, "low"), m.high and number(m, "high")
  if high and has_currency(m, "high") then from = "high" end
  local code, factor = currency_of(m, from)
  local amount, most = low.value, nil
  if high then amount, most = parts.spread(low, high) end
  remember(m.doc, code)
  return { money = {
    amount = amount * factor + (m.change and m.change.value / 100 or 0),
    amount_max = most and most * factor, currency = code, mod = parts.mod(m), via = "rule",
    per = m.unit and "unit" or m.per and m:form "per" or owner } }
end

-- ---- Rules ----

local COLUMNS = { amount = "number", amount_max = "number", currency = "symbol", mod = "symbol",
                  per = "symbol", via = "symbol" }

-- Makes a rule.
--   owner  what its amounts are per, where they do not say it
local function rule(name, priority, match, examples, owner)
  return P.rule { name = name, match = match, priority = priority, within = "zone",
    zones = parts.zones, examples = examples,
    emit = { money = { span = "amount", label = "MONEY", columns = COLUMNS } },
    set = function(m) return set(m, owner) end }
end

return {
  rule("money.range", 13, parts.amount(ranges, per):where(is_range),
       { "It needs [200 to 250 million euros]{money} or a [$5m-$7m]{money} loan.",
         "Crude fell 40 cents to $61.20." }),
  rule("money.each", 12, each * parts.amount(single) * -per,
       { "A ticket costs less than [$8]{money} there." }),
  rule("money.share", 11, parts.amount(shares) * -per,
       { "Its shares rose by [80 cents]{money} there.", "It had 80 cents." }, "share"),
  rule("money", 10, parts.amount(single, per),
       { "It paid [$3.2 billion]{money} and [five dollars and 45 cents]{money}.",
         "The bag weighed 40 pounds." }),
}
