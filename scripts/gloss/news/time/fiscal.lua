-- fiscal.lua -- rules of quarters, halves and fiscal years. A story whose quarters end in other
-- months than the calendar's ("the second quarter ended Dec. 31") counts in fiscal years; one is
-- named after the year it ends in.

local P = require "gloss.pattern"
local context = require "gloss.news.time.context"
local fiscal = require "gloss.news.time.fiscalyear"
local lex = require "gloss.lang.en.time"
local parts = require "gloss.news.time.parts"
local resolve = require "gloss.news.time.resolve"
local tense = require "gloss.news.time.tense"

local w, any_of, rule, dash = P.w, parts.any_of, parts.rule, parts.dash
local the = w "the":opt()

-- ---- Patterns ----

-- "of 2011", "of fiscal 2011", "of the year", "of last year".
local year = w "of" * "the" * w "year":as "this_year"
  + w "of":opt() * "fiscal" * w "year":opt() * parts.digits:as "fiscal_year"
  + parts.year

local function nth(words)
  return the * w "fiscal":opt() * words:as "nth" * w "fiscal":opt() * dash:opt()
end

local quarters = any_of(fiscal.nth) - w { "last", "latter" }
local halves = any_of(fiscal.nth, function(_, n) return n <= 2 end)
local quarter = w { "quarter", "quarters" }
local relative = any_of(lex.relative):as "which"

-- ---- Values ----

-- Gives the year that a match names behind its quarter or half, as text, and whether it names any.
local function named_year(m, c)
  local number = m:form "fiscal_year"
  if number then return "FY" .. number, true end
  local found, named = parts.year_of(m, c)
  if m.this_year then found, named = c.year, true end
  return resolve.date(found), named
end

-- Gives the value of part n (a quarter, Q, or a half, H) of the year named, or else of the last
-- that had it.
local function part_value(m, c, kind, n)
  local text, named = named_year(m, c)
  if named then return ("%s-%s%d"):format(text, kind, n) end
  return fiscal.part(c, kind, n, tense.of(c, context.first(c, m), context.last(c, m)))
end

local function quarter_value(m, c) return part_value(m, c, "Q", fiscal.nth[m:form "nth"]) end
local function half_value(m, c) return part_value(m, c, "H", fiscal.nth[m:form "nth"]) end

local function short_value(m, c)
  return part_value(m, c, "Q", math.tointeger(m:form "short":sub(2)))
end

local function this_value(_, c) return c.quarter or resolve.period(c.ref, "quarter", 0) end

local function near_value(m, c)
  local move = lex.relative[m:form "which"]
  local value = c.quarter and m.the and resolve.shift_part(c.quarter, move)
  return value or resolve.period(c.ref, "quarter", move)
end

local function year_value(m, c)
  local text, named = named_year(m, c)
  if named then return text:find "^FY" and text or "FY" .. text end
  local current, word = fiscal.year(c), m:form "which"
  return current and ("FY%04d"):format(current + (lex.relative[word] or 0)) or "FYXXXX"
end

-- ---- Rules ----

local the_last = (w "the":as "the"):opt() * relative

return {
  rule("quarter", "DATE", nth(quarters) * quarter * year:opt()
       + w { "q1", "q2", "q3", "q4" }:as "short" * year:opt(), function(m, c)
    return (m.short and short_value or quarter_value)(m, c)
  end, { "Sales fell in [the first quarter of 2018]{timex} and [Q2 2017]{timex}." }),
  rule("quarter.this", "DATE", (w "the" * quarter * -w "of"):where(fiscal.has_quarter), this_value,
       { "Sales fell in the first quarter. For [the quarter]{timex} it had a loss.",
         "It is in the quarter of its life." }),
  rule("quarter.relative", "DATE", the_last * "quarter", near_value,
       { "Sales fell [last quarter]{timex}." }),
  rule("half", "DATE", nth(halves) * "half" * year
       + the * w "fiscal":opt() * halves:as "nth" * dash * "half", half_value,
       { "Sales fell in [the second half of 2019]{timex}.", "He left in the first half." }),
  rule("fiscal-year.relative", "DATE", (the_last + w "the") * "fiscal" * "year", year_value,
       { "It has plans for [the next fiscal year]{timex}." }),
  rule("fiscal-year.full", "DATE", (w "full" * dash + w "the" * "full") * "year" * year:opt(),
       year_value, { "It has a [full-year 2018]{timex} loss." }),
}
