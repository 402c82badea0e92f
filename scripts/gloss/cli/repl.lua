--- `gloss repl [FILE]`: a prompt for Lua, with a document at hand.
local core = require "gloss.core"
local loading = require "gloss.cli.loading"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local command = {}

local function make_parser()
  local parser = options.parser("repl", "Try things on a document, in Lua.", {
    "gloss repl story.txt               tokens and sentences are made",
    "gloss repl --language de brief.txt    they are made as German",
    "gloss repl story.txt --run newswire   every layer of the pipeline is there" })
  parser:argument("file", "A text."):args "?"
  parser:option("--run", "Run this pipeline first."):argname "PIPELINE"
  loading.add_params(parser)
  options.add_language(parser)
  parser:option("--ref-date", "The day that \"today\" means."):argname "YYYY-MM-DD"
  options.add_color(parser)
  return parser
end

-- Gives the file of earlier lines, its folder made, or nil when there is no home for it.
local function history_file()
  local state = os.getenv "XDG_STATE_HOME"
  local home = os.getenv "HOME"
  if not state or state == "" then state = home and home .. "/.local/state" end
  if not state then return nil end
  local folder = ""
  for part in (state .. "/gloss"):gmatch "[^/]+" do
    folder = folder .. "/" .. part
    if not path.make_directory(folder) then return nil end
  end
  return folder .. "/history"
end

local function say(text)
  if text and text ~= "" then report.say(text .. "\n") end
end

-- Evaluates what comes through a pipe or from a file until the end; Ctrl-C gives up what is
-- running, or the waiting for a line.
local function batch(session)
  repeat
    local line = io.read()
    if line then say((session:eval(line))) end
    if report.interrupted() then error("interrupted", 0) end
  until not line or session.done
end

-- Reads at the prompt and evaluates until the end; Ctrl-C gives up the line, or what is running.
local function dialogue(session)
  local function complete(before) return session:complete(before) end
  while not session.done do
    local line, why = core.readline(session.pending and "   > " or "gloss> ", complete)
    if line then
      if line:find "%S" then core.add_history(line) end
      say((session:eval(line)))
    elseif why == "interrupted" then
      session:forget()
    else
      break
    end
  end
end

-- Says something that was asked for on the command line, or ends with what is wrong.
local function must(session, line, code)
  local before = session.globals.doc
  local text = session:eval(line)
  if session.globals.doc == before then report.stop(code, text) end
  return text
end

--- Runs the command.
function command.run(arguments)
  local given = options.parse(make_parser(), "repl", arguments)
  if not given then return report.OK end
  local pretty = require "gloss.pretty"
  local session = options.engine(require("gloss.repl").new, {
    colour = pretty.wants_colour(given.color, true), ref_date = given.ref_date,
    language = given.language, params = loading.params(given, "repl") }, "repl")
  if given.file then say(must(session, ".load " .. given.file, report.FAILED)) end
  if given.run then say(must(session, ".run " .. given.run, report.USAGE)) end
  if not core.isatty(0) then
    batch(session)
    return report.OK
  end
  local history = history_file()
  if history then core.read_history(history) end
  say "gloss repl; .help says more, Ctrl-D ends"
  dialogue(session)
  if history then core.write_history(history) end
  return report.OK
end

return command
