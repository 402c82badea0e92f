--- Layers and columns of tokens that were made elsewhere (--annotations FILE): found by the ids of
-- documents, compared with their texts, and bound by stages that a pipeline gets before its own.
local core = require "gloss.core"
local nearest = require "gloss.nearest"
local path = require "gloss.path"
local sort = require "gloss.sort"

local annotations = {}
local Annotations = {}
Annotations.__index = Annotations

local FORMATS = { jsonl = "jsonl", ndjson = "jsonl", conllu = "conllu", conll = "conllu" }
local ENTRY <const> = 16 + 12 + 2 + 1   -- of the index: hash of the id, byte, file, line feed
local TOKEN = { kind = true, shape = true, space = true, hash = true, form = true, folded = true }

local function open(file)
  local handle, why = io.open(file, "rb")
  if not handle then error(path.said(why, file), 0) end
  return handle
end

local function type_of(value)
  if type(value) == "string" then return "symbol" end
  if type(value) == "boolean" then return "boolean" end
  return math.type(value) == "integer" and "integer" or "number"
end

-- Gives the type that holds values of two; nil when none does.
local function wider(a, b)
  if a == nil or a == b then return b end
  local numeric = { integer = true, number = true }
  return numeric[a] and numeric[b] and "number" or nil
end

-- Widens a column {type, list} for a value; false when it cannot be.
local function widen(column, value)
  local list = type(value) == "table"
  if column.list == nil then column.list = list end
  if column.list ~= list then return false end
  for _, one in ipairs(list and value or { value }) do
    local made = wider(column.type, type_of(one))
    if not made then return false end
    column.type = made
  end
  return true
end

-- Adds to the schema what a document says.
local function learn(self, file, said)
  for name, rows in next, said.layers do
    self.schema[name] = self.schema[name] or {}
    for _, row in ipairs(rows) do
      for column, value in next, row.values do
        local known = self.schema[name][column] or {}
        self.schema[name][column] = known
        if not widen(known, value) then
          error(("%s: document '%s': column '%s' of '%s' holds a %s, where others do not"):format(
            file, said.id, column, name, type(value) == "table" and "list" or type(value)), 0)
        end
      end
    end
  end
end

-- Iterates over the index entries of all documents of the files.
local function entries(self)
  local k, each, handle = 0, nil, nil
  return function()
    while true do
      local said, at
      if each then said, at = each() end
      if said then
        learn(self, self.files[k].path, said)
        return ("%s%012x%02x\n"):format(core.hash(said.id), at, k)
      end
      if handle then handle:close() end
      k = k + 1
      local file = self.files[k]
      if not file then return nil end
      handle = open(file.path)
      each = file.format.documents(handle, file.path)
    end
  end
end

