--- Modules: stages that others use, with a name, a version and what they stand on. A module is a
-- pipeline whose `requires` run first where a pipeline has not made what they make.
local nearest = require "gloss.nearest"
local pipeline = require "gloss.pipeline"

local module = {}

local FIELDS = { "name", "version", "summary", "license", "requires", "tokenizer", "splitter" }
local TEXTS = { { "name", "^%a[%w_.-]*$", "letters, digits and _.-" },
                { "version", "^%d+%.%d+[%w.+-]*$", "a number such as 1.0 or 1.0.2" },
                { "summary", "%S", "a line of text" }, { "license", "%S", "a name such as MIT" } }

local function check(definition)
  if type(definition) ~= "table" then error("module takes a table", 0) end
  nearest.check_fields("module", definition, FIELDS)
  for _, text in ipairs(TEXTS) do
    local field, pattern, wanted = table.unpack(text)
    local value = definition[field]
    if type(value) ~= "string" or not value:find(pattern) then
      error(("module: %s must be %s"):format(field, wanted), 0)
    end
  end
  if definition.requires ~= nil and type(definition.requires) ~= "table" then
    error("module: requires is a list of names", 0)
  end
  for _, name in ipairs(definition.requires or {}) do
    if type(name) ~= "string" then error("module: requires is a list of names", 0) end
  end
  if #definition == 0 then error(("module '%s': no stages"):format(definition.name), 0) end
end

--- Makes a module of a definition (docs/pipelines.md); raises on one that is wrong.
--   environment  of the script: its `require` finds what it requires
function module.new(definition, environment)
  check(definition)
  return pipeline.new({ name = definition.name, summary = definition.summary,
    tokenizer = definition.tokenizer, splitter = definition.splitter,
    table.unpack(definition) }, environment, definition)
end

return module
