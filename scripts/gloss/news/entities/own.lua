--- Kinds of names by their own words: rules that give a segment's label, or nil.
local hits = require "gloss.news.entities.hits"
local view = require "gloss.news.entities.view"
local closed = require "gloss.news.entities.words"

local M = {}

local function low(v, i) return v.low[i] or "" end

local function head_label(v, s)
  local head = v.is.head[s.j]
  return head and (head:match "MISC%-EVENT" or head:match "LOC" or head:match "ORG"), head
end

-- Bodies, areas and events: Inc, Ministry, University of, Lake, Cup.
function M.suffix(v, s)
  if v.is.suffix[s.j] and s.j > s.i then return "ORG" end
end

function M.first(v, s)
  if s.j == s.i then return nil end
  if v.is.eventfirst[s.i] then return "MISC-EVENT" end
  local place = v.is.locfirst[s.i]
  if place and low(v, s.i + 1) == "of" then return "LOC" end
  if place and not v.is.head[s.j] then return place end
end

function M.head(v, s)
  if s.j == s.i then return nil end
  local label, all = head_label(v, s)
  if not label then return nil end
  if all:find "ORG" then return "ORG" end
  if v.is.forename[s.i] and label == "LOC" and not v.is.word[s.i] and s.j == s.i + 1 and
     low(v, s.i - 1) ~= "the" then return nil end
  return label
end

function M.of(v, s)
  if s.j == s.i then return nil end
  local inner = v.is.head[s.j - 1]
  if inner and inner:find "ORG" and hits.first_label(v, s.j) == "GPE" then
    return "ORG"
  end
  if v.is.orgfirst[s.i] then return "ORG" end
  for k = s.i + 1, s.j - 1 do
    local head = v.is.head[k]
    if head and head:find "ORG" and (low(v, k + 1) == "of" or low(v, k + 1) == "for") then
      return "ORG"
    end
  end
end

function M.numbered(v, s)
  if v.kind[s.i] == "ordinal" and head_label(v, s) then return "ORG" end
end

-- Tells whether a token is an initial: J.
local function is_initial(v, k) return v.capital[k] and v.low[k]:find "^%l%.$" end

-- People: a forename or surname that is known.
function M.forename(v, s)
  local n = s.words
  if n < 2 or n > 4 or closed.facilities[low(v, s.j + 1)] then return nil end
  if v.low[s.i + 1] == "'s" or low(v, s.i - 1) == "the" and not v.is.surname[s.j] then
    return nil
  end
  if v.is.forename[s.i] and not (v.is.word[s.i] and v.is.word[s.j]) then return "PER" end
  if is_initial(v, s.i) or v.low[s.i]:find "^%l%.%l%.$" then return "PER" end
  for k = s.i + 1, s.j - 1 do
    if closed.particles[low(v, k)] or is_initial(v, k) then return "PER" end
  end
  if v.is.surname[s.j] and not v.is.word[s.j] and not v.is.word[s.i] then return "PER" end
end

function M.family_first(v, s)
  if s.words < 2 or s.words > 3 or not v.is.surname[s.i] then return nil end
  if v.is.surname[s.i]:find "CN" or v.is.surname[s.i]:find "VN" or v.is.surname[s.i]:find "KR" or
     v.is.surname[s.i]:find "KH" then
    if not v.is.word[s.j] then return "PER" end
  end
end

-- Places: South Texas, East Jerusalem.
local DIRECTIONS = { north = true, south = true, east = true, west = true, northern = true,
  southern = true, eastern = true,
  western = true, central = true, upper = true, lower = true, greater = true, downtown = true }

function M.direction(v, s)
  if not DIRECTIONS[low(v, s.i)] or s.i == s.j then return nil end
  local hit = hits.entity(v, s.i + 1, s.j)
  if hit and v.match.j[hit] == s.j and v.match.label[hit] == "GPE" then
    s.isos = hits.isos(v, hit)
    return "GPE"
  end
end

-- A name of words that are in every dictionary is a body's, not a person's.
function M.common_words(v, s)
  if s.words >= 2 and v.is.word[s.j] and not v.is.surname[s.j] and not v.is.forename[s.i] then
    return "ORG"
  end
end

function M.capitals(v, s)
  if s.i == s.j and v.low[s.j + 1] ~= "-" and #v.low[s.i] <= 6 and
    view.form(v, s.i):find "^%u[%u&]+$" then return "ORG" end
end

-- Tells whether a capitalised word occurs a second time, in the same case; counts all when first
-- asked.
local function recurs(v, i)
  local count, form, shape = v.count, v.low, v.shape
  if not count then
    count = {}
    for _, k in ipairs(v.capitals) do
      local at = count[shape[k]]
      if not at then at = {}; count[shape[k]] = at end
      at[form[k]] = (at[form[k]] or 0) + 1
    end
    v.count = count
  end
  local at = count[shape[i]]
  return at and (at[form[i]] or 0) > 1
end

function M.shape(v, s)
  if s.words < 2 then
    if v.is.word[s.i] or s.opens or #v.low[s.i] < 3 then return nil end
    local after = low(v, s.j + 1)
    return (closed.says[after] or closed.belongings[after] or recurs(v, s.i)) and
      "ORG" or nil
  end
  if closed.facilities[low(v, s.j + 1)] then return nil end
  for k = s.i, s.j do
    if v.low[k]:find "%d" then return nil end
  end
  local last = view.form(v, s.j)
  if last:find "^%u%u%u?$" and not last:find "^[IVX]+$" then return "ORG" end
  return s.words <= 3 and "PER" or "ORG"
end

return M
