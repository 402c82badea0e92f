--- Names in headlines: where most words have a capital, only those that lists or the story know.
local hits = require "gloss.news.entities.hits"
local link = require "gloss.news.entities.link"

local M = {}

local LONGEST = 8 -- tokens of a name that the story knows
local LISTS = { country = true, norp = true, org = true, capital = true }

--- Tells whether most longer words of a headline have a capital, so that capitals say nothing.
function M.is_title_case(v, unit)
  local long, capitals = 0, 0
  for k = unit.i, unit.j do
    local word = v.low[k]
    if #word > 3 and not v.kind[k] and word:find "^[%w\x80-\xff]" then
      long = long + 1
      if v.capital[k] then capitals = capitals + 1 end
    end
  end
  return long >= 4 and capitals * 3 >= long * 2
end

-- The longest name at token p that the story knows, or nil.
local function known_at(unit, p, book)
  for q = math.min(unit.j, p + LONGEST - 1), p, -1 do
    if link.lookup(book, p, q) then return { i = p, j = q } end
  end
end

local function listed_at(v, unit, p)
  local hit = hits.entity(v, p, unit.j)
  return hit and LISTS[v.match.list[hit]] and hits.segment(v, hit)
end

--- Adds the names of a headline in capitals.
function M.scan(v, unit, book, add)
  local p = unit.i
  while p <= unit.j do
    local s = v.capital[p] and (known_at(unit, p, book) or listed_at(v, unit, p))
    if s then add(s) end
    p = (s and s.j or p) + 1
  end
end

return M
