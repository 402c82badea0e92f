-- acronyms.lua -- the stage that finds where an acronym is defined: "World Food Programme (WFP)"
-- and "WFP (World Food Programme)". Method: A. Schwartz and M. Hearst, A simple algorithm for
-- identifying abbreviation definitions in biomedical text, PSB 2003. The annotation ends before the
-- closing bracket.

local blocks = require "gloss.news.blocks"

local TRIGGERS = { ["("] = true, ["["] = true }
local CLOSING = { ["("] = ")", ["["] = "]" }
local QUOTES = { ["\""] = true, ["'"] = true, ["\u{2018}"] = true, ["\u{2019}"] = true,
  ["\u{201C}"] = true, ["\u{201D}"] = true }
local STOPS = { ["."] = true, ["!"] = true, ["?"] = true, [";"] = true, ["("] = true, [")"] = true }
local SMALL = { ["of"] = true, ["the"] = true, ["and"] = true, ["for"] = true, ["in"] = true,
  ["on"] = true, ["to"] = true,
  ["&"] = true, ["de"] = true, ["del"] = true, ["des"] = true, ["la"] = true }

-- Returns a string's lower-case letters and digits with the bytes where they stand.
local function letters(s)
  local out = {}
  for at, c in utf8.codes(s) do
    local letter = utf8.char(c)
    if c >= 0x80 or letter:find "%w" then out[#out + 1] = { at = at, c = letter:lower() } end
  end
  return out
end

-- Returns whether a string may be a short form: 2 to 10 characters, at most 2 words, a letter, and
-- either a capital letter or a digit, starting with a letter or digit.
local function is_short(s)
  local size = utf8.len(s) or 0
  if size < 2 or size > 12 or not s:find "^[%w\x80-\xff]" then return false end
  if not s:find "%a" or not s:find "[%u%d]" or s:find "%s%S+%s" then return false end
  return select(2, s:gsub("%u", "")) >= (size > 3 and 2 or 1)
end

-- Returns whether the character at byte `at` of a string starts a word that may start a long form.
local function starts_word(s, at)
  if at > 1 and s:find("^[%w\x80-\xff]", at - 1) then return false end
  return not SMALL[s:match("^[%w\x80-\xff]+", at)]
end

-- Finds the shortest end of `long` that holds the letters of `short` in order, the first at the
-- start of a word: the byte it starts at, or nil.
local function best_long(short, long)
  local wanted, have = letters(short), letters(long)
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

-- Returns the string of tokens first to last of a block.
local function text(b, first, last)
  return b.text:sub(b.a[first], b.z[last])
end

-- Returns whether a long form fits its short one: longer, not too long, and without the short form
-- in it.
local function fits(short, long)
  local _, spaces = long:gsub("%s+", "")
  local size = utf8.len(short)
  if #long <= #short or spaces + 1 > math.min(size + 5, size * 2) + 2 then return false end
  return not (" " .. long .. " "):find("[^%w]" .. short:gsub("%p", "%%%0") .. "[^%w]")
end

-- Finds the long form in the tokens before `at` for a short form: its first token, or nil.
local function before(b, at, short)
  local reach = math.min((utf8.len(short) or 0) + 5, (utf8.len(short) or 0) * 2) * 2
  local first = at - 1
  while first > 1 and at - first < reach and not STOPS[b.f[first - 1]] do first = first - 1 end
  if first >= at then return nil end
  local long = text(b, first, at - 1)
  local byte = best_long(short, long)
  if not byte then return nil end
  byte = b.a[first] + byte - 1
  local i = first
  while i < at and b.z[i] < byte do i = i + 1 end
  if not fits(short, text(b, i, at - 1)) or SMALL[b.f[i]] then return nil end
  return i
end

-- Returns the tokens of first to last without "the" and quotation marks around them: (the "WFP").
local function bare(b, first, last)
  if b.f[first] == "the" and first < last then first = first + 1 end
  local quoted = QUOTES[b.f[first]] and QUOTES[b.f[last]] and first + 1 < last
  if quoted then return first + 1, last - 1 end
  return first, last
end

-- Reads the bracket at token i, closed at token j.
local function read(b, i, j)
  local stop = j - 1
  for k = i + 1, j - 1 do
    if b.f[k] == ";" or b.f[k] == "," then
      stop = k - 1
      break
    end
  end
  if stop <= i or i == 1 then return nil end
  local whole = stop == j - 1
  local start
  start, stop = bare(b, i + 1, stop)
  local inside = text(b, start, stop)
  if is_short(inside) then
    local first = before(b, i, inside)
    if first then return { first, stop, start, stop, first, i - 1 } end
  end
  if stop == start or not whole then return nil end
  local short = text(b, i - 1, i - 1)
  if not is_short(short) then return nil end
  local initial = letters(inside)[1]
  if not initial or initial.c ~= letters(short)[1].c then return nil end
  if not best_long(short, inside) or not fits(short, inside) then return nil end
  return { i - 1, stop, i - 1, i - 1, start, stop }
end

local COLUMNS = {
  label = "symbol", short_text = "symbol", long_text = "symbol", short_first = "integer",
  short_last = "integer", long_first = "integer", long_last = "integer", rule = "symbol",
  via = "symbol",
}

-- Returns a string with single spaces.
local function plain(s)
  return (s:gsub("%s+", " "))
end

local function add(builder, b, r)
  builder:add(b.a[r[1]], b.z[r[2]], {
    label = "DEFINITION", short_text = plain(text(b, r[3], r[4])),
      long_text = plain(text(b, r[5], r[6])),
    short_first = b.a[r[3]], short_last = b.z[r[4]], long_first = b.a[r[5]], long_last = b.z[r[6]],
    rule = r[3] > r[5] and "news.acronyms/long-short" or "news.acronyms/short-long", via = "rule",
  })
end

local function run(doc)
  local builder = doc:build("acronym", COLUMNS)
  blocks.each(doc, TRIGGERS, {}, function(b)
    for h = 1, b.nhits do
      local i = b.hits[h]
      local closing, j = CLOSING[b.f[i]], i + 1
      while j <= math.min(b.n, i + 16) and b.f[j] ~= closing and b.f[j] ~= "(" do j = j + 1 end
      if b.f[j] == closing then
        local found = read(b, i, j)
        if found then add(builder, b, found) end
      end
    end
  end)
  builder:seal()
end

return { name = "news.acronyms", reads = { "token" }, makes = { "acronym" }, run = run }
