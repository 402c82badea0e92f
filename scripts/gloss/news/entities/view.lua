--- A document as the entity rules read it: token columns as plain arrays, units (sentences of the
-- zones that hold names), and what the lists say of each token. Rows of tokens count from 1.
local gloss = require "gloss"

local M = {}

-- Zones whose text may name somebody.
local NAMED = { headline = true, subhead = true, dateline = true, byline = true, credit = true,
                body = true }
local CAPITAL = gloss.shape.all_caps | gloss.shape.initial_cap

-- Lists whose matches are facts about one token, kept as arrays of labels (of a role, its first
-- token).
local FACTS = { head = true, orgfirst = true, locfirst = true, eventfirst = true, suffix = true,
                forename = true, surname = true, role = true }

local function read_tokens(v, tokens)
  local first, last, form, low, kind, shape = {}, {}, {}, {}, {}, {}
  for i, f, l, w, folded, k, s in tokens:each("form", "folded", "kind", "shape") do
    first[i], last[i], form[i], low[i], kind[i], shape[i] = f, l, w, folded, k, s
  end
  v.n, v.first, v.last, v.form, v.low, v.kind, v.shape = #first, first, last, form, low, kind, shape
end

-- Cuts the tokens into units: the sentences of zones that may hold names.
local function read_units(v, doc)
  local zones, units, unit_of = doc:layer "zone", {}, {}
  local t = 1
  for row, first, last in doc:layer("sentence"):each() do
    while v.first[t] and v.first[t] < first do t = t + 1 end
    local start = t
    while v.last[t] and v.last[t] <= last do t = t + 1 end
    local zone = zones:within(first, last)
    local label = zone and zones:get(zone, "label") or "body"
    if NAMED[label] and t > start then
      units[#units + 1] = { i = start, j = t - 1, zone = label, row = row }
      for k = start, t - 1 do unit_of[k] = #units end
    end
  end
  v.units, v.unit_of = units, unit_of
end

-- Notes a match of a fact list; a role stands at its last token, which heads it.
local function note(facts, list, label, i, j)
  if list == "role" then
    facts.role[j] = math.min(facts.role[j] or i, i)
  elseif i == j then
    local at = facts[list]
    if list == "head" and at[i] then at[i] = at[i] .. " " .. label else at[i] = label or "" end
  end
end

local function read_lists(v, doc)
  local facts, hits = { word = {} }, {}
  for list in next, FACTS do facts[list] = {} end
  local t = 1
  for _, first, last, list, label, ref, iso in doc:layer("list"):each("list", "label", "ref",
    "iso") do
    while v.first[t] and v.first[t] < first do t = t + 1 end
    local j = t
    while v.last[j] and v.last[j] < last do j = j + 1 end
    if FACTS[list] then
      if list == "surname" then label = (facts.surname[t] or "") .. " " .. (iso or "") end
      note(facts, list, label, t, j)
    elseif v.shape[t] and (v.shape[t] & CAPITAL ~= 0 or list == "org" or j > t) then
      local at = hits[t]
      if not at then at = {}; hits[t] = at end
      at[#at + 1] = { i = t, j = j, list = list, label = label, ref = ref, iso = iso }
    end
  end
  t = 1
  for _, first in doc:layer("list.word"):each() do
    while v.first[t] and v.first[t] < first do t = t + 1 end
    facts.word[t] = true
  end
  v.hits, v.is = hits, facts
end

-- Reads the titles: of a token those that start there, {j, label}.
local function read_offices(v, doc)
  v.offices = {}
  local t = 1
  for _, first, last, label in doc:layer "office":each "label" do
    while v.first[t] and v.first[t] < first do t = t + 1 end
    local j = t
    while v.last[j] < last do j = j + 1 end
    v.offices[t] = v.offices[t] or {}
    table.insert(v.offices[t], { j = j, label = label })
  end
end

--- Reads a document that has tokens, zones, sentences, lists and offices.
function M.new(doc)
  local v = { doc = doc, text = doc.text }
  read_tokens(v, doc:layer "token")
  read_units(v, doc)
  read_lists(v, doc)
  read_offices(v, doc)
  return v
end

--- Tells whether token i is a word that starts with a capital.
function M.capital(v, i)
  local shape = v.shape[i]
  return shape ~= nil and shape & CAPITAL ~= 0
end

--- Tells whether tokens i and i + 1 stand together without white space.
function M.joined(v, i) return v.first[i + 1] == v.last[i] + 1 end

--- Returns the text of tokens i to j.
function M.text(v, i, j) return v.text:sub(v.first[i], v.last[j]) end

return M
