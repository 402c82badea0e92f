-- wire.lua -- runs the whole newswire pipeline over a text, for specs.
local gloss = require "gloss"
local json = require "gloss.json"
local load_pipeline = require "gloss.load"

local wire = {}

local pipeline

--- Gives the document of a text after all stages.
function wire.run(text, ref_date)
  pipeline = pipeline or assert(load_pipeline.load("newswire", {}, true))
  return pipeline:run(assert(gloss.doc(text, { id = "story", ref_date = ref_date })))
end

--- Gives the record of a text, as a reader of the JSON sees it.
function wire.record(text, ref_date)
  pipeline = pipeline or assert(load_pipeline.load("newswire", {}, true))
  local doc = assert(gloss.doc(text, { id = "story", ref_date = ref_date }))
  return json.decode(json.encode(pipeline:record(doc)))
end

--- Gives the rows of a layer as views.
function wire.rows(doc, layer) return doc:layer(layer):rows() end

--- Gives the texts of the rows of a layer with a label.
function wire.texts(doc, layer, label)
  local out = {}
  for span in doc:layer(layer):spans() do
    if not label or span.label == label then out[#out + 1] = span.text end
  end
  return out
end

return wire
