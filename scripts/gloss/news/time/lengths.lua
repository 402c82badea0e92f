-- lengths.lua -- rules of lengths of time ("two years", "weeks of talks"), of what is reckoned by
-- them ("two months ago", "a year later") and of what recurs ("every two weeks", "a day").

local P = require "gloss.pattern"
local calendar = require "gloss.calendar"
local context = require "gloss.news.time.context"
local lex = require "gloss.lang.en.time"
local numbers = require "gloss.lang.en.numbers"
local parts = require "gloss.news.time.parts"
local resolve = require "gloss.news.time.resolve"
local units = require "gloss.lang.en.units"

local w, t, A, any_of, rule, before = P.w, P.t, P.A, parts.any_of, parts.rule, P.before
local dash, word, number, the = parts.dash, parts.word, parts.number, w "the":opt()

-- ---- Units: no ages ----

local no_age = -(dash:opt() * w { "old", "olds" }) * -(w "of" * "age")
local one = parts.singular:as "unit" * no_age
local some = (parts.plural - w "quarters" + w "quarters" * -w "of"):as "unit" * no_age
local day, long = w "day", parts.period - w "day"

local function unit_of(m) return lex.units[m:form "unit"] end

-- ---- How many ----

local adjectives = w { "more", "full", "consecutive", "straight", "long", "whole", "additional",
  "further", "calendar", "working", "business", "fiscal", "successive", "bloody", "short",
  "difficult", "turbulent", "intense", "extra", "solid", "entire", "light" }
local join = (dash + adjectives):opt()
local vague = (any_of(numbers.vague) - w { "some", "couple" }):as "vague"

local many = (A "numeral":as "n" + w "a":opt() * vague + (w "a" * "couple" * "of"):as "couple")
  * (join * some + dash * one)
local single = (A("numeral", { value = { 0.5, 1 } }):as "n" + w "another":as "another"
                + (w "half" * w { "a", "an" } + w "a" * "half"):as "half") * join * one
local article = w { "a", "an" }:as "article" * join * one
local half = (w "and" * "a" * "half"):as "and_half"
local counted = (many + single) * half:opt() * (dash * "long"):opt()
local one_and_half = article * half

-- Gives the number of a match, nil where it is unknown.
local function number_of(m)
  local n = m.n and m.n.value or m.couple and 2 or m.half and 0.5
            or (m.another or m.article) and 1 or nil
  return m.and_half and (n or 0) + 0.5 or n
end

local function length(m, c)
  return resolve.duration(number_of(m), unit_of(m)), context.mod(c, m)
end

-- ---- Reckoned from a day ----

local SIGNS = { ago = -1, earlier = -1, previously = -1, before = -1, later = 1, after = 1,
                hence = 1, afterwards = 1 }
local alone = w { "before", "after" }
local side = any_of(SIGNS) - alone + alone * -t { kind = { "word", "number" } }
local reckoned = counted + one_and_half + article

-- Where "earlier" and "later" count from: the quarter or fiscal year last named, else the date,
-- else the story's day; "ago" always counts from that.
local function from_anchor(c, side_word, unit, n)
  if side_word == "ago" or side_word == "hence" then return resolve.period(c.ref, unit.word, n) end
  if unit.word == "year" and c.part and n % 1 == 0 then
    local fy = c.part:match "^FY(%d%d%d%d)$"
    if fy then return ("FY%04d"):format(math.tointeger(fy) + math.tointeger(n)) end
    local moved = (c.part:find "Q" and 4 or 2) * math.tointeger(n)
    local quarter = resolve.shift_part(c.part, moved)
    if quarter then return quarter end
  end
  return resolve.period(c.near or c.ref, unit.word, n)
end

local function clock_value(c, unit)
  local today = c.ref and calendar.format(c.ref) or "XXXX-XX-XX"
  return today .. (unit.word == "hour" and "TXX" or "TXX:XX")
end

local function reckoned_value(m, c)
  local word_of, unit, n = m:form "side", unit_of(m), number_of(m)
  local sign = SIGNS[word_of]
  if unit.clock then return n and clock_value(c, unit) or "XXXX-XX-XXTXX", nil, "TIME" end
  if not n then return sign < 0 and "PAST_REF" or "FUTURE_REF", context.mod(c, m) end
  return from_anchor(c, word_of, unit, sign * n), context.mod(c, m)
