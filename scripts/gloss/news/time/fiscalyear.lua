-- fiscalyear.lua -- which fiscal years a story counts in: those that end with its quarters.

local common = require "gloss.news.common"
local lex = require "gloss.lang.en.time"
local numbers = require "gloss.lang.en.numbers"

local fiscal = {}

--- Words that number a quarter or half.
fiscal.nth = { ["1st"] = 1, ["2nd"] = 2, ["3rd"] = 3, ["4th"] = 4, final = 4, last = 4, latter = 2 }
for _, word in ipairs { "first", "second", "third", "fourth" } do
  fiscal.nth[word] = numbers.ordinals[word]
end

local ENDED = {
  "%f[%a](%a+)[- ]quarter,? which ended %a+ ?(%a%a%a)%a*%.? %d",
  "%f[%a](%a+)[- ]quarter,? end[edings]+ (%a%a%a)%a*%.? %d",
  "%f[%a](%a+)[- ]quarter,? end[edings]+ on (%a%a%a)%a*%.? %d",
  "%f[%a](%a+)[- ]quarter,? end[edings]+ %d%d? (%a%a%a)",
  "%f[%a](%a+)[- ]quarter,? end[edings]+ in (%a%a%a)",
}
local YEAR_END = { "[Ff]iscal year,? end[edings]+ (%a%a%a)%a*%.? %d",
  "[Ff]iscal year,? end[edings]+ on (%a%a%a)%a*",
  "[Ff]iscal year,? which ends %a* ?(%a%a%a)%a*%.? %d",
  "[Ff]iscal year,? end[edings]+ %d%d? (%a%a%a)",
  "[Ff]iscal year,? end[edings]+ in (%a%a%a)" }

local function find_year_end(text)
  for _, pattern in ipairs(YEAR_END) do
    local name = text:match(pattern)
    local month = name and lex.months[name:lower()]
    if month then return month end
  end
  for _, pattern in ipairs(ENDED) do
    local nth, name = text:match(pattern)
    local n, month = nth and fiscal.nth[nth:lower()], name and lex.months[name:lower()]
    if n and month and month ~= 3 * n then return (month + 3 * (4 - n) - 1) % 12 + 1 end
  end
  return false
end

-- Returns the last month of the story's fiscal year, or nil for calendar years; looked for once a
-- document.
local function year_end(c)
  if c.year_end == nil then c.year_end = find_year_end(c.text) end
  return c.year_end or nil
end

--- Gives the fiscal year of the reference date.
function fiscal.year(c)
  if not c.ref then return nil end
  return c.month <= (year_end(c) or 12) and c.year or c.year + 1
end

--- Gives the value of part n (a quarter, Q, or a half, H) of an unnamed year: the last that had
-- ended, or the next to end when the clause is of the future.
function fiscal.part(c, kind, n, when)
  local last_month = year_end(c)
  local prefix = last_month and "FY" or ""
  if not c.ref then return prefix .. "XXXX-" .. kind .. n end
  local length = kind == "Q" and 3 or 6
  local year = fiscal.year(c)
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

-- Gives the byte behind the first quarter that a text names by number, or its last byte.
local function first_quarter(text)
  local at = 1
  while true do
    local first, last = text:find("[- ]quarter", at)
    if not last then return #text end
    local word = text:sub(math.max(first - 10, 1), first - 1):match "%w+$"
    if word and fiscal.nth[word:lower()] then return last end
    at = last + 1
  end
end

local first_of = common.once(function(doc) return first_quarter(doc.text) end)

--- Tells whether "the quarter" of a match is one named before, or the story has no day.
function fiscal.has_quarter(m) return not m.doc.ref_date or first_of(m.doc) < m.first end

return fiscal
