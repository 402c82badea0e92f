-- time.lua -- the stage that finds times as TIMEX3 has them, with values reckoned from the
-- document's reference date. Without one, values that need it stay open ("XXXX-WXX-5"); the clock
-- is never asked.

local blocks = require "gloss.news.blocks"
local dates = require "gloss.news.time.dates"
local fiscal = require "gloss.news.time.fiscal"
local lengths = require "gloss.news.time.lengths"
local lex = require "gloss.lang.en.time"
local measured = require "gloss.news.time.measured"
local periods = require "gloss.news.time.periods"
local resolve = require "gloss.news.time.resolve"
local years = require "gloss.news.time.years"

-- Reads a token that is digits.
local function number(b, i, c)
  local w = b.f[i]
  local size = #w
  if size == 4 then
    local x, y, label, value, mod, rule = dates.clock(b, i, c)
    if x then return x, y, label, value, mod, rule end
    return years.number(b, i, c)
  end
  if size < 8 then return dates.clock(b, i, c) end
  return dates.digits(b, i)
end

-- Reads a unit: a period of its own, else a length.
local function unit(b, i, c)
  local x, y, label, value, mod, rule = periods.unit(b, i, c)
  if x then return x, y, label, value, mod, rule end
  return lengths.read(b, i, c)
end

local function quarter(b, i, c)
  local x, y, label, value, mod, rule = fiscal.quarter(b, i, c)
  if x then return x, y, label, value, mod, rule end
  if b.f[i] == "quarter" or b.f[i + 1] == "of" then return nil end
  return lengths.read(b, i, c)
end

local READERS = {}
local function use(words, reader)
  for word in pairs(words) do READERS[word] = reader end
end
use(lex.units, unit)
use(lex.months, dates.month)
use(lex.weekdays, dates.weekday)
use(lex.weekday_plurals, dates.weekdays)
use(lex.seasons, periods.season)
use(lex.dayparts, periods.daypart)
use(lex.deictic, periods.deictic)
use(lex.sets, periods.set)
use(lex.vague_refs, periods.vague)
use({ tonight = true, overnight = true, midnight = true, noon = true, midday = true },
  periods.time_name)
use({ christmas = true, new = true, boxing = true, valentine = true, halloween = true },
  periods.holiday)
use({ half = true }, fiscal.half)
use({ fiscal = true }, fiscal.year)
use({ full = true }, fiscal.full_year)
use({ q1 = true, q2 = true, q3 = true, q4 = true }, fiscal.short)
use({ quarter = true, quarters = true }, quarter)
for month in pairs(lex.months) do READERS["mid-" .. month] = years.middle end
for year = 1900, 2060 do
  READERS["mid-" .. year], READERS["fy" .. year], READERS["fy" .. year % 100] =
    years.middle, years.fiscal_token, years.fiscal_token
end
for decade = 1500, 2060, 10 do
  READERS[decade .. "s"], READERS["mid-" .. decade .. "s"] = years.decade, years.decade
end
for decade = 10, 90, 10 do
  READERS["'" .. decade .. "s"], READERS["mid-'" .. decade .. "s"] = years.decade, years.decade
end
READERS.second = nil
local KINDS = { number = true }

-- Remembers a date, for what is reckoned from it later: c.near in this block, c.date in the
-- document.
local function remember(c, b, x, label, value, rule)
  if label ~= "DATE" and label ~= "TIME" then return end
  local part = value:match "^F?Y?%d%d%d%d%-[QH]%d$" or value:match "^FY%d%d%d%d$"
  if part then
    c.part = part
    if rule == "quarter" and part:find "Q" then c.quarter = part end
    return
  end
  local day = resolve.day_of(value)
  if not day then return end
  c.near, c.date = day, day
  if value:find "^....%-%d%d%-%d%d" then
    c.day = day
    c.sentence_day, c.sentence_byte = day, b.a[x]
  end
end

local COLUMNS = { label = "symbol", value = "symbol", mod = "symbol", rule = "symbol",
  via = "symbol" }

local function run(doc)
  local builder = doc:build("timex", COLUMNS)
  local c = resolve.context(doc.ref_date)
  local beside = measured.read(doc)
  blocks.each(doc, READERS, KINDS, function(b)
    b.measured = beside
    local done = 0
    c.near, c.part, c.sentence_day = nil, nil, nil
    for h = 1, b.nhits do
      local i = b.hits[h]
      if i > done then
        local reader = READERS[b.f[i]] or number
        local x, y, label, value, mod, rule = reader(b, i, c)
        if x and x > done then
          builder:add(b.a[x], b.z[y],
            { label = label, value = value, mod = mod, rule = "news.time/" .. rule, via = "rule" })
          remember(c, b, x, label, value, rule)
          done = y
        end
      end
    end
  end)
  builder:seal()
end

return { name = "news.time", reads = { "token", "numeral", "bound" }, makes = { "timex" },
         run = run }
