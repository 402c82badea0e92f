-- clock.lua -- times of day as patterns: "6:15 am", "1415 GMT", "9:10 a.m. Pacific Time".

local P = require "gloss.pattern"
local lex = require "gloss.lang.en.time"
local lpeg = require "lpeg"
local parts = require "gloss.news.time.parts"

local clock = {}

local w, any_of, number = P.w, parts.any_of, parts.number

-- ---- Digits ----

local d = lpeg.R "09"
local minute = lpeg.R "05" * d
local two_digits = lpeg.S "01" * d + "2" * lpeg.R "04"
local hour = two_digits + d
local hour_of_12 = "1" * lpeg.R "02" + lpeg.P "0" ^ -1 * lpeg.R "19"

local function digits(pattern) return (number & P.re(pattern)):as "hour" end

local twelve = digits((lpeg.P "1" * lpeg.R "02" + "0" * lpeg.R "19") * minute
                      + hour_of_12 * (lpeg.S ":." * minute) ^ -1)
local colon, point = digits(hour * ":" * minute), digits(hour * "." * minute)
local four, alone = digits(two_digits * minute), digits(hour)

-- ---- Words behind them ----

local dotted = w { "a.m", "p.m" }:as "meridiem" * (parts.joined & w ".") * #(P.any - parts.capital)
local spaced = w { "a", "p" }:as "meridiem" * "." * "m" * (parts.joined & w "."):opt()
local meridiem = dotted + any_of(lex.meridiem):as "meridiem" + spaced

local zones = any_of(lex.zones)
local zone = (zones & parts.capital):as "zone" + w "(" * zones:as "zone" * ")"
  + any_of(lex.zone_words):as "zone" * w { "standard", "daylight", "summer", "mean" }:star()
    * "time"

-- What shows that digits are a time of day: something in them, or what stands behind.
local shown = #colon + #(number * (w { "a.m", "p.m", "a", "p", "o'clock", "hours", "(" }
  + any_of(lex.meridiem) + zones + any_of(lex.zone_words)))

local marked = #(number * meridiem) * twelve * meridiem
  + #(number * w "o'clock") * (colon + point + four + alone) * "o'clock"
  + #(number * w "hours") * four * "hours"

--- A time of day.
clock.time = shown * ((marked + #colon * -P.before(number) * colon * -w "%") * zone:opt()
                      + #(number * zone) * (point + four) * zone)

--- Gives the time that a match of it says: "T14:15Z".
function clock.value(m)
  local text, half = m:form "hour", m:form "meridiem"
  local h, min = text:match "^(%d%d?)[:.]?(%d%d)$"
  h = math.tointeger(h or text)
  if half then h = h % 12 + (half:find "^p" and 12 or 0) end
  local name = m:form "zone"
  local at_greenwich = name == "greenwich" or lex.zones[name] == "Z"
  return ("T%02d:%02d%s"):format(h, math.tointeger(min or 0), at_greenwich and "Z" or "")
end

return clock
