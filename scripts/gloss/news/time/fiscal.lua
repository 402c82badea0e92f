-- fiscal.lua -- quarters, halves and fiscal years. A story whose quarters end in other months than
-- the calendar's ("the second quarter ended Dec. 31") counts in fiscal years; one is named after
-- the year it ends in.

local blocks = require "gloss.news.blocks"
local lex = require "gloss.lang.en.time"
local numbers = require "gloss.lang.en.numbers"
local resolve = require "gloss.news.time.resolve"
local tense = require "gloss.news.time.tense"
local years = require "gloss.news.time.years"

local fiscal = {}

local DASH = blocks.DASH
local NTH = { ["1st"] = 1, ["2nd"] = 2, ["3rd"] = 3, ["4th"] = 4, final = 4, last = 4, latter = 2 }
for _, word in ipairs { "first", "second", "third", "fourth" } do
  NTH[word] = numbers.ordinals[word]
end

local ENDED = {
  "(%a+)[- ]quarter,? which ended %a+ ?(%a%a%a)%a*%.? %d",
  "(%a+)[- ]quarter,? end[edings]+ (%a%a%a)%a*%.? %d",
  "(%a+)[- ]quarter,? end[edings]+ on (%a%a%a)%a*%.? %d",
  "(%a+)[- ]quarter,? end[edings]+ %d%d? (%a%a%a)", "(%a+)[- ]quarter,? end[edings]+ in (%a%a%a)",
}
local YEAR_END = { "[Ff]iscal year,? end[edings]+ (%a%a%a)%a*%.? %d",
  "[Ff]iscal year,? end[edings]+ on (%a%a%a)%a*",
  "[Ff]iscal year,? which ends %a* ?(%a%a%a)%a*%.? %d",
  "[Ff]iscal year,? end[edings]+ %d%d? (%a%a%a)",
  "[Ff]iscal year,? end[edings]+ in (%a%a%a)" }

-- Returns the last month of the story's fiscal year, or nil for calendar years; looked for once a
-- document.
local function year_end(c, text)
  if c.year_end ~= nil then return c.year_end or nil end
  c.year_end = false
  for _, pattern in ipairs(YEAR_END) do
    local name = text:match(pattern)
    local month = name and lex.months[name:lower()]
    if month then
      c.year_end = month
      return month
    end
  end
  for _, pattern in ipairs(ENDED) do
    local nth, name = text:match(pattern)
    local n, month = nth and NTH[nth:lower()], name and lex.months[name:lower()]
    if n and month and month ~= 3 * n then
      c.year_end = (month + 3 * (4 - n) - 1) % 12 + 1
      return c.year_end
    end
  end
  return nil
end

-- Returns the fiscal year of the reference date.
local function current_year(c, last_month)
  if not c.ref then return nil end
  return c.month <= (last_month or 12) and c.year or c.year + 1
end

-- Returns the value of part n (a quarter, Q, or a half, H) of an unnamed year: the last that had
-- ended, or the next to end when the clause is of the future.
local function part_value(c, text, kind, n, when)
  local last_month = year_end(c, text)
  local prefix = last_month and "FY" or ""
  if not c.ref then return prefix .. "XXXX-" .. kind .. n end
  local length = kind == "Q" and 3 or 6
  local year = current_year(c, last_month)
  -- month of `year` in which part n ends
  local ends = (last_month or 12) - (12 - length * n)
  local ended = year * 12 + ends - 1 < c.year * 12 + c.month - 1
  if when == "future" then
    if ended then year = year + 1 end
  elseif not ended then
    year = year - 1
  end
  return ("%s%04d-%s%d"):format(prefix, year, kind, n)
end

-- Reads the ordinal before token i: its number and first token (with "the").
local function nth_before(f, i)
  local j = DASH[f[i - 1]] and i - 2 or i - 1
  if f[j] == "fiscal" then j = j - 1 end
  local n = NTH[f[j]]
  if not n then return nil end
  if f[j - 1] == "fiscal" then j = j - 1 end
  if f[j - 1] == "the" then j = j - 1 end
  return n, j, DASH[f[i - 1]] ~= nil
end

