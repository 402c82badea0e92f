--- `gloss list`: the pipelines and modules there are by name, where each is from, and what it is.
local load_pipeline = require "gloss.load"
local options = require "gloss.cli.options"
local pretty = require "gloss.pretty"
local report = require "gloss.cli.report"

local list = {}

local function make_parser()
  return options.parser("list", "List the pipelines and modules that have a name: those built in, "
    .. "then those on $GLOSS_PATH.", { "gloss list", "GLOSS_PATH=lib gloss list" })
end

-- Says what a pipeline is; of a script that is none, why it does not load.
local function said_of(name)
  local pipeline, why = load_pipeline.load(name, {}, false)
  if not pipeline then return "does not load: " .. why end
  local module, summary = pipeline.module, pipeline.definition.summary or ""
  return module and ("module %s: %s"):format(module.version, summary) or summary
end

--- Runs the command.
function list.run(arguments)
  local given = options.parse(make_parser(), "list", arguments)
  if not given then return report.OK end
  for _, name in ipairs(load_pipeline.names()) do
    local file = load_pipeline.find(name)
    report.say(("%-16s %-24s %s\n"):format(name, pretty.safe(file or "built in"),
                                           pretty.safe(said_of(name))))
  end
  return report.OK
end

return list
