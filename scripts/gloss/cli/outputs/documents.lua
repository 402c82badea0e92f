--- Documents as output, with the layers found in them: CoNLL-U.
local new = require "gloss.cli.outputs.output"
local options = require "gloss.cli.options"
local stage = require "gloss.stage"
local writers = require "gloss.writers"

local documents = {}

--- Tells whether a document holds more than words and sentences.
function documents.annotated(doc)
  for _, name in ipairs(doc:layers()) do
    if not stage.basic_layers[name] and #doc:layer(name) > 0 then return true end
  end
  return false
end

--- Opens the output as CoNLL-U.
function documents.conllu(pipeline, given)
  local writer = writers.conllu { offsets = given.offsets }
  return new({ options.sink(given) }, function(doc, stages, after)
    pipeline:run(doc, stages, after)
    return { writer:document(doc) }, documents.annotated(doc)
  end)
end

return documents
