--- `gloss check PIPELINE`: what is likely wrong with its rules.
local check_rules = require "gloss.pattern.check"
local loading = require "gloss.cli.loading"
local options = require "gloss.cli.options"
local report = require "gloss.cli.report"

local check = {}

--- Runs the command; lines found are the exit code 1.
function check.run(arguments)
  local parser = options.parser("check", "Load a pipeline and say what is likely wrong with its "
    .. "rules: literals that are never one token, choices that never match, unused captures, rules "
    .. "without examples.", { "gloss check my.lua" })
  loading.add_argument(parser)
  loading.add(parser)
  local given = options.parse(parser, "check", arguments)
  if not given then return report.OK end
  local lines = check_rules.lines(loading.load(given, "check"))
  for _, line in ipairs(lines) do report.say(line .. "\n") end
  return #lines > 0 and report.NEGATIVE or report.OK
end

return check
