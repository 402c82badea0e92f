--- Small helpers of the newswire modules: data files, word sets, white space, names in capitals.

local gloss = require "gloss"

local M = {}

--- Returns the path of a data file, or raises.
function M.data(name)
  local file, why = gloss.data(name)
  if not file then error(why, 0) end
  return file
end

--- Makes a set of the words of a string, or of a list of strings.
function M.set(words)
  local out = {}
  if type(words) == "string" then
    for word in words:gmatch "%S+" do out[word] = true end
  else
    for _, word in ipairs(words) do out[word] = true end
  end
  return out
end

--- Returns the keys of a table, sorted; with `keep(key, value)` those it says true of.
function M.keys(t, keep)
  local out = {}
  for key, value in next, t do
    if not keep or keep(key, value) then out[#out + 1] = key end
  end
  table.sort(out)
  return out
end

--- Returns a function that gives what `make(document)` gives, made once for each document.
function M.once(make)
  local made = setmetatable({}, { __mode = "k" })
  return function(doc)
    local value = made[doc]
    if value == nil then
      value = make(doc)
      made[doc] = value
    end
    return value
  end
end

--- Returns the last item of a list, in order of `first`, that begins before a byte, or nil; and its
-- place.
function M.last_before(list, byte)
  local low, high = 0, #list
  while low < high do
    local middle = (low + high + 1) // 2
    if list[middle].first < byte then low = middle else high = middle - 1 end
  end
  return list[low], low
end

--- Returns a string without outer white space, and with inner white space as single spaces.
function M.squeeze(s)
  if s:byte(1) ~= 32 and s:byte(-1) ~= 32 and not s:find("  ", 1, true) and
    not s:find "[\t-\r]" then
    return s
  end
  return (s:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

--- Returns a string with ASCII apostrophes, as names are written in records.
function M.plain(s)
  if not s:find("\xE2\x80", 1, true) then return M.squeeze(s) end
  return (M.squeeze(s):gsub("\u{2019}", "'"):gsub("\u{2018}", "'"))
end

--- Returns the first and last position of s[first..last] without outer white space, or nil.
function M.trim(s, first, last)
  first = s:find("%S", first)
  if not first or first > last then return nil end
  while s:find("^%s", last) do last = last - 1 end
  return first, last
end

--- Counts the words of a string, up to `limit`.
function M.count_words(s, limit)
  return (select(2, s:gsub("%S+", "", limit)))
end

-- Upper-case letters of the Latin blocks whose lower-case letter is not the next code point.
local LOWER = { [0x130] = 0x69, [0x178] = 0xFF }

local function lower_point(c)
  if c < 0x80 then return c >= 65 and c <= 90 and c + 32 or c end
  if LOWER[c] then return LOWER[c] end
  if c >= 0xC0 and c <= 0xDE and c ~= 0xD7 then return c + 32 end
  if c >= 0x391 and c <= 0x3A9 or c >= 0x410 and c <= 0x42F then return c + 32 end
  if c >= 0x139 and c <= 0x148 or c >= 0x179 and c <= 0x17E then
    return c % 2 == 1 and c + 1 or c
  end
  if c >= 0x100 and c <= 0x177 or c >= 0x1E00 and c <= 0x1EFF then
    return c % 2 == 0 and c + 1 or c
  end
  return c
end

--- Returns a string in lower case: ASCII, Latin, Greek and Cyrillic letters.
function M.lower(s)
  if not s:find "[\x80-\xff]" then return s:lower() end
  local out = {}
  for _, c in utf8.codes(s) do out[#out + 1] = utf8.char(lower_point(c)) end
  return table.concat(out)
end

--- Tells whether a string has a letter, and no letter in lower case.
function M.all_caps(s)
  if s:find "%l" or not s:find "%u" then return false end
  for _, c in utf8.codes(s) do
    if c >= 0x80 and lower_point(c) == c and (c >= 0xDF and c <= 0xFF or c >= 0x100 and
      c <= 0x17F) then
      return false
    end
  end
  return true
end

local SMALL = M.set "de la le du des del di da dos das van von der den of the and y e al el bin ibn"

local function capital_word(word, at_start)
  local mac = word:match "^Mac%u"
  local low = M.lower(word)
  if SMALL[low] and not at_start then return low end
  low = low:gsub(mac and "^(mac)(%l)" or "^(mc)(%l)", function(m, c) return m .. c:upper() end)
  local head = low:sub(1, utf8.offset(low, 2) - 1)
  local upper = word:sub(1, utf8.offset(word, 2) - 1)
  local rest = low:sub(#head + 1):gsub("^'(%l)", function(c) return "'" .. c:upper() end)
  return upper .. rest
end

--- Writes a name in capitals with initial capitals: JAVIER O'BRIEN-SMITH is Javier O'Brien-Smith.
-- A name that has lower-case letters already stays as it is.
function M.name_case(s)
  s = M.plain(s)
  if not M.all_caps((s:gsub("%f[%a]Ma?c", string.upper))) then return s end
  local first = true
  return (s:gsub("[^%s%-]+", function(word)
    local out = word:find "^%u%.%u" and word or capital_word(word, first)
    first = false
    return out
  end))
end

return M
