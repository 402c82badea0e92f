-- dates.lua -- rules of days: dates, weekdays, with a part of the day or a time of day; months.

local P = require "gloss.pattern"
local calendar = require "gloss.calendar"
local clock = require "gloss.news.time.clock"
local context = require "gloss.news.time.context"
local days = require "gloss.news.time.days"
local lex = require "gloss.lang.en.time"
local parts = require "gloss.news.time.parts"
local resolve = require "gloss.news.time.resolve"

local w, any_of, rule = P.w, parts.any_of, parts.rule
local the = w "the":opt()

-- ---- Parts of a day ----

local near = parts.left:opt() * days.near
local daypart = parts.daypart:as "part"

-- "the early morning of", "the small hours of".
local part_of = (the * (any_of(lex.start_words):as "edge" * the):opt() * daypart
  + the * w { "early", "small", "late" }:as "hours" * parts.daypart:opt() * "hours") * "of"

local function part_value(m, c)
  local value, hours = days.value(m, c), m:form "hours"
  if hours then return value .. (hours == "late" and "TNI" or "TMO"), lex.start_words[hours] end
  return value .. "T" .. lex.dayparts[m:form "part"]
end

-- ---- Times of a day ----

local function clock_value(m, c) return days.value(m, c) .. clock.value(m) end

local deictic = any_of(lex.deictic):as "deictic" + w "this":as "deictic" * parts.daypart
local of_day = days.plain + days.weekday * parts.daypart:opt() + deictic

local function of_day_value(m, c)
  local word = m:form "deictic"
  local day = word and resolve.period(c.ref, "day", lex.deictic[word] or 0) or days.value(m, c)
  return (day:match "^....%-..%-.." or day:match "^XXXX%-WXX%-%d") .. clock.value(m)
end

-- A time of day alone is of the day its sentence has named, else of the story's.
local function alone_value(m, c)
  local from = c.tokens:first((context.sentence(c, context.first(c, m))))
  local day = c.day_here and c.byte_here >= from and calendar.format(c.day_here)
  return (day or resolve.period(c.ref, "day", 0)) .. clock.value(m)
end

-- ---- Months ----

local before, word, capital = P.before, parts.word, parts.capital
local full = any_of(lex.month_full, function(name)
  return not lex.month_forename[name] and not lex.month_ambiguous[name]
end)
local short = any_of(lex.months, function(name) return name:find "%.$" end) & capital
local forename = any_of(lex.month_full, function(name) return lex.month_forename[name] end)
local names = (forename - w "may") & days.month    -- April, June, August
local verbs = w { "may", "march" } & capital

-- Where a word that is a name or a verb too is a month.
local beside = any_of(lex.month_before) - w "the"
local free = -before((word & capital) - any_of(lex.month_before))
local sure = (full & days.month)
  + before(any_of(lex.month_before)) * short
  + before(beside) * (names | verbs)
  + before(w "the") * (names | verbs) * #(word - w "to")
  + before(P.any - w ".") * free * names * -(word & capital)
  + before(P.any - w ".") * free * verbs * #w "'s"
  + #P.any:inside "dateline" * names
local marked = any_of(lex.start_words):as "edge":opt() * w { "last", "next", "this" }:as "which"
               + parts.left

local function month_value(m, c)
  local number = lex.months[m:form "month"]
  local year, found = days.year(m, c, number, nil, m.month.row)
  local this = found and year == c.year and number == c.month
  return resolve.date(this and m:form "which" == "last" and year - 1 or year, number)
end

-- "mid-January" in one token.
local middles = {}
for name in next, lex.months do
  if not name:find "%.$" then middles[#middles + 1] = "mid-" .. name end
end

local function middle_value(m, c)
  local number = lex.months[m:form "middle":sub(5)]
  return resolve.date(days.year(m, c, number, nil, m.middle.row), number), "MID"
end

-- ---- Dates in digits ----

local figures = parts.number & P.re "%d+[-/]%d%d?[-/]%d+"

-- Gives year, month and day of "2010-12-10" or "12/31/2010", the month first unless it can only be
-- the day.
local function read_figures(m)
  local y, mon, d = m.text:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)$"
  if not y then
    mon, d, y = m.text:match "^(%d%d?)/(%d%d?)/(%d%d%d%d)$"
    if not y then return nil end
    if tonumber(mon) > 12 then mon, d = d, mon end
  end
  return math.tointeger(y), math.tointeger(mon), math.tointeger(d)
end

local function is_date(m)
  local y, mon, d = read_figures(m)
  return y and calendar.day(y, mon, d) ~= nil
end

-- ---- Rules ----

local function set_value(m) return ("XXXX-WXX-%d"):format(lex.weekdays[m:form "weekday"]) end

local every = w { "every", "each" } * w "other":opt() * parts.weekday:as "weekday"
local plurals = any_of(lex.weekday_plurals) & capital
local at = w ",":opt() * "at" * clock.time

return {
  rule("day", "DATE", days.dated:where(days.is_day), days.value,
       { "It ran on [May 4, 2018]{timex}.", "It ran on [Friday, the 3rd of March]{timex}.",
         "They met on April 31." }),
  rule("weekday", "DATE", near, days.value,
       { "It opened [last Monday]{timex}.", "It opened on [Tuesday]{timex}.", "He sat." }),
  rule("day.part", "TIME",
       ((days.dated + near) * daypart + part_of * (days.plain + days.near))
         :where(days.is_day), part_value,
       { "It fell on [Monday morning]{timex}.", "It fell in [the early hours of May 4]{timex}." }),
  rule("day.clock", "TIME", ((days.dated + near) * at):where(days.is_day), clock_value,
       { "They met on [May 4 at 8:30 a.m.]{timex}." }),
  rule("clock.day", "TIME",
       (clock.time * w { "on", "," }:opt() * of_day):where(days.is_day), of_day_value,
       { "It fell at [5 p.m. on Monday]{timex}.", "It fell at [1415 GMT, May 4]{timex}." }),
  rule("clock", "TIME", clock.time, alone_value,
       { "It fell at [10:15]{timex}.", "It fell at [6 a.m. Eastern Time]{timex}.",
         "It had 1415 boats." }),
  rule("weekday-set", "SET", every + plurals, function(m)
    local plural = lex.weekday_plurals[m:forms()[1]]
    return plural and ("XXXX-WXX-%d"):format(plural) or set_value(m)
  end, { "They meet [every Monday]{timex} and on [Tuesdays]{timex}." }),
  rule("month", "DATE", marked * days.month:as "month" * parts.year:opt()
       + days.month:as "month" * parts.year + days.bare(sure:as "month"), month_value,
       { "It fell in [early May]{timex}, not in [June 2018]{timex}.", "He may march." }),
  rule("month.middle", "DATE", the * w(middles):as "middle" * parts.year:opt(), middle_value,
       { "It fell in [mid-January]{timex}." }),
  rule("digits", "DATE", figures:where(is_date), function(m)
    return resolve.date(read_figures(m))
  end, { "It fell on [2018-12-31]{timex} or [12/31/2018]{timex}, not 2018-13-31." }),
}
