--- Datelines: `CITY, Country, Month D, YYYY (Agency) -` and its relatives, at the start of a line.
-- Makes the layer `dateline.form`; news.zones takes the one that the story begins with. A date
-- without a year takes it from the reference date.

local P = require "gloss.pattern"
local agencies = require "gloss.news.zones.agencies"
local calendar = require "gloss.calendar"
local common = require "gloss.news.common"
local parts = require "gloss.news.parts"
local time = require "gloss.lang.en.time"

local w, t, any, any_of = P.w, P.t, P.any, parts.any_of

local LONGEST = 151   -- bytes of a dateline

-- ---- Marks ----

local begin = P.DOC + #t { newline = true }
local apart = t { space = true } | t { newline = true }
local dash = w { "-", "--", "---", "\u{2013}", "\u{2014}", "\u{2015}" }
local hyphen, comma = w "-", w ",":opt()
local separator = w { ".", ",", ":" }:rep(0, 2) * dash
local opener = t { initcap = true } | t { allcaps = true } | t { mixed = true }
  | t { kind = "number" } | w { '"', "'", "''", "``", "\u{2018}", "\u{201C}", "$" }

-- ---- Dates ----

local number = t { kind = "number" }
local month, mday = any_of(time.months):as "month", (number & P.re "%d%d?"):as "mday"
local year = (comma * (number & P.re "%d%d%d%d"):as "year"):opt()
local date = (any_of(time.weekdays) * comma):opt() * (month * mday + mday * month) * year
local dated = (comma * date):opt()

-- ---- Places: capitalised words of one line, small ones between them ----

local letters = t { kind = "word" }
local no_month = -(any_of(time.months) * (number | w "("))
local word = no_month * (parts.capital & letters)
  * ((hyphen & parts.joined) * (letters & parts.joined)):rep(0, 3)
local small = P.W { "of", "the", "del", "de", "la", "le", "al", "am", "sur", "upon", "do", "da",
                    "es" }
local place = word * (small:rep(0, 2) * #t { newline = false } * word):rep(0, 5)
local others = (w { "/", "and", ";" } * place):rep(0, 5) * (w "," * -date * place):rep(0, 3)
local where = place:as "place" * others

-- ---- Agencies: (AFP), /TASS/, (CBS/AP) ----

local inside = any - w { "(", ")", "/" }
local name = inside:rep(1, 6)
local bracket = w "(" * (name * (w "/" * name):opt()):as "agency" * ")"
local bracketed = bracket + w "/" * name:as "agency" * "/"

local function agency_of(form)
  local low = common.lower(common.squeeze(form))
  return agencies[low] or agencies[low:match "^[^/]+"]
end

local function is_short(m) return m.last - m.first < LONGEST end
local function is_known(m) return is_short(m) and agency_of(m.agency.text) ~= nil end

local function is_named(m)
  local form = m.agency.text
  return is_short(m) and #form <= 30 and form:find "^%u" ~= nil and not form:find "[%d:]"
         and not agency_of(form)
end

-- A place may also be all that shows a dateline, if it is in capitals.
local function is_capital(m)
  local first, last = m.place.first, (m:all "region"[1] or m.place).last
  local text = m.doc.text:sub(first, last)
  return is_short(m) and #text > 2 and common.all_caps(text)
end

-- ---- Values ----

-- Writes the date of a match as YYYY-MM-DD; without a year, the one that puts it nearest to the
-- reference date. Gives nil where there is neither.
local function date_of(m)
  local name_of = m:form "month"
  if not name_of then return nil end
  local mon, day = time.months[name_of], math.tointeger(m:form "mday")
  local given = m:form "year"
  if given then
    local exact = calendar.day(math.tointeger(given), mon, day)
    return exact and calendar.format(exact)
  end
  local ref = m.doc.ref_date and calendar.parse(m.doc.ref_date)
  if not ref then return nil end
  local this_year, best = calendar.date(ref), nil
  for candidate = this_year - 1, this_year + 1 do
    local found = calendar.day(candidate, mon, day)
    if found and (not best or math.abs(found - ref) < math.abs(best - ref)) then best = found end
  end
  return best and calendar.format(best)
end

local function set(m)
  local agency = m.agency and m.agency.text
  return { ["dateline.form"] = {
    place = m.place and common.name_case(m.place.text), date = date_of(m),
    agency = agency and (agency_of(agency) or agency),
  } }
end

-- ---- Rules ----

local COLUMNS = { place = "symbol", agency = "symbol", date = "symbol" }

local function rule(rule_name, priority, match, examples)
  return P.rule { name = rule_name, priority = priority, match = match, set = set,
    within = "document", zones = "all", emit = { ["dateline.form"] = { columns = COLUMNS } },
    examples = examples }
end

local sign = bracketed * (comma * date):opt()
local signed = (where * dated * comma * w ".":opt() * dash:opt() + date * w ".":opt()):opt() * sign
local bare = w { ".", ":" }:rep(0, 2) * #(apart & opener)
local dashed = separator * #apart

return P.phase { name = "news.dateline", policy = "priority",
  rule("agency-first", 6, (begin * bracketed * separator * where * dated * dashed):where(is_known),
       { "[(ANSA) - Rome, March 3 -]{dateline.form} Two men left." }),
  rule("signed", 5, (begin * signed * separator):where(is_known),
       { "[OSLO, Norway (AP) --]{dateline.form} Two men left.", "He left (Reuters) - not late." }),
  rule("signed.bare", 4, (begin * signed * bare):where(is_known),
       { "[New Delhi, Jan 5 (PTI)]{dateline.form} Two men left." }),
  rule("signed.unknown", 3, (begin * where * dated * bracket * dashed):where(is_named),
       { "[OSLO (Norwire) -]{dateline.form} Two men left.", "OSLO (in 2 parts) - Two men left." }),
  rule("unbracketed", 2,
       (begin * where * comma * date * comma * letters:rep(1, 3):as "agency" * dashed)
         :where(is_known),
       { "[TOKYO, Sept. 9, Kyodo -]{dateline.form} Two men left." }),
  rule("unsigned", 1,
       (begin * (place:as "place" * others):as "region" * dated * w { ".", "," }:rep(0, 2)
        * ((dash - hyphen) & apart) * #apart):where(is_capital),
       { "[OSLO \u{2014}]{dateline.form} Two men left.", "Oslo \u{2014} Two men left." }),
}
