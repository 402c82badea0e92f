-- clock.lua -- times of day: "6:15 am", "1415 GMT Monday", "9:10 a.m. Pacific Time on Friday, May
-- 6", "noon".

local blocks = require "gloss.news.blocks"
local lex = require "gloss.lang.en.time"

local clock = {}

-- Reads "am" or "p.m." at token j: hours to add, last token.
local function meridiem(b, j)
  local f = b.f
  local add = lex.meridiem[f[j]]
  if not add then
    local letter = f[j]
    if (letter == "a" or letter == "p") and f[j + 1] == "." and f[j + 2] == "m" then
      local last = f[j + 3] == "." and blocks.adjacent(b, j + 2) and j + 3 or j + 2
      return letter == "p" and 12 or 0, last
    end
    return nil
  end
  if not f[j]:find "%.$" and f[j]:find "%." and f[j + 1] == "." and blocks.adjacent(b, j) and
    j + 1 < b.n
    and not blocks.capital(b, math.min(j + 2, b.n)) then
    return add, j + 1
  end
  return add, j
end

-- Reads a time zone at token j: "Z" or "" and its last token.
local function zone(b, j)
  local f = b.f
  local w = f[j]
  if not w then return nil end
  if lex.zones[w] and blocks.capital(b, j) then return lex.zones[w], j end
  if w == "(" and lex.zones[f[j + 1]] and f[j + 2] == ")" then return lex.zones[f[j + 1]], j + 2 end
  if lex.zone_words[w] then
    local k = j + 1
    while f[k] == "standard" or f[k] == "daylight" or f[k] == "summer" or f[k] == "mean" do
      k = k + 1
    end
    if f[k] == "time" then return w == "greenwich" and "Z" or "", k end
  end
  return nil
end

local function with_meridiem(hour, add)
  if hour < 1 or hour > 12 then return nil end
  return hour % 12 + add
end

-- Reads the digits of a time that start at token i: hour, minute, last token.
local function digits(b, i)
  local f = b.f
  local hour, minute = f[i]:match "^(%d%d?)[:.](%d%d)$"
  if hour then return tonumber(hour), tonumber(minute), i, f[i]:find ":" ~= nil end
  if f[i]:find "^%d%d?$" then
    local sep, m = f[i + 1], f[i + 2]
    if sep == ":" and m and m:find "^%d%d$" and blocks.adjacent(b, i) and
      blocks.adjacent(b, i + 1) then
      return tonumber(f[i]), tonumber(m), i + 2, true
    end
    return tonumber(f[i]), nil, i
  end
  hour, minute = f[i]:match "^(%d%d)(%d%d)$"
  if hour then return tonumber(hour), tonumber(minute), i end
  return nil
end

-- Reads a token with everything in it: "5pm", "10:30am".
local function joined(w)
  local hour, minute, m = w:match "^(%d%d?)[:.]?(%d?%d?)([ap]%.?m)%.?$"
  if not hour or #minute == 1 then return nil end
  hour = with_meridiem(tonumber(hour), m:sub(1, 1) == "p" and 12 or 0)
  return hour, tonumber(minute) or 0
end

-- Reads a time of day at token i: hour, minute, last token, zone ("Z", "" or nil).
function clock.read(b, i)
  local f = b.f
  local hour, minute = joined(f[i])
  local last = i
  if not hour then
    local colon
    hour, minute, last, colon = digits(b, i)
    if not hour then return nil end
    local add, stop = meridiem(b, last + 1)
    if add then
      hour, last = with_meridiem(hour, add), stop
      if not hour then return nil end
    elseif f[last + 1] == "o'clock" or f[last + 1] == "hours" and f[i]:find "^%d%d%d%d$" then
      last = last + 1
    elseif not colon then
      local z, k = zone(b, last + 1)
      if not z or not minute then return nil end
      if hour > 24 or minute > 59 then return nil end
      return hour, minute, k, z
    elseif b.k[i - 1] == "number" or f[last + 1] == "%" then
      return nil
    end
  end
  if hour > 24 or (minute or 0) > 59 then return nil end
  local z, stop = zone(b, last + 1)
  return hour, minute or 0, stop or last, z
end

-- Writes a time of day.
function clock.value(hour, minute, zone_letter)
  return ("T%02d:%02d%s"):format(hour, minute, zone_letter or "")
end

return clock
