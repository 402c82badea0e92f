--- The command line: `gloss COMMAND ...`. Each command is a module gloss.cli.COMMAND with
-- run(arguments), which gives the exit code: 0 ok, 1 a negative answer, 2 usage or a script that
-- does not load, 3 some inputs failed, 4 output not written, 130 interrupted.
local core = require "gloss.core"
local report = require "gloss.cli.report"

local cli = {}

cli.commands = { "run", "test", "check", "explain", "profile", "new", "list", "doc", "segment",
                 "tokenize", "match", "gazetteer", "train", "eval", "diff", "repl", "version",
                 "help" }

local function known(name)
  for _, command in ipairs(cli.commands) do
    if command == name then return true end
  end
end

local ALIASES = { ["-h"] = "help", ["--help"] = "help",
                  ["-V"] = "version", ["--version"] = "version" }

--- Runs a command line, the words after the program's name, and gives the exit code.
function cli.main(name, ...)
  local rest = { ... }
  if not name then
    io.stderr:write(require("gloss.cli.help").overview())
    return 2
  end
  name = ALIASES[name] or name
  if not known(name) then
    return report.usage(require("gloss.nearest").unknown("command", name, cli.commands))
  end
  local ok, result = core.xpcall(require("gloss.cli." .. name).run, report.trace, rest)
  if ok then return result end
  return report.failure(result)
end

return cli
