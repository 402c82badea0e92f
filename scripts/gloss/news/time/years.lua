-- years.lua -- rules of years, decades and fiscal years by number.

local P = require "gloss.pattern"
local lex = require "gloss.lang.en.time"
local lpeg = require "lpeg"
local numbers = require "gloss.lang.en.numbers"
local parts = require "gloss.news.time.parts"
local plural = require("gloss.news.numbers.parts").plural
local units = require "gloss.lang.en.units"

local w, t, any_of, rule, before = P.w, P.t, parts.any_of, parts.rule, P.before
local number, joined, capital = parts.number, parts.joined, parts.capital
local the, year = w "the":opt(), parts.digits:as "year"

-- ---- Where four digits are a year ----

local d = lpeg.R "09"
local to_2060 = "19" * d * d + "20" * (lpeg.R "05" * d + "60")
local modern = number & P.re(to_2060)
local late = number & P.re("1" * lpeg.R "59" * d * d + "2" * d * d * d)
local things = parts.word & plural

-- No part of a name, an amount, a range or a time of day.
local free = #parts.digits * -before(any_of(units.numbered) & capital)
  * -before(t { kind = "symbol" } | number - P.re ".*:.*")
  * (-(before(w "-") * #joined) + before(parts.digits * "-"))
local alone = -(any_of(lex.meridiem) | any_of(lex.zones) & capital | any_of(units.measures) - w "m"
                | w { "%", "percent", "people" } | any_of(numbers.scales) | any_of(lex.units))
  * -(w "," * (joined & number))

local strict = w { "in", "since", "until", "by", "during", "fiscal", "till", "from" }
local place = before(strict) * year + before(w "of") * year * -plural
  + before(w "\u{2013}") * (parts.digits & joined):as "year"
  + modern:as "year" * -things
  + before(any_of(lex.year_before)) * (modern:as "year" + late:as "year" * -plural)
local plain = free * place * alone

local function year_value(m) return m:form "year" end
local function fiscal_value(m) return "FY" .. m:form "year" end

-- ---- Years in one token ----

local S = lpeg.S
local hyphen = lpeg.P "-" + "\u{2010}" + "\u{2011}"
local mid = S "mM" * S "iI" * S "dD" * hyphen
local ten = ("1" * lpeg.R "59" * d + "20" * lpeg.R "06") * "0" * S "sS"

local digits_in = t { kind = "word", digits = true }
local middle = digits_in & P.re(mid * to_2060)
local decade = (digits_in & P.re(mid ^ -1 * ten))
  | w { "'10s", "'20s", "'30s", "'40s", "'50s", "'60s", "'70s", "'80s", "'90s" }
local fiscal = digits_in & P.re(S "fF" * S "yY" * (to_2060 + d * d))

-- Gives the decade of "1990s" or "'80s": without a century the last that had it.
local function decade_value(m, c)
  local form = m:form "decade"
  local mod = form:find "^mid%-" and "MID" or nil
  local digits = form:match "([12]%d%d)0s$"
  if digits then return digits, mod end
  local tens = math.tointeger(form:match "'(%d)0s$")
  local century = c.year and c.year // 100
  if century and century * 10 + tens > c.year // 10 then century = century - 1 end
  return ("%s%d"):format(century or "XX", tens), mod
end

local function token_value(m)
  local digits = m:forms()[1]:match "%d+"
  return "FY" .. (#digits == 2 and "20" .. digits or digits)
end

-- ---- Rules ----

return {
  rule("year", "DATE", #number * plain + -number * (parts.left + the * "year") * plain, year_value,
       { "It opened in [2011]{timex}, after [mid 2010]{timex}.", "It has 2011 boats." }),
  rule("year.middle", "DATE", middle:as "middle",
       function(m) return m:form "middle":sub(5), "MID" end,
       { "It opened in [mid-2010]{timex}." }),
  rule("decade", "DATE", (parts.left + the) * decade:as "decade", decade_value,
       { "It grew in [the late 1990s]{timex}." }),
  rule("fiscal-year", "DATE",
       the * w { "fiscal", "fy" } * w "year":opt() * year
       + (parts.left + the) * year * "fiscal" * "year",
       fiscal_value, { "It has plans for [fiscal 2022]{timex}." }),
  rule("fiscal-year.token", "DATE", fiscal, token_value, { "It fell in [FY2021]{timex}." }),
}