-- Reads the year after token i: "of 2011", "2011", "of fiscal 2011", "of the year", "of last year".
local function named_year(b, i, c)
  local f = b.f
  if f[i + 1] == "of" and f[i + 2] == "the" and f[i + 3] == "year" then return c.year, i + 3 end
  local j = f[i + 1] == "of" and i + 2 or i + 1
  if f[j] == "fiscal" then
    local k = f[j + 1] == "year" and j + 2 or j + 1
    local year = f[k] and tonumber(f[k]:match "^[12]%d%d%d$")
    if year then return year, k, "FY" end
  end
  local year, last, offset = years.after(b, i + 1)
  if not last then return nil end
  return years.value(c, year, offset), last
end

-- Reads "the third quarter of 2011", "second-quarter", "the next quarter", "the quarter".
function fiscal.quarter(b, i, c)
  local f = b.f
  local n, first = nth_before(f, i)
  if n and f[i - 1] ~= "last" and f[i - 1] ~= "latter" then
    local year, last, prefix = named_year(b, i, c)
    local value
    if last then
      value = ("%s%s-Q%d"):format(prefix or "", year and ("%04d"):format(year) or "XXXX", n)
    else
      last, value = i, part_value(c, b.text, "Q", n, tense.of(b, first, i))
    end
    return first, last, "DATE", value, nil, "quarter"
  end
  local before = f[i - 1]
  local start = f[i - 2] == "the" and i - 2 or i - 1
  if before == "the" and f[i + 1] ~= "of" and (c.quarter or not c.ref) then
    return i - 1, i, "DATE", c.quarter or "XXXX-QX", nil, "quarter"
  end
  local move = lex.relative[before]
  if not move then return nil end
  local value = c.quarter and start == i - 2 and resolve.shift_part(c.quarter, move)
  return start, i, "DATE", value or resolve.period(c.ref, "quarter", move), nil, "quarter"
end

-- Reads "the first half of 2011", "first-half".
function fiscal.half(b, i, c)
  local f = b.f
  local n, first, joined = nth_before(f, i)
  if not n or n > 2 then return nil end
  local year, last, prefix = named_year(b, i, c)
  if last then
    return first, last, "DATE", ("%s%s-H%d"):format(prefix or "", year and ("%04d"):format(year) or
      "XXXX", n), nil, "half"
  end
  if not joined then return nil end
  return first, i, "DATE", part_value(c, b.text, "H", n, tense.of(b, first, i)), nil, "half"
end

-- Reads "fiscal year 2021", "fiscal 2021", "the fiscal year", "next fiscal year" at the word
-- "fiscal".
function fiscal.year(b, i, c)
  local f = b.f
  local j = f[i + 1] == "year" and i + 2 or i + 1
  local year = f[j] and f[j]:match "^[12]%d%d%d$"
  local first = f[i - 1] == "the" and i - 1 or i
  if year then return first, j, "DATE", "FY" .. year, nil, "fiscal-year" end
  if j == i + 1 then return nil end
  local move = 0
  if lex.relative[f[i - 1]] then
    move, first = lex.relative[f[i - 1]], f[i - 2] == "the" and i - 2 or i - 1
  end
  if first == i then return nil end
  local current = current_year(c, year_end(c, b.text))
  return first, i + 1, "DATE", current and ("FY%04d"):format(current + move) or "FYXXXX", nil,
    "fiscal-year"
end

-- Reads "full-year" and "the full year" at the word "full".
function fiscal.full_year(b, i, c)
  local f = b.f
  local j = DASH[f[i + 1]] and i + 2 or i + 1
  if f[j] ~= "year" then return nil end
  if j == i + 1 and f[i - 1] ~= "the" then return nil end
  local first = j == i + 1 and i - 1 or i
  local year, last = named_year(b, j, c)
  if not last then year, last = current_year(c, year_end(c, b.text)), j end
  return first, last, "DATE", year and ("FY%04d"):format(year) or "FYXXXX", nil, "fiscal-year"
end

-- Reads "q3 2011" and "q3" in one token with its year after it.
function fiscal.short(b, i, c)
  local n = tonumber(b.f[i]:match "^q([1-4])$")
  if not n then return nil end
  local year, last = named_year(b, i, c)
  if last then
    return i, last, "DATE", ("%s-Q%d"):format(year and ("%04d"):format(year) or "XXXX", n), nil,
      "quarter"
  end
  return i, i, "DATE", part_value(c, b.text, "Q", n, tense.of(b, i, i)), nil, "quarter"
end

return fiscal
