--- The parts of a record that come from mentions: people, positions, organisations, locations,
-- countries.

local common = require "gloss.news.common"
local evidence = require "gloss.news.record.evidence"
local json = require "gloss.json"
local nations = require "gloss.news.events.nations"

local M = {}

local STORY = { headline = true, subhead = true, body = true }

-- Makes a function that tells whether a mention stands in the story itself.
local function teller(doc)
  local zone = doc:layer "zone"
  local label = zone:column "label"
  return function(mention)
    local row = zone:within(mention.first, mention.last)
    return not row or STORY[label[row]]
  end
end

-- Reads the mentions: {first, last, label, name, iso, who, rule, via}, in text order.
local function read_mentions(doc)
  local names, text, out = doc:layer("referent"):column "name", doc.text, {}
  for row, first, last, label, ref, iso, who, rule, via in
    doc:layer("entity"):each("label", "ref", "iso", "referent", "rule", "via") do
    out[row] = { first = first, last = last, label = label, iso = iso, who = who, rule = rule,
      via = via, name = who and names[who] or ref or common.plain(text:sub(first, last)) }
  end
  return out
end

local FIELD = { ORG = "organisations", ["MISC-EVENT"] = "named_events", GPE = "locations",
                LOC = "locations" }

-- Groups mentions by field and name, in order of first mention: {name=, the mentions}.
local function by_name(mentions)
  local groups = { organisations = {}, named_events = {}, locations = {} }
  local index = { organisations = {}, named_events = {}, locations = {} }
  for _, mention in ipairs(mentions) do
    local field, name = FIELD[mention.label], mention.name
    local group = field and index[field][name]
    if group then
      group[#group + 1] = mention
    elseif field then
      group = { name = name, mention }
      index[field][name] = group
      table.insert(groups[field], group)
    end
  end
  return groups
end

local function add_unique(list, value)
  for _, other in ipairs(list) do
    if other == value then return end
  end
  list[#list + 1] = value
end

local function status_of(row, text)
  if row.status then return row.status end
  local word = common.lower(text):match "^%S+" or ""
  if word == "former" or word == "ex" or word == "retired" or word:find "^ex%-" then
    return "former"
  end
  if word == "acting" or word == "interim" then return "acting" end
  if word == "incoming" or word == "designate" then return "incoming" end
  return "current"
end

-- Reads titles or roles: {first, last, label, who, org, status, text, rule, via}, in text order.
local function read_offices(doc, layer)
  local rows, status = {}, doc:layer(layer):has "status" and "status" or "org"
  for _, first, last, label, who, org, state, rule, via in
    doc:layer(layer):each("label", "referent", "org", status, "rule", "via") do
    if who then
      rows[#rows + 1] = { first = first, last = last, label = label, who = who, org = org,
        rule = rule, via = via,
        status = status == "status" and state or nil, text = common.plain(doc.text:sub(first,
          last)), layer = layer }
    end
  end
  return rows
end

-- People of the story, in order of first mention: those named in headline or body.
local function people_of(doc, mentions)
  local list, by_who, told = {}, {}, teller(doc)
  local referents = doc:layer "referent"
  for _, mention in ipairs(mentions) do
    if mention.label == "PER" and mention.who and told(mention) then
      local person = by_who[mention.who]
      if not person then
        local who = mention.who
        person = { id = referents:get(who, "id"), name = mention.name,
          family = referents:get(who, "family"),
          given = referents:get(who, "given"), titles = json.array {}, roles = json.array {},
            org = json.null }
        by_who[who] = person
        list[#list + 1] = { fact = person, spans = {}, row = mention }
        person.entry = list[#list]
      end
      local spans = person.entry.spans
      spans[#spans + 1] = mention
    end
  end
  for _, entry in ipairs(list) do entry.fact.entry = nil end
  return list, by_who
end

local function position_of(doc, person, office, country)
  local rank = office.layer == "title"
  return evidence.trace(doc, { person = person.name, id = person.id, title = rank and office.text or
    json.null,
    role = rank and json.null or office.text, org = office.org or json.null,
    country = country or json.null,
    status = status_of(office, office.text) }, { office }, office)
end

--- Fills people and positions.
function M.people(doc, record, mentions)
  local list, by_who = people_of(doc, mentions)
  local country_in = nations.at(doc:layer "entity")
  local offices = read_offices(doc, "title")
  for _, office in ipairs(read_offices(doc, "role")) do offices[#offices + 1] = office end
  table.sort(offices, function(a, b)
    return a.first < b.first or a.first == b.first and a.layer > b.layer   -- titles first
  end)
  record.positions = json.array {}
  for _, office in ipairs(offices) do
    local person = by_who[office.who]
    if person then
      add_unique(office.layer == "title" and person.titles or person.roles, office.text)
      if office.org and person.org == json.null then person.org = office.org end
      if office.label ~= "HONORIFIC" then
        local country = country_in(office.first, office.last)
        table.insert(record.positions, position_of(doc, person, office, country))
      end
    end
  end
  record.people = json.array {}
  for k, entry in ipairs(list) do record.people[k] = evidence.trace(doc, entry.fact, entry.spans,
    entry.row) end
end

--- Fills organisations, named_events, locations and countries; ledger takes their evidence.
function M.places(doc, record, mentions, ledger)
  local groups = by_name(mentions)
  for _, field in ipairs { "organisations", "named_events" } do
    record[field] = json.array {}
    for k, group in ipairs(groups[field]) do
      record[field][k] = group.name
      ledger:add(field, group.name, group, group[1])
    end
  end
  record.locations = json.array {}
  for k, group in ipairs(groups.locations) do
    record.locations[k] = evidence.trace(doc, { name = group.name,
      iso = group[1].iso or json.null }, group, group[1])
  end
  record.countries = ledger:collect("countries", mentions, "iso")
end

M.mentions = read_mentions
return M
