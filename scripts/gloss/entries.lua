--- Where a gazetteer's entries come from: TSV or CSV with a header, JSONL, or a Lua table. Each is
-- {columns = names, each = iterator of surface, value, value ...} with values in columns' order.
local csv = require "gloss.csv"
local json = require "gloss.json"
local nearest = require "gloss.nearest"
local path = require "gloss.path"

local entries = {}

local function read_all(file)
  local handle, why = io.open(file, "rb")
  local text
  if handle then
    text, why = handle:read "a"
    handle:close()
  end
  if not text then error(("%s: %s"):format(file, path.reason(why, file)), 0) end
  return text
end

local function scalar(value)
  if value == nil or value == json.null or value == "" then return nil end
  if type(value) == "number" then return json.number(value) end
  if type(value) == "boolean" or type(value) == "string" then return tostring(value) end
  return nil, ("a %s is no value of a gazetteer column"):format(type(value))
end

-- Gives the columns asked for: names in order, and the source's name of each (surface included).
local function mapping(asked, there, where)
  local names, source = {}, { surface = "surface" }
  if not asked then
    for _, name in ipairs(there) do
      if name ~= "surface" then
        names[#names + 1] = name
        source[name] = name
      end
    end
  else
    for key, from in next, asked do
      local name = math.type(key) == "integer" and from or key
      source[name] = from
      if name ~= "surface" then names[#names + 1] = name end
    end
    table.sort(names)
  end
  local known = {}
  for _, name in ipairs(there) do known[name] = true end
  for _, from in next, source do
    if not known[from] then
      error(("%s: %s"):format(where, nearest.unknown("column", from, there)), 0)
    end
  end
  return names, source
end

-- Gives the line, from 1, that byte `at` of a text is in.
local function line_of(text, at)
  local _, breaks = text:sub(1, at - 1):gsub("\n", "")
  return breaks + 1
end

local function separated(self, separator)
  local text = read_all(self.file)
  local next_record = csv.records(text, separator)
  local header = next_record() or { }
  local names, source = mapping(self.columns, header, self.file)
  local position, order = {}, {}
  for i, name in ipairs(header) do position[name] = i end
  for i, name in ipairs(names) do order[i] = position[source[name]] end
  local surface = position[source.surface]
  return { columns = names, each = function()
    local fields, at, where = next_record()
    if not fields then
      if at then error(("line %d: %s"):format(line_of(text, where), at), 0) end
      return nil
    end
    if #fields > #header then
      error(("line %d: %d fields under %d columns"):format(
        line_of(text, at), #fields, #header), 0)
    end
    local values = {}
    for i = 1, #order do values[i] = scalar(fields[order[i]]) end
    return fields[surface] or "", table.unpack(values, 1, #order)
  end }
end

-- Gives every key of a list of tables, sorted.
local function keys_of(list)
  local set, names = {}, {}
  for _, item in ipairs(list) do
    for key in next, item do
      if type(key) == "string" and not set[key] then
        set[key] = true
        names[#names + 1] = key
      end
    end
  end
  table.sort(names)
  return names
end

local function from_list(list, asked, where)
  for i, item in ipairs(list) do
    if type(item) == "string" then list[i] = { surface = item } end
    if type(list[i]) ~= "table" then
      error(("%s: entry %d must be a string or a table"):format(where, i), 0)
    end
  end
  local there = #list > 0 and keys_of(list) or { "surface" }
  local names, source = mapping(asked, there, where)
  local i = 0
  return { columns = names, each = function()
    i = i + 1
    local item = list[i]
    if not item then return nil end
    local surface, values = item[source.surface], {}
    if type(surface) ~= "string" then
      error(("entry %d has no '%s'"):format(i, source.surface), 0)
    end
    for k, name in ipairs(names) do
      local value, why = scalar(item[source[name]])
      if why then error(("entry %d: '%s': %s"):format(i, name, why), 0) end
      values[k] = value
    end
    return surface, table.unpack(values, 1, #names)
  end }
end

local function from_jsonl(self)
  local list, number = {}, 0
  for line in read_all(self.file):gmatch "[^\n]+" do
    number = number + 1
    local value, why = json.decode(line)
    if type(value) ~= "table" then
      error(("%s: entry %d: %s"):format(self.file, number, why or "not an object"), 0)
    end
    list[number] = value
  end
  return from_list(list, self.columns, self.file)
end

--- Opens the entries of a description; raises, with the file, on what cannot be read. `each` raises
-- with the line or entry alone.
function entries.open(self)
  if self.entries then
    local list = table.move(self.entries, 1, #self.entries, 1, {})
    return from_list(list, self.columns, ("gazetteer '%s'"):format(self.name))
  end
  local ending = path.ending(self.file)
  if ending == "tsv" then return separated(self, "\t") end
  if ending == "csv" then return separated(self, ",") end
  if ending == "jsonl" or ending == "ndjson" then return from_jsonl(self) end
  error(("%s: entries are read from .tsv, .csv, .jsonl and .gaz files"):format(self.file), 0)
end

return entries
