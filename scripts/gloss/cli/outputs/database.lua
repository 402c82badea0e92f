--- An SQLite database as output: documents, annotations, and records or tables.
local core = require "gloss.core"
local database = require "gloss.database"
local documents = require "gloss.cli.outputs.documents"
local json = require "gloss.json"
local new = require "gloss.cli.outputs.output"
local path = require "gloss.path"
local records = require "gloss.cli.outputs.records"
local report = require "gloss.cli.report"
local staging = require "gloss.staging"
local tables = require "gloss.cli.outputs.tables"

-- Raises unless the tables can be tables of a database, which sees no case.
local function check(list)
  local taken = {}
  for name in next, database.reserved do taken[name] = true end
  for _, one in ipairs(list) do
    local name, seen = one.name:lower(), {}
    if taken[name] or name:find "^documents_" or name:find "^sqlite_" then
      report.stop(report.USAGE, ("run: table '%s': a database has one of that name"):format(
        one.name))
    end
    taken[name] = true
    for _, column in ipairs(one.columns) do
      if seen[column:lower()] then
        report.stop(report.USAGE, ("run: table '%s': columns '%s' and '%s' are one in a database")
          :format(one.name, seen[column:lower()], column))
      end
      seen[column:lower()] = column
    end
  end
end

-- Opens what is staged for the database.
local function open_staging(given, about, list)
  local file = given.output
  local mode = path.mode(file)
  if mode and mode ~= "file" then
    report.stop(report.UNWRITTEN, file .. ": is no file, which a database has to be")
  elseif mode and not (given.overwrite or given.resumes) then
    report.stop(report.UNWRITTEN, file .. ": exists; --overwrite replaces it")
  end
  local sink, why = staging(path.beside(file, ".rows"), {
    name = file, resume = given.resumes, whole = given.finished, parts = database.parts(file),
    finish = function(self)
      return database.load(self, file, about, list, report.progress())
    end })
  if not sink then report.stop(report.UNWRITTEN, why) end
  return sink
end

-- Gives make(doc, stages, after) for records.
local function of_records(pipeline, unit)
  return function(doc, stages, after)
    local record = pipeline:record(doc, stages, after)
    local text = database.document(doc, unit)
    if not record then return { text }, documents.annotated(doc) end
    if record.offsets == nil then record.offsets = unit end
    text = text .. database.record(json.encode(record, { offsets = unit }))
    return { text }, records.found(record)
  end
end

-- Gives make(doc, stages, after) for tables.
local function of_tables(pipeline, unit, list, reduction)
  return function(doc, stages, after)
    pipeline:run(doc, stages, after)
    local parts, staged, any = { database.document(doc, unit) }, nil, false
    for k, one in ipairs(list) do
      local rows = pipeline:rows_of(doc, one.name)
      any = any or #rows > 0
      if reduction and reduction.name == one.name then
        staged = tables.staged(pipeline, reduction, rows)
      else
        parts[#parts + 1] = tables.text(pipeline, one.name, rows, function(row)
          return database.row(k, row, one.columns)
        end)
      end
    end
    return { table.concat(parts), staged }, any
  end
end

--- Opens the output.
return function(pipeline, given)
  if not given.output or given.output == "-" then
    report.stop(report.USAGE, "run: -f sqlite: give -o FILE", "run")
  end
  local unit, list, reduction = given.offsets or "codepoints", {}, nil
  for k, name in ipairs(pipeline.tables and tables.chosen(pipeline, given) or {}) do
    list[k] = { name = name, columns = pipeline.tables[name].columns }
  end
  check(list)
  if pipeline.tables then
    reduction = tables.reduction(pipeline, given, tables.chosen(pipeline, given))
  end
  local about = { { "gloss", core.version }, { "offsets", unit }, { "pipeline", given.pipeline } }
  local sinks = { open_staging(given, about, list) }
  for k, one in ipairs(reduction and list or {}) do
    if one.name == reduction.name then
      reduction.channel, sinks[2] = 1, reduction.rows
      reduction.line = function(row) return database.row(k, row, one.columns) end
    end
  end
  local out = new(sinks, pipeline.tables and of_tables(pipeline, unit, list, reduction)
                         or of_records(pipeline, unit))
  out.reduction = reduction
  return out
end
