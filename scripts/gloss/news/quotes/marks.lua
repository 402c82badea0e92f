--- Quotation marks: the spans between them, paragraph by paragraph.
-- A quote that its paragraph does not close runs to the paragraph's end and goes on in the next
-- one, if that starts with a mark. Single quotes count inside double ones, and alone where a text
-- has no double ones (or in a headline), so that apostrophes are never taken for marks.

local common = require "gloss.news.common"

local M = {}

local OPEN, CLOSE = "\u{201C}", "\u{201D}"
local MAX = 4000   -- bytes of the longest quote in one paragraph

local MARKS = { { "\"", "straight" }, { OPEN, "open" }, { CLOSE, "close" }, { "``", "open" },
                { "''", "close" } }

-- Makes a function that finds the next double mark of a text from a byte on, which never goes back:
-- its first and last byte, and "open", "close" or "straight"; nil behind the last one.
local function finder(text)
  local from, to, best = { 0, 0, 0, 0, 0 }, {}, 1
  return function(at)
    if from[best] < at then
      best = 1
      for k, mark in ipairs(MARKS) do
        if from[k] < at then
          from[k], to[k] = text:find(mark[1], at, true)
          from[k] = from[k] or math.huge
        end
        if from[k] < from[best] then best = k end
      end
    end
    if from[best] < math.huge then return from[best], to[best], MARKS[best][2] end
  end
end

-- Tells whether a straight mark opens in text[first..last]: white space, a bracket or a dash stands
-- before it and none behind it.
local function may_open(text, i, first, last)
  if i > first and not text:find("^[%s%(%[%-/\x93\x94\x98\x9C]", i - 1) then return false end
  return i < last and not text:find("^%s", i + 1)
end

-- Adds the double quotes of a paragraph; returns where one starts that stays open, or nil.
local function double_quotes(text, next_mark, paragraph, add)
  local start, last = nil, paragraph.last
  local i, j, kind = next_mark(paragraph.first)
  while i and i <= last do
    local opens = kind == "open" or kind == "straight" and not start
      and may_open(text, i, paragraph.first, last)
    if opens then
      start = start or i
    elseif start and kind ~= "open" and j - start > 1 then
      if j - start < MAX then add(start, j) end
      start = nil
    end
    i, j, kind = next_mark(j + 1)
  end
  return start
end

-- The functions for single marks see one piece of text (a paragraph, or the inside of a quote) and
-- count its bytes from 1: a search in the whole text would run past the piece each time.

local SINGLE_OPEN, SINGLE_CLOSE = "\u{2018}", "\u{2019}"

-- Finds the single mark that closes a quote opened before `at`: one that no letter follows. After
-- an s it may be a possessive, so a later one is taken if there is one.
local function single_close(text, at, mark)
  local doubtful
  local limit = at + MAX
  while true do
    local i = text:find(mark, at, true)
    if not i or i > limit then return doubtful end
    local j = i + #mark - 1
    if not text:find("^[%w\xC3-\xD4]", j + 1) then
      local plural = text:sub(i - 1, i - 1) == "s" and text:find("^ %l", j + 1)
      if not plural then return j end
      doubtful = doubtful or j
    end
    at = j + 1
  end
end

-- Adds the single quotes of a piece of text.
local function single_quotes(text, add)
  if not (text:find("'", 1, true) or text:find(SINGLE_OPEN, 1, true)) then return end
  local at = 1
  while true do
    local i = text:find("['\xE2]", at)
    if not i then return end
    local mark = text:sub(i, i) == "'" and "'" or text:sub(i, i + 2)
    local closing = mark == "'" and "'" or SINGLE_CLOSE
    local opens = (mark == "'" or mark == SINGLE_OPEN) and may_open(text, i, 1, #text) and
      text:find("^[%w\xC3-\xD4]", i + #mark)
    local j = opens and single_close(text, i + #mark, closing)
    if j and j - i > 3 then
      add(i, j)
      at = j + 1
    else
      at = i + #mark
    end
  end
end

-- Makes the function that adds a quote of paragraph p to a list; `base` is the byte before the
-- piece.
local function adder(quotes, p, base, parent)
  return function(first, last)
    quotes[#quotes + 1] = { first = base + first, last = base + last, paragraph = p,
                            parent = parent }
  end
end

-- Adds the double quotes of all paragraphs; one that stays open counts if the next goes on with it.
local function all_double(text, paragraphs, quotes)
  local pending
  local next_mark = finder(text)
  for p, paragraph in ipairs(paragraphs) do
    local first, last = paragraph.first, paragraph.last
    local i, _, kind = next_mark(first)
    local continued = pending and i == first and kind ~= "close" and pending or nil
    if continued then quotes[#quotes + 1] = continued end
    local known = #quotes
    local start = double_quotes(text, next_mark, paragraph, adder(quotes, p, 0))
    pending = start and { first = start, last = last, paragraph = p, open = true } or nil
    local head = quotes[known + 1] or pending
    if head and head.first == first then head.continues = continued end
  end
end

local function in_order(a, b)
  return a.first < b.first or a.first == b.first and a.last > b.last
end

--- Finds the quotes of a text, in order: {first, last, paragraph, parent, open, continues}.
-- `parent` is the quote around it, `open` says that the paragraph does not close it, `continues` is
-- the quote of the paragraph before that goes on here.
--   paragraphs  list of {first, last, headline}: where to look, in order
function M.find(text, paragraphs)
  local quotes, quoted = {}, {}
  all_double(text, paragraphs, quotes)
  local outer = #quotes
  for k = 1, outer do
    local q = quotes[k]
    quoted[q.paragraph] = true
    single_quotes(text:sub(q.first + 1, q.last - 1), adder(quotes, q.paragraph, q.first, q))
  end
  for p, paragraph in ipairs(paragraphs) do
    if outer == 0 or paragraph.headline and not quoted[p] then
      single_quotes(text:sub(paragraph.first, paragraph.last),
                    adder(quotes, p, paragraph.first - 1))
    end
  end
  table.sort(quotes, in_order)
  return quotes
end

local READ = { body = true, headline = true, subhead = true }

--- Gives {quotes, paragraphs} of a document that has zones, made on first use.
M.of = common.once(function(doc)
  local paragraphs = {}
  for _, first, last, label in doc:layer "zone":each "label" do
    if READ[label] then
      paragraphs[#paragraphs + 1] = { first = first, last = last, headline = label ~= "body" }
    end
  end
  return { paragraphs = paragraphs, quotes = M.find(doc.text, paragraphs) }
end)

return M
