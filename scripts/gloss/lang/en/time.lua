-- English words of time, all folded. Data only.

local M = {}

-- Months, with their abbreviations (with and without the full stop, where that is one token).
M.months = {}
M.month_full = {}   -- which of them are written out
for number, names in ipairs {
  "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
  "august aug", "september sep sept", "october oct", "november nov", "december dec",
} do
  for name in names:gmatch "%a+" do
    M.months[name] = number
    if #name > 3 or name == "may" then M.month_full[name] = true end
    if (#name == 3 or name == "sept") and name ~= "may" then M.months[name .. "."] = number end
  end
end
M.month_full.sept = nil

-- Months that are also words or names; they must stand beside something of time.
M.month_ambiguous = { may = true, march = true, mar = true, jan = true, dec = true }
M.month_lower = { may = true, march = true, august = true }   -- no month in lower case
M.month_forename = { april = true, june = true, august = true, jan = true, may = true }

-- Words before a month that show it is one.
M.month_before = {}
for word in ([[in since of by from until till during before after to through and or between early
  late mid last next this on the for around monday tuesday wednesday thursday friday saturday sunday
  ( - , january february april july september october november december]]):gmatch "%S+" do
  M.month_before[word] = true
end

M.weekdays = {}
for number, names in ipairs {
  "monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri",
  "saturday sat", "sunday sun",
} do
  for name in names:gmatch "%a+" do
    M.weekdays[name] = number
    if #name < 6 and name ~= "weds" and name ~= "thu" then M.weekdays[name .. "."] = number end
  end
end
M.weekday_plurals = {
  mondays = 1, tuesdays = 2, wednesdays = 3, thursdays = 4, fridays = 5, saturdays = 6, sundays = 7,
}
-- Abbreviations that are also words: taken only before a month or a clock time.
M.weekday_weak = {
  mon = true, sat = true, sun = true, wed = true, fri = true, thu = true, tue = true,
}

M.seasons = { spring = "SP", summer = "SU", autumn = "FA", fall = "FA", winter = "WI" }

-- Parts of a day, as TIMEX3 has them.
M.dayparts = {
  morning = "MO", afternoon = "AF", evening = "EV", night = "NI", midday = "MI", dawn = "MO",
}

-- Units: {unit letter of a TIMEX3 duration, whether it is of the day, length in its base, base}.
M.units = {}
M.unit_plural = {}
for line in ([[
second H S|minute H M|hour H H|day D D|week D W|month D M|year D Y|decade D DE|
century D CE|quarter D Q|
weekend D WE|fortnight D FN|millennium D ML
]]):gmatch "[^|]+" do
  local word, kind, letter = line:match "(%a+) (%a) (%a+)"
  M.units[word] = { letter = letter, clock = kind == "H", word = word }
end
for word, of in pairs {
  seconds = "second", secs = "second", minutes = "minute", mins = "minute", min = "minute",
  hours = "hour", hrs = "hour", hr = "hour", days = "day", weeks = "week", months = "month",
  years = "year", yrs = "year", yr = "year", decades = "decade", centuries = "century",
  quarters = "quarter", weekends = "weekend", fortnights = "fortnight", millennia = "millennium",
} do
  M.units[word] = M.units[of]
  M.unit_plural[word] = of
end
for _, word in ipairs { "min", "hr", "yr" } do M.unit_plural[word] = nil end

-- Adjectives and adverbs of repetition.
M.sets = {
  hourly = "PT1H", daily = "P1D", nightly = "P1D", weekly = "P1W", fortnightly = "P2W",
  biweekly = "P2W", monthly = "P1M", bimonthly = "P2M", quarterly = "P3M", yearly = "P1Y",
  annual = "P1Y", annually = "P1Y", biannual = "P6M", biannually = "P6M", semiannual = "P6M",
  ["semi-annual"] = "P6M", biennial = "P2Y", biennially = "P2Y", everyday = "P1D",
}

-- Days named from the day the story is of.
M.deictic = { today = 0, yesterday = -1, tomorrow = 1 }

M.vague_refs = {
  now = "PRESENT_REF", currently = "PRESENT_REF", nowadays = "PRESENT_REF", recently = "PAST_REF",
  lately = "PAST_REF",
}

-- Days of a fixed date: month, day.
M.holidays = {
  ["christmas day"] = { 12, 25 }, ["christmas eve"] = { 12, 24 }, ["boxing day"] = { 12, 26 },
  ["new year's day"] = { 1, 1 }, ["new year's eve"] = { 12, 31 }, ["valentine's day"] = { 2, 14 },
  ["halloween"] = { 10, 31 }, ["may day"] = { 5, 1 }, ["christmas"] = { 12, 25 },
}

-- Words before a period that place it: offset in periods.
M.relative = {
  last = -1, next = 1, this = 0, previous = -1, prior = -1, preceding = -1, following = 1,
  coming = 1, past = -1, current = 0, upcoming = 1, subsequent = 1,
}
-- Those that count from the time last spoken of, not from the day of the story.
M.anaphoric = {
  previous = true, prior = true, preceding = true, following = true, subsequent = true, same = true,
  that = true,
}
-- Those that make a duration with a number or a plural: "the past 12 months".
M.spanning = {
  last = true, past = true, next = true, coming = true, previous = true, preceding = true,
  following = true, recent = true,
}

-- Words before "last" that show it is no verb: "over the last two years", but "will last two
-- years".
M.before_last = {}
for word in ("the these its his her their our in over during within for of . ,"):gmatch "%S+" do
  M.before_last[word] = true
end

M.start_words = { early = "START", late = "END", mid = "MID" }
M.edges = {
  start = "START", beginning = "START", outset = "START", middle = "MID", close = "END",
  ["end"] = "END", turn = "START",
}

-- Words that may stand before "a year" and make it a length of time, not "each year".
M.length_before = {}
for word in ([[for in within after over during than nearly almost about around another least most
  under of and or lasted lasting took take takes spent spend spending last lasts every some only
  just roughly approximately through throughout as by until before exactly quite half even jailed
  remain remained remains wait waited been]])
  :gmatch "%a+" do
  M.length_before[word] = true
end

-- Words before or after a bare plural that make it a length of time: "weeks of talks", "took
-- years".
M.plural_before = {}
for word in ([[for in within after over during than nearly almost about many several few took take
  takes taken spent spend spending facing lasted last lasting of and but despite into through
  throughout following]]):gmatch "%a+" do
  M.plural_before[word] = true
end

-- Time zones. Only those at Greenwich are written into values.
M.zones = { gmt = "Z", utc = "Z", z = "Z" }
for zone in ([[et est edt ct cst cdt mt mst mdt pt pst pdt bst cet cest eet eest msk ist jst kst hkt
  sgt aest aedt wat cat eat sast]]):gmatch "%a+" do
  M.zones[zone] = ""
end
M.zone_words = {
  eastern = true, central = true, pacific = true, mountain = true, ["local"] = true,
  greenwich = true, moscow = true, beijing = true,
}

M.meridiem = { ["a.m."] = 0, ["a.m"] = 0, am = 0, ["p.m."] = 12, ["p.m"] = 12, pm = 12 }

-- Prepositions before a bare year.
M.year_before = {}
for word in ([[in since of by from until till during before after to through and or between early
  late mid fiscal around about circa year ( - – the for at spring summer autumn fall winter a this
  last]]):gmatch "%S+" do
  M.year_before[word] = true
end

return M
