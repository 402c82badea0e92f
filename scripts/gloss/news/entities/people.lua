--- Names of people: which part is the family's and which the person's own. Chinese, Korean,
-- Vietnamese and Khmer names put the family first; Vietnamese people are called by their last name
-- of all.
local common = require "gloss.news.common"

local M = {}

-- Syllables of pinyin: initials and finals, as they stand in names without tone marks.
local SYLLABLES = {}
do
  local finals = "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iong iu o ong ou u ua " ..
    "uai uan uang ui un uo ue"
  for initial in ("b p m f d t n l g k h j q x zh ch sh r z c s y w"):gmatch "%a+" do
    for final in finals:gmatch "%a+" do SYLLABLES[initial .. final] = true end
  end
  for own in ("a ai an ang ao e en er ou"):gmatch "%a+" do SYLLABLES[own] = true end
end

-- Tells whether a word is one or two syllables of pinyin, with or without a hyphen between.
local function is_pinyin(word)
  local low = common.lower(word):gsub("[%-']", "")
  if SYLLABLES[low] then return true end
  for cut = 1, #low - 1 do
    if SYLLABLES[low:sub(1, cut)] and SYLLABLES[low:sub(cut + 1)] then return true end
  end
  return false
end

-- Tells whether every word from the second on is short and plain, as syllables of given names are.
local function all_short(words, from)
  for k = from, #words do
    if not words[k]:find "^%a[%a'-]*$" or #words[k] > 6 then return false end
  end
  return true
end

-- Gives the culture, "CN" "KR" "VN" "KH", of a name that puts the family first, or nil.
--   countries  those whose surnames the first word is among
local function family_first(words, countries)
  local n = #words
  if not countries or n < 2 or n > 4 then return nil end
  if countries:find "VN" and n >= 3 and all_short(words, 2) and
    not is_pinyin(words[2] .. words[3]) then
    return "VN"
  end
  if countries:find "KR" and (words[2]:find "^%u%l+%-%a%l+$" and n == 2 or n == 3 and
    all_short(words, 2)) then
    return "KR"
  end
  if (countries:find "CN" or countries:find "TW") and n == 2 and is_pinyin(words[2]) then
    return "CN"
  end
  if countries:find "VN" and n >= 3 and all_short(words, 2) then return "VN" end
  if countries:find "KH" and n == 2 and all_short(words, 2) then return "KH" end
end

local PARTICLE = common.set [[de da do dos das del della di du la le van von der den ter ten
  bin bint ibn al el]]
local TAIL = common.set "jr jr. sr sr. ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi"

local function joined(words, from, to) return table.concat(words, " ", from, to) end

-- Splits a name of the given-name-first kind: particles belong to the family.
local function western(words)
  local last = #words
  while last > 1 and TAIL[common.lower(words[last]):gsub(",", "")] do last = last - 1 end
  if last == 1 then return words[1], nil end
  local from = last
  while from > 2 and PARTICLE[words[from - 1]] do from = from - 1 end
  return (joined(words, from, last):gsub(",$", "")), joined(words, 1, from - 1)
end

--- Splits a name: {name, family, given, called, also}: what a later mention may call the person,
-- and what it may where nobody else is called so (the first of two surnames).
--   countries  those whose surnames its first word is among, or nil
function M.split(text, countries)
  local name = common.name_case(text)
  local words = {}
  for word in name:gmatch "%S+" do words[#words + 1] = word end
  if #words == 1 then return { name = name, family = name, called = { name } } end
  local culture = family_first(words, countries)
  if not culture then
    local family, given = western(words)
    local called, also = { family }, {}
    local bare = family:match "^%l.*%s(%S+)$" or family:match "^[Aa]l%-(.+)$" or
      family:match "^[Ee]l%-(.+)$"
    if bare then called[2] = bare end
    for from = 2, #words - 1 do also[#also + 1] = joined(words, from, #words) end
    if #words == 3 then also[#also + 1] = words[2] end
    return { name = name, family = family, given = given, called = called, also = also }
  end
  local split = { name = name, family = words[1], given = joined(words, 2, #words),
    called = { words[1] } }
  if culture == "VN" then split.called = { words[#words] } end
  if culture == "KH" then split.called[2] = words[2] end
  return split
end

return M
