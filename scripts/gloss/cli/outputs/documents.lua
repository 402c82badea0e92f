--- Documents as output, with the layers found in them: CoNLL-U, brat.
local new = require "gloss.cli.outputs.output"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local report = require "gloss.cli.report"
local sink = require "gloss.sink"
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

--- Gives the file of a folder of stand-off annotations that says which file is which document's.
function documents.listing(given) return path.join(given.output, "documents.csv") end

--- Opens the output as brat's pairs of files in a folder, named by their ids, and a list of them.
function documents.brat(pipeline, given)
  if not given.output then report.stop(report.USAGE, "run: -f brat: give -o DIR/", "run") end
  report.written(path.make_directory(given.output))
  local writer, list = writers.brat(), writers.csv { "file", "document" }
  local again = given.overwrite or given.resumes -- else another document has that name
  local out = new({ options.sink { output = documents.listing(given), overwrite = given.overwrite,
                                   resumes = given.resumes } }, function(doc, stages, after)
    pipeline:run(doc, stages, after)
    local name = doc.id:gsub("%.txt$", ""):gsub("[^%w._-]", function(c)
      return ("%%%02X"):format(c:byte())
    end):gsub("^%.", "%%2E")
    sink.put(path.join(given.output, name .. ".txt"), doc.text, again)
    sink.put(path.join(given.output, name .. ".ann"), writer:document(doc), again)
    return { list:line { file = name, document = doc.id } }, documents.annotated(doc)
  end)
  out.heads = { list:head() }
  return out
end

return documents
