-- dates.lua -- weekdays, months, days of a month, dates in digits, times of a day. Each reader gets
-- the block, the token that may be the core of a time, and the context; it returns first token,
-- last token, label, value, mod and the rule's name, or nil.

local blocks = require "gloss.news.blocks"
local calendar = require "gloss.calendar"
local clock = require "gloss.news.time.clock"
local edges = require "gloss.news.time.edges"
local lex = require "gloss.lang.en.time"
local resolve = require "gloss.news.time.resolve"
local tense = require "gloss.news.time.tense"
local years = require "gloss.news.time.years"

local dates = {}

local RELATIVE_YEAR = { last = -1, this = 0, next = 1 }

-- Returns the day of the month in token j ("5", "5th", "fifth"), or nil.
local function mday(f, j)
  local w = f[j]
  if not w then return nil end
  local n = tonumber(w:match "^(%d%d?)$" or w:match "^(%d%d?)[snrt][tdh]$")
  if n and n >= 1 and n <= 31 then return n end
  return nil
end

-- Reads month and day at token i, where a month stands: first, last, year, offset, day of the
-- month.
local function month_parts(b, i)
  local f = b.f
  local first, last, day = i, i, nil
  if mday(f, i - 1) and b.k[i - 1] ~= "word" then
    first, day = i - 1, mday(f, i - 1)
  elseif f[i - 1] == "of" and mday(f, i - 2) then
    first, day = i - 2, mday(f, i - 2)
  end
  if day and f[first - 1] == "the" then first = first - 1 end
  if not day and mday(f, i + 1) and f[i + 2] ~= ":" and f[i + 2] ~= "%" and
    f[i + 2] ~= "percent" then
    day, last = mday(f, i + 1), i + 1
  end
  local year, stop, offset = years.after(b, last + 1)
  return first, stop or last, year, offset, day
end

-- Returns whether the word in token i is a month here, not a verb or a name.
local function is_month(b, i, first, last, marked)
  local f = b.f
  local w = f[i]
  if not blocks.capital(b, i) and (not lex.month_full[w] or lex.month_lower[w]) then
    return false
  end
  if first < i or last > i or marked then return true end
  local before = f[i - 1]
  if not lex.month_full[w] then return w:find "%.$" ~= nil and lex.month_before[before] end
  if lex.month_forename[w] or lex.month_ambiguous[w] then
    if not before or before == "." then
      return w ~= "may" and w ~= "march" and b.label == "dateline"
    end
    if b.k[i - 1] == "word" and blocks.capital(b, i - 1) and not lex.month_before[before] then
      return false
    end
    if b.k[i + 1] == "word" and blocks.capital(b, i + 1) and not lex.month_before[before] then
      return false
    end
    if before == "the" then return b.k[i + 1] == "word" and f[i + 1] ~= "to" end
    if w == "may" or w == "march" then return lex.month_before[before] or f[i + 1] == "'s" end
  end
  return true
end

local function month_value(b, c, i, first, last, year, offset, day)
  local month = lex.months[b.f[i]]
  if day and day > calendar.days_in_month(2000, month) then return nil end
  local known = years.value(c, year, offset)
  local before = b.f[first - 1]
  if not known and not offset then
    local when
    if before == "last" or before == "next" or before == "this" then
      when = before == "last" and "past" or before == "next" and "future" or "near"
    end
    when = when or b.label == "dateline" and "near" or tense.of(b, first, last) or "past"
    known = resolve.year_of(c, month, day, when)
    if before == "last" and known == c.year and month == c.month and not day then
      known = known - 1
    end
  end
  if day and known and not calendar.day(known, month, day) then return nil end
  return resolve.date(known, month, day)
end

-- Reads "at 8:30 a.m." after a day in a value: last token, value; or nil.
local function at_clock(b, last, value)
  local f = b.f
  local j = f[last + 1] == "at" and last + 2 or f[last + 1] == "," and f[last + 2] == "at" and
    last + 3 or nil
  if not j or not f[j] or b.k[j] == "punct" then return nil end
  local hour, minute, stop, zone = clock.read(b, j)
  if not hour then return nil end
  return stop, value .. clock.value(hour, minute, zone)
end

-- Reads a month, or a day of one.
function dates.month(b, i, c)
  local f = b.f
  local first, last, year, offset, day = month_parts(b, i)
  local start, mod = edges.left(b, first)
  local relative = first == i and RELATIVE_YEAR[f[i - 1]]
  if not is_month(b, i, first, last, mod or relative) then return nil end
  local value = month_value(b, c, i, first, last, year, offset, day)
  if not value then return nil end
  if relative then
    start, mod = i - 1, nil
    if lex.start_words[f[i - 2]] then start, mod = i - 2, lex.start_words[f[i - 2]] end
  end
  if not day then return start, last, "DATE", value, mod, "month" end
  local part
  local at, letters, part_mod = edges.daypart(b, first)
  if at then return at, last, "TIME", value .. "T" .. letters, part_mod, "part-of-day" end
  part = lex.dayparts[f[last + 1]]
  if part then return start, last + 1, "TIME", value .. "T" .. part, mod, "part-of-day" end
  local stop, time = at_clock(b, last, value)
  if stop then return start, stop, "TIME", time, mod, "clock" end
  return start, last, "DATE", value, mod, "day"
end

