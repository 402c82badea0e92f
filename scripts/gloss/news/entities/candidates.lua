--- The segments of a document's sentences: what may be a name, before it is known of what.
local chunks = require "gloss.news.entities.chunks"
local hits = require "gloss.news.entities.hits"
local common = require "gloss.news.common"
local headlines = require "gloss.news.entities.headlines"
local segments = require "gloss.news.entities.segments"
local view = require "gloss.news.entities.view"

local M = {}

-- Cuts the chunks of a unit into `segments`; `openers` are those chunks whose first word may be no
-- part of the name: `rest` and `j`, the tokens of what is left, and which segments it has.
local function read_unit(v, unit)
  local list, openers, names, k = {}, nil, v.names, 1
  local n, taken, p, q, opens, rest = chunks.next(v, unit, unit.at - 1, 0)
  while n do
    local first = k
    segments.cut(v, p, q, opens, list)
    while list[k] do
      local s = list[k]
      if not s.kind and not s.label then names[#names + 1] = s end
      k = k + 1
    end
    if rest then
      openers = openers or {}
      openers[#openers + 1] = { rest = rest, j = q, n = first, size = k - first }
    end
    n, taken, p, q, opens, rest = chunks.next(v, unit, n, taken)
  end
  unit.segments, unit.openers = list, openers
end

--- Tells whether a capitalised word occurs a second time, in the same case; counts all when first
-- asked.
function M.recurs(v, i)
  v.count = v.count or v.doc:layer("token"):count_by("form", { rows = v.capitals })
  return v.count[view.form(v, i)] > 1
end

--- Gives the view of a document, its units cut: `unit.segments`, and `v.names`, those without a
-- label.
M.of = common.once(function(doc)
  local v = view.new(doc)
  hits.read(v, doc)
  chunks.read(v)
  v.names = {}
  for _, unit in ipairs(v.units) do
    local zone = unit.zone
    if zone == "body" or (zone == "headline" or zone == "subhead") and
      not headlines.is_title_case(v, unit) then
      read_unit(v, unit)
    end
  end
  return v
end)

return M
