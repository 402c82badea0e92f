-- parts.lua -- what the rules of times are made of, and how they are written: words of time, what
-- stands before a time and belongs to it ("early", "the end of"), years behind a month.

local P = require "gloss.pattern"
local calendar = require "gloss.calendar"
local context = require "gloss.news.time.context"
local lex = require "gloss.lang.en.time"
local shared = require "gloss.news.parts"

local w, t, any_of = P.w, P.t, shared.any_of

local parts = setmetatable({}, { __index = shared })

local the = w "the":opt()
local start_words = any_of(lex.start_words)

parts.word, parts.number = t { kind = "word" }, t { kind = "number" }

-- ---- Words of time ----

local function is_plural(unit) return lex.unit_plural[unit] end
local function is_singular(unit)
  return not lex.unit_plural[unit] and unit ~= "second" and unit ~= "quarter"
end
local function is_long(unit) return is_singular(unit) and not lex.units[unit].clock end

parts.singular, parts.plural = any_of(lex.units, is_singular), any_of(lex.units, is_plural)
parts.period = any_of(lex.units, is_long)
parts.daypart = any_of(lex.dayparts)

--- Weekdays: abbreviations have a capital; some of them are words that need a date behind.
local function is_short(word) return #word < 6 or word:find "%.$" end
parts.weekday = any_of(lex.weekdays, function(word) return not is_short(word) end)
                | any_of(lex.weekdays, is_short) & parts.capital
parts.weekday_alone = parts.weekday - any_of(lex.weekday_weak)

-- ---- Before a time ----

--- "early", "mid-", "the end of", "late in"; the word is the capture `edge`.
parts.left = the * w "very":opt() * start_words:as "edge"
  + (the * w "mid":as "edge" + w "end":as "edge") * parts.dash
  + the * w "very":opt() * any_of(lex.edges):as "edge" * "of" * the
  + (start_words - w "mid"):as "edge" * w { "in", "on" } * the
  + w { "later", "earlier" } * "in"

--- That, or "earlier this year".
parts.compared = parts.left + w { "earlier", "later" }

--- The mod that the word of an edge says, or nil.
function parts.edge(m)
  local word = m:form "edge"
  return word and (lex.start_words[word] or lex.edges[word])
end

-- ---- Years ----

--- Four digits that may be a year.
parts.digits = parts.number & P.re "[12]%d%d%d"

--- A year behind a month or a season: "2011", ", 2011", "of last year", "of that year".
parts.year = w "," * parts.digits:as "year" + parts.digits:as "year" * -w "people"
  + w "of" * parts.digits:as "year"
  + w "of":opt() * w { "last", "this", "next" }:as "near_year" * "year"
  + w "of" * w "that":as "near_year" * "year"

--- Gives the year that a match names: a number, one relative to the story's, or that last spoken
-- of; nil for an open or absent one. And whether it names any.
function parts.year_of(m, c)
  local year = m:form "year"
  if year then return math.tointeger(year), true end
  local near = m:form "near_year"
  if near == "that" then return c.date and calendar.date(c.date), true end
  return near and c.year and c.year + lex.relative[near], near ~= nil
end

-- ---- Rules ----

local COLUMNS = { value = "symbol", mod = "symbol", via = "symbol" }

--- Makes a rule.
--   label  DATE, TIME, DURATION or SET
--   value  a function of match and context that gives value, mod (nil: what its edge says), label
function parts.rule(name, label, match, value, examples)
  return P.rule { name = name, match = match, within = "zone", zones = shared.zones,
    examples = examples, emit = { timex = { label = label, columns = COLUMNS } },
    set = function(m)
      local c = context.of(m)
      local text, mod, other = value(m, c)
      if label == "DATE" or label == "TIME" then
        context.remember(c, m.first, text, name:find "^quarter")
      end
      return { timex = { value = text, mod = mod or parts.edge(m), label = other, via = "rule" } }
    end }
end

return parts
