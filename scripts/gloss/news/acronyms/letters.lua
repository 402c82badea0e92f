-- letters.lua -- whether the letters of a short form stand for a long one. Method: A. Schwartz and
-- M. Hearst, A simple algorithm for identifying abbreviation definitions in biomedical text, PSB
-- 2003.

local letters = {}

local SMALL = { ["of"] = true, ["the"] = true, ["and"] = true, ["for"] = true, ["in"] = true,
  ["on"] = true, ["to"] = true,
  ["&"] = true, ["de"] = true, ["del"] = true, ["des"] = true, ["la"] = true }

-- Returns a string's lower-case letters and digits with the bytes where they stand.
local function of(s)
  local out = {}
  for at, c in utf8.codes(s) do
    local letter = utf8.char(c)
    if c >= 0x80 or letter:find "%w" then out[#out + 1] = { at = at, c = letter:lower() } end
  end
  return out
end

--- Tells whether a string may be a short form: 2 to 12 characters, at most 2 words, a letter, and
-- either a capital letter or a digit, starting with a letter or digit.
function letters.is_short(s)
  local size = utf8.len(s) or 0
  if size < 2 or size > 12 or not s:find "^[%w\x80-\xff]" then return false end
  if not s:find "%a" or not s:find "[%u%d]" or s:find "%s%S+%s" then return false end
  return select(2, s:gsub("%u", "")) >= (size > 3 and 2 or 1)
end

-- Gives how many words a long form may have.
local function most_words(short)
  local size = utf8.len(short) or 0
  return math.min(size + 5, size * 2)
end

--- Gives how many tokens before a short form its long form may begin.
function letters.reach(short) return most_words(short) * 2 end

-- Returns whether the character at byte `at` of a string starts a word that may start a long form.
local function starts_word(s, at)
  if at > 1 and s:find("^[%w\x80-\xff]", at - 1) then return false end
  return not SMALL[s:match("^[%w\x80-\xff]+", at)]
end

-- Finds the shortest end of `long` that holds the letters of `short` in order, the first at the
-- start of a word: the byte it starts at, or nil.
local function best_long(short, long)
  local wanted, have = of(short), of(long)
  local k = #have
  local last
  for s = #wanted, 1, -1 do
    while k >= 1 and (have[k].c ~= wanted[s].c or s == 1 and not starts_word(long, have[k].at)) do
      k = k - 1
    end
    if k < 1 then return nil end
    last = have[k].at
    k = k - 1
  end
  return last
end

-- Returns whether a long form fits its short one: longer, not too long, and without the short form
-- in it.
local function fits(short, long)
  local _, spaces = long:gsub("%s+", "")
  if #long <= #short or spaces + 1 > most_words(short) + 2 then return false end
  return not (" " .. long .. " "):find("[^%w]" .. short:gsub("%p", "%%%0") .. "[^%w]")
end

--- Finds the long form at the end of a text: the byte where it begins, or nil.
function letters.find(short, text)
  local at = best_long(short, text)
  return at and fits(short, text:sub(at)) and at or nil
end

--- Tells whether a whole text, from its first letter on, is the long form of a short one.
function letters.agree(short, long)
  local initial = of(long)[1]
  if not initial or initial.c ~= of(short)[1].c then return false end
  return best_long(short, long) ~= nil and fits(short, long)
end

return letters
