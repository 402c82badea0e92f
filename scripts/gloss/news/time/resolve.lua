-- resolve.lua -- TIMEX3 values from parts of dates. The day the story is of is context.ref (a day
-- of gloss.calendar) or nil; without it values stay open ("XXXX-WXX-5") and nothing is guessed.

local calendar = require "gloss.calendar"

local resolve = {}

-- Makes what values of a document are resolved against.
function resolve.context(ref_date)
  local c = { ref = ref_date and calendar.parse(ref_date) }
  if c.ref then c.year, c.month, c.mday = calendar.date(c.ref) end
  return c
end

-- Writes a year, a month or a day; nil parts before the first known one are X.
function resolve.date(year, month, mday)
  local text = year and ("%04d"):format(year) or "XXXX"
  if month then text = text .. ("-%02d"):format(month) end
  if mday then text = text .. ("-%02d"):format(mday) end
  return text
end

-- Returns the first year with a day of a month, from `year` on by `step`: Feb. 29 is in few years.
local function having(year, month, mday, step)
  for n = 0, 8 do
    if calendar.day(year + n * step, month, mday or 1) then return year + n * step end
  end
  return year
end

-- Returns the year that puts a month (and day) on the side of the reference date that tense tells:
-- "past" the last one on or before it, "future" the next on or after it, "near" the closest.
function resolve.year_of(c, month, mday, tense)
  if not c.ref then return nil end
  local order = (month - c.month) * 32 + (mday and mday - c.mday or 0)
  if tense == "future" then return having(order >= 0 and c.year or c.year + 1, month, mday, 1) end
  if tense == "near" then
    if order > 16 * 12 then return c.year - 1 end
    return order < -16 * 12 and c.year + 1 or c.year
  end
  return having(order <= 0 and c.year or c.year - 1, month, mday, -1)
end

-- Returns the day of a weekday: the last on or before the reference date, or the next on or after
-- it. `skip` leaves the reference date itself out.
function resolve.weekday(c, weekday, tense, skip)
  if not c.ref then return nil end
  local delta = (weekday - calendar.weekday(c.ref)) % 7
  if tense == "future" then
    if delta == 0 and skip then delta = 7 end
    return c.ref + delta
  end
  if delta > 0 then delta = delta - 7 elseif skip then delta = -7 end
  return c.ref + delta
end

-- Writes a weekday as a day, or open.
function resolve.weekday_value(c, weekday, tense, skip)
  local day = resolve.weekday(c, weekday, tense, skip)
  return day and calendar.format(day) or ("XXXX-WXX-%d"):format(weekday)
end

local OPEN = { day = "XXXX-XX-XX", week = "XXXX-WXX", weekend = "XXXX-WXX-WE", month = "XXXX-XX",
  quarter = "XXXX-QX",
  year = "XXXX", decade = "XXX", century = "XX", fortnight = "XXXX-WXX", millennium = "X",
  hour = "XXXX-XX-XXTXX",
  minute = "XXXX-XX-XXTXX:XX", second = "XXXX-XX-XXTXX:XX" }

local function months(day, count, shape)
  local year, month = calendar.add_months(select(1, calendar.date(day)),
    select(2, calendar.date(day)), count)
  if shape == "month" then return ("%04d-%02d"):format(year, month) end
  if shape == "quarter" then return ("%04d-Q%d"):format(year, (month + 2) // 3) end
  return ("%04d"):format(year)
end

local PERIODS = {
  day = function(day, n) return calendar.format(day + n) end,
  week = function(day, n) return calendar.format_week(day + 7 * n) end,
  weekend = function(day, n) return calendar.format_week(day + 7 * n) .. "-WE" end,
  fortnight = function(day, n) return calendar.format_week(day + 14 * n) end,
  month = function(day, n) return months(day, n, "month") end,
  quarter = function(day, n) return months(day, 3 * n, "quarter") end,
  year = function(day, n) return months(day, 12 * n, "year") end,
  decade = function(day, n) return ("%03d"):format(calendar.date(day) // 10 + n) end,
  century = function(day, n) return ("%02d"):format(calendar.date(day) // 100 + n) end,
  millennium = function(day, n) return ("%d"):format(calendar.date(day) // 1000 + n) end,
}

-- Returns the period of a unit that lies n units from a day (nil: open).
function resolve.period(day, unit, n)
  local open = OPEN[unit] or "XXXX-XX-XX"
  if not PERIODS[unit] or not day or n > 1e6 or n < -1e6 then return open end
  if n % 1 ~= 0 and unit == "year" then n, unit, open = 12 * n, "month", OPEN.month end
  local value = PERIODS[unit](day, math.floor(n + 0.5))
  return #value == #open and value:find "^%d" and value or open -- within the years 0000 to 9999
end

-- Returns a day that a value stands for (its first), or nil for an open or vague value.
function resolve.day_of(value)
  local y, m, d = value:match "^(%d%d%d%d)-(%d%d)-(%d%d)"
  if y then return calendar.day(tonumber(y), tonumber(m), tonumber(d)) end
  y, m = value:match "^(%d%d%d%d)-(%d%d)$"
  if y then return calendar.day(tonumber(y), tonumber(m), 1) end
  y, m = value:match "^(%d%d%d%d)-W(%d%d)"
  if y then return calendar.monday(tonumber(y), tonumber(m)) end
  y = value:match "^(%d%d%d%d)$" or value:match "^(%d%d%d%d)-"
  return y and calendar.day(tonumber(y), 1, 1)
end

-- Writes a number of a duration: "2", "2.5".
local function count(n)
  return n % 1 == 0 and ("%d"):format(n) or ("%g"):format(n)
end

-- Returns the value of a length of time; n may be nil for an unknown number.
function resolve.duration(n, unit)
  local letter = unit.letter
  if n and n >= 1e9 then n = nil end
  if letter == "FN" then letter, n = "W", n and n * 2 end
  if letter == "WE" then return "P" .. (n and count(n) or "X") .. "WE" end
  if n and n % 1 ~= 0 and unit.word == "hour" and n < 1 then return "PT" .. count(n * 60) .. "M" end
  return (unit.clock and "PT" or "P") .. (n and count(n) or "X") .. letter
end

-- Returns the quarter or half n periods after one: "2015-Q2", +1 is "2015-Q3"; keeps "FY".
function resolve.shift_part(value, n)
  local prefix, year, kind, part = value:match "^(F?Y?)(%d%d%d%d)-([QH])(%d)$"
  if not prefix then return nil end
  local per = kind == "Q" and 4 or 2
  local total = tonumber(year) * per + tonumber(part) - 1 + n
  return ("%s%04d-%s%d"):format(prefix, total // per, kind, total % per + 1)
end

return resolve
