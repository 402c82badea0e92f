--- `gloss doc PIPELINE`: what a pipeline or module is made of: its parameters, its stages with the
-- layers they read and make, and its rules with their examples.
local loading = require "gloss.cli.loading"
local options = require "gloss.cli.options"
local ordered_pairs = require "gloss.ordered"
local pretty = require "gloss.pretty"
local report = require "gloss.cli.report"

local doc = {}

local function make_parser()
  local parser = options.parser("doc", "Say what a pipeline or module is made of: its parameters, "
    .. "the layers and columns that its stages make, its rules with their examples.",
    { "gloss doc newswire", "gloss doc my.lua" })
  loading.add_argument(parser)
  loading.add(parser)
  return parser
end

local function add_params(page, pipeline)
  local set = pipeline.environment.params
  local names = set:names()
  if #names > 0 then page:heading "Parameters" end
  for _, name in ipairs(names) do
    local spec = set.specs[name]
    local default = spec.default ~= nil and ("; %s unless given"):format(spec.default) or ""
    page:field(name, ("%s%s%s"):format(spec.type, default, spec.help and ": " .. spec.help or ""))
  end
end

-- Gives "layer (column, column)" of what a stage makes.
local function made_by(stage, layer)
  local names = {}
  for name in ordered_pairs(stage.columns[layer] or {}) do
    if name ~= "relation" then names[#names + 1] = name end
  end
  return #names > 0 and ("%s (%s)"):format(layer, table.concat(names, ", ")) or layer
end

local function add_stages(page, pipeline)
  page:heading "Stages"
  for _, stage in ipairs(pipeline.stages) do
    page:paragraph(stage.name .. (stage.required and " (required)" or ""), 2)
    if #stage.reads > 0 then page:field("  reads", table.concat(stage.reads, ", ")) end
    for i, layer in ipairs(stage.makes) do
      page:field(i == 1 and "  makes" or "", made_by(stage, layer))
    end
  end
end

local function add_rule(page, rule)
  page:paragraph(("%s (%s)"):format(rule.full_name, rule.where), 2)
  if rule.summary then page:field("", rule.summary) end
  page:field("  emits", table.concat(rule.makes, ", "))
  for i, example in ipairs(rule.examples) do page:field(i == 1 and "  examples" or "", example) end
end

local function add_rules(page, pipeline)
  local begun = false
  for _, stage in ipairs(pipeline.stages) do
    for _, rule in ipairs(stage.phase and not stage.required and stage.phase.rules or {}) do
      if not begun then page:heading "Rules" end
      begun = true
      add_rule(page, rule)
    end
  end
end

-- Gives the line about a pipeline or a module.
local function title_of(pipeline, name)
  local module, summary = pipeline.module, pipeline.definition.summary
  if module then
    return ("%s %s (%s)"):format(module.name, module.version, module.license), summary
  end
  return pipeline.definition.name or name, summary
end

--- Runs the command.
function doc.run(arguments)
  local given = options.parse(make_parser(), "doc", arguments)
  if not given then return report.OK end
  local pipeline = loading.load(given, "doc")
  local page = pretty.page { colour = pretty.wants_colour(nil, true) }
  local title, summary = title_of(pipeline, given.pipeline)
  page:heading(title)
  if summary then page:paragraph(summary, 2) end
  add_params(page, pipeline)
  add_stages(page, pipeline)
  add_rules(page, pipeline)
  report.say(page:text())
  return report.OK
end

return doc
