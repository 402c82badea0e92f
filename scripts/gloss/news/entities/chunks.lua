--- Chunks: the capitalised sequences of a unit that may hold names. `v.name` has the tokens that
-- may stand in one, `v.starts` those that one may begin at.
local hits = require "gloss.news.entities.hits"
local joins = require "gloss.news.entities.joins"
local view = require "gloss.news.entities.view"
local words = require "gloss.news.entities.words"

local M = {}

local LONGEST = 40 -- tokens of a chunk: no name has more, and a text all in capitals is no name

-- ---- Words ----

-- Tells whether a word such as May or Jun is the month: not where a first name stands before it, a
-- capitalised word or a verb of saying behind it.
local function is_time(v, i)
  if v.is.forename[i - 1] and v.capital[i - 1] then return false end
  local after = v.low[i + 1]
  local named = v.capital[i + 1] and not v.kind[i + 1] and not words.times[after] or
    words.says[after]
  return not named or words.before_times[v.low[i - 1]] ~= nil
end

-- Finds the words that may stand in a name: capitalised, no day, month or opener. Gives them in
-- order too.
local function read_names(v)
  local name, order, low, kind, times = {}, {}, v.low, v.kind, words.times
  for _, i in ipairs(v.capitals) do
    local word = low[i]
    local may = not kind[i] and word ~= "i" and word ~= "no."
    if may and times[word] then may = words.name_or_time[word] and not is_time(v, i) end
    if may then
      name[i] = true
      order[#order + 1] = i
    end
  end
  v.name = name
  return order
end

-- ---- Starts ----

-- Gives the last token of a listed name that starts in lower case (al Qaeda, dpa), or nil.
local function lower_name(v, i)
  local match = v.match
  for h in hits.each(v, i) do
    local j = match.j[h]
    if match.list[h] == "org" and (v.name[j] or view.text(v, i, j) == match.ref[h]) then
      return j
    end
  end
end

-- Tells whether a chunk starts with what is no name: al-Sham, 2nd Army.
local function starts_otherwise(v, i)
  if v.kind[i] == "ordinal" then return v.name[i + 1] and v.is.head[i + 1] ~= nil end
  return v.low[i + 1] == "-" and v.name[i + 2] and view.joined(v, i) and view.joined(v, i + 1)
end

-- Gives what else may begin a chunk, in order.
local function read_others(v)
  local found = {}
  for i in next, v.hits do
    if not v.name[i] and lower_name(v, i) then found[#found + 1] = i end
  end
  for i, kind in next, v.kind do
    if kind == "ordinal" and starts_otherwise(v, i) then found[#found + 1] = i end
  end
  for _, i in ipairs(v.doc:layer("token"):where("folded", { "al", "el" })) do
    if not v.name[i] and starts_otherwise(v, i) then found[#found + 1] = i end
  end
  table.sort(found)
  return found
end

-- Merges two lists of tokens in order.
local function merged(a, b)
  if #b == 0 then return a end
  local out, k = {}, 1
  for _, i in ipairs(a) do
    while b[k] and b[k] < i do
      out[#out + 1] = b[k]
      k = k + 1
    end
    out[#out + 1] = i
  end
  return table.move(b, k, #b, #out + 1, out)
end

--- Finds the names and starts of a view, and of each unit the first start, `at`.
function M.read(v)
  local names = read_names(v)
  local starts, n = merged(names, read_others(v)), 1
  for _, unit in ipairs(v.units) do
    while starts[n] and starts[n] < unit.i do n = n + 1 end
    unit.at = n
  end
  v.starts = starts
end

-- ---- Chunks ----

local OPENING = { ['"'] = true, ["\u{201C}"] = true, [":"] = true, ["''"] = true, ["``"] = true,
  ["\u{2018}"] = true, ["--"] = true, ["*"] = true, ["\u{2022}"] = true }

-- Tells whether token i stands where any word has a capital: first in its unit or behind a mark.
local function opens(v, unit, i) return i == unit.i or OPENING[v.low[i - 1]] or false end

-- Gives the last token of the longest match at token i.
local function longest(v, i)
  local h = v.hits[i]
  return h and math.max(i, v.match.j[h]) or i
end

-- Gives the first token of the name in a chunk that opens its unit: without the words that have a
-- capital only for standing there. And what would be the first without one more such word, if it is
-- one where somebody is called by the rest.
local function without_opener(v, i, j, first)
  local is = v.is
  while i < j and words.openers[v.low[i]] do i = i + 1 end
  if not first or i == j then return i end
  if words.standing[v.low[i]] and not hits.title(v, i + 1, j) then i = i + 1 end
  if i == j or hits.title(v, i, j) then return i end
  if i + 1 < j and is.role[i] == i then return i + 1 end
  if is.word[i] and not is.forename[i] and not is.orgfirst[i] and longest(v, i) == i and
    not is.word[i + 1] then
    local rest = v.hits[i + 1]
    local list = rest and v.match.list[rest]
    if rest and list ~= "title" and list ~= "city" then return i + 1 end
    return i, i + 1
  end
  return i
end

-- Moves the end of a chunk behind a listed name that goes on in lower case (South China sea),
-- or that has words in lower case inside (Special Agent in Charge), and on from there.
local function over_lists(v, unit, i, j)
  local match, k = v.match, i
  while k <= j and k < i + LONGEST do
    for h in hits.each(v, k) do
      local stop, list = match.j[h], match.list[h]
      if stop > j and stop <= unit.j and list ~= "city" and
        (list ~= "title" or v.capital[stop]) then
        j = joins.chunk_end(v, stop, math.min(unit.j, stop + LONGEST))
      end
    end
    k = k + 1
  end
  return j
end

-- Tells whether a word has a capital only for opening its unit: The, not WHO.
local function only_opens(v, i)
  return words.openers[v.low[i]] and view.form(v, i):find "^%u%l*$"
end

-- Gives the chunk that starts at token i: its first and last token, whether it opens a sentence,
-- the last token it takes, and what without_opener gives besides.
local function chunk(v, unit, i)
  local at, first = i, opens(v, unit, i)
  if v.name[i] and not v.hits[i] and joins.alone(v, i) then
    if first and only_opens(v, i) then return nil end
    return i, i, first, i
  elseif not v.name[i] then
    local lower = lower_name(v, i)
    at = lower or v.kind[i] == "ordinal" and i + 1 or i + 2
    if at > unit.j then return nil end
    if lower then return i, lower, false, lower end
  end
  local j = over_lists(v, unit, at, joins.chunk_end(v, at, math.min(unit.j, at + LONGEST)))
  local start, rest = without_opener(v, i, j, first)
  return start, j, first and start == i, j, rest
end

--- Gives the next chunk of a unit: the number of its start, the last token it takes, its first and
-- last token, whether it opens a sentence, and the first token of what is left where its first word
-- is no part of the name, or nil. Nothing behind the last.
--   n, taken  what it gave before; at first `unit.at - 1`, 0
function M.next(v, unit, n, taken)
  local starts = v.starts
  while true do
    n = n + 1
    local i = starts[n]
    if not i or i > unit.j then return nil end
    if i > taken then
      local start, j, first, last, rest = chunk(v, unit, i)
      if start then return n, last, start, j, first, rest end
    end
  end
end

return M
