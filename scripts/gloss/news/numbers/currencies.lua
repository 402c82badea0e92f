-- currencies.lua -- amounts with their currency as patterns: a sign or code before the number, a
-- word or sign behind it.

local P = require "gloss.pattern"
local currency = require "gloss.news.numbers.currency"
local keys = require("gloss.news.common").keys
local lex = require "gloss.lang.en.currencies"
local numbers = require "gloss.lang.en.numbers"
local parts = require "gloss.news.numbers.parts"

local currencies = {}

local w, t, A = P.w, P.t, P.A
local dash, joined, any_of = parts.dash, parts.joined, parts.any_of
local figures = t { kind = "number" }

-- The letter of a scale straight behind digits: "5m".
local letter = joined & any_of(numbers.suffixes)

--- A number with its currency before it; the captures' names end in `name`.
--   columns  what is asked of the numeral
function currencies.leading(name, columns)
  return A "currency":as("sign_" .. name) * parts.numeral(columns):as(name)
         * letter:as("letter_" .. name):opt() * -w "cents"
end

--- Such numbers, loosely and without captures, for a look back at them.
currencies.lead = A "currency" * parts.number * letter:opt()
currencies.trail = parts.number * letter:opt() * P.any:rep(1, 5)

--- The upper end of such a range: the sign may be left out.
function currencies.leading_end(name)
  return A "currency":as("sign_" .. name):opt() * parts.number:as(name)
         * letter:as("letter_" .. name):opt()
end

local pound = w { "pound", "pounds" }
local firm = any_of(lex.words, function(word) return not lex.weak[word] end)
local weak = any_of(lex.weak) - pound
local hundredths = any_of(lex.cents, function(word) return word ~= "p" end) + (joined & w "p")
local adjective = parts.capital - any_of(lex.words) - any_of(lex.cents)
local small = parts.numeral { value = { max = 99.99 } }:as "change"

-- What large amounts have before their word, and amounts in digits.
local large = parts.numeral { scale = { min = 2 } } * dash:opt() * adjective:rep(0, 3)
local in_figures = P.before(figures * letter:opt() * dash:opt() * adjective:rep(0, 3) * weak)

-- "and 45 cents" behind a currency; "pence" goes with pounds, "cents" with any.
local function change(words) return (w "and":opt() * small * dash:opt() * w(words)):opt() end

-- Words of currencies that are firm, each with its hundredths.
local firm_kinds = {}
for i, lemma in ipairs { "peso", "rouble", "rupee", "ringgit" } do
  firm_kinds[i] = {
    any_of(lex.words, function(one) return (lex.lemmas[one] or one) == lemma end),
    change(keys(lex.cents, function(_, main) return main == lemma end)) }
end
table.insert(firm_kinds, { firm, change { "cent", "cents" } })

local function firm_words(name)
  local made
  for _, kind in ipairs(firm_kinds) do
    local one = kind[1]:as(name) * kind[2]
    made = made and made + one or one
  end
  return made
end

local function of_pounds(m) return currency.named(m.doc, m:all("word_low")[1].first, "pound") end

-- Words of currencies with other senses: money behind digits or a scale only. Pounds are a weight,
-- but for large amounts, those given in dollars too, and where the story names a country that pays
-- in pounds.
local function weak_words(name)
  local pounds = pound:as(name) * change { "pence", "penny", "p" }
  return weak:as(name) * (P.before(large * weak) + in_figures)
    + pounds * P.before(large * pound) * -w "of"
    + pounds * P.before(parts.number * pound)
      * (#(w "sterling" + w "(" * A("currency", { label = "SIGN" }))
         + (-w "of"):where(of_pounds))
end

--- A number with its currency behind it.
function currencies.trailing(name, columns)
  local word = "word_" .. name
  local sign = #t { kind = "symbol" } * A("currency", { label = "SIGN" }):as("sign_" .. name)
    * -figures + A("currency", { label = "CODE" }):as("sign_" .. name)
  return parts.numeral(columns):as(name) * letter:as("letter_" .. name):opt() * dash:opt()
    * (sign * change(keys(lex.cents)) + hundredths:as("part_" .. name)
       + adjective:rep(0, 3):as("adjective_" .. name) * (firm_words(word) + weak_words(word)))
end

return currencies
