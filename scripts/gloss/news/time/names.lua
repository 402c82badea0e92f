-- names.lua -- rules of times with a name: "today", "this morning", "midnight", "Christmas Eve",
-- "annual", "recently".

local P = require "gloss.pattern"
local context = require "gloss.news.time.context"
local days = require "gloss.news.time.days"
local lex = require "gloss.lang.en.time"
local parts = require "gloss.news.time.parts"
local resolve = require "gloss.news.time.resolve"
local tense = require "gloss.news.time.tense"

local w, any_of, rule = P.w, parts.any_of, parts.rule
local the, capital = w "the":opt(), parts.capital
local in_headline = #P.any:inside "headline"

-- No word of a name: "The Daily", "Good Morning Today".
local titled = P.before(parts.word) * #capital
local untitled = -titled + in_headline

-- ---- Days ----

local deictic = any_of(lex.deictic):as "day"
local day_named = parts.compared:opt() * -(titled * P.any * "'s") * deictic

local function day_value(m, c)
  return resolve.period(c.ref, "day", lex.deictic[m:form "day"])
end

local two_days = the * "day" * (w "before":as "side" * "yesterday"
                                + w "after":as "side" * "tomorrow")

-- ---- Parts of a day ----

local part = parts.daypart:as "part"
local near = parts.compared:opt() * (w { "this", "that" }:as "which" * part
  + w "last":as "which" * w { "night", "evening" }:as "part"
  + w { "the", "that" }:opt() * w "same":as "which" * part
  + the * w "following":as "which" * part + w "the" * w "next":as "which" * part)

local function part_of(m) return "T" .. lex.dayparts[m:form "part"] end

local function near_value(m, c)
  local which, day = m:form "which", c.day or c.ref
  if which == "this" or which == "last" then day = c.ref end
  local move = which == "last" and -1 or (which == "next" or which == "following") and 1 or 0
  return resolve.period(day, "day", move) .. part_of(m)
end

-- ---- Times of a day ----

local NAMED = { tonight = "TNI", overnight = "TNI", midnight = "T00:00", noon = "T12:00",
                midday = "T12:00" }
local named = untitled * any_of(NAMED):as "name"

local function named_value(m, c)
  local day = m.weekday and days.value(m, c) or resolve.period(c.ref, "day", 0)
  return day .. NAMED[m:form "name"] .. (m.zone and "Z" or "")
end

-- ---- Holidays ----

local function holidays()
  local list, made = {}, nil
  for holiday in next, lex.holidays do list[#list + 1] = holiday end
  table.sort(list, function(a, b) return #a > #b or #a == #b and a < b end)
  for _, holiday in ipairs(list) do
    made = made and made + P.phrase(holiday) or P.phrase(holiday)
  end
  return #capital * made:as "holiday"
end

local function holiday_value(m, c)
  local day = lex.holidays[table.concat(m:forms "holiday", " "):gsub(" 's", "'s")]
  local year = parts.year_of(m, c)
  if not year then
    local side = tense.of(c, context.first(c, m), context.last(c, m)) or "near"
    year = resolve.year_of(c, day[1], day[2], side)
  end
  return resolve.date(year, day[1], day[2])
end

-- ---- Sets and vague times ----

local often = w { "once", "twice" } * parts.dash:opt()
local set = any_of(lex.sets)
local sets = often * set:as "set" + (set - w "daily"):as "set" + untitled * w "daily":as "set"

local vague = (any_of(lex.vague_refs) - w "now"):as "vague"
  + -P.before(w "from") * w "now":as "vague" * -w "that"

local function read(list, capture)
  return function(m) return list[m:form(capture)] end
end

-- ---- Rules ----

return {
  rule("day-name", "DATE", day_named, day_value,
       { "He left [yesterday]{timex}, not [earlier today]{timex}.", "He read Norway Today's." }),
  rule("day-name.two", "DATE", two_days, function(m, c)
    return resolve.period(c.ref, "day", m:form "side" == "before" and -2 or 2)
  end, { "He left [the day before yesterday]{timex}." }),
  rule("day-name.part", "TIME", day_named * part,
       function(m, c) return day_value(m, c) .. part_of(m) end,
       { "He leaves [tomorrow morning]{timex}." }),
  rule("part-of-day", "TIME", near, near_value,
       { "It fell [this morning]{timex}, [last night]{timex}, [the next evening]{timex}." }),
  rule("time-name", "TIME", named * w "gmt":as "zone" + parts.left:opt() * named, named_value,
       { "They met [tonight]{timex}, not at [midnight GMT]{timex}." }),
  rule("time-name.day", "TIME",
       -w "tonight" * named * w "on":opt() * (days.plain + days.weekday), named_value,
       { "It fell at [noon on Friday]{timex}." }),
  rule("holiday", "DATE", holidays() * parts.year:opt(), holiday_value,
       { "They met on [Christmas Eve]{timex} and [New Year's Day 2011]{timex}." }),
  rule("set", "SET", sets, read(lex.sets, "set"),
       { "They hold [annual]{timex} and [twice-weekly]{timex} talks.",
         "The men told him that they had read The Hill Daily at home." }),
  rule("vague", "DATE", -titled * vague, read(lex.vague_refs, "vague"),
       { "He [recently]{timex} left.", "It is sunny now that he left." }),
}
