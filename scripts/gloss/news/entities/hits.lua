--- What the lists say of the tokens from one place on: the best entity match, the title, and which
-- of several countries a place of that name is in.
local common = require "gloss.news.common"
local view = require "gloss.news.entities.view"

local M = {}

-- Which list wins where several have the same words.
local RANK = { country = 1, org = 2, event = 2, norp = 3, capital = 4, state = 5, location = 6,
  city = 7,
               region = 8 }

--- Gives the longest entity match that starts at token p and ends by q; of equals the first by
-- RANK. A match in one of several countries comes back with `isos`, all of them.
function M.entity(v, p, q)
  local best
  for _, hit in ipairs(v.hits[p] or {}) do
    local rank = RANK[hit.list]
    if rank and hit.j <= q and
       (not best or hit.j > best.j or hit.j == best.j and rank < RANK[best.list]) then
      best = hit
    end
  end
  if not best or best.label ~= "GPE" then return best end
  local isos, seen = {}, {}
  for _, hit in ipairs(v.hits[p]) do
    if hit.j == best.j and hit.label == "GPE" and hit.iso and not seen[hit.iso] then
      seen[hit.iso] = true
      isos[#isos + 1] = hit.iso
    end
  end
  if best.list == "country" or best.list == "capital" or best.list == "state" then
    isos = { best.iso }
  end
  best.isos = isos
  return best
end

--- Gives the longest title that starts at token p and ends by q, or nil.
function M.title(v, p, q)
  local best
  for _, hit in ipairs(v.hits[p] or {}) do
    if hit.list == "title" and hit.j <= q and view.capital(v, hit.i) and
       (not best or hit.j > best.j) then best = hit end
  end
  return best
end

--- Gives the canonical name of a match: the list's, else the words as they stand, not in capitals.
function M.name(v, hit)
  return hit.ref or common.name_case(view.text(v, hit.i, hit.j))
end

return M
