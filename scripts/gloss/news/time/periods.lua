-- periods.lua -- rules of periods named from the day of the story or from a date before: "last
-- month", "the following day", "the end of the year", "the 19th century".

local P = require "gloss.pattern"
local calendar = require "gloss.calendar"
local context = require "gloss.news.time.context"
local days = require "gloss.news.time.days"
local lex = require "gloss.lang.en.time"
local numbers = require "gloss.lang.en.numbers"
local parts = require "gloss.news.time.parts"
local resolve = require "gloss.news.time.resolve"
local tense = require "gloss.news.time.tense"

local w, t, any_of, rule = P.w, P.t, parts.any_of, parts.rule
local the, period = w "the":opt(), parts.period
local weekend, day = w "weekend", w "day"

local function unit_of(m) return lex.units[m:form "unit"] end

-- Gives the day from which "the following week" counts: of days, the last day named; else the last
-- date.
local function anchor(c, unit)
  if unit.word == "day" then return c.day or c.ref end
  return c.near or c.date or c.ref
end

-- ---- Counted from now or from a date ----

local which = w { "this", "last", "next", "preceding", "upcoming", "subsequent" }
local definite = w { "this", "preceding", "upcoming", "subsequent", "previous", "prior",
                     "following", "current" }

local relative = parts.compared:opt() * (
    (which - w { "last", "next" } + -P.before(w "the") * w { "last", "next" }):as "which"
      * period:as "unit"
    + w "the":as "the" * definite:as "which" * period:as "unit"
    + w "the":as "the" * w { "last", "next", "coming", "past" }:as "which" * day:as "unit"
    + w "past":as "which" * day:as "unit"
    + w "that":as "which" * (period - weekend):as "unit" * -w "of"
    + w { "the", "that" } * w "same":as "which" * period:as "unit")

local function relative_value(m, c)
  local named, unit = m:form "which", unit_of(m)
  local n = lex.relative[named] or 0
  local from_date = lex.anaphoric[named] or m.the and named == "next" and unit.word == "day"
  if not from_date then return resolve.period(c.ref, unit.word, n) end
  local fiscal = unit.word == "year" and c.part and c.part:match "^FY(%d%d%d%d)$"
  if fiscal then return ("FY%04d"):format(fiscal + n) end
  return resolve.period(anchor(c, unit), unit.word, n)
end

-- "the past year", "the last month" is a length of time.
local whole = (the * "past" + w "the" * w { "last", "next", "coming" })
  * (period - day - weekend):as "unit"

local beside = w "the" * parts.singular:as "unit"
  * w { "before", "earlier", "after", "later" }:as "side" * -t { kind = { "word", "number" } }

local function beside_value(m, c)
  local side, unit = m:form "side", unit_of(m)
  local n = (side == "before" or side == "earlier") and -1 or 1
  return resolve.period(anchor(c, unit), unit.word, n)
end

-- ---- The one the story is in ----

local function this_value(m, c) return resolve.period(c.ref, unit_of(m).word, 0) end

local function weekend_value(m, c)
  local last = context.last(c, m)
  local move = tense.of(c, last - 1, last) == "future" and 0 or -1
  if c.ref and calendar.weekday(c.ref) >= 6 then move = 0 end
  return resolve.period(c.ref, "weekend", move)
end

-- ---- Seasons ----

local SEASON_BEFORE = w { "in", "since", "by", "until", "during", "this", "last", "next", "early",
                          "late", "each", "every" }
local SEASON_MONTH = { SP = 3, SU = 6, FA = 9, WI = 12 }

local near = w { "last", "next", "this" }:as "which"
local season = any_of(lex.seasons):as "season"
local alone = any_of(lex.seasons) - w "fall"
local bounded = -(parts.word - w { "'s", "and" })
local seasons = parts.left:opt() * (w "the" + near):opt() * season * parts.year
  + parts.left:opt() * near * season
  + P.before(SEASON_BEFORE) * alone:as "season" * bounded
  + parts.left:opt() * w "the" * (alone - w "spring"):as "season" * bounded
  + parts.left * the * alone:as "season"

local function season_value(m, c)
  local letters = lex.seasons[m:form "season"]
  local year = days.year(m, c, SEASON_MONTH[letters], nil, m.season.row)
  return resolve.date(year) .. "-" .. letters
end

-- ---- Centuries ----

local ordinals = any_of(numbers.ordinals) | t { kind = "ordinal" }

local function century_value(m)
  local word = m:form "nth"
  return ("%02d"):format((numbers.ordinals[word] or math.tointeger(word:match "%d+") or 1) - 1)
end

-- ---- Rules ----

return {
  rule("relative", "DATE", relative, relative_value,
       { "It fell [last month]{timex}, [earlier this year]{timex}, [the same day]{timex}.",
         "It fell that day of the year." }),
  rule("beside", "DATE", beside, beside_value, { "It fell [the year before]{timex}." }),
  rule("definite", "DATE", parts.compared * "the" * parts.singular:as "unit", this_value,
       { "It opens by [the end of the year]{timex}.", "It opens in the year." }),
  rule("weekend", "DATE", parts.compared:opt() * "the" * weekend, weekend_value,
       { "They met at [the weekend]{timex}." }),
  rule("unit-end", "DATE", the * period:as "unit" * (parts.dash + w "'s") * "end",
       function(m, c) return this_value(m, c), "END" end,
       { "It opens by [year-end]{timex}." }),
  rule("length.whole", "DURATION", whole, function(m) return resolve.duration(1, unit_of(m)) end,
       { "It grew in [the past year]{timex}." }),
  rule("century", "DATE",
       (parts.left + the) * ordinals:as "nth" * parts.dash:opt() * w { "century", "centuries" },
       century_value, { "It stood in [the 19th century]{timex}." }),
  rule("season", "DATE", seasons, season_value,
       { "It fell in [the summer of 2011]{timex} and [last winter]{timex}.", "They fall." }),
  rule("season.set", "SET", w { "each", "every" } * alone:as "season",
       function(m) return "XXXX-" .. lex.seasons[m:form "season"] end,
       { "It floods [every spring]{timex}." }),
}
