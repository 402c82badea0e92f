--- `gloss gazetteer build|info|check`: makes .gaz files, says what is in one, looks a list over.
local core = require "gloss.core"
local entries = require "gloss.cli.entries"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local gazetteer = {}

local function build_parser()
  local parser = options.parser("gazetteer build", "Compile a list of entries into a .gaz file.", {
    "gloss gazetteer build people.tsv -o people.gaz --case folded",
    "gloss gazetteer build cities.csv -o place.gaz --columns surface=name,iso=country",
    "gloss gazetteer build patterns.jsonl -o org.gaz --policy all    # of a spaCy EntityRuler" })
  parser:argument("input", "TSV, CSV or JSONL with a column surface, or spaCy's patterns.")
  parser:option("-o", "The file to write."):hidden_name "--output":target "output"
    :argname "FILE":count(1)
  parser:option("--name", "Name of the layer it makes (default: the output's stem)."):argname "NAME"
  entries.add(parser)
  options.add_tokenizer(parser)
  parser:flag("--overwrite", "An existing output may be replaced.")
  return parser
end

-- Compiles the list that a command line names; ends the command when that fails.
local function compile(given, name, command)
  local tokenizer = options.tokenizer(given, command)
  local ok, engine = pcall(function()
    return require("gloss.gazetteer").new(entries.definition(given, given.input, name), ".")
      :compile(tokenizer)
  end)
  if not ok then
    report.stop(report.USAGE, ("%s: %s"):format(command, tostring(engine):gsub("^gazetteer: ", "")))
  end
  return engine, tokenizer
end

local function count(n) return n == 1 and "1 entry" or n .. " entries" end

local function build(arguments)
  local given = options.parse(build_parser(), "gazetteer build", arguments)
  if not given then return report.OK end
  if path.ending(given.output) ~= "gaz" then
    return report.usage(given.output .. ": the output's name must end in .gaz", "gazetteer build")
  end
  if not given.overwrite and path.mode(given.output) then
    report.stop(report.UNWRITTEN, given.output .. ": exists; --overwrite replaces it")
  end
  local name = given.name or select(2, path.name(given.output))
  local engine = compile(given, name, "gazetteer build")
  local written, why = engine:save(given.output)
  if not written then
    report.stop(report.UNWRITTEN, path.said(why, given.output))
  end
  report.line(("%s: %s"):format(given.output, count(#engine)))
  return report.OK
end

-- Opens a file, whatever tokenizer it was made for, and checks all of it.
local function open(file)
  local engine, why = core.open_gazetteer(file, nil, true)
  if not engine then report.line(path.said(why, file)) end
  return engine
end

local function info(arguments)
  local parser = options.parser("gazetteer info", "Say what a .gaz file holds.",
    { "gloss gazetteer info people.gaz" })
  parser:argument("file", "A .gaz file.")
  local given = options.parse(parser, "gazetteer info", arguments)
  if not given then return report.OK end
  local engine = open(given.file)
  if not engine then return report.FAILED end
  report.say(("name       %s\nentries    %d\ncolumns    %s\ntokenizer  %s\n"):format(
    engine.name, #engine, table.concat(engine.columns, ", "), engine.fingerprint))
  local settings, names = engine.settings, {}
  for name in next, settings do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = settings[name]
    value = type(value) == "table" and table.concat(value, ", ") or tostring(value)
    report.say((("%-10s %s"):format(name, value):gsub(" +$", "") .. "\n"))
  end
  return report.OK
end

local function check(arguments)
  local parser = options.parser("gazetteer check", "Look a list over before it is used: what "
    .. "cannot be read is an error; entries that say the same twice are named. A .gaz file is "
    .. "verified.",
    { "gloss gazetteer check people.tsv --case folded", "gloss gazetteer check people.gaz" })
  parser:argument("input", "TSV, CSV, JSONL or .gaz.")
  entries.add(parser)
  options.add_tokenizer(parser)
  local given = options.parse(parser, "gazetteer check", arguments)
  if not given then return report.OK end
  if path.ending(given.input) == "gaz" then
    local engine = open(given.input)
    if not engine then return report.FAILED end
    report.say(("%s: %s, whole\n"):format(given.input, count(#engine)))
    return report.OK
  end
  local engine = compile(given, "check", "gazetteer check")
  local source = require("gloss.entries").open { file = given.input,
    columns = entries.columns(given) }
  local doubtful = require("gloss.entries.check")(source, function(place, what)
    report.say(("%s: %s: %s\n"):format(given.input, place, what))
  end)
  report.say(("%s: %s, %d doubtful\n"):format(given.input, count(#engine), doubtful))
  return doubtful == 0 and report.OK or report.NEGATIVE
end

local HELP = [[
Usage: gloss gazetteer ACTION ...

Make and look over lists of names (docs/gazetteer.md). `gloss match -g FILE` finds their entries.

Actions, each with its own --help:
   build IN -o OUT.gaz          Compile a list into a file that opens at once.
   info FILE.gaz                Say what such a file holds.
   check FILE                   Name what is doubtful in a list, or verify a .gaz.

Examples:
  gloss gazetteer build people.tsv -o people.gaz --case folded
  gloss gazetteer info people.gaz
  gloss gazetteer check people.tsv
]]

local ACTIONS = { build = build, info = info, check = check }

--- Runs the command.
function gazetteer.run(arguments)
  local action = ACTIONS[arguments[1]]
  if action then return action(table.move(arguments, 2, #arguments, 1, {})) end
  if options.asks_help(arguments) then
    report.say(HELP)
    return report.OK
  end
  return report.usage(arguments[1] and require("gloss.nearest").unknown("action of gazetteer",
    arguments[1], { "build", "info", "check" }) or "gazetteer: build, info or check?", "gazetteer")
end

return gazetteer
