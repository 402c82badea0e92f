--- `gloss run PIPELINE INPUT...`: facts out of documents.
local corpus = require "gloss.cli.corpus"
local dates = require "gloss.cli.dates"
local forms = require "gloss.cli.outputs.forms"
local limits = require "gloss.cli.limits"
local load_pipeline = require "gloss.load"
local loading = require "gloss.cli.loading"
local options = require "gloss.cli.options"
local plans = require "gloss.cli.plan"
local report = require "gloss.cli.report"
local spool = require "gloss.cli.spool"

local run = {}

local MOST_JOBS <const> = 256   -- of core.supervise

local EXAMPLES = {
  "gloss run newswire story.txt                    the facts of one story, on screen",
  "gloss run newswire --json story.txt             the same as a JSON record",
  "gloss run newswire stories/ -o facts.jsonl      a folder, one record a line",
  "gloss run newswire stories/ -o facts.jsonl -j 4 --resume   go on with it, in four processes",
  "gloss run newswire stories/ -o facts.sqlite     a database, with a search in the texts",
  "gloss run my.lua - --in jsonl < stories.jsonl   a script of your own, JSON Lines in",
}

local function make_parser()
  local parser = options.parser("run", "Run a pipeline over documents.", EXAMPLES)
  loading.add_argument(parser)
  parser:argument("input", "Files, folders, or - for standard input."):args "+"
  options.add_output(parser, "Write to FILE; several tables to a folder DIR/.")
  parser:option("-f", "What is written, without it by the ending: jsonl; csv or tsv for tables; "
    .. "sqlite, a database -o FILE; conllu; brat, two files a document in the folder -o DIR/.")
    :hidden_name "--form":target "form":argname "FORM":choices(forms.names)
  options.add_inputs(parser)
  loading.add(parser)
  parser:flag("--json", "JSON, one record a line: the default unless on a terminal.")
  parser:flag("--pretty", "For reading: the default on a terminal.")
  parser:option("--table", "Write this one of the pipeline's tables."):argname "NAME"
  options.add_offsets(parser)
  dates.add(parser)
  options.add_color(parser)
  parser:flag("--resume", "Go on with a run that was interrupted.")
  parser:option("--spool", "Keep standard input in this folder until the run is done, so that it "
    .. "can be resumed."):argname "DIR"
  limits.add(parser)
  parser:flag("--stats", "Say on standard error, as JSON, what was done.")
  return parser
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
    local pipeline, why = load_pipeline.load(name, {}, false)
    if not pipeline then report.stop(report.USAGE, why) end
    if pipeline.definition.summary then
      text = ("%s\n\n%s: %s\n"):format(text, name, pipeline.definition.summary)
    end
    text = text .. describe_params(pipeline, name)
  end
  report.say(text)
  return report.OK
end

-- Gives the options of the supervisor.
local function supervised(given)
  return {
    jobs = limits.number(given, "jobs", 1, 1, MOST_JOBS),
    ordered = not given.unordered,
    timeout = limits.timeout(given),
    memory = limits.size(given, "memory", 1 << 30),
    limit = limits.number(given, "limit", 1),
    max_errors = given.fail_fast and 0 or limits.number(given, "max-errors", 0),
  }
end

local function make_plan(given, choose)
  local ok, result = pcall(plans.new, given.input, {
    format = given.format, id_field = given.id_field, text_field = given.text_field,
    replace_bad = given.replace_bad, encoding = given.encoding,
    ref_date = dates.resolver(given, "run"),
    choose = choose, spool = spool.file(given), resume = given.resume,
    longest = limits.size(given, "max-document", 64 << 20),
  })
  if ok then return result end
  if type(result) == "table" or report.interrupted() then error(result, 0) end
  report.stop(report.USAGE, "--in: " .. result)
end

--- Runs the command.
function run.run(arguments)
  collectgarbage("incremental", 1000)   -- what loading makes stays
  if options.asks_help(arguments) then return help(arguments) end
  local given = options.parse(make_parser(), "run", arguments)
  local job, choose = supervised(given), limits.chooser(given)
  local pipeline = loading.load(given, "run")
  return corpus.run(given, pipeline, make_plan(given, choose), job)
end

return run
