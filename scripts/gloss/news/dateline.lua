--- Datelines: `CITY, Country, Month D, YYYY (Agency) -` and its relatives at the start of a story.
-- A grammar finds place, date and agency; the date takes its year from the reference date.

local lpeg = require "lpeg"
local calendar = require "gloss.calendar"
local common = require "gloss.news.common"
local agencies = require "gloss.news.zones.agencies"

local M = {}

local P, R, S, C, Cg, Ct, Cp, Cmt = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cg, lpeg.Ct, lpeg.Cp,
  lpeg.Cmt

local MONTHS = {}
for number, month in ipairs { "january", "february", "march", "april", "may", "june", "july",
                              "august", "september", "october", "november", "december" } do
  MONTHS[month], MONTHS[month:sub(1, 3)] = number, number
end
MONTHS.sept = 9

local sp = S " \t\r\n"
local sp0, sp1 = sp ^ 0, sp ^ 1
local high = R "\128\255"
local dash_char = P "-" + "\u{2013}" + "\u{2014}" + "\u{2015}"
local letter = R("az", "AZ") + (high - dash_char)
local quote = P '"' + "\u{201C}" + "\u{2018}" + "''" + "``" + "'"
local opener = R("AZ", "09") + (high - dash_char) + quote + "$"

-- Dates: Month D[, YYYY] or D Month [YYYY]; a weekday may stand before.
local month = Cmt(C(R("AZ", "az") ^ 3), function(_, at, word)
  local number = MONTHS[word:lower()]
  return number and at, number
end) * P "." ^ -1
local digit = R "09"
local day = digit * digit ^ -1 / tonumber * -digit
local year = C(digit * digit * digit * digit) / tonumber * -digit
local weekday = (P "Mon" + "Tue" + "Wed" + "Thu" + "Fri" + "Sat" + "Sun") * R "az" ^ 0 * P "." ^ -1
local date = (weekday * P "," ^ -1 * sp1) ^ -1 *
  Ct(Cg(month, "month") * sp0 * Cg(day, "day") * (P "," ^ -1 * sp1 * Cg(year, "year")) ^ -1 +
     Cg(day, "day") * sp1 * Cg(month, "month") * (P "," ^ -1 * sp1 * Cg(year, "year")) ^ -1)

-- Places: capitalised words, small words between them; further places of a joint dateline after /
-- or and.
local upper = R "AZ" + P "\195" * R "\128\158" + S "\196\197" * high
local word = upper * (letter + S ".'" + "\u{2019}" + "-" * #letter) ^ 0
local small = P "of" + "the" + "de la" + "del" + "de" + "la" + "le" + "al" + "am" + "sur" + "upon" +
  "do" + "da" + "es"
local month_word = month * sp0 * (digit + sp0 * "(")
local place = (word - month_word) * (sp1 * (small * sp1) ^ -1 * (word - month_word)) ^ -5
local joint = (sp0 * P "/" * sp0 + sp1 * "and" * sp1 + ";" * sp1) * place
local region = P "," * sp1 * (place - date)
local where = C(place) * joint ^ 0 * region ^ -3

-- Agencies: (AFP), /TASS/, (BUSINESS WIRE); a known name may do without a dash after it.
local inside = (1 - S "()/\r\n") ^ 1
local in_parens = P "(" * C(inside * (P "/" * inside) ^ -1) * ")"
local bracketed = in_parens + P "/" * C(inside) * "/"
local known = Cmt(bracketed, function(_, at, form)
  local low = common.lower(common.squeeze(form))
  local name = agencies[low] or agencies[low:match "^[^/]+"]
  return name and at, name
end)
local unknown = Cmt(in_parens, function(_, at, form)
  local ok = #form <= 30 and form:find "^%u" and not form:find "[%d:]"
  return ok and at, form
end)

local dash = dash_char ^ 1
local separator = S ".,:" ^ 0 * sp0 * dash
local bare = (S ".:" ^ 1 * #sp + true) * #(sp1 * opener)
local comma = P "," ^ -1 * sp1
local function signed(agency, ending)
  local tail = sp0 * Cg(agency, "agency") * (comma * Cg(date, "date")) ^ -1 * ending
  local start = Cg(where, "place") * (P "," ^ -1 * sp1 * Cg(date,
    "date")) ^ -1 * P "," ^ -1 * P "." ^ -1
  return start * (sp0 * dash) ^ -1 * tail + Cg(date, "date") * P "." ^ -1 * tail + tail
end
local ansa = Cg(known, "agency") * separator * sp0 * Cg(where, "place") *
  (P "," ^ -1 * sp1 * Cg(date, "date")) ^ -1 * separator * #sp
local capitals = Cmt(where, function(_, at, name)
  return common.all_caps(name) and #name > 2 and at, name
end)
local unsigned = Cg(capitals, "place") * (P "," ^ -1 * sp1 * Cg(date, "date")) ^ -1 *
  S ".," ^ 0 * sp1 * (dash - P "-" * -P "-") * #sp
-- TOKYO, Sept. 9, Kyodo -
local bare_name = Cmt(C(word * (sp1 * word) ^ -2), function(_, at, form)
  local name = agencies[common.lower(common.squeeze(form))]
  return name and at, name
end)
local unbracketed = Cg(where, "place") * P "," ^ -1 * sp1 * Cg(date,
  "date") * P "," ^ -1 * sp1 * Cg(bare_name, "agency") *
  separator * #sp
local unknown_signed = Cg(where, "place") * (P "," ^ -1 * sp1 * Cg(date, "date")) ^ -1 * sp1 *
  Cg(unknown, "agency") * separator * #sp
local dateline = Ct(Cg(Cp(), "first") *
  (ansa + signed(known, separator) + signed(known,
    bare) + unknown_signed + unbracketed + unsigned) * Cg(Cp(), "stop"))

--- Writes a parsed date as YYYY-MM-DD; without a year, the one that puts it nearest to ref_date.
-- Returns nil where there is neither.
function M.resolve(date_parts, ref_date)
  local m, d, y = date_parts.month, date_parts.day, date_parts.year
  if y then
    local exact = calendar.day(y, m, d)
    return exact and calendar.format(exact)
  end
  local ref = ref_date and calendar.parse(ref_date)
  if not ref then return nil end
  local this_year, best = calendar.date(ref), nil
  for candidate = this_year - 1, this_year + 1 do
    local found = calendar.day(candidate, m, d)
    if found and (not best or math.abs(found - ref) < math.abs(best - ref)) then best = found end
  end
  return best and calendar.format(best)
end

--- Parses the dateline that starts at byte `at`.
-- Returns {first, last, place, agency, date = {month, day, year}}, or nil.
function M.parse(text, at)
  local found = dateline:match(text, at)
  if not found then return nil end
  found.last = found.stop - 1
  if found.last - found.first > 150 then return nil end
  while text:find("^%s", found.last) do found.last = found.last - 1 end
  found.place = found.place and common.name_case(found.place)
  return found
end

return M
