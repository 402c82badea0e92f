-- days.lua -- a day as patterns: "May 6, 2011", "the 6th of May", "Friday, May 6", "Friday", and
-- which day a match of them is.

local P = require "gloss.pattern"
local calendar = require "gloss.calendar"
local context = require "gloss.news.time.context"
local lex = require "gloss.lang.en.time"
local parts = require "gloss.news.time.parts"
local resolve = require "gloss.news.time.resolve"
local tense = require "gloss.news.time.tense"

local days = {}

local w, any_of = P.w, parts.any_of

-- The days of a month: "5", "05", "5th", "05th".
local function numbers()
  local list = {}
  for n = 1, 31 do
    list[#list + 1] = tostring(n)
    if n < 10 then list[#list + 1] = "0" .. n end
    for ending in ("st nd rd th"):gmatch "%a+" do
      list[#list + 1] = n .. ending
      if n < 10 then list[#list + 1] = "0" .. n .. ending end
    end
  end
  return list
end

local the = w "the":opt()
local of_month = w(numbers())
local number, no_amount = of_month:as "mday", -w { ":", "%", "percent" }

--- A month: with a capital, or written out where no other word is written so.
days.month = (any_of(lex.months) & parts.capital)
             | any_of(lex.month_full, function(word) return not lex.month_lower[word] end)

--- A month of which no day is named: "31 April" is none.
function days.bare(p) return #p * -P.before(of_month) * p * -(of_month * no_amount) end

local month = days.month:as "month"
local month_first = month * number * no_amount
local date = (the * number * w "of":opt() * month + month_first) * parts.year:opt()

--- A day with its month: "last May 6", "Friday, the 6th of May".
days.dated = (any_of(lex.start_words):as "edge":opt() * w { "last", "next", "this" }:as "which"
                * month_first * parts.year:opt()
              + parts.left:opt() * (parts.weekday:as "weekday" * w ",":opt()):opt() * date)

--- The same without what stands before it.
days.plain = (parts.weekday:as "weekday" * w ",":opt()):opt() * date

--- A weekday alone: "Friday", "last Friday", "the following Friday".
days.weekday = parts.weekday_alone:as "weekday"
days.near = (w { "last", "next", "this", "past" }:as "which" + the * w "coming":as "which"
             + w "the" * w { "following", "previous" }:as "which"):opt() * days.weekday

--- Tells whether the calendar has the day of a match.
function days.is_day(m)
  local name = m:form "month"
  if not name then return true end
  local mday, year = math.tointeger(m:form "mday":match "%d+"), m:form "year"
  return mday <= calendar.days_in_month(year and math.tointeger(year) or 2000, lex.months[name])
end

local SIDES = { last = "past", next = "future", this = "near" }

-- Gives the side of the story's day on which a match without a year lies.
local function side_of(m, c, row)
  local side = SIDES[m:form "which"] or c.label == "dateline" and "near"
  return side or tense.of(c, row, context.last(c, m)) or "past"
end

--- Gives the year of a match, or nil where its own cannot be told; without one, and then true, the
-- year that puts a month, or a day of it, on the side of the story's day that the match is on.
--   row  of its first token, without what stands before it
function days.year(m, c, month_number, mday, row)
  local year, named = parts.year_of(m, c)
  if year or named then return year end
  return resolve.year_of(c, month_number, mday, side_of(m, c, row)), true
end

-- Gives the day of a month in the year nearest to the story's in which it falls on a weekday.
local function on_weekday(c, month_number, mday, weekday)
  for shift = -1, 1 do
    local day = calendar.day(c.year + shift, month_number, mday)
    if day and calendar.weekday(day) == weekday then return calendar.format(day) end
  end
end

local function dated_value(m, c)
  local number_of = lex.months[m:form "month"]
  local mday = math.tointeger(m:form "mday":match "%d+")
  local weekday = lex.weekdays[m:form "weekday"]
  local found = weekday and c.ref and not m.year and on_weekday(c, number_of, mday, weekday)
  if found then return found end
  local year = days.year(m, c, number_of, mday, math.min(m.mday.row, m.month.row))
  return resolve.date(year, number_of, mday)
end

local function weekday_value(m, c)
  local weekday, which = lex.weekdays[m:form "weekday"], m:form "which"
  if which == "last" or which == "past" then
    return resolve.weekday_value(c, weekday, "past", true)
  elseif which == "next" or which == "coming" then
    return resolve.weekday_value(c, weekday, "future", true)
  elseif which == "following" or which == "previous" then
    return resolve.weekday_value({ ref = c.date or c.ref }, weekday,
                                 which == "following" and "future" or "past", true)
  end
  local side = tense.of(c, m.weekday.row, context.last(c, m))
  if which == "this" then return resolve.weekday_value(c, weekday, side or "future") end
  return resolve.weekday_value(c, weekday, side == "future" and "future" or "past")
end

--- Gives the day that a match says, as a value.
function days.value(m, c)
  return (m.month and dated_value or weekday_value)(m, c)
end

return days
