--- `gloss profile PIPELINE INPUT...`: where the time goes, by stage and by rule.
local dates = require "gloss.cli.dates"
local documents = require "gloss.cli.documents"
local loading = require "gloss.cli.loading"
local options = require "gloss.cli.options"
local profiles = require "gloss.pattern.profile"
local report = require "gloss.cli.report"

local profile = {}
local MOST_PREDICATES = 10   -- lines; JSON has all

local function make_parser()
  local parser = options.parser("profile", "Run a pipeline and say what its stages took and made, "
    .. "and what each rule of token patterns takes when it runs alone: time, starts it was asked "
    .. "about, steps, matches that won and lost.", { "gloss profile my.lua stories/" })
  loading.add_argument(parser)
  parser:argument("input", "Files, folders, or - for standard input."):args "+"
  parser:flag("--json", "JSON.")
  loading.add(parser)
  dates.add(parser)
  options.add_inputs(parser)
  return parser
end

-- Gives the lines for reading.
local function lines_of(record)
  local lines = { ("%s, %d bytes\n\n%10s  %10s  %s\n"):format(
    report.count(record.documents, "document"), record.bytes, "ms", "rows", "stage") }
  for _, one in ipairs(record.stages) do
    lines[#lines + 1] = ("%10.2f  %10d  %s\n"):format(1000 * one.seconds, one.rows, one.stage)
  end
  if #record.rules > 0 then
    lines[#lines + 1] = ("\n%10s  %10s  %10s  %7s  %7s  %s\n"):format("ms alone", "starts", "steps",
      "found", "lost", "rule")
  end
  for _, one in ipairs(record.rules) do
    lines[#lines + 1] = ("%10.2f  %10d  %10d  %7d  %7d  %s (%s)\n"):format(1000 * one.seconds,
      one.starts, one.steps, one.found, one.lost, one.rule, one.where)
  end
  if #record.predicates > 0 then
    lines[#lines + 1] = ("\n%10s  %10s  %10s  %s\n"):format("ms", "calls", "passed",
      "predicate that Lua answers")
  end
  for i = 1, math.min(#record.predicates, MOST_PREDICATES) do
    local one = record.predicates[i]
    lines[#lines + 1] = ("%10.2f  %10d  %10d  %s of %s (%s)\n"):format(1000 * one.seconds,
      one.calls, one.passed, one.pattern, one.rule, one.where)
  end
  return table.concat(lines)
end

--- Runs the command.
function profile.run(arguments)
  local given = options.parse(make_parser(), "profile", arguments)
  if not given then return report.OK end
  local pipeline = loading.load(given, "profile")
  given.ref_date = dates.resolver(given, "profile")
  local sums, inputs = profiles.new(pipeline), documents.run(given.input, given)
  for doc in inputs:each() do
    inputs:attempt(doc, sums.add, sums, doc)
    doc:close()
  end
  local record = sums:record()
  report.say(given.json and require("gloss.json").encode(record) .. "\n" or lines_of(record))
  return inputs:finish()
end

return profile