-- Reads the date after a weekday, "Friday, May 6": last token, value; or nil.
local function date_after_weekday(b, i, c)
  local f = b.f
  local j = f[i + 1] == "," and i + 2 or i + 1
  if f[j] == "the" then j = j + 1 end
  local m = lex.months[f[j]] and j or mday(f, j) and
    (lex.months[f[j + 1]] and j + 1 or f[j + 1] == "of" and lex.months[f[j + 2]] and j + 2)
  if not m or not blocks.capital(b, m) then return nil end
  local first, last, year, offset, day = month_parts(b, m)
  if not day or first > j or first < j - 1 then return nil end
  local weekday, month = lex.weekdays[f[i]], lex.months[f[m]]
  local value = month_value(b, c, m, first, last, year, offset, day)
  if year or not c.ref or not value then return last, value end
  for shift = -1, 1 do
    local d = calendar.day(c.year + shift, month, day)
    if d and calendar.weekday(d) == weekday then return last, calendar.format(d) end
  end
  return last, value
end

local function weekday_value(b, i, c, first, last)
  local f = b.f
  local weekday = lex.weekdays[f[i]]
  local before = f[first - 1]
  if before == "last" then return first - 1, resolve.weekday_value(c, weekday, "past", true) end
  if before == "next" or before == "coming" then
    local start = f[first - 2] == "the" and before == "coming" and first - 2 or first - 1
    return start, resolve.weekday_value(c, weekday, "future", true)
  end
  if before == "this" then
    return first - 1, resolve.weekday_value(c, weekday, tense.of(b, first - 1, last) or "future")
  end
  if before == "past" then return first - 1, resolve.weekday_value(c, weekday, "past", true) end
  if (before == "following" or before == "previous") and f[first - 2] == "the" then
    local from = { ref = c.date or c.ref }
    return first - 2, resolve.weekday_value(from, weekday, before == "following" and "future" or
      "past", true)
  end
  local when = tense.of(b, first, last)
  return first, resolve.weekday_value(c, weekday, when == "future" and "future" or "past")
end

-- Reads a weekday, with what belongs to it.
function dates.weekday(b, i, c)
  local f = b.f
  if #f[i] < 6 and not blocks.capital(b, i) then return nil end
  local every = f[i - 1] == "other" and i - 2 or i - 1
  if f[every] == "every" or f[every] == "each" then
    return every, i, "SET", ("XXXX-WXX-%d"):format(lex.weekdays[f[i]]), nil, "weekday-set"
  end
  local last, value = date_after_weekday(b, i, c)
  if last and value then
    local start, mod = edges.left(b, i)
    local stop, time = at_clock(b, last, value)
    if stop then return start, stop, "TIME", time, mod, "clock" end
    return start, last, "DATE", value, mod, "day"
  end
  if lex.weekday_weak[f[i]] then return nil end
  local first
  last = lex.dayparts[f[i + 1]] and i + 1 or i
  first, value = weekday_value(b, i, c, i, last)
  local start, mod = edges.left(b, first)
  if last > i then
    return start, last, "TIME", value .. "T" .. lex.dayparts[f[last]], mod, "part-of-day"
  end
  local at, letters, part_mod = edges.daypart(b, first)
  if at then return at, last, "TIME", value .. "T" .. letters, part_mod, "part-of-day" end
  local stop, time = at_clock(b, last, value)
  if stop then return start, stop, "TIME", time, mod, "clock" end
  return start, last, "DATE", value, mod, "weekday"
end

-- Reads a plural weekday: "on Mondays".
function dates.weekdays(b, i)
  if not blocks.capital(b, i) then return nil end
  return i, i, "SET", ("XXXX-WXX-%d"):format(lex.weekday_plurals[b.f[i]]), nil, "weekday-set"
end

-- Reads a date in digits: "2010-12-10", "12/31/2010" (the month first, unless it can only be the
-- day).
function dates.digits(b, i)
  local s, e, y, m, d = b.text:find("^(%d%d%d%d)%-(%d%d)%-(%d%d)%f[^%w]", b.a[i])
  if not s then
    s, e, m, d, y = b.text:find("^(%d%d?)/(%d%d?)/(%d%d%d%d)%f[^%w]", b.a[i])
    if s and tonumber(m) > 12 then m, d = d, m end
  end
  if not s or not calendar.day(tonumber(y), tonumber(m), tonumber(d)) then return nil end
  local last = i
  while b.z[last] and b.z[last] < e do last = last + 1 end
  if b.z[last] ~= e then return nil end
  return i, last, "DATE", resolve.date(tonumber(y), tonumber(m), tonumber(d)), nil, "digits"
end

-- Reads a clock time, with the day that may follow it.
function dates.clock(b, i, c)
  local f = b.f
  local hour, minute, last, zone = clock.read(b, i)
  if not hour then return nil end
  local time = clock.value(hour, minute, zone)
  local j = f[last + 1] == "on" and last + 2 or f[last + 1] == "," and last + 2 or last + 1
  if f[j] == "this" and lex.dayparts[f[j + 1]] then
    return i, j + 1, "TIME", resolve.period(c.ref, "day", 0) .. time, nil, "clock"
  end
  local first, stop, _, value
  if lex.weekdays[f[j]] then
    first, stop, _, value = dates.weekday(b, j, c)
  elseif lex.months[f[j]] or mday(f, j) and lex.months[f[j + 1]] then
    first, stop, _, value = dates.month(b, lex.months[f[j]] and j or j + 1, c)
  elseif lex.deictic[f[j]] then
    first, stop, value = j, j, resolve.period(c.ref, "day", lex.deictic[f[j]])
  end
  value = value and (value:match "^....%-..%-.." or value:match "^XXXX%-WXX%-%d")
  if first and value then return i, stop, "TIME", value .. time, nil, "clock" end
  local same = c.sentence_day and c.sentence_byte >= b.a[(blocks.sentence(b, i))]
  local day = same and calendar.format(c.sentence_day) or resolve.period(c.ref, "day", 0)
  return i, last, "TIME", day .. time, nil, "clock"
end

return dates
