--- Where places are: the ISO code of each mention of one. A region or country named behind it
-- decides, then the only country the lists know, then the countries of the story, the dateline's
-- first.
local hits = require "gloss.news.entities.hits"

local M = {}

-- Tells whether segment b stands behind a and a comma: Norfolk, Virginia.
local function behind(v, a, b)
  return b and v.low[a.j + 1] == "," and b.i == a.j + 2
end

local REGION = { state = true, country = true, region = true }

-- Sets codes that neighbours decide: a city's by the region behind it; Georgia behind a city of the
-- US.
local function by_neighbours(v, segments)
  for n, s in ipairs(segments) do
    local next_one = segments[n + 1]
    if s.label == "GPE" and s.list ~= "country" and behind(v, s, next_one) and
      next_one.label == "GPE" and
       REGION[next_one.list] and next_one.iso then
      for h in hits.each(v, next_one.i) do
        if v.match.list[h] == "state" and v.match.j[h] == next_one.j then
          for _, iso in ipairs(s.isos or {}) do
            if iso == "US" then next_one.iso = "US" end
          end
        end
      end
      if next_one.list == "state" or not s.isos or #s.isos ~= 1 then s.iso, s.placed = next_one.iso,
        true end
    end
  end
end

-- Gives the country of the dateline, the countries that are named, and the one named most.
local function countries(segments)
  local count, home, most = {}, nil, nil
  for _, s in ipairs(segments) do
    local sure = s.iso and (s.list == "country" or s.list == "norp" or s.list == "capital" or
      s.placed or
                            s.isos and #s.isos == 1)
    if sure then
      count[s.iso] = (count[s.iso] or 0) + 1
      if s.zone == "dateline" then home = home or s.iso end
      if not most or count[s.iso] > count[most] then most = s.iso end
    end
  end
  return home, count, most
end

local function choose(s, home, count, most)
  if s.isos and #s.isos == 1 then return s.isos[1] end
  local best
  for _, iso in ipairs(s.isos or {}) do
    if iso == home then return iso end
    if count[iso] and (not best or count[iso] > count[best]) then best = iso end
  end
  if s.isos and #s.isos > 0 then return best or s.iso end
  return home or most
end

--- Sets `iso` of every place among the segments of a document, which are in text order.
function M.locate(v, segments)
  by_neighbours(v, segments)
  local home, count, most = countries(segments)
  for _, s in ipairs(segments) do
    local place = s.label == "GPE" and not s.placed and s.list ~= "country"
    if place or s.label == "LOC" and not s.list then s.iso = choose(s, home, count, most) end
  end
end

return M
