--- Annotations: every span of the newswire layers as {start, end, layer, label, text, ...} with the
-- fields of the schema; sentences of headline, subhead and body beside them. Offsets are in a unit.

local json = require "gloss.json"

local M = {}

local LAYERS = {
  entity = { "ref", "iso" }, title = { "ref", "org" }, role = { "ref", "org", "status" },
    timex = { "value", "mod" },
  money = { "amount", "currency", "amount_max", "mod", "per" },
    percent = { "number", "number_max", "mod" },
  quantity = { "number", "unit", "number_max", "mod" },
    quote = { "speaker", "position", "attribution", "group" },
  acronym = { "short_text", "long_text" }, event = { "participants", "date", "factuality", "place",
    "event_id" },
  dateline = { "place", "agency", "date" }, byline = { "reporters", "editors", "contributors" },
  boilerplate = {}, headline = {},
}
local ORDER = { "headline", "dateline", "byline", "boilerplate", "entity", "title", "role", "timex",
  "money", "percent",
                "quantity", "quote", "acronym", "event" }
local PAIRS = { acronym = { short = { "short_first", "short_last" },
  long = { "long_first", "long_last" } } }
local LISTS = { participants = true, reporters = true, editors = true, contributors = true }

local function offsets(doc, first, last, unit)
  local start, stop = doc:offsets(first, last, unit)
  return { start, stop }
end

local function cue_of(doc, layer, row, unit)
  local first, last = layer:get(row, "cue_first"), layer:get(row, "cue_last")
  if not first then return nil end
  local at = offsets(doc, first, last, unit)
  return { start = at[1], ["end"] = at[2], text = doc.text:sub(first, last) }
end

local function annotation(doc, layer, name, row, unit)
  local first, last = layer:first(row), layer:last(row)
  local start, stop = doc:offsets(first, last, unit)
  local a = { start = start, ["end"] = stop, layer = name, label = layer:get(row, "label"),
    text = doc.text:sub(first, last),
              rule = layer:has "rule" and layer:get(row, "rule") or nil, via = layer:has "via" and
                layer:get(row, "via") or nil }
  for _, column in ipairs(LAYERS[name]) do
    local value = layer:has(column) and layer:get(row, column) or nil
    if LISTS[column] then value = json.array(value or {}) end
    a[column] = value
  end
  for key, columns in pairs(PAIRS[name] or {}) do
    local at = layer:get(row, columns[1])
    a[key] = at and offsets(doc, at, layer:get(row, columns[2]), unit)
  end
  if name == "quote" then
    a.group = a.group and "g" .. a.group
    a.cue = cue_of(doc, layer, row, unit)
  end
  return a
end

--- Gives the annotations of a document, layer by layer.
function M.list(doc, unit)
  local out = json.array {}
  for _, name in ipairs(ORDER) do
    local layer = doc:layer(name)
    for row = 1, #layer do out[#out + 1] = annotation(doc, layer, name, row, unit) end
  end
  return out
end

--- Gives the sentences of headline, subhead and body: [[start, end], ...].
function M.sentences(doc, unit)
  local out, zone = json.array {}, doc:layer "zone"
  for _, first, last in doc:layer("sentence"):each() do
    local row = zone:within(first, last)
    local label = row and zone:get(row, "label")
    if label == "headline" or label == "subhead" or label == "body" then
      out[#out + 1] = offsets(doc, first, last, unit)
    end
  end
  return out
end

return M
