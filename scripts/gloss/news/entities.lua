--- Who and what a story names: the layers entity, title and role, and the relation referent that
-- their mentions refer to. The finding is in entities/, titles.lua and roles.lua; here the rows are
-- made.
local common = require "gloss.news.common"
local known = require "gloss.news.entities.known"
local scan = require "gloss.news.entities.scan"
local titles = require "gloss.news.titles"
local view = require "gloss.news.entities.view"

local REFERENT = { relation = true, id = "symbol", name = "symbol", family = "symbol",
  given = "symbol", label = "symbol",
                   iso = "symbol", known_as = { type = "symbol", list = true } }

local function columns(own, referents)
  local out = { label = "symbol", ref = "symbol", rule = "symbol", via = "symbol",
                referent = { type = "ref", target = referents } }
  for _, name in ipairs(own) do out[name] = "symbol" end
  return out
end

-- Makes the relation of referents in order of first mention, and gives each its row.
local function build_referents(doc, v, mentions)
  local ids = known.ids(doc, v, mentions)
  local declared = {}
  for name, kind in next, REFERENT do if name ~= "relation" then declared[name] = kind end end
  local relation = doc:relation("referent", declared)
  local count = 0
  for _, s in ipairs(mentions) do
    local one = s.referent
    if one and not one.row then
      count = count + 1
      one.row = count
      relation:add { id = "r" .. count, name = common.plain(one.name), family = one.family,
        given = one.given,
                     label = one.label, iso = s.iso or nil, known_as = ids[one] or {} }
    end
  end
  return relation:seal()
end

local function add_rows(doc, v, name, list, own, referents)
  local builder = doc:build(name, columns(own, referents))
  for _, s in ipairs(list) do
    local one = s.referent
    local row = { label = s.label, rule = "news." .. (s.module or "entities") .. "/" .. s.rule,
      via = s.via or "rule",
                  ref = s.name or one and common.plain(one.name) or nil,
                  referent = one and referents[one.row] or nil }
    for _, column in ipairs(own) do row[column] = s[column] end
    builder:add(v.first[s.i], v.last[s.j], row)
  end
  return builder:seal()
end

return {
  name = "news.entities",
  reads = { "token", "zone", "sentence", "list", "list.word", "byline", "dateline" },
  makes = { "referent", "entity", "title" },
  run = function(doc)
    local v = view.new(doc)
    local mentions, offices = scan.run(v)
    local referents = build_referents(doc, v, mentions)
    add_rows(doc, v, "entity", mentions, { "iso" }, referents)
    add_rows(doc, v, "title", titles.run(v, offices), { "org" }, referents)
  end,
}
