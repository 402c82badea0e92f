-- calendar.lua -- arithmetic on dates of the proleptic Gregorian calendar, without the clock.
-- A day is a whole number: 1970-01-01 is day 0. Weekdays count as in ISO 8601, Monday 1 to Sunday
-- 7. Functions return nil for what is no date; they raise for what is no number.

local calendar = {}

local MONTH_DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

-- Returns whether a year has 366 days.
function calendar.is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

-- Returns the number of days of a month, or nil when there is no such month.
function calendar.days_in_month(year, month)
  if month == 2 and calendar.is_leap(year) then return 29 end
  return MONTH_DAYS[month]
end

-- Returns the day of a date, or nil when the calendar has no such date.
-- Counts in eras of 400 years that start on 1 March, so that the leap day comes last.
function calendar.day(year, month, mday)
  local last = calendar.days_in_month(year, month)
  if not last or mday < 1 or mday > last then return nil end
  local y = month <= 2 and year - 1 or year
  local era = y // 400
  local yoe = y - era * 400
  local doy = (153 * (month + (month > 2 and -3 or 9)) + 2) // 5 + mday - 1
  return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719468
end

-- Returns year, month and day of the month of a day.
function calendar.date(day)
  local z = day + 719468
  local era = z // 146097
  local doe = z - era * 146097
  local yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
  local doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
  local mp = (5 * doy + 2) // 153
  local month = mp < 10 and mp + 3 or mp - 9
  return yoe + era * 400 + (month <= 2 and 1 or 0), month, doy - (153 * mp + 2) // 5 + 1
end

-- Returns the ISO weekday of a day.
function calendar.weekday(day)
  return (day + 3) % 7 + 1
end

-- Returns the ISO year and week of a day: week 1 is the one that holds 4 January.
function calendar.week(day)
  local thursday = day - calendar.weekday(day) + 4
  local year = calendar.date(thursday)
  return year, (thursday - calendar.day(year, 1, 1)) // 7 + 1
end

-- Returns the Monday of an ISO week, or nil when the year has no such week.
function calendar.monday(year, week)
  local fourth = calendar.day(year, 1, 4)
  local day = fourth - calendar.weekday(fourth) + 1 + (week - 1) * 7
  local y, w = calendar.week(day)
  if y == year and w == week then return day end
  return nil
end

-- Returns year and month moved by a number of months, which may be negative.
function calendar.add_months(year, month, months)
  local total = year * 12 + month - 1 + months
  return total // 12, total % 12 + 1
end

-- Returns a date moved by months, as a day; the day of the month is cut to the month's length.
function calendar.shift(day, months)
  local year, month, mday = calendar.date(day)
  year, month = calendar.add_months(year, month, months)
  return calendar.day(year, month, math.min(mday, calendar.days_in_month(year, month)))
end

-- Reads "YYYY-MM-DD" as a day, or returns nil.
function calendar.parse(text)
  local year, month, mday = text:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)$"
  if not year then return nil end
  return calendar.day(tonumber(year), tonumber(month), tonumber(mday))
end

-- Writes a day as "YYYY-MM-DD".
function calendar.format(day)
  return ("%04d-%02d-%02d"):format(calendar.date(day))
end

-- Writes the ISO week of a day as "YYYY-Www".
function calendar.format_week(day)
  return ("%04d-W%02d"):format(calendar.week(day))
end

return calendar
