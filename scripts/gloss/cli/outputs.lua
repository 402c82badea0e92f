--- The output of a run: records as JSON Lines or on screen, rows of tables as CSV or JSON Lines,
-- documents as CoNLL-U or brat. An output has sinks, one a table, and make(doc, stages, after),
-- which runs the pipeline in a worker: a text for each sink, "" for none, and whether more than
-- names was found; it may raise.
local nearest = require "gloss.nearest"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local report = require "gloss.cli.report"
local sink = require "gloss.sink"
local writers = require "gloss.writers"

local outputs = {}

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

local function found(record)
  for key, value in next, record do
    if not ABOUT[key] and holds(value) then return true end
  end
  return false
end

local Output = {}
Output.__index = Output

local function new(sinks, make)
  return setmetatable({ sinks = sinks, make = make, skip = 0 }, Output)
end

--- Writes what stands first.
function Output:begin()
  for i, one in ipairs(self.sinks) do
    report.written(one:write(self.heads and self.heads[i] or ""))
    report.written(one:flush())
  end
end

--- Puts all of the output in its place.
function Output:close()
  for _, one in ipairs(self.sinks) do report.written(one:close()) end
end

--- Gives the output up.
function Output:discard()
  for _, one in ipairs(self.sinks) do one:discard() end
end

-- Records, one a line.
local function records(pipeline, given)
  local writer = writers.jsonl { offsets = given.offsets }
  return new({ options.sink(given) }, function(doc, stages, after)
    local record = pipeline:record(doc, stages, after)
    if not record then return { "" }, false end
    return { writer:line(record) }, found(record)
  end)
end

-- Records as screens for reading, a blank line before each but the first.
local function screens(pipeline, given)
  local pretty = require "gloss.pretty"
  local colour = pretty.wants_colour(given.color, not given.output)
  local out = new({ options.sink(given) }, function(doc, stages, after)
    local record = pipeline:record(doc, stages, after)
    if not record then return { "" }, false end
    local page = pretty.page { colour = colour }
    pipeline.current = "pretty"
    if pipeline.pretty then pipeline.pretty(doc, page, record) else pretty.record(record, page) end
    pipeline.current = nil
    return { "\n" .. page:text() }, found(record)
  end)
  out.skip = 1
  return out
end

-- Gives the tables to write: the one asked for, or all.
local function chosen(pipeline, given)
  local names = pipeline:table_names()
  if not given.table then return names end
  if pipeline.tables[given.table] then return { given.table } end
  report.stop(report.USAGE, "run: " .. nearest.unknown("table", given.table, names), "run")
end

-- Opens the sink and the writer of one table.
local function table_writer(columns, given, file)
  local out = options.sink { output = file, overwrite = given.overwrite, resumes = given.resumes }
  local as_json = given.json or (file and path.ending(file) == "jsonl")
  if as_json then return out, writers.jsonl { offsets = given.offsets, unmarked = true } end
  return out, writers.csv(columns)
end

-- Gives the files of tables, and whether they are in a folder; none without an output.
local function table_files(names, given)
  local target, files = given.output, {}
  if not target then return files, false end
  local folder = #names > 1 or target:sub(-1) == "/" or path.mode(target) == "directory"
  if not folder then return { target }, false end
  for i, name in ipairs(names) do
    files[i] = path.join(target, name .. (given.json and ".jsonl" or ".csv"))
  end
  return files, true
end

-- Tells whether a document holds more than words and sentences.
local function annotated(doc, pipeline)
  local basic = {}
  for _, one in ipairs(pipeline.stages) do
    if one.basic then basic[one.makes[1]] = true end
  end
  for _, name in ipairs(doc:layers()) do
    if not basic[name] and #doc:layer(name) > 0 then return true end
  end
  return false
end

-- Documents as CoNLL-U.
local function conllu(pipeline, given)
  local writer = writers.conllu { offsets = given.offsets }
  return new({ options.sink(given) }, function(doc, stages, after)
    pipeline:run(doc, stages, after)
    return { writer:document(doc) }, annotated(doc, pipeline)
  end)
end

