-- quantity.lua -- measures with a unit, ages, scores of games and votes, and counts of things and
-- people.

local P = require "gloss.pattern"
local common = require "gloss.news.common"
local lex = require "gloss.lang.en.units"
local nouns = require "gloss.news.numbers.nouns"
local numbers = require "gloss.lang.en.numbers"
local parts = require "gloss.news.numbers.parts"

local w, t, any = P.w, P.t, P.any
local dash, joined, number, any_of = parts.dash, parts.joined, parts.number, parts.any_of
local low, high, plural = number:as "low", number:as "high", parts.plural

-- ---- What stands behind numbers ----

local figures = t { kind = "number" }
local stop = any_of(lex.stop)
local word = t { kind = "word" } - stop

-- The plural that a number counts, few words behind it; a hyphen inside joins words.
local counted = (word + (dash & joined) * #joined):rep(0, 5):lazy()
  * (word & plural):outside "timex":as "noun" * -dash * -any_of(lex.irregular)

-- Units of measurement, "square" before them, "per day" behind.
local beside = any_of(lex.hyphen_only)
local plain = any_of(lex.measures, function(unit) return not lex.hyphen_only[unit] end)
local per = w { "per", "a", "an", "/" } * any_of(lex.per):as "per"
local degrees = (w { "degree", "degrees" } * any_of(lex.scales):as "scale"
  + w "\u{B0}" * any_of(lex.scales):as "scale":opt() + w { "celsius", "fahrenheit" }:as "scale")
local measure = dash:opt() * degrees
  + dash:opt() * (any_of(lex.modifiers):as "prefix":opt() * plain:as "unit") * per:opt()
  + (dash * beside:as "unit" + (joined & beside):as "unit") * per:opt()

-- The name of a measure: canonical, with what it is per.
local function unit_of(m)
  local function name(capture, names) return names[m:form(capture)] end
  if m.scale then return name("scale", lex.scales) end
  if not m.unit then return "degree" end
  local unit = name("unit", lex.measures)
  local below = m.per and "_per_" .. name("per", lex.per) or ""
  return (m.prefix and name("prefix", lex.modifiers) or "") .. unit .. below
end

-- ---- Rules ----

local COLUMNS = { number = "number", number_max = "number", unit = "symbol", mod = "symbol",
                  via = "symbol" }

local MONTHS_IN = { month = 12, week = 52, day = 365 }   -- ages are in years

-- Makes a rule of label COUNT, MEASURE, AGE or SCORE.
--   unit  the unit, or a function that gives it for a match
local function rule(name, label, priority, match, unit, examples)
  return P.rule { name = name, match = match, priority = priority, within = "zone",
    zones = parts.zones, examples = examples,
    emit = { quantity = { span = "amount", label = label, columns = COLUMNS } },
    set = function(m)
      local least, most = m.low.value / (MONTHS_IN[m.part and m.part.text] or 1), nil
      if m.high then least, most = parts.spread(m.low, m.high) end
      if m.minus then least = -least end
      return { quantity = { number = least, number_max = most, mod = parts.mod(m), via = "rule",
                            unit = type(unit) == "function" and unit(m) or unit } }
    end }
end

local aged = parts.numeral { value = { max = 129 } }:as "low"
local old = w { "old", "olds" }
local age = aged * (dash * w { "year", "years" } * dash * old + w { "year", "years" } * "old")
  + P.before(w { "aged", "age" }) * aged * -(w { "to", "or", "and", "groups" } + dash)
  + P.before(w { "age", "ages" } * "of") * aged
  + #figures * aged * #w ","
    * P.before(t { kind = "word" } * "," * number)
  + #figures * aged * #w { ".", ")" }
    * P.before((parts.capital & t { kind = "word" }) * "," * number)

local young = aged * dash * any_of(MONTHS_IN):as "part" * dash * "old"

local result = figures & P.re "%d%d?%d?"
local score = (#result * low) * (dash & joined) * (#(result & joined) * high)
  * -(P.before((dash + w "+") * (joined & figures) * dash * figures)) * -dash * -plural * -measure

-- Things and people that are counted: not "one in five", and no part of a name.
local count = parts.free * -P.before((any_of(numbers.units) + figures) * "in")
local many = -P.before(parts.numeral { value = 1 }) * counted
local owned = w "of" * w { "its", "their", "his", "her", "our", "my", "your" } * counted
local others = w "of" * (w { "the", "those" } * figures:opt() * any_of(lex.person_nouns)
                         + w { "the", "those", "them" } * figures:opt() * counted)
local member = (dash & joined) * (word & P.re "%S%S%S+"):outside "timex":as "noun"
local things = #(number * (word + w "of" + dash)) * count
  * (-P.before(figures) * low * member
     + low * (owned + #others + many) + #w "one" * low * any_of(lex.one_nouns):as "noun")
local casualty = P.before(any_of(lex.casualty_before) * any:rep(0, 2))
local casualties = #(number * any_of(lex.casualty_after)) * count * -w "one" * low
  + casualty * count * -w "one" * low * -word * -w "of"

-- The noun that is counted; of "nine of the boats" the first plural, or word for people, behind the
-- match.
local function noun_of(m)
  local noun = m:form "noun"
  if noun then return noun == "strong" and "person" or nouns.singular(noun) or noun end
  for one in m.doc.text:sub(m.last + 1, m.last + 200):gmatch "[%a\x80-\xff'-]+" do
    one = common.lower(one)
    if lex.person_nouns[one] then return "person" end
    if nouns.singular(one) then return nouns.singular(one) end
  end
end

local between = parts.separator(number)
local function rising(p) return parts.amount(p):where(parts.rises) end

return {
  rule("measure.range", "MEASURE", 8, rising(low * between * high * measure), unit_of,
       { "It is [30 to 40 cm]{quantity} long." }),
  rule("age.range", "AGE", 7, rising(P.before(w { "aged", "ages" }) * low * between * high), "age",
       { "Children aged [5 to 11]{quantity} came." }),
  rule("count.range", "COUNT", 6,
       rising(parts.free * low * between * high * counted), noun_of,
       { "It has [10 to 12 ships]{quantity}.", "It has 12 to 10 ships." }),
  rule("measure", "MEASURE", 5,
       parts.amount(P.A "minus":as "minus":opt() * low * measure
                    * (w "below" * "zero"):as "minus":opt()), unit_of,
       { "It is [120 metres]{quantity} long, at [90 miles per hour]{quantity}.", "It is long." }),
  rule("age", "AGE", 4, parts.amount(age), "age",
       { "Ida Holm, [47]{quantity}, met a [12-year-old]{quantity} boy.", "He has 47 boats." }),
  rule("age.young", "AGE", 4, parts.amount(young), "age",
       { "She held an [18-month-old]{quantity} girl." }),
  rule("score", "SCORE", 3, parts.amount(score), "score",
       { "They won [3-1]{quantity} there.", "They had 3-1 boats." }),
  rule("count", "COUNT", 2, parts.amount(things), noun_of,
       { "It has [1,200 young soldiers]{quantity}.", "It lost [nine of its boats]{quantity}.",
         "He saw [nine]{quantity} of the victims.", "It is a [12-member]{quantity} board.",
         "It hurt [one person]{quantity}.", "It has Flight 370 passengers." }),
  rule("casualties", "COUNT", 1, parts.amount(casualties), "person",
       { "It killed [14]{quantity} and left [30]{quantity} injured." }),
}
