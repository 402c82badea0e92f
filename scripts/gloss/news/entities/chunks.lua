--- Chunks: the capitalised sequences of a unit that may hold names, with what joins names inside
-- (hyphens, `of`, `&`, particles, possessives of bodies, `, Inc.`).
local cues = require "gloss.news.entities.cues"
local hits = require "gloss.news.entities.hits"
local view = require "gloss.news.entities.view"

local M = {}

local capital, joined = view.capital, view.joined
local LONGEST = 40 -- tokens of a chunk: no name has more, and a text all in capitals is no name
local BOARD = { directors = true, trustees = true, governors = true, regents = true,
  supervisors = true }
local PORTFOLIO = { minister = true, secretary = true, undersecretary = true, commissioner = true,
  director = true }
local OF = { of = true, ["for"] = true, on = true, to = true, against = true, de = true }

-- Tells whether a word such as May or Jun is the month: not where a first name stands before it, a
-- capitalised word or a verb of saying behind it.
local function is_time(v, i)
  if v.is.forename[i - 1] and capital(v, i - 1) then return false end
  local named = capital(v, i + 1) and v.kind[i + 1] == "word" and not cues.times[v.low[i + 1]] or
    cues.says[v.low[i + 1]]
  return not named or cues.before_times[v.low[i - 1]] ~= nil
end

--- Tells whether token i may stand in a name: a capitalised word that is no day, month or opener.
function M.name_word(v, i)
  if not capital(v, i) or v.kind[i] ~= "word" then return false end
  local low = v.low[i]
  if cues.times[low] then return cues.name_or_time[low] ~= nil and not is_time(v, i) end
  return low ~= "i" and low ~= "no."
end

-- Tells whether token i stands where any word has a capital: first in its unit or behind a quote
-- mark.
function M.opens(v, unit, i)
  if i == unit.i then return true end
  local before = v.form[i - 1]
  return before == '"' or before == "\u{201C}" or before == ":" or before == "''" or before == "``"
    or before == "\u{2018}" or before == "--" or before == "*" or before == "\u{2022}"
end

-- Gives the last token of the capitalised run that starts at i.
local function run_end(v, unit, i)
  local stop = math.min(unit.j, i + LONGEST)
  while i < stop and M.name_word(v, i + 1) do i = i + 1 end
  return i
end

-- Tells whether tokens i to j hold a word that takes `of` or `for` behind it.
local function takes_of(v, i, j)
  if v.is.locfirst[j] then return true end
  for k = i, j do
    if v.is.orgfirst[k] then return true end
  end
  local head = v.is.head[j]
  return head ~= nil and head:find "ORG" ~= nil
end

local function is_place(v, i)
  for _, hit in ipairs(v.hits[i] or {}) do
    if hit.label == "GPE" or hit.label == "NORP" or hit.label == "LOC" then return true end
  end
  return false
end

-- Tehreek-e-Taliban, Jund-al-Sham.
local function over_two_hyphens(v, k)
  if v.form[k + 1] ~= "-" or v.form[k + 3] ~= "-" or not (v.form[k + 2]:find "^%l%l?$") then
    return nil
  end
  for t = k, k + 3 do
    if not v.first[t + 1] or not joined(v, t) then return nil end
  end
  if M.name_word(v, k + 4) then return k + 4 end
end

-- A hyphen without spaces joins two capitalised words, unless both are places (US-China) or the
-- first is a party's letter (R-Ohio); in Korean and Chinese names the second is in lower case (Kim
-- Sung-ho).
local function over_hyphen(v, i, k)
  if v.form[k + 1] ~= "-" or not joined(v, k) or not joined(v, k + 1) or #v.form[k] == 1 then
    return nil
  end
  local family = k > i and v.is.surname[k - 1]
  if family and (family:find "KR" or family:find "CN" or family:find "TW") and
    v.form[k + 2]:find "^%l%l?%l?%l?%l?$" then
    return k + 2
  end
  if M.name_word(v, k + 2) and not (is_place(v, k) and is_place(v, k + 2)) then return k + 2 end
end

-- People's Army, Workers' Party.
local function over_possessive(v, k)
  local form = v.form[k + 1]
  if form ~= "'s" and form ~= "\u{2019}s" and form ~= "'" and form ~= "\u{2019}" then return nil end
  if (cues.possessors[v.low[k]] or v.low[k - 1] == "st.") and M.name_word(v, k + 2) then
    return k + 2
  end
end

-- Ministry of Health, Alliance for the Future.
local function over_of(v, i, k)
  if not OF[v.low[k + 1]] or BOARD[v.low[k]] then return nil end
  local portfolio = false
  for t = i, v.is.word[k] and k or i - 1 do portfolio = portfolio or PORTFOLIO[v.low[t]] end
  if not takes_of(v, i, k) and not portfolio then return nil end
  local after = v.low[k + 2] == "the" and k + 3 or k + 2
  if not M.name_word(v, after) or cues.openers[v.low[after]] then return nil end
  if v.low[k + 1] ~= "of" and v.low[k + 1] ~= "de" and is_place(v, after) then return nil end
  return after
end

-- Brook & Hale Co; Parks and Rivers Administration; Ministry of Health and Welfare.
local function over_and(v, unit, i, k)
  if v.form[k + 1] == "&" and M.name_word(v, k + 2) then return k + 2 end
  if v.low[k + 1] ~= "and" or not M.name_word(v, k + 2) or is_place(v, k + 2) then return nil end
  local last = run_end(v, unit, k + 2)
  local left, right = v.is.head[k], v.is.head[last]
  if left and left:find "ORG" or v.is.suffix[k] then return nil end
  if is_place(v, k) or not (v.is.word[k] and v.is.word[k + 2]) then return nil end
  if right and right:find "ORG" then return last end
  for t = i, k do
    if v.low[t] == "of" or v.low[t] == "for" then return last end
  end