-- The file of a folder of stand-off annotations that says which file is which document's.
local function listing(given) return path.join(given.output, "documents.csv") end

-- Documents as brat's pairs of files in a folder, named by their ids, and a list of them.
local function brat(pipeline, given)
  if not given.output then report.stop(report.USAGE, "run: -f brat: give -o DIR/", "run") end
  report.written(path.make_directory(given.output))
  local writer, list = writers.brat(), writers.csv { "file", "document" }
  local again = given.overwrite or given.resumes -- else another document has that name
  local out = new({ options.sink { output = listing(given), overwrite = given.overwrite,
                                   resumes = given.resumes } }, function(doc, stages, after)
    pipeline:run(doc, stages, after)
    local name = doc.id:gsub("%.txt$", ""):gsub("[^%w._-]", function(c)
      return ("%%%02X"):format(c:byte())
    end):gsub("^%.", "%%2E")
    sink.put(path.join(given.output, name .. ".txt"), doc.text, again)
    sink.put(path.join(given.output, name .. ".ann"), writer:document(doc), again)
    return { list:line { file = name, document = doc.id } }, annotated(doc, pipeline)
  end)
  out.heads = { list:head() }
  return out
end

local DOCUMENTS = { conllu = conllu, brat = brat }

-- Gives the function that opens the output of documents that is asked for, or nil.
local function of_documents(given)
  return DOCUMENTS[given.form or given.output and path.ending(given.output)]
end

--- Gives the files that a run with these options writes.
function outputs.files(pipeline, given)
  if of_documents(given) == brat then return { listing(given) } end
  if of_documents(given) then return { given.output } end
  if pipeline.tables then return (table_files(chosen(pipeline, given), given)) end
  return { given.output }
end

-- Rows of tables.
local function tables(pipeline, given)
  local names = chosen(pipeline, given)
  local files, folder = table_files(names, given)
  if #names > 1 and not folder then
    report.stop(report.USAGE, ("run: tables %s: give -o DIR/, or one by --table"):format(
      table.concat(names, ", ")), "run")
  end
  if folder then report.written(path.make_directory(given.output)) end
  local sinks, by, heads = {}, {}, {}
  for i, name in ipairs(names) do
    local columns = pipeline.tables[name].columns
    sinks[i], by[i] = table_writer(columns, given, files[i])
    heads[i] = by[i]:head()
  end
  local out = new(sinks, function(doc, stages, after)
    pipeline:run(doc, stages, after)
    local texts, any = {}, false
    for i, name in ipairs(names) do
      local parts = {}
      for k, row in ipairs(pipeline:rows_of(doc, name)) do parts[k] = by[i]:line(row) end
      texts[i] = table.concat(parts)
      any = any or texts[i] ~= ""
    end
    return texts, any
  end)
  out.heads = heads
  return out
end

--- Opens the file of what failed, one record a line, beside the output; nil where that is no file.
function outputs.errors(given)
  local target = given.output
  local mode = target and path.mode(target)
  if not target or target == "-" or not (mode == nil or mode == "file" or mode == "directory") then
    return nil
  end
  local file = path.beside(target, ".errors.jsonl")
  if given.resumes and not (path.mode(file) or path.mode(file .. ".part")) then return nil end
  return options.sink { output = file, overwrite = true, resumes = given.resumes }
end

--- Opens the output that a pipeline and the options ask for.
function outputs.open(pipeline, given)
  if given.json and given.pretty then
    report.stop(report.USAGE, "run: --json and --pretty exclude each other", "run")
  end
  local open = of_documents(given)
  if open and (given.json or given.pretty or given.table) then
    report.stop(report.USAGE, "run: --json, --pretty and --table are for records and tables", "run")
  end
  if open then return open(pipeline, given) end
  if pipeline.tables then return tables(pipeline, given) end
  if given.table then
    report.stop(report.USAGE, "run: --table: this pipeline has no tables", "run")
  end
  local on_screen = not given.output and require("gloss.core").isatty(1)
  if given.pretty or (on_screen and not given.json) then return screens(pipeline, given) end
  return records(pipeline, given)
end

return outputs
