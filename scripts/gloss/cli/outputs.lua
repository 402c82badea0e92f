--- What a run writes, as the pipeline and the options have it: records as JSON Lines or on screen,
-- rows of tables, documents as CoNLL-U or brat, all of it as an SQLite database.
local documents = require "gloss.cli.outputs.documents"
local forms = require "gloss.cli.outputs.forms"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local records = require "gloss.cli.outputs.records"
local report = require "gloss.cli.report"

local outputs = {}

local function tables() return require "gloss.cli.outputs.tables" end
local function brat() return require "gloss.cli.outputs.brat" end

--- Gives the files that a run with these options writes.
function outputs.files(pipeline, given)
  local form = forms.of(given, given.output)
  if form == "brat" then return { brat().listing(given) } end
  if form == "conllu" or form == "sqlite" then return { given.output } end
  if pipeline.tables then return (tables().files(pipeline, given)) end
  return { given.output }
end

--- Opens the file of what failed, one record a line, beside the output; where that is no file, one
-- without a name. Gives nil when it is in its place already, or was empty.
function outputs.errors(given)
  local target = given.output
  local mode = target and path.mode(target)
  if not target or target == "-" or not (mode == nil or mode == "file" or mode == "directory") then
    return assert(require "gloss.staging"(nil, {}))
  end
  local file = path.beside(target, ".errors.jsonl")
  if given.resumes and not (path.mode(file) or path.mode(file .. ".part")) then return nil end
  return options.sink { output = file, overwrite = true, resumes = given.resumes }
end

local function refuse(message) report.stop(report.USAGE, "run: " .. message, "run") end

-- Refuses options that do not go together.
local function check(pipeline, given, form)
  local whole = forms.of_documents[form]
  if given.json and given.pretty then refuse "--json and --pretty exclude each other" end
  if whole and (given.json or given.pretty or (given.table and form ~= "sqlite")) then
    refuse "--json, --pretty and --table are for records and tables"
  end
  if given.form and (given.json or given.pretty) then
    refuse(("--%s and -f exclude each other"):format(given.json and "json" or "pretty"))
  end
  if pipeline.tables then return end
  if given.table then refuse "--table: this pipeline has no tables" end
  if forms.of_tables[form] then
    refuse "CSV and TSV are for tables, which this pipeline has none of"
  end
end

--- Opens the output that a pipeline and the options ask for.
function outputs.open(pipeline, given)
  local form = forms.of(given, given.output)
  check(pipeline, given, form)
  if form == "sqlite" then return require "gloss.cli.outputs.database"(pipeline, given) end
  if form == "brat" then return brat().open(pipeline, given) end
  if form == "conllu" then return documents.conllu(pipeline, given) end
  if pipeline.tables then return tables().open(pipeline, given) end
  local on_screen = not given.output and not form and require("gloss.core").isatty(1)
  if given.pretty or (on_screen and not given.json) then return records.screens(pipeline, given) end
  return records.lines(pipeline, given)
end

return outputs
