--- `gloss gazetteer build|info`: makes .gaz files, and says what is in one.
local core = require "gloss.core"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local gazetteer = {}

local function build_parser()
  local parser = options.parser("gazetteer build", "Compile a list of entries into a .gaz file.", {
    "gloss gazetteer build people.tsv -o people.gaz --case folded",
    "gloss gazetteer build cities.csv -o place.gaz --columns surface=name,iso=country" })
  parser:argument("input", "TSV, CSV or JSONL, with a column surface.")
  parser:option("-o", "The file to write."):hidden_name "--output":target "output"
    :argname "FILE":count(1)
  parser:option("--case", "How case counts: exact (the default), folded or smart.")
    :argname "HOW":choices { "exact", "folded", "smart" }
  parser:option("--columns", "Columns to keep: names, or NEW=OLD, with commas.")
    :argname "LIST"
  parser:option("--name", "Name of the layer it makes (default: the output's stem)."):argname "NAME"
  parser:flag("--all", "Find all matches, not the longest only.")
  parser:flag("--overwrite", "An existing output may be replaced.")
  return parser
end

-- Gives the columns table of "surface=name,iso".
local function columns_of(text)
  if not text then return nil end
  local columns = {}
  for part in text:gmatch "[^,]+" do
    local new, old = part:match "^%s*([^=]-)%s*=%s*(.-)%s*$"
    if new then columns[new] = old else columns[part:match "^%s*(.-)%s*$"] = part:match "%S.*%S" end
  end
  return columns
end

local function build(arguments)
  local given = options.parse(build_parser(), "gazetteer build", arguments)
  if not given then return report.OK end
  if not given.overwrite and path.mode(given.output) then
    report.stop(report.UNWRITTEN, given.output .. ": exists; --overwrite replaces it")
  end
  local ok, engine = pcall(function()
    local description = require("gloss.gazetteer").new({ file = given.input, case = given.case,
      columns = columns_of(given.columns), all = given.all or nil,
      name = given.name or select(2, path.name(given.output)) }, ".")
    return description:compile(core.tokenizer {})
  end)
  if not ok then report.stop(report.USAGE, "gazetteer build: " .. tostring(engine)) end
  local written, why = engine:save(given.output)
  if not written then
    report.stop(report.UNWRITTEN, ("%s: %s"):format(given.output, path.reason(why, given.output)))
  end
  report.line(("%s: %d entries"):format(given.output, #engine))
  return report.OK
end

local function info(arguments)
  local parser = options.parser("gazetteer info", "Say what a .gaz file holds.")
  parser:argument("file", "A .gaz file.")
  local given = options.parse(parser, "gazetteer info", arguments)
  if not given then return report.OK end
  local engine, why = core.open_gazetteer(given.file, core.tokenizer {}, true)
  if not engine then
    report.line(("%s: %s"):format(given.file, path.reason(why, given.file)))
    return report.FAILED
  end
  report.say(("name     %s\nentries  %d\ncolumns  %s\n"):format(
    engine.name, #engine, table.concat(engine.columns, ", ")))
  return report.OK
end

local ACTIONS = { build = build, info = info }

--- Runs the command.
function gazetteer.run(arguments)
  local action = ACTIONS[arguments[1]]
  if action then return action(table.move(arguments, 2, #arguments, 1, {})) end
  local text = "gloss gazetteer build IN -o OUT.gaz   compile a list\n"
    .. "gloss gazetteer info FILE.gaz         say what is in one\n"
  if options.asks_help(arguments) then
    report.say(text)
    return report.OK
  end
  return report.usage(arguments[1] and require("gloss.nearest").unknown("action of gazetteer",
    arguments[1], { "build", "info" }) or "gazetteer: build or info?", "gazetteer")
end

return gazetteer
