--- Who and what a story names: the layer entity, and the relation referent that its mentions refer
-- to. The finding is in entities/; here the rows are made.
local common = require "gloss.news.common"
local known = require "gloss.news.entities.known"
local scan = require "gloss.news.entities.scan"
local view = require "gloss.news.entities.view"

local REFERENT = { id = "symbol", name = "symbol", family = "symbol", given = "symbol",
                   label = "symbol", iso = "symbol", known_as = { type = "symbol", list = true } }

-- Makes the relation of referents in order of first mention, and gives each its row.
local function build_referents(doc, v, mentions)
  local ids = known.ids(doc, v, mentions)
  local relation = doc:relation("referent", REFERENT)
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

local function add_entities(doc, v, mentions, referents)
  local builder = doc:build("entity", { label = "symbol", ref = "symbol", iso = "symbol",
    rule = "symbol", via = "symbol", referent = { type = "ref", target = referents } })
  for _, s in ipairs(mentions) do
    local one = s.referent
    builder:add(v.first[s.i], v.last[s.j], { label = s.label, iso = s.iso, via = s.via or "rule",
      rule = "news.entities/" .. s.rule, referent = one and referents[one.row] or nil,
      ref = s.name or one and common.plain(one.name) or nil })
  end
  builder:seal()
end

return {
  name = "news.entities",
  reads = { "token", "zone", "sentence", "list", "list.word", "office", "byline",
    "dateline" },
  makes = { "referent", "entity" },
  run = function(doc)
    local v = view.new(doc)
    local mentions = scan.run(v)
    local referents = build_referents(doc, v, mentions)
    add_entities(doc, v, mentions, referents)
  end,
}
