--- Who and what a story names: the layer entity, and the relation referent that its mentions refer
-- to. The finding is in entities/; here the rows are made.
local gloss = require "gloss"
local common = require "gloss.news.common"
local candidates = require "gloss.news.entities.candidates"
local known = require "gloss.news.entities.known"
local furniture = require "gloss.news.entities.furniture"
local scan = require "gloss.news.entities.scan"
local segments = require "gloss.news.entities.segments"

-- Adds columns to a sealed layer: a list of {name, type, options}, and their values by name.
local function add_columns(layer, columns, values)
  for _, column in ipairs(columns) do
    layer:add_column(column[1], column[2], values[column[1]], column[3])
  end
  return layer
end

local function lists(columns)
  local values = {}
  for _, column in ipairs(columns) do values[column[1]] = {} end
  return values
end

local REFERENT = { { "family", "symbol" }, { "given", "symbol" }, { "id", "symbol" },
  { "iso", "symbol" }, { "known_as", "symbol", { list = true } }, { "label", "symbol" },
  { "name", "symbol" } }

-- Makes the relation of referents in order of first mention, and gives each its row.
local function build_referents(doc, v, mentions)
  local known_as, values = known.ids(doc, v, mentions), lists(REFERENT)
  local relation, count = doc:relation "referent", 0
  for _, s in ipairs(mentions) do
    local one = s.referent
    if one and not one.row then
      count = count + 1
      one.row, one.plain = count, common.plain(one.name)
      values.id[count], values.name[count], values.label[count] = "r" .. count, one.plain, one.label
      values.family[count], values.given[count], values.iso[count] = one.family, one.given, s.iso
      values.known_as[count] = known_as[one]
      relation:add()
    end
  end
  return add_columns(relation:seal(), REFERENT, values)
end

-- Makes the layer of mentions, which are in text order, so that rows are theirs.
local function build_entities(doc, v, mentions, referents)
  local columns = { { "iso", "symbol" }, { "label", "symbol" }, { "ref", "symbol" },
    { "referent", "ref", { target = referents } }, { "rule", "symbol" }, { "via", "symbol" } }
  local values, builder = lists(columns), doc:build "entity"
  for n, s in ipairs(mentions) do
    local one = s.referent
    builder:add(v.first[s.i], v.last[s.j])
    values.iso[n], values.label[n], values.via[n] = s.iso, s.label, s.via or "rule"
    values.rule[n] = s.rule:find("/", 1, true) and s.rule or "news.entities/" .. s.rule
    values.ref[n], values.referent[n] = s.name or one and one.plain, one and one.row
  end
  add_columns(builder:seal(), columns, values)
end

local rules = {}
for _, part in ipairs { furniture, scan, segments } do
  for name, rule in next, part.rules do rules[name] = rule end
end

local entities = {
  name = "news.entities",
  reads = { "token", "zone", "sentence", "list", "list.word", "office", "byline", "dateline",
    "name", "name.kind" },
  makes = { "referent", "entity" },
  rules = rules,
  run = function(doc)
    local v = candidates.of(doc)
    local mentions = scan.run(v)
    local referents = build_referents(doc, v, mentions)
    build_entities(doc, v, mentions, referents)
  end,
}

return gloss.pipeline {
  require "gloss.news.names", require "gloss.news.kinds", entities,
}
