--- The output of a run: records as JSON Lines or on screen, rows of tables as CSV or JSON Lines. An
-- output has make(doc, counts), which runs the pipeline and may raise; write(made); close(),
-- discard(); `empty` is true while nothing but names has been found.
local nearest = require "gloss.nearest"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local report = require "gloss.cli.report"
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

-- Records, one a line.
local function records(pipeline, given)
  local sink = options.sink(given)
  local writer = writers.jsonl { offsets = given.offsets }
  local out = { empty = true }

  function out.make(_, doc, counts)
    local record = pipeline:record(doc, counts)
    return record and { record = record, line = writer:line(record) }
  end

  function out.write(self, made)
    if not made then return true end
    if found(made.record) then self.empty = false end
    return sink:write(made.line)
  end

  function out.close() return sink:close() end
  function out.discard() sink:discard() end
  return out
end

-- Records as screens for reading.
local function screens(pipeline, given)
  local pretty = require "gloss.pretty"
  local sink = options.sink(given)
  local out, first = { empty = true }, true
  local colour = pretty.wants_colour(given.color, not given.output)

  function out.make(_, doc, counts)
    local record = pipeline:record(doc, counts)
    if not record then return nil end
    local page = pretty.page { colour = colour }
    pipeline.current = "pretty"
    if pipeline.pretty then pipeline.pretty(doc, page, record) else pretty.record(record, page) end
    pipeline.current = nil
    return { record = record, text = page:text() }
  end

  function out.write(self, made)
    if not made then return true end
    if found(made.record) then self.empty = false end
    local text = (first and "" or "\n") .. made.text
    first = false
    local ok, why, code = sink:write(text)
    if not ok then return nil, why, code end
    return sink:flush()
  end

  function out.close() return sink:close() end
  function out.discard() sink:discard() end
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
  local sink = options.sink { output = file, overwrite = given.overwrite }
  local as_json = given.json or (file and path.ending(file) == "jsonl")
  if as_json then return sink, writers.jsonl { offsets = given.offsets, unmarked = true } end
  return sink, writers.csv(columns)
end

local function table_file(name, names, given)
  local target = given.output
  if not target then
    if #names > 1 then
      report.stop(report.USAGE, ("run: tables %s: give -o DIR/, or one by --table"):format(
        table.concat(names, ", ")), "run")
    end
    return nil
  end
  local folder = target:sub(-1) == "/" or path.mode(target) == "directory"
  if #names == 1 and not folder then return target end
  local ok, why = path.make_directory(target)
  if not ok then report.stop(report.UNWRITTEN, why) end
  return path.join(target, name .. (given.json and ".jsonl" or ".csv"))
end

-- Rows of tables.
local function tables(pipeline, given)
  local names = chosen(pipeline, given)
  local out, open = { empty = true }, {}
  for i, name in ipairs(names) do
    local columns = pipeline.tables[name].columns
    local sink, writer = table_writer(columns, given, table_file(name, names, given))
    open[i] = { name = name, sink = sink, writer = writer }
  end

  function out.make(_, doc, counts)
    pipeline:run(doc, counts)
    local lines = {}
    for i, one in ipairs(open) do
      local parts = {}
      for k, row in ipairs(pipeline:rows_of(doc, one.name)) do parts[k] = one.writer:line(row) end
      lines[i] = table.concat(parts)
    end
    return lines
  end

  function out.write(self, lines)
    for i, one in ipairs(open) do
      if lines[i] ~= "" then
        self.empty = false
        local ok, why, code = one.sink:write(one.writer:head() .. lines[i])
        if not ok then return nil, why, code end
      end
    end
    return true
  end

  function out.close()
    for _, one in ipairs(open) do
      local ok, why, code = one.sink:write(one.writer:head())
      if ok then ok, why, code = one.sink:close() end
      if not ok then return nil, why, code end
    end
    return true
  end

  function out.discard()
    for _, one in ipairs(open) do one.sink:discard() end
  end
  return out
end

--- Opens the output that a pipeline and the options ask for.
function outputs.open(pipeline, given)
  if given.json and given.pretty then
    report.stop(report.USAGE, "run: --json and --pretty exclude each other", "run")
  end
  if pipeline.tables then return tables(pipeline, given) end
  if given.table then
    report.stop(report.USAGE, "run: --table: this pipeline has no tables", "run")
  end
  local on_screen = not given.output and require("gloss.core").isatty(1)
  if given.pretty or (on_screen and not given.json) then return screens(pipeline, given) end
  return records(pipeline, given)
end

return outputs
