--- What amounts are made of. Makes the layers `numeral`, numbers in digits and words: value, and
-- scale, what their last words multiply by (1e6); `numeral.part`, what only begins like one
-- ("two-thirds", "twenty-first"); `bound`, words that say how exact a number is: label is the mod,
-- side where they stand; `minus`; and `currency`: label SIGN or CODE, code.
local P = require "gloss.pattern"
local currencies = require "gloss.lang.en.currencies"
local digits = require "gloss.news.numerals.digits"
local lex = require "gloss.lang.en.numbers"
local keys = require("gloss.news.common").keys
local parts = require "gloss.news.parts"
local value = require "gloss.news.numerals.value"

local w, t, any_of = P.w, P.t, parts.any_of
local dash, joined = parts.dash, parts.joined

local unit, ten, scale = any_of(lex.units), any_of(lex.tens), any_of(lex.scales)
local scales = (dash:opt() * scale):rep(0, 2)

-- "five", "twenty-five", "two hundred and five", "two million three hundred thousand".
local small = ten * (dash:opt() * unit):opt() + unit
local joint = (w "and" + dash):opt()
local hundreds = small * (dash:opt() * "hundred" * (joint * small):opt()):opt()
local words, scaled = hundreds, nil
for _, at_least in ipairs { 12, 1e3, 1e5, 1e9, 1e12 } do   -- the larger scales stand first
  local top = ({ [12] = 1e3, [1e3] = 1e5, [1e5] = 1e9, [1e9] = 1e12, [1e12] = math.huge })[at_least]
  local of = any_of(lex.scales, function(_, n) return n >= at_least and n < top and n ~= 100 end)
  local more = of * (joint * words):opt()
  scaled = scaled and more + scaled or more
  words = hundreds * (dash:opt() * scaled):opt()
end

-- "6.4 million", "5 1/2"; "a million", "half a dozen", "half-million".
local part = any_of(lex.vulgar) + P.re(digits.fraction)
local figures = (t { kind = "number" } & P.re(digits.number)) * part:opt() * scales
local article = w { "a", "an" }
local lead = (w "half" * (dash + article):opt() + article) * scale * scales

local decimals = w "point" * any_of(lex.units, function(_, n) return n < 10 end):plus() * scales
local half = dash:opt() * "and" * dash:opt() * (w "half" + w "a" * dash:opt() * "half") * scales
local cardinal = (figures + words + lead) * decimals:opt() * half:opt()

local fractions = any_of(lex.fractions, function(word) return word ~= "half" end)
local plural_fractions = any_of(lex.fractions, function(word) return word:find "s$" end)
local tail = dash * (fractions * -w "of" + any_of(lex.ordinals))
             + dash:opt() * plural_fractions * #w "of"

-- A choice of phrases: those that end in the same words together, the longer ends first.
local function phrases(list)
  local firsts, made = {}, nil
  for _, phrase in ipairs(list) do
    local first, rest = phrase:match "^(%S+) ?(.*)$"
    firsts[rest] = firsts[rest] or {}
    table.insert(firsts[rest], first)
  end
  local ends = keys(firsts)
  table.sort(ends, function(x, y) return #x > #y or #x == #y and x < y end)
  for _, rest in ipairs(ends) do
    local one = w(firsts[rest])
    for word in rest:gmatch "%S+" do one = one * word end
    made = made and made + one or one
  end
  return made
end

-- Signs of one token: CN and the yen's sign are two.
local signs_of_one = any_of(currencies.signs, function(one) return not one:find "^cn" end)

-- What a number may begin with.
local near = t { kind = "number" } | any_of(lex.units) | any_of(lex.tens) | any_of(lex.minus)
             | any_of(lex.vague) | w { "a", "an", "half" } | signs_of_one
             | any_of(currencies.codes)

-- Minus signs: joined to the number, with space before them, and behind no number.
local signs = any_of(lex.minus) - w "minus"
local opens = w { "(", "$", "of", "to", "by", "at" }
local minus = w "minus"
  + -P.before(t { kind = "number" } - opens) * (signs - joined + P.DOC * signs) * #joined

-- Signs of currencies, with letters before them ("U.S.$"), and codes in capitals.
local function lettered(sign)
  local letters = any_of(currencies.prefixes, function(word)
    return currencies.signs[word:gsub("%.", "") .. sign]
  end)
  return letters * (joined & w(sign))
end

local sign = lettered "$" + lettered "\u{A5}" + signs_of_one

-- ---- Rules ----

local function rule(definition)
  definition.within, definition.zones = "zone", parts.zones
  return P.rule(definition)
end

local function currency(name, match, examples)
  return rule { name = "currency." .. name, match = match, examples = examples,
    emit = { currency = { label = name:upper(), columns = { code = "symbol" } } },
    set = function(m)
      local text = table.concat(m:forms())
      local plain = text:gsub("%.", "")
      return { currency = { code = currencies.signs[text] or currencies.signs[plain]
                                   or currencies.codes[text] } }
    end }
end

local rules = {
  rule { name = "numeral", match = cardinal,
    emit = { numeral = { columns = { value = "number", scale = "number" } } },
    set = function(m)
      local n, by = value(m:forms())
      return { numeral = { value = n, scale = by } }
    end,
    examples = { "It sold [1,234] or [6.4 million] of [two and a half million].",
                 "It lost [half a dozen], then [twenty-five], then [two hundred and five]." } },
  rule { name = "numeral.part", match = cardinal * tail,
         examples = { "It sold [two-thirds] on the [twenty-first] day.", "It sold two thirds." } },
  currency("sign", sign, { "It paid [$]5, not [U.S.$]3.", "It paid NOK 5." }),
  currency("code", t { allcaps = true } & any_of(currencies.codes),
           { "It paid [NOK] 5.", "It was nok 5." }),
  rule { name = "minus", match = minus, examples = { "It was [minus] 5 or [-]6.", "It is 3-1." } },
}

local EXAMPLES = { before = { "It sold [at least] 5.", "It left at least." },
                   after = { "It sold 5 [or more]." } }
for _, side in ipairs { "before", "after" } do
  for _, mod in ipairs(keys(lex[side])) do
    local list = phrases(lex[side][mod])
    rules[#rules + 1] = rule { name = side .. "." .. mod:lower(),
      match = side == "before" and list * #near or list,
      emit = { bound = { label = mod } }, set = { bound = { side = side } },
      examples = mod == "AT_LEAST" and EXAMPLES[side] or { "It sold." } }
  end
end

return P.phase { name = "news.numerals", rules = rules }
