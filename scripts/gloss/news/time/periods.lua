-- periods.lua -- periods named from the day of the story or from a date before: "last month", "this
-- year", "the following day", "the end of the year", "the 19th century", and days by name: "today",
-- "Christmas".

local blocks = require "gloss.news.blocks"
local calendar = require "gloss.calendar"
local edges = require "gloss.news.time.edges"
local lex = require "gloss.lang.en.time"
local dates = require "gloss.news.time.dates"
local numbers = require "gloss.lang.en.numbers"
local resolve = require "gloss.news.time.resolve"
local tense = require "gloss.news.time.tense"
local years = require "gloss.news.time.years"

local periods = {}

local DASH = blocks.DASH
local COMPARED = { earlier = true, later = true }

-- Reads what may stand before "last year": "early", "the end of", "earlier".
local function with_left(b, first)
  local start, mod = edges.left(b, first)
  if start == first and COMPARED[b.f[first - 1]] then start = first - 1 end
  return start, mod
end

-- Returns the day from which "the following week" counts: of days, the last day named; else the
-- last date.
local function anchor(c, unit)
  if unit.word == "day" then return c.day or c.ref end
  return c.near or c.date or c.ref
end

-- Reads "the 19th century".
local function century(b, i)
  local f = b.f
  local j = DASH[f[i - 1]] and i - 2 or i - 1
  local n = f[j] and (numbers.ordinals[f[j]] or tonumber(f[j]:match "^(%d%d?)[snrt][tdh]$"))
  if not n then return nil end
  local start, mod = edges.left(b, j)
  if start == j and f[j - 1] == "the" then start = j - 1 end
  return start, i, "DATE", ("%02d"):format(n - 1), mod, "century"
end

-- Reads the day before yesterday, and the day after tomorrow, at the word "day".
local function two_days(b, i, c)
  local f = b.f
  local w, day = f[i + 1], f[i + 2]
  local n = w == "before" and day == "yesterday" and -2 or w == "after" and day == "tomorrow" and 2
  if not n then return nil end
  return f[i - 1] == "the" and i - 1 or i, i + 2, "DATE", resolve.period(c.ref, "day", n), nil,
    "day-name"
end

-- Reads "the day before", "the week after" with nothing more: counted from the date before.
local function beside(b, i, c, unit)
  local f = b.f
  local w = f[i + 1]
  local n = (w == "before" or w == "earlier") and -1 or (w == "after" or w == "later") and 1
  if not n or f[i - 1] ~= "the" or b.k[i + 2] == "word" or b.k[i + 2] == "number" then
    return nil
  end
  return i - 1, i + 1, "DATE", resolve.period(anchor(c, unit), unit.word, n), nil, "beside"
end

-- Reads "year-end", "month-end".
local function unit_end(b, i, c, unit)
  local f = b.f
  local j = DASH[f[i + 1]] and i + 2 or f[i + 1] == "'s" and i + 2
  if not j or f[j] ~= "end" or unit.clock then return nil end
  local first = f[i - 1] == "the" and i - 1 or i
  return first, j, "DATE", resolve.period(c.ref, unit.word, 0), "END", "unit-end"
end

-- Reads "the year" after "the end of", and "later in the year".
local function definite(b, i, c, unit)
  local f = b.f
  if f[i - 1] ~= "the" then return nil end
  local start, mod = with_left(b, i - 1)
  if unit.word == "weekend" then
    local move = tense.of(b, i - 1, i) == "future" and 0 or -1
    if c.ref and calendar.weekday(c.ref) >= 6 then move = 0 end
    return start, i, "DATE", resolve.period(c.ref, "weekend", move), mod, "weekend"
  end
  if start == i - 1 then return nil end
  return start, i, "DATE", resolve.period(c.ref, unit.word, 0), mod, "definite"
end