end

local function from_now_value(m, c)
  local n = number_of(m)
  return n and resolve.period(c.ref, unit_of(m).word, n) or "FUTURE_REF", context.mod(c, m)
end

-- ---- Of a span that ends or begins now ----

local last = w "the" * "last" + #w "last" * -before(P.any - any_of(lex.before_last)) * "last"
local spanning = the * (any_of(lex.spanning) - w "last") + last

-- ---- "a year": each year, or a length ----

local no_measure = -before(A "numeral" * (any_of(units.measures) - any_of(units.letters)))
local each = ((word - any_of(units.stop)) | number | w { "percent", "%", "twice", "once", "times" })
             - any_of(lex.length_before)
local rate = (w { "once", "twice" } + P.any * "times" + #article * before(each)) * no_measure
  * article * -(w { "of", "long", "when", "that" } + dash)

local a_day = w { "a", "an" } * join * day
local as = w { "as", "by" }
local alone_length = #article * no_measure
  * (before(any_of(lex.length_before) - as) * -(a_day * "of") * article
     + before(as) * -a_day * article
     + w { "a", "an" }:as "article" * join * long:as "unit" * no_age * #w "of")

-- ---- Plurals without a number ----

local bare = spanning * some
  + #some * before(any_of(lex.plural_before) - any_of(lex.spanning)) * some
  + #(some * "of") * (-before(word) + before((word & P.re ".+ing") - any_of(units.stop))) * some

-- ---- What recurs ----

local every = w { "every", "each" } * (one + many + single + A "numeral":as "n" * one)
  + w "every" * w { "other", "second" }:as "other" * one
  + -before(A "numeral" * any_of(units.measures)) * "per" * one

local function every_value(m)
  local n = m.other and 2 or not m.vague and (number_of(m) or 1) or nil
  return resolve.duration(n, unit_of(m))
end

local function one_value(m) return resolve.duration(1, unit_of(m)) end
local function bare_value(m) return resolve.duration(nil, unit_of(m)) end

local function long_value(m)
  local plural = lex.unit_plural[m:form "unit"]
  return resolve.duration(not plural and 1 or nil, unit_of(m))
end

-- ---- Rules ----

return {
  rule("reckoned", "DATE", reckoned * side:as "side", reckoned_value,
       { "He left about [five years ago]{timex} and [a week later]{timex}." }),
  rule("reckoned.bare", "DATE", some * w { "ago", "earlier", "previously", "later" }:as "side",
       function(m) return SIGNS[m:form "side"] < 0 and "PAST_REF" or "FUTURE_REF" end,
       { "He left [years ago]{timex}." }),
  rule("from-now", "DATE", reckoned * "from" * "now", from_now_value,
       { "It opens [two years from now]{timex}." }),
  rule("length", "DURATION", counted, length,
       { "It took about [three weeks]{timex}.", "The girl is two years old." }),
  rule("length.half", "DURATION", one_and_half, length,
       { "It took [a year and a half]{timex}." }),
  rule("length.span", "DURATION", (spanning + the * "first") * counted,
       function(m) return resolve.duration(number_of(m), unit_of(m)) end,
       { "It grew in [the past 12 months]{timex}.", "It will last two years." }),
  rule("length.one", "DURATION", alone_length, length,
       { "It took nearly [a year]{timex}." }),
  rule("length.bare", "DURATION", bare, bare_value,
       { "It took [weeks]{timex} and fills [the coming months]{timex}.", "He counts weeks." }),
  rule("length.long", "DURATION", -before(dash) * (one + some) * dash * "long", long_value,
       { "It was a [year-long]{timex} drought." }),
  rule("every", "SET", every, every_value,
       { "They meet [every two weeks]{timex}, [each month]{timex}.", "It is 90 km per hour." }),
  rule("rate", "SET", rate, one_value,
       { "They meet [twice a week]{timex}. It pays crews [a month]{timex}." }),
}
