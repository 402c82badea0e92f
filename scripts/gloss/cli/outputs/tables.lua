--- Rows of tables as output: CSV, with tabs, or JSON Lines; one table, or several in a folder.
local forms = require "gloss.cli.outputs.forms"
local nearest = require "gloss.nearest"
local new = require "gloss.cli.outputs.output"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local report = require "gloss.cli.report"
local staging = require "gloss.staging"
local writers = require "gloss.writers"

local tables = {}

--- Gives the tables to write: the one asked for, or all.
function tables.chosen(pipeline, given)
  local names = pipeline:table_names()
  if not given.table then return names end
  if pipeline.tables[given.table] then return { given.table } end
  report.stop(report.USAGE, "run: " .. nearest.unknown("table", given.table, names), "run")
end

-- Gives the form of tables: as asked for, else by the ending of a file.
local function form_of(given, file)
  return given.json and "jsonl" or forms.of(given, file) or "csv"
end

local function writer_of(columns, form, given)
  if form == "jsonl" then return writers.jsonl { offsets = given.offsets, unmarked = true } end
  return writers.csv(columns, { separator = form == "tsv" and "\t" or "," })
end

--- Gives the files of tables, and whether they are in a folder; none without an output.
function tables.files(pipeline, given)
  local names, target, files = tables.chosen(pipeline, given), given.output, {}
  if not target or target == "-" then return files, false end
  local folder = #names > 1 or target:sub(-1) == "/" or path.mode(target) == "directory"
  if not folder then return { target }, false end
  for i, name in ipairs(names) do
    files[i] = path.join(target, ("%s.%s"):format(name, form_of(given)))
  end
  return files, true
end

--- Opens what the rows are staged in that are to be reduced; nil when the tables have none.
function tables.reduction(pipeline, given, names)
  local name = pipeline.reduce and pipeline.reduce.table
  if not name or not nearest.is_in(names, name) then return nil end
  local target = given.output and given.output ~= "-" and path.mode(given.output) ~= "char device"
                 and path.beside(given.output, (".%s.rows"):format(name))
  local rows, why = staging(target, { resume = given.resumes, whole = given.finished })
  if not rows then report.stop(report.UNWRITTEN, why) end
  return require("gloss.reduce").new(pipeline, rows)
end

--- Gives the rows of a table as text, by line(row); what does not fit is an error of that table.
function tables.text(pipeline, name, rows, line)
  pipeline.current = "table " .. name
  local parts = {}
  for k, row in ipairs(rows) do parts[k] = line(row) end
  pipeline.current = nil
  return table.concat(parts)
end

--- Gives rows as they are staged to be reduced.
function tables.staged(pipeline, reduction, rows)
  pipeline.current = "table " .. reduction.name
  local text = reduction:stage(rows)
  pipeline.current = nil
  return text
end

-- Gives make(doc, stages, after).
--   lines  functions of rows, one a table
local function maker(pipeline, names, lines, reduction)
  return function(doc, stages, after)
    pipeline:run(doc, stages, after)
    local texts, any = {}, false
    for i, name in ipairs(names) do
      local rows = pipeline:rows_of(doc, name)
      any = any or #rows > 0
      if reduction and reduction.channel == i then
        texts[i], texts[#names + 1] = "", tables.staged(pipeline, reduction, rows)
      else
        texts[i] = tables.text(pipeline, name, rows, lines[i])
      end
    end
    return texts, any
  end
end

--- Opens the output.
function tables.open(pipeline, given)
  local names = tables.chosen(pipeline, given)
  local files, folder = tables.files(pipeline, given)
  if #names > 1 and not folder then
    report.stop(report.USAGE, ("run: tables %s: give -o DIR/, or one by --table"):format(
      table.concat(names, ", ")), "run")
  end
  if folder then report.written(path.make_directory(given.output)) end
  local reduction = tables.reduction(pipeline, given, names)
  local sinks, lines, heads = {}, {}, {}
  for i, name in ipairs(names) do
    local writer = writer_of(pipeline.tables[name].columns, form_of(given, files[i]), given)
    sinks[i] = options.sink { output = files[i], overwrite = given.overwrite,
                              resumes = given.resumes }
    heads[i], lines[i] = writer:head(), function(row) return writer:line(row) end
    if reduction and reduction.name == name then
      reduction.channel, reduction.line = i, lines[i]
    end
  end
  if reduction then sinks[#sinks + 1] = reduction.rows end
  local out = new(sinks, maker(pipeline, names, lines, reduction))
  out.heads, out.reduction = heads, reduction
  return out
end

return tables
