-- years.lua -- years, decades and fiscal years, and the middle of a year or month. Readers are as
-- those of dates.lua.

local blocks = require "gloss.news.blocks"
local calendar = require "gloss.calendar"
local edges = require "gloss.news.time.edges"
local value_of = require("gloss.news.numerals.digits").value
local lex = require "gloss.lang.en.time"
local nouns = require "gloss.news.numbers.nouns"
local numbers = require "gloss.lang.en.numbers"
local resolve = require "gloss.news.time.resolve"
local tense = require "gloss.news.time.tense"
local units = require "gloss.lang.en.units"

local years = {}

local DASH = blocks.DASH
local RELATIVE_YEAR = { last = -1, this = 0, next = 1 }

-- Returns the year in token j, or nil.
local function year_in(f, j)
  local n = f[j] and f[j]:match "^[12]%d%d%d$"
  return n and tonumber(n)
end

-- Reads a year after a month or a season at token j: year or relative offset, last token.
function years.after(b, j)
  local f = b.f
  if f[j] == "," and year_in(f, j + 1) then return year_in(f, j + 1), j + 1 end
  if year_in(f, j) and not (nouns.singular(f[j + 1] or "") and f[j + 1] == "people") then
    return year_in(f, j), j
  end
  if f[j] == "of" then j = j + 1 end
  if year_in(f, j) then return year_in(f, j), j end
  if RELATIVE_YEAR[f[j]] and f[j + 1] == "year" then return nil, j + 1, RELATIVE_YEAR[f[j]] end
  if f[j] == "that" and f[j + 1] == "year" and f[j - 1] == "of" then return nil, j + 1, "that" end
  return nil
end
-- Gives the year that year_after read: a number, one relative to the story's, or that last spoken
-- of.
function years.value(c, year, offset)
  if year then return year end
  if offset == "that" then return c.date and calendar.date(c.date) end
  return offset and c.year and c.year + offset
end

local STRICT = { ["in"] = true, since = true, ["until"] = true, by = true, during = true,
  fiscal = true, till = true,
  of = true, from = true }

-- Returns whether the four digits in token i are a year here.
local function is_year(b, i, year)
  local f = b.f
  local before, after = f[i - 1], f[i + 1]
  if units.numbered[before] and blocks.capital(b, i - 1) then return false end
  if before and (b.k[i - 1] == "symbol" or value_of(before) and before ~= "-" and
    b.k[i - 1] == "number") then
    return false
  end
  if lex.meridiem[after] or lex.zones[after] and blocks.capital(b, i + 1) or units.measures[after]
    and after ~= "m" or
    after == "%" or after == "percent" or numbers.scales[after] or lex.units[after] then
    return false
  end
  if DASH[before] and blocks.adjacent(b, i - 1) and not year_in(f, i - 2) then
    return before ~= "-"
  end
  if after == "people" or after == "," and b.k[i + 2] == "number" and blocks.adjacent(b, i + 1) then
    return false
  end
  if STRICT[before] and (before ~= "of" or not nouns.singular(after or "")) then
    return year >= 1000
  end
  if year < 1900 or year > 2060 then
    return lex.year_before[before] and year >= 1500 and not nouns.singular(after or "")
  end
  return not (nouns.singular(after or "") and b.k[i + 1] == "word" and not lex.year_before[before])
end

-- Reads a year.
function years.number(b, i, c)
  local f = b.f
  local year = year_in(f, i)
  if not year or not is_year(b, i, year) then return nil end
  if f[i - 1] == "fiscal" or f[i - 1] == "fy" then
    return i - 1, i, "DATE", ("FY%04d"):format(year), nil, "fiscal-year"
  end
  local first = i
  if f[i - 1] == "year" then first = f[i - 2] == "the" and i - 2 or i - 1 end
  if f[i - 1] == "year" and f[i - 2] == "fiscal" then
    first = f[i - 3] == "the" and i - 3 or i - 2
    return first, i, "DATE", ("FY%04d"):format(year), nil, "fiscal-year"
  end
  local start, mod = edges.left(b, first)
  if f[i + 1] == "fiscal" and f[i + 2] == "year" then
    if f[i - 1] == "the" then start = i - 1 end
    return start, i + 2, "DATE", ("FY%04d"):format(year), mod, "fiscal-year"
  end
  return start, i, "DATE", ("%04d"):format(year), mod, "year"
end

-- Reads a decade, "the 1990s", "the late '80s" (of the last century that had it).
function years.decade(b, i, c)
  local f = b.f
  local digits = f[i]:match "([12]%d%d)0'?s$"
  if not digits then
    local tens = tonumber(f[i]:match "'(%d)0s$")
    local century = c.year and c.year // 100 or nil
    if century and century * 10 + tens > c.year // 10 then century = century - 1 end
    digits = ("%s%d"):format(century or "XX", tens)
  end
  local start, mod = edges.left(b, i)
  if start == i and f[i - 1] == "the" then start = i - 1 end
  return start, i, "DATE", digits, mod or f[i]:find "^mid%-" and "MID" or nil, "decade"
end

-- Reads the middle of a month or a year in one token, "mid-January", "mid-2010".
function years.middle(b, i, c)
  local f = b.f
  local word = f[i]:match "^mid%-(.+)$"
  local start = f[i - 1] == "the" and i - 1 or i
  if word:find "^%d" then return i, i, "DATE", word, "MID", "year" end
  local month = lex.months[word]
  local year, last, offset = years.after(b, i + 1)
  year = years.value(c, year, offset)
  if not year and not offset then
    year = resolve.year_of(c, month, nil, tense.of(b, i, i) or "past")
  end
  return start, last or i, "DATE", resolve.date(year, month), "MID", "month"
end

-- Reads a fiscal year in one token, "FY2021".
function years.fiscal_token(b, i)
  local year = b.f[i]:match "%d+"
  return i, i, "DATE", "FY" .. (#year == 2 and "20" .. year or year), nil, "fiscal-year"
end

return years
