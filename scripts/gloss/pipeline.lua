--- Pipelines: stages in order, and what comes of a document, a record (`output`) or rows of tables.
-- A pipeline is made by a script, prepared once (checked, engines compiled), then run.
local core = require "gloss.core"
local fuse = require "gloss.fuse"
local json = require "gloss.json"
local nearest = require "gloss.nearest"
local origin = require "gloss.origin"
local stage = require "gloss.stage"
local tables = require "gloss.tables"

local pipeline = {}
local Pipeline = { __name = "gloss.pipeline" }
Pipeline.__index = Pipeline

local FIELDS = { "output", "tables", "reduce", "params", "tokenizer", "splitter", "pretty", "name",
                 "summary" }

local function check(definition)
  nearest.check_fields("pipeline", definition, FIELDS)
  for _, field in ipairs { "output", "pretty" } do
    if definition[field] ~= nil and type(definition[field]) ~= "function" then
      error(("pipeline: %s must be a function"):format(field), 0)
    end
  end
  if definition.output and definition.tables then
    error("pipeline: both output and tables; a run writes one of them", 0)
  end
  if definition.reduce and not definition.tables then
    error("pipeline: reduce without tables", 0)
  end
  if definition.tables then tables.check(definition.tables, definition.reduce) end
end

-- Tells whether all that a stage makes is made already.
local function is_made(one, made)
  for _, name in ipairs(one.makes) do
    if not made[name] then return false end
  end
  return #one.makes > 0
end

-- Adds stages; "token", "sentence", "paragraph" and "line", and what a module requires, are left
-- out where made before.
local function append(stages, more, made)
  for _, one in ipairs(more) do
    if not ((one.basic or one.required) and is_made(one, made)) then
      stages[#stages + 1] = one
      for _, name in ipairs(one.makes) do made[name] = true end
    end
  end
end

-- Gives stages as ones that a module requires.
local function required(list)
  local copies = {}
  for i, one in ipairs(list) do
    copies[i] = { required = true }
    for key, value in next, one do copies[i][key] = value end
  end
  return copies
end

--- Makes a pipeline of a definition (docs/pipelines.md); raises on one that is wrong.
--   environment  of the script: its params and `require`
--   module       the definition of the module that it is, or nil
function pipeline.new(definition, environment, module)
  check(definition)
  if definition.params then environment.params:declare(definition.params) end
  local stages, made = {}, {}
  for _, name in ipairs(module and module.requires or {}) do
    append(stages, required(stage.normalise(name, environment)), made)
  end
  for _, item in ipairs(definition) do
    append(stages, stage.normalise(item, environment), made)
  end
  return setmetatable({ stages = stages, definition = definition, environment = environment,
                        tables = definition.tables, reduce = definition.reduce,
                        pretty = definition.pretty, module = module }, Pipeline)
end

local default_tokenizer, default_splitter

--- Gives the tokenizer of the pipeline: its own, else the default one.
function Pipeline:tokenizer()
  if self.definition.tokenizer then return self.definition.tokenizer end
  default_tokenizer = default_tokenizer or core.tokenizer {}
  return default_tokenizer
end

--- Gives the sentence splitter of the pipeline: its own, else the default one.
function Pipeline:splitter()
  if self.definition.splitter then return self.definition.splitter end
  default_splitter = default_splitter or require "gloss.splitter" {}
  return default_splitter
end

--- Checks the order of the stages and compiles what they need, once; raises on bad data. Not done
-- by `new`, as a pipeline may be made to be a stage of another that makes what it reads.
function Pipeline:prepare()
  if self.prepared then return end
  stage.check(self.stages)
  for _, one in ipairs(self.stages) do
    if one.prepare then one.prepare(self) end
  end
  self.sets = fuse.plan(self.stages)
  self.prepared = true
end

--- Runs the stages on a document and returns it; `self.current` names the stage that raised.
--   counts  if given, counts[i] grows by the annotations stage i made
--   after   if given, called with i when stage i has run
function Pipeline:run(doc, counts, after)
  self:prepare()
  self.environment:start(doc.id)
  local _, known = doc:row_count()
  for i, one in ipairs(self.stages) do
    self.current = one.name
    local set = self.sets[i]
    if not set then one.run(doc) elseif set.first == i then set.engine:run(doc) end
    stage.bind_empty(one, doc)
    if after then after(i) end
    if counts then
      local rows
      rows, known = doc:row_count(known)
      if set then rows = #doc:layer(one.makes[1]) end
      counts[i] = (counts[i] or 0) + rows
    end
  end
  self.current = nil
  return doc
end

-- The record of a pipeline without `output`: the rows of every layer but basic ones.
local function all_layers(doc)
  local record = { id = doc.id }
  for _, name in ipairs(doc:layers()) do
    if not stage.basic_layers[name] then record[name] = json.array(doc:layer(name):rows()) end
  end
  return record
end

--- Runs the stages, as `run` does, and gives the document's record, or nil when `output` gave none.
function Pipeline:record(doc, counts, after)
  self:run(doc, counts, after)
  self.current = "output"
  local output = self.definition.output
  local record
  if output then record = output(doc) else record = all_layers(doc) end
  if record ~= nil and type(record) ~= "table" then
    error(("output must give a table, not a %s"):format(type(record)), 0)
  end
  if record then origin.tell(doc, record) end
  self.current = nil
  return record
end

--- Gives the rows of one table for a document that has been run.
function Pipeline:rows_of(doc, name)
  local definition = self.tables and self.tables[name]
  if not definition then error(nearest.unknown("table", name, self:table_names()), 2) end
  self.current = ("table %s"):format(name)
  local rows = tables.rows(definition, name, doc)
  self.current = nil
  return rows
end

--- Runs the stages and gives the rows of one table.
function Pipeline:rows(doc, name)
  self:run(doc)
  return self:rows_of(doc, name)
end

--- Gives the names of the tables, sorted.
function Pipeline:table_names()
  local names = {}
  for name in next, self.tables or {} do names[#names + 1] = name end
  table.sort(names)
  return names
end

return pipeline
