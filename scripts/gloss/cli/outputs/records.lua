--- Records as output: JSON Lines, or screens for reading.
local new = require "gloss.cli.outputs.output"
local options = require "gloss.cli.options"
local writers = require "gloss.writers"

local records = {}

-- Fields of a record that say what it is about, not what was found.
local ABOUT = { id = true, text = true, meta = true, source = true, schema = true, versions = true,
                offsets = true, ref_date = true, ref_date_from = true, text_hash = true,
                sentences = true, zones = true }

-- Tells whether a value of a record holds a finding: tables that are empty all the way down do not.
local function holds(value)
  if type(value) == "function" then return false end   -- deferred: made of what is there
  if type(value) ~= "table" then return value and value ~= "" and value ~= 0 end
  for _, item in next, value do
    if holds(item) then return true end
  end
  return false
end

--- Tells whether a record holds more than names.
function records.found(record)
  for key, value in next, record do
    if not ABOUT[key] and holds(value) then return true end
  end
  return false
end

--- Opens the output of records, one a line.
function records.lines(pipeline, given)
  local writer = writers.jsonl { offsets = given.offsets }
  return new({ options.sink(given) }, function(doc, stages, after)
    local record = pipeline:record(doc, stages, after)
    if not record then return { "" }, false end
    return { writer:line(record) }, records.found(record)
  end)
end

--- Opens the output of records as screens, a blank line before each but the first.
function records.screens(pipeline, given)
  local pretty = require "gloss.pretty"
  local colour = pretty.wants_colour(given.color, not given.output)
  local out = new({ options.sink(given) }, function(doc, stages, after)
    local record = pipeline:record(doc, stages, after)
    if not record then return { "" }, false end
    local page = pretty.page { colour = colour }
    pipeline.current = "pretty"
    if pipeline.pretty then pipeline.pretty(doc, page, record) else pretty.record(record, page) end
    pipeline.current = nil
    return { "\n" .. page:text() }, records.found(record)
  end)
  out.skip = 1
  return out
end

return records
