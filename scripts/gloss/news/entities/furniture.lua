--- Names outside the story's sentences: the place and agency of the dateline, the people of bylines
-- and credits, whom the zone rules have read already.
local common = require "gloss.news.common"
local hits = require "gloss.news.entities.hits"
local view = require "gloss.news.entities.view"
local words = require "gloss.news.entities.words"

local M = {}

-- Gives the last token of a name that starts at token i, whatever its capitals, or nil.
local function name_at(v, unit, i, name)
  local stop = v.first[i] + #name - 1
  local j = i
  while j < unit.j and v.last[j] < stop do j = j + 1 end
  if v.last[j] ~= stop and j <= unit.j then
    j = i
    while j < unit.j and #common.squeeze(view.text(v, i, j)) < #name do j = j + 1 end
  end
  local text = common.squeeze(view.text(v, i, j))
  if #text == #name and (common.plain(text) == name or common.name_case(text) == name) then
    return j
  end
end

-- Gives the names that a row of the byline layer lists.
local function names_of(bylines, row)
  local names = {}
  for _, column in ipairs { "reporters", "editors", "contributors" } do
    for _, name in ipairs(bylines:has(column) and bylines:get(row, column) or {}) do
      names[#names + 1] = name
    end
  end
  return names
end

local function listed(v, unit, i)
  local hit = hits.entity(v, i, unit.j)
  if not hit or words.times[v.low[i]] then return nil end
  if v.capital[i] or v.match.list[hit] == "org" then return hits.segment(v, hit) end
end

local function person(v, unit, i, names)
  for _, name in ipairs(names) do
    local j = name_at(v, unit, i, name)
    if j then return { i = i, j = j, label = "PER", rule = "byline" } end
  end
end

local function place(v, unit, i, name)
  local j = name and name_at(v, unit, i, name)
  return j and { i = i, j = j, label = "GPE", rule = "dateline" }
end

--- Adds the segments of a byline, credit or dateline unit.
function M.scan(v, unit, add)
  local first, last = v.first[unit.i], v.last[unit.j]
  local names, town = {}, nil
  local bylines, datelines = v.doc:layer "byline", v.doc:layer "dateline"
  for row in bylines:overlapping(first, last) do
    for _, name in ipairs(names_of(bylines, row)) do names[#names + 1] = name end
  end
  for row in datelines:overlapping(first, last) do
    town = datelines:has "place" and datelines:get(row, "place") or town
  end
  local i = unit.i
  while i <= unit.j do
    local s = person(v, unit, i, names) or listed(v, unit, i)
    local named = place(v, unit, i, town)
    if named and (not s or s.j < named.j) then s = named end
    if s then
      add(s)
      i = s.j
    end
    i = i + 1
  end
end

--- The rules by which names are found here.
M.rules = { byline = person, dateline = place }

return M