-- The value of "last year" and "the previous year".
local function relative_value(c, word, unit, the)
  local n = lex.relative[word] or 0
  local anaphoric = lex.anaphoric[word] or the and word == "next" and unit.word == "day"
  if not anaphoric then return resolve.period(c.ref, unit.word, n) end
  if unit.word == "year" and c.part then
    local year = c.part:match "^FY(%d%d%d%d)$"
    if year then return ("FY%04d"):format(tonumber(year) + n) end
  end
  return resolve.period(anchor(c, unit), unit.word, n)
end

-- Reads "last month", "this year", "that day", "the following week".
local function relative(b, i, c, unit)
  local f = b.f
  local word = f[i - 1]
  if word == "fiscal" or not (lex.relative[word] or word == "that" or word == "same") then
    return nil
  end
  if unit.clock or word == "that" and (f[i + 1] == "of" or unit.word == "weekend") then
    return nil
  end
  local the = f[i - 2] == "the"
  if word == "same" and not (the or f[i - 2] == "that") then return nil end
  local first = (the or word == "same") and i - 2 or i - 1
  if (word == "past" or the and (word == "last" or word == "next" or word == "coming")) and
    unit.word ~= "day" then
    if unit.word == "weekend" or unit.word == "quarter" then return nil end
    return first, i, "DURATION", resolve.duration(1, unit), nil, "length"
  end
  if (word == "previous" or word == "prior" or word == "following" or word == "current") and
    not the then
    return nil
  end
  if word == "coming" and not the then return nil end
  local start, mod = with_left(b, first)
  return start, i, "DATE", relative_value(c, word, unit, the), mod, "relative"
end

-- Reads a period at a unit of a day or more.
function periods.unit(b, i, c)
  local f = b.f
  local unit = lex.units[f[i]]
  if unit.word == "century" then
    local x, y, label, value, mod, rule = century(b, i)
    if x then return x, y, label, value, mod, rule end
  end
  if lex.unit_plural[f[i]] then return nil end
  for _, read in ipairs { two_days, unit_end, relative, beside, definite } do
    local x, y, label, value, mod, rule = read(b, i, c, unit)
    if x then return x, y, label, value, mod, rule end
  end
  return nil
end

-- Reads "today", "yesterday", "tomorrow", with a part of the day.
function periods.deictic(b, i, c)
  local f = b.f
  if f[i + 1] == "'s" and blocks.capital(b, i) and i > 1 and b.k[i - 1] == "word" then
    return nil
  end
  local value = resolve.period(c.ref, "day", lex.deictic[f[i]])
  local start, mod = with_left(b, i)
  local part = lex.dayparts[f[i + 1]]
  if part then return start, i + 1, "TIME", value .. "T" .. part, mod, "part-of-day" end
  return start, i, "DATE", value, mod, "day-name"
end

-- Reads "this morning", "last night", "that evening", "early in the morning".
function periods.daypart(b, i, c)
  local f = b.f
  local word = f[i - 1]
  local day
  if word == "this" then day = c.ref
  elseif word == "last" and (f[i] == "night" or f[i] == "evening") then day = c.ref and c.ref - 1
  elseif word == "that" or word == "same" then day = c.day or c.ref
  elseif word == "next" and f[i - 2] == "the" or word == "following" then
    day = c.day or c.ref
    day = day and day + 1
  else return nil end
  local first = (word == "same" or word == "following" or word == "next") and i - 2 or i - 1
  local start, mod = with_left(b, first)
  return start, i, "TIME", resolve.period(day, "day", 0) .. "T" .. lex.dayparts[f[i]], mod,
    "part-of-day"
end

local NAMED = { tonight = "TNI", overnight = "TNI", midnight = "T00:00", noon = "T12:00",
  midday = "T12:00" }

-- Reads "tonight", "overnight", "midnight", "noon".
function periods.time_name(b, i, c)
  local f = b.f
  if blocks.capital(b, i) and i > 1 and b.k[i - 1] == "word" and b.label == "body" then
    return nil
  end
  local j = f[i + 1] == "on" and i + 2 or i + 1
  if lex.weekdays[f[j]] and not lex.weekday_weak[f[j]] and f[i] ~= "tonight" then
    local _, last, label, value = dates.weekday(b, j, c)
    if value and label == "DATE" then return i, last, "TIME", value .. NAMED[f[i]], nil, "clock" end
  end
  if f[i + 1] == "gmt" then
    return i, i + 1, "TIME", resolve.period(c.ref, "day", 0) .. NAMED[f[i]] .. "Z", nil, "clock"
  end
  local start, mod = edges.left(b, i)
  return start, i, "TIME", resolve.period(c.ref, "day", 0) .. NAMED[f[i]], mod, "time-name"
