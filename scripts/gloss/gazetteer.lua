--- Gazetteer descriptions: where the entries are and how they match. A pipeline compiles them with
-- its tokenizer; alone, a description takes its own `tokenizer` or the default one.
local core = require "gloss.core"
local nearest = require "gloss.nearest"
local path = require "gloss.path"

local gazetteer = {}
local Description = { __name = "gloss.gazetteer.description" }
Description.__index = Description

-- How entries match: given to the core as they are, settled when a .gaz is built.
local SETTINGS = { "case", "policy", "validity", "diacritics", "substring", "variants", "fuzzy" }
local FIELDS = { "name", "file", "entries", "columns", "stop", "evidence", "base", "tokenizer",
                 table.unpack(SETTINGS) }

local CHOICES = { case = { "exact", "folded", "smart" }, policy = { "longest", "all", "priority" },
                  validity = { "flag", "only" }, diacritics = { "on", "off" } }

-- Checks a definition of entries that are added to another gazetteer, whose settings they take.
local function check_base(definition)
  local meta = getmetatable(definition.base)
  if type(meta) ~= "table" or meta.__name ~= Description.__name then
    error("gazetteer: base must be a gazetteer", 0)
  end
  for _, key in ipairs { "name", table.unpack(SETTINGS) } do
    if definition[key] ~= nil then
      error(("gazetteer: %s is that of the base"):format(key), 0)
    end
  end
end

local function check(definition)
  nearest.check_fields("gazetteer", definition, FIELDS)
  if (definition.file == nil) == (definition.entries == nil) then
    error("gazetteer: give either file or entries", 0)
  end
  if definition.entries ~= nil and type(definition.entries) ~= "table" then
    error("gazetteer: entries must be a list", 0)
  end
  if definition.file and type(definition.file) ~= "string" then
    error("gazetteer: file must be a string", 0)
  end
  if definition.base then check_base(definition) end
  if not definition.file and not definition.name and not definition.base then
    error("gazetteer: entries need a name for the layer they make", 0)
  end
  if definition.file and path.ending(definition.file) == "gaz" then
    for _, key in ipairs(FIELDS) do
      if key ~= "name" and key ~= "file" and key ~= "tokenizer" and definition[key] ~= nil then
        error(("gazetteer: %s: %s is settled when a .gaz is built"):format(definition.file, key), 0)
      end
    end
  end
  for key, known in next, CHOICES do
    local value = definition[key]
    if value ~= nil and not nearest.is_in(known, value) then
      error("gazetteer: " .. nearest.unknown(key, value, known), 0)
    end
  end
end

--- Makes a description; raises on a wrong one, or a file that is not there.
--   directory  the folder that a relative `file` is looked for in
function gazetteer.new(definition, directory)
  check(definition)
  local self = setmetatable({ engines = {} }, Description)
  for _, key in ipairs(FIELDS) do self[key] = definition[key] end
  if self.file then
    self.file = path.join(directory or ".", definition.file)
    local mode, why = path.mode(self.file)
    if mode ~= "file" then
      error(("gazetteer: %s: %s"):format(self.file, mode and "no file, but a " .. mode or why), 0)
    end
  end
  if self.base then self.name = self.base.name end
  self.name = self.name or select(2, path.name(definition.file))
  if self.tokenizer then self:compile(self.tokenizer) end
  return self
end

-- Gives where a column's name stands, if the source has a header, to be put before a message.
local function heading(source, column)
  local at = source.header and source.header(column)
  return at and at .. ": " or ""
end

local function check_columns(source, where)
  for _, column in ipairs(source.columns) do
    if core.span_uses(column) then
      error(("%s: %scolumn '%s' has a name that spans use; rename it by columns = { other = '%s' }")
            :format(where, heading(source, column), column, column), 0)
    end
  end
end

-- Gives where in the source an entry is that the core refused, by the column that it names. The
-- source is read again up to it, for entries are added many at a time.
local function place(self, number, message)
  local name = message:match "column \"([^\"]+)\"" or message:match "%): ([%w_]+): expected"
  local source = require("gloss.entries").open(self)
  for _ = 1, number do source.each() end
  local found = source.where(name or "surface")
  return message:sub(1, #found) == found and "" or found .. ": "
end

local function build(self, tokenizer, base)
  local where = self.file or ("gazetteer '%s'"):format(self.name)
  local source = require("gloss.entries").open(self)
  if base then source = require("gloss.entries.arrange")(source, base.columns, where) end
  check_columns(source, where)
  local settings = base and base.settings or self
  local options = { name = self.name, columns = source.columns, tokenizer = tokenizer }
  for _, key in ipairs(SETTINGS) do options[key] = settings[key] end
  options.entries = source.each
  local ok, engine = pcall(core.gazetteer, options)
  if ok then return engine end
  local number = engine:match "^entry (%d+) %("
  local taken = engine:match '^column name "(.*)" is taken$'
  if number then engine = place(self, tonumber(number), engine) .. engine end
  if taken then engine = heading(source, taken) .. engine end
  error(("%s: %s"):format(where, engine), 0)
end

--- Tells whether the entries are a compiled file.
function Description:is_compiled()
  return self.file ~= nil and path.ending(self.file) == "gaz"
end

--- Opens the compiled file, whatever layer it makes; raises when it is none.
function Description:open(tokenizer)
  local engine, why = core.open_gazetteer(self.file, tokenizer)
  if not engine then error(path.said(why, self.file), 0) end
  return engine
end

--- Gives the engine for a tokenizer, made once for each; raises on bad data.
function Description:compile(tokenizer)
  local key = tokenizer.fingerprint
  local engine = self.engines[key]
  if engine then return engine end
  if self:is_compiled() then
    engine = self:open(tokenizer)
    if engine.name ~= self.name then
      error(("%s: makes the layer '%s', not '%s'; build it with --name"):format(
        self.file, engine.name, self.name), 0)
    end
  elseif self.base then
    local base = self.base:compile(tokenizer)
    engine = core.overlay(base, build(self, tokenizer, base))
  else
    engine = build(self, tokenizer)
  end
  self.engines[key] = engine
  return engine
end

--- Finds the entries in a document that has tokens: binds and returns the layer.
function Description:run(doc)
  self.tokenizer = self.tokenizer or core.tokenizer {}
  return self:compile(self.tokenizer):run(doc)
end

return gazetteer