end

-- Tallow Steel, Inc.; John Smith, Jr.
local function over_comma(v, k)
  if v.form[k + 1] ~= "," or not capital(v, k + 2) then return nil end
  local low = v.low[k + 2]
  local tail = v.is.suffix[k + 2] and (low:find "%." or #low <= 4) or low == "jr." or
    low == "sr." or low == "jr"
  if tail and low ~= "group" then return k + 2 end
end

-- Jaap de Hoop, Osama bin Laden, Ludwig van der Berg.
local function over_particles(v, k)
  local t = k + 1
  while t <= k + 2 and cues.particles[v.low[t]] do t = t + 1 end
  if v.form[t] == "-" and v.low[t - 1] ~= v.low[k] and joined(v, t - 1) and joined(v, t) then
    t = t + 1
  end
  if t > k + 1 and M.name_word(v, t) and not cues.openers[v.low[t]] then return t end
end

--- Gives the last token of the chunk that starts at token i.
function M.chunk_end(v, unit, i)
  local k, stop = i, math.min(unit.j, i + LONGEST)
  while k < stop do
    local after
    if k > i and v.is.suffix[k] and v.form[k]:find "%.$" and not v.is.suffix[k + 1] then break end
    if M.name_word(v, k + 1) then after = k + 1
    else
      after = over_hyphen(v, i, k) or over_two_hyphens(v, k) or over_possessive(v, k) or
        over_of(v, i, k) or over_and(v, unit, i, k) or
        over_comma(v, k) or over_particles(v, k)
    end
    if not after or after > unit.j then break end
    k = after
  end
  return k
end

-- Gives the first token of the name in a chunk that opens its unit: without the words that have a
-- capital only for standing there.
local function without_opener(v, i, j, opens, known)
  while i < j and cues.openers[v.low[i]] do i = i + 1 end
  if not opens then return i end
  if i < j and cues.standing[v.low[i]] and not hits.title(v, i + 1, j) then i = i + 1 end
  if i + 1 < j and v.is.role[i] == i and not hits.title(v, i, j) then return i + 1 end
  if i < j and v.is.word[i] and not v.is.forename[i] and not v.is.orgfirst[i] and
    not hits.title(v, i, j) then
    local longest = i
    for _, hit in ipairs(v.hits[i] or {}) do longest = math.max(longest, hit.j) end
    local rest = v.hits[i + 1]
    if longest == i and not v.is.word[i + 1] and
      (rest and rest[1].list ~= "title" and rest[1].list ~= "city" or known(i + 1, j)) then
      return i + 1
    end
  end
  return i
end

-- Gives the last token of a listed name that starts in lower case (al Qaeda, dpa), or nil.
local function lower_name(v, unit, i)
  for _, hit in ipairs(v.hits[i] or {}) do
    if hit.list == "org" and hit.j <= unit.j and
       (M.name_word(v, hit.j) or view.text(v, i, hit.j) == hit.ref) then return hit.j end
  end
end

-- Tells whether no chunk can start at token i, as at most tokens: it is in lower case, in no list.
local function plain(v, i)
  if capital(v, i) or v.hits[i] or v.kind[i] == "ordinal" then return false end
  return v.low[i] ~= "al" and v.low[i] ~= "el"
end

local function starts_chunk(v, unit, i)
  if M.name_word(v, i) then return true end
  if i + 2 <= unit.j and v.form[i + 1] == "-" and (v.low[i] == "al" or v.low[i] == "el") then
    return joined(v, i) and joined(v, i + 1) and M.name_word(v, i + 2)
  end
  return v.kind[i] == "ordinal" and i < unit.j and M.name_word(v, i + 1) and v.is.head[i + 1] ~= nil
end

-- Moves the end of a chunk behind a listed name that goes on in lower case (South China sea),
-- or that has words in lower case inside (Special Agent in Charge), and on from there.
local function over_lists(v, unit, i, j)
  local k = i
  while k <= j and k < i + LONGEST do
    for _, hit in ipairs(v.hits[k] or {}) do
      local through = hit.list ~= "city" and (hit.list ~= "title" or view.capital(v, hit.j))
      if hit.j > j and hit.j <= unit.j and through then j = M.chunk_end(v, unit, hit.j) end
    end
    k = k + 1
  end
  return j
end

--- Iterates over the chunks of a unit: first and last token, and whether the chunk opens a
-- sentence.
--   known  function(i, j) that tells whether these tokens are a name met elsewhere
function M.each(v, unit, known)
  local i = unit.i
  return function()
    while i <= unit.j do
      while i < unit.j and plain(v, i) do i = i + 1 end
      local start = i
      local lower = not M.name_word(v, i) and lower_name(v, unit, i)
      if lower then
        i = lower + 1
        return start, lower, false
      end
      if starts_chunk(v, unit, i) then
        local at = v.kind[i] == "ordinal" and i + 1 or (M.name_word(v, i) and i or i + 2)
        local j = over_lists(v, unit, at, M.chunk_end(v, unit, at))
        i = j + 1
        local opens = M.opens(v, unit, start)
        local first = without_opener(v, start, j, opens, known)
        return first, j, opens and first == start
      end
      i = i + 1
    end
  end
end

return M
