--- `gloss test PIPELINE`: runs the examples of its rules, not those of what a module requires.
local example = require "gloss.pattern.example"
local loading = require "gloss.cli.loading"
local options = require "gloss.cli.options"
local report = require "gloss.cli.report"

local test = {}

local function make_parser()
  local parser = options.parser("test", "Run the examples of a pipeline's rules; exit 1 if one "
    .. "fails.", { "gloss test my.lua" })
  loading.add_argument(parser)
  loading.add(parser)
  return parser
end

-- Runs the examples of a rule and says which fail; gives how many ran and failed.
local function run_rule(pipeline, phase, rule)
  local failed = 0
  for i, source in ipairs(rule.examples) do
    local ok, why = pcall(example.run, pipeline, phase, rule, source)
    if not ok and report.interrupted() then error(why, 0) end
    if why then
      failed = failed + 1
      report.say(("%s: rule '%s': example %d: %s\n"):format(rule.where, rule.name, i,
        ok and why or report.reason(why)))
    end
  end
  return #rule.examples, failed
end

--- Runs the command.
function test.run(arguments)
  local given = options.parse(make_parser(), "test", arguments)
  if not given then return report.OK end
  local pipeline = loading.load(given, "test")
  local ran, failed, rules = 0, 0, 0
  for _, stage in ipairs(pipeline.stages) do
    for _, rule in ipairs(stage.phase and not stage.required and stage.phase.rules or {}) do
      local n, bad = run_rule(pipeline, stage.phase, rule)
      ran, failed, rules = ran + n, failed + bad, rules + 1
    end
  end
  report.say(("%s of %s, %d failed\n"):format(report.count(ran, "example"),
    report.count(rules, "rule"), failed))
  return failed > 0 and report.NEGATIVE or report.OK
end

return test
