--- `gloss run PIPELINE INPUT...`: facts out of documents.
local documents = require "gloss.cli.documents"
local load_pipeline = require "gloss.load"
local options = require "gloss.cli.options"
local outputs = require "gloss.cli.outputs"
local refdate = require "gloss.refdate"
local report = require "gloss.cli.report"
local tally = require "gloss.cli.tally"

local run = {}

local EXAMPLES = {
  "gloss run newswire story.txt                    the facts of one story, on screen",
  "gloss run newswire --json story.txt             the same as a JSON record",
  "gloss run newswire stories/ -o facts.jsonl      a folder, one record a line",
  "gloss run my.lua - --in jsonl < stories.jsonl   a script of your own, JSON Lines in",
}

local function make_parser()
  local parser = options.parser("run", "Run a pipeline over documents.", EXAMPLES)
  parser:argument("pipeline", "A name (newswire) or a script (my.lua).")
  parser:argument("input", "Files, folders, or - for standard input."):args "+"
  options.add_output(parser, "Write to FILE; several tables to a folder DIR/.")
  options.add_inputs(parser)
  parser:flag("--json", "JSON, one record a line: the default unless on a terminal.")
  parser:flag("--pretty", "For reading: the default on a terminal.")
  parser:option("--table", "Write this one of the pipeline's tables."):argname "NAME"
  parser:option("--offsets", "Unit of offsets (default codepoints)."):argname "UNIT"
    :choices { "codepoints", "bytes", "utf16" }
  parser:option("--ref-date", "The day that \"today\" means."):argname "YYYY-MM-DD"
  parser:option("--ref-date-from", "Where that day is: a field of the input, or a pattern of file "
    .. "names such as %Y%m%d."):argname "FIELD|PATTERN"
  parser:option("-p", "Set a parameter of the pipeline."):hidden_name "--param":target "param"
    :argname "KEY=VALUE":count "*"
  parser:option("--color", "Colours: auto, always or never."):argname "WHEN"
    :choices { "auto", "always", "never" }
  parser:flag("--stats", "Say on standard error, as JSON, what was done.")
  return parser
end

-- Gives the parameter texts by name.
local function given_params(list)
  local given = {}
  for _, text in ipairs(list or {}) do
    local key, value = text:match "^([%a_][%w_]*)=(.*)$"
    if not key then
      report.stop(report.USAGE, ("run: -p %s: must be key=value"):format(text), "run")
    end
    given[key] = value
  end
  return given
end

local function load_or_stop(name, given, prepare)
  local pipeline, why = load_pipeline.load(name, given, prepare)
  if not pipeline then report.stop(report.USAGE, why) end
  return pipeline
end

-- Gives the lines about a pipeline's parameters, for its help.
local function describe_params(pipeline, name)
  local set, lines = pipeline.environment.params, {}
  for _, key in ipairs(set:names()) do
    local spec = set.specs[key]
    lines[#lines + 1] = ("   -p %-24s %s"):format(("%s=%s"):format(key, spec.type:upper()),
      (spec.help or "") .. (spec.default ~= nil and (" (default %s)"):format(spec.default) or ""))
  end
  if #lines == 0 then return ("\nPipeline %s has no parameters.\n"):format(name) end
  return ("\nParameters of %s:\n%s\n"):format(name, table.concat(lines, "\n"))
end

-- Shows the help; with a pipeline named, also the pipeline's.
local function help(arguments)
  local text = make_parser():get_help() .. "\n"
  local name = arguments[1]
  if name and name:sub(1, 1) ~= "-" then
    local pipeline = load_or_stop(name, {}, false)
    if pipeline.definition.summary then
      text = ("%s\n\n%s: %s\n"):format(text, name, pipeline.definition.summary)
    end
    text = text .. describe_params(pipeline, name)
  end
  report.say(text)
  return report.OK
end

local function resolver(given)
  local date, why
  if given.ref_date then
    date, why = refdate.parse(given.ref_date)
    if not date then report.stop(report.USAGE, "run: --ref-date: " .. why, "run") end
  end
  local resolve
  resolve, why = refdate.resolver { date = date, from = given.ref_date_from }
  if not resolve then report.stop(report.USAGE, "run: --ref-date-from: " .. why, "run") end
  return resolve
end

-- Names the place of an error: the stage, if one was running.
local function located(raised, stage)
  local message = report.reason(raised)
  if not stage then return message end
  return ("stage '%s': %s"):format(stage, message)
end

-- Runs the pipeline on one document and hands it to the output; raises only what ends the run.
local function process(pipeline, doc, out, counts, inputs)
  local id = doc.id -- a script may close the document
  local ok, result = pcall(function()
    local made = out:make(doc, counts.stages)
    counts:after(doc)
    return made
  end)
  if not ok then
    if report.interrupted() then error(result, 0) end
    inputs:fail(id, located(result, pipeline.current))
    pipeline.current = nil
  else
    report.written(out:write(result))
  end
  doc:close()
end

--- Runs the command.
function run.run(arguments)
  if options.asks_help(arguments) then return help(arguments) end
  local given = options.parse(make_parser(), "run", arguments)
  local resolve = resolver(given)
  local pipeline = load_or_stop(given.pipeline, given_params(given.param), true)
  local out = outputs.open(pipeline, given)
  local counts = tally.new(pipeline)
  local inputs = documents.run(given.input, {
    format = given.format, id_field = given.id_field, text_field = given.text_field,
    replace_bad = given.replace_bad, ref_date = resolve,
  })
  local ok, result = xpcall(function()
    for doc in inputs:each() do
      counts:document()
      process(pipeline, doc, out, counts, inputs)
    end
    report.written(out:close())
  end, report.trace)
  if not ok then
    out:discard()
    error(result, 0)
  end
  if inputs.seen > inputs.failed and out.empty then report.line(counts:why_nothing()) end
  if given.stats then io.stderr:write(counts:json(inputs), "\n") end
  return inputs:finish()
end

return run
