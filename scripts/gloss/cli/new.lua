--- `gloss new module|pipeline NAME`: a script to begin with, whose example holds.
local options = require "gloss.cli.options"
local report = require "gloss.cli.report"

local new = {}

local HEAD = [[
local gloss = require "gloss"
local P = require "gloss.pattern"
local t, w = P.token, P.word

]]

-- A phase of one rule, to be changed.
local PHASE = [[
  P.phase { name = "NAME",
    P.rule { name = "first",
      match = w "treaty" * "of" * t { initcap = true }:as "place",
      emit = { NAME = true }, set = { NAME = { place = "place" } },
      examples = { "The [Treaty of [Arle]{place}]{NAME} ended it.", "It was a treaty of peace." } },
  },
]]

local SCRIPTS = {
  module = "-- NAME: what it finds, in a line.\n" .. HEAD .. [[
return gloss.module {
  name = "NAME", version = "0.1", summary = "what it finds", license = "MIT",
  requires = { "token", "sentence" },
]] .. PHASE .. "}\n",
  pipeline = "-- NAME: what it is for, in a line.\n" .. HEAD .. [[
return gloss.pipeline {
  summary = "what it is for",
  "token", "sentence",
]] .. PHASE .. [[
  output = function(doc) return { id = doc.id, NAME = doc:layer "NAME":rows() } end,
}
]],
}

local function make_parser()
  local parser = options.parser("new", "Write a script to begin with: a pipeline, or a module of "
    .. "rules that pipelines use by its name (docs/pipelines.md).", {
    "gloss new pipeline watch        writes watch.lua",
    "gloss new module lib/treaties   writes lib/treaties.lua" })
  parser:argument("kind", "module or pipeline."):choices { "module", "pipeline" }
  parser:argument("name", "Its name, with a folder in front where it is to be in one.")
  parser:flag("--overwrite", "An existing script may be replaced.")
  return parser
end

--- Runs the command.
function new.run(arguments)
  local given = options.parse(make_parser(), "new", arguments)
  if not given then return report.OK end
  local name = given.name:match "[^/]*$":gsub("%.lua$", "")
  if not (name:find "^[%w_]+$" and load("local " .. name)) then
    report.stop(report.USAGE, ("new: %s: must be a name as Lua has them"):format(name), "new")
  end
  local file = given.name:gsub("%.lua$", "") .. ".lua"
  local sink = options.sink { output = file, overwrite = given.overwrite }
  report.written(sink:write((SCRIPTS[given.kind]:gsub("NAME", name))))
  report.written(sink:close())
  report.line(("%s: a %s; try `gloss test %s`"):format(file, given.kind, file))
  return report.OK
end

return new