end

local SEASON_BEFORE = { ["in"] = true, since = true, by = true, ["until"] = true, during = true,
  this = true, last = true,
  next = true, early = true, late = true, each = true, every = true }
local SEASON_MONTH = { SP = 3, SU = 6, FA = 9, WI = 12 }
local SEASON_YEAR = { last = "past", next = "future", this = "near" }

-- Reads a season: "the summer of 1955", "last winter", "in spring".
function periods.season(b, i, c)
  local f = b.f
  local letters = lex.seasons[f[i]]
  local year, last, offset = years.after(b, i + 1)
  local before = f[i - 1]
  local first = (before == "the" or SEASON_YEAR[before]) and i - 1 or i
  local start, mod = edges.left(b, first)
  if last then
    year = years.value(c, year, offset)
    return start, last, "DATE", (year and ("%04d"):format(year) or "XXXX") .. "-" .. letters, mod,
      "season"
  end
  if f[i] == "fall" and not SEASON_YEAR[before] then return nil end
  if before == "each" or before == "every" then
    return i - 1, i, "SET", "XXXX-" .. letters, nil, "season"
  end
  local bounded = b.k[i + 1] ~= "word" or f[i + 1] == "'s" or f[i + 1] == "and"
  if not (SEASON_YEAR[before] or SEASON_BEFORE[before] and bounded or before == "the" and bounded
    and f[i] ~= "spring" or mod) then
    return nil
  end
  local when = SEASON_YEAR[before] or tense.of(b, first, i) or "past"
  local known = resolve.year_of(c, SEASON_MONTH[letters], nil, when)
  return start, i, "DATE", (known and ("%04d"):format(known) or "XXXX") .. "-" .. letters, mod,
    "season"
end

-- Reads a day with a name and a fixed date.
function periods.holiday(b, i, c)
  local f = b.f
  if not blocks.capital(b, i) then return nil end
  for n = 4, 1, -1 do
    local words = {}
    for k = 0, n - 1 do words[#words + 1] = f[i + k] end
    local day = #words == n and lex.holidays[table.concat(words, " "):gsub(" 's", "'s")]
    if day then
      local year, last, offset = years.after(b, i + n)
      last = last or i + n - 1
      year = years.value(c, year, offset) or resolve.year_of(c, day[1], day[2], tense.of(b, i, last)
        or "near")
      return i, last, "DATE", resolve.date(year, day[1], day[2]), nil, "holiday"
    end
  end
  return nil
end

-- Reads "monthly", "annual", "once-monthly".
function periods.set(b, i)
  local f = b.f
  local value = lex.sets[f[i]]
  if f[i] == "daily" and i > 1 and blocks.capital(b, i) and b.label == "body" and
    b.k[i - 1] == "word" then
    return nil
  end
  local j = DASH[f[i - 1]] and i - 2 or i - 1
  if f[j] == "once" or f[j] == "twice" then return j, i, "SET", value, nil, "set" end
  if DASH[f[i - 1]] and blocks.adjacent(b, i - 1) and f[i - 2] == "semi" then
    return i - 2, i, "SET", "P6M", nil, "set"
  end
  return i, i, "SET", value, nil, "set"
end

-- Reads "now", "recently".
function periods.vague(b, i)
  local f = b.f
  if i > 1 and blocks.capital(b, i) and b.k[i - 1] == "word" then return nil end
  if f[i] == "now" and (f[i - 1] == "from" or f[i + 1] == "that") then return nil end
  return i, i, "DATE", lex.vague_refs[f[i]], nil, "vague"
end

return periods