-- Joins strings without a table of them all.
local function joined(each)
  local parts, some = {}, {}
  for text in each do
    some[#some + 1] = text
    if #some == 4096 then parts[#parts + 1], some = table.concat(some), {} end
  end
  return table.concat(parts) .. table.concat(some)
end

local function check_schema(self)
  for name, columns in next, self.schema do
    for column, spec in next, columns do
      spec.type = spec.type or "symbol"
      if core.span_uses(column) then
        error(("--annotations: column '%s' of '%s': spans have a '%s' of their own"):format(column,
          name, column), 0)
      end
      if name == "token" and TOKEN[column] then
        error(("--annotations: tokens have a column '%s' of their own"):format(column), 0)
      end
    end
  end
end

--- Opens files of annotations, JSON Lines or CoNLL-U by their endings: their index, which is made
-- by reading them once, is a string, so that workers share it. Raises with what is wrong.
function annotations.open(files)
  local self = setmetatable({ files = {}, schema = {} }, Annotations)
  for k, file in ipairs(files) do
    local name = FORMATS[path.ending(file)]
    if not name then
      error(("%s: annotations are JSON Lines (.jsonl) or CoNLL-U (.conllu)"):format(file), 0)
    elseif k > 255 then
      error("--annotations: at most 255 files", 0)
    end
    self.files[k] = { path = file, format = require("gloss.annotations." .. name) }
  end
  self.index = joined(sort(entries(self), io.tmpfile))
  check_schema(self)
  return self
end

-- Gives the place in the index of the first entry whose hash is not less.
local function search(self, hash)
  local low, high = 0, #self.index // ENTRY
  while low < high do
    local middle = (low + high) // 2
    if self.index:sub(middle * ENTRY + 1, middle * ENTRY + 16) < hash then low = middle + 1
    else high = middle end
  end
  return low
end

-- Calls take(file, said) with what the files say of a document.
local function each_said(self, id, take)
  local hash = core.hash(id)
  for k = search(self, hash), #self.index // ENTRY - 1 do
    local entry = self.index:sub(k * ENTRY + 1, (k + 1) * ENTRY)
    if entry:sub(1, 16) ~= hash then break end
    local file = self.files[tonumber(entry:sub(29, 30), 16)]
    file.handle = file.handle or open(file.path)
    local said = file.format.read(file.handle, tonumber(entry:sub(17, 28), 16))
    if not said then error(file.path .. ": is not what it was when the run began", 0) end
    if said.id == id then take(file, said) end
  end
end

-- Gives all that is said of a document, {layer = {{first, last, values}}}.
local function find(self, doc)
  local layers = {}
  each_said(self, doc.id, function(file, said)
    local ok, placed = pcall(file.format.place, doc, said)
    if not ok then error(("%s: document '%s': %s"):format(file.path, doc.id, placed), 0) end
    for name, rows in next, placed do
      layers[name] = table.move(rows, 1, #rows, #(layers[name] or {}) + 1, layers[name] or {})
    end
  end)
  return layers
end

-- A value as its column has it: integers are floats where others are.
local function fitting(column, value)
  if column.type ~= "number" then return value end
  if type(value) ~= "table" then return value + 0.0 end
  local list = {}
  for i, one in ipairs(value) do list[i] = one + 0.0 end
  return list
end

-- Binds the layers of a document.
local function bind(self, doc, layers)
  for _, name in ipairs(self.names) do
    local columns = self.schema[name]
    local builder = doc:build(name, columns)
    for _, row in ipairs(layers[name] or {}) do
      local values = {}
      for column, value in next, row.values do values[column] = fitting(columns[column], value) end
      builder:add(row.first, row.last, values)
    end
    builder:seal()
  end
end

-- Adds the columns of tokens: the values of a token are those of the row at the same place.
local function add_columns(self, doc, rows)
  local tokens, by_place = doc:layer "token", {}
  for _, row in ipairs(rows or {}) do by_place[row.first << 32 | row.last] = row.values end
  for _, name in ipairs(self.columns) do
    local column, values = self.schema.token[name], {}
    for i, first, last in tokens:each() do
      local said = by_place[first << 32 | last]
      if said and said[name] ~= nil then values[i] = fitting(column, said[name]) end
    end
    tokens:add_column(name, column.type, values, { list = column.list })
  end
end

local function sorted_names(t, but)
  local names = {}
  for name in next, t do
    if name ~= but then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

--- Gives a pipeline the stages that bind what the files say: before all others, and, for columns of
-- tokens, after its tokens. Raises when it has none.
function Annotations:attach(pipeline)
  self.names = sorted_names(self.schema, "token")
  self.columns = sorted_names(self.schema.token or {})
  local found   -- of the document at hand
  local first = { name = "annotations", reads = {}, makes = self.names, columns = self.schema,
                  run = function(doc)
                    found = find(self, doc)
                    bind(self, doc, found)
                  end }
  table.insert(pipeline.stages, 1, first)
  if #self.columns == 0 then return end
  for i, stage in ipairs(pipeline.stages) do
    if nearest.is_in(stage.makes, "token") then
      table.insert(pipeline.stages, i + 1, { name = "annotations of tokens", reads = { "token" },
        makes = {}, columns = {}, token_columns = self.columns,
        run = function(doc) add_columns(self, doc, found.token) end })
      return
    end
  end
  error("--annotations: columns of tokens want the stage \"token\", which the pipeline has not", 0)
end

return annotations
