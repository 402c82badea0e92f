--- Reads a table of comma-separated values (RFC 4180), each row a document; tsv.lua reads
-- tab-separated ones. The header names the columns of id, text and ref_date; what stands in others
-- is metadata. A row without an id gets "path@byte", the place where it starts.
local csv = require "gloss.csv"
local encodings = require "gloss.encodings"
local lines = require "gloss.readers.lines"
local nearest = require "gloss.nearest"
local path = require "gloss.path"

local reader = {}

-- Tells why the header is none of a table of documents, or gives nil.
local function wrong_header(self, names)
  local known = {}
  for i, name in ipairs(names) do
    if not utf8.len(name) then return ("line 1: column %d: not UTF-8"):format(i) end
    if known[name] then return ('line 1: column %d: a second column "%s"'):format(i, name) end
    known[name] = true
  end
  for _, asked in ipairs { self.options.text_field or "text", self.options.id_field } do
    if not known[asked] then return "line 1: " .. nearest.unknown("column", asked, names) end
  end
end

-- Makes a document of a row, or gives nil and why there is none.
local function document(self, fields, start, line)
  local names, row, meta = self.names, {}, {}
  if #fields > #names then
    return nil, ("line %d: %d fields under %d columns"):format(line, #fields, #names)
  end
  local id_field, text_field = self.options.id_field or "id", self.options.text_field or "text"
  for i, value in ipairs(fields) do
    local name = names[i]
    local text, why = encodings.checked(value, self.options.replace_bad)
    if not text then
      return nil, ("byte %d: line %d: column '%s': %s"):format(start, line, name, why)
    end
    row[name] = text
    if text ~= "" and name ~= id_field and name ~= text_field and name ~= "ref_date" then
      meta[name] = text
    end
  end
  if not row[text_field] then
    return nil, ("line %d: %d fields, none for column '%s'"):format(line, #fields, text_field)
  end
  local id, date, source = row[id_field], row.ref_date, self.source:from(start)
  source.extractor = "csv"
  return { id = id and id ~= "" and id or ("%s@%d"):format(path.id(self.file), start),
           text = row[text_field], meta = meta, ref_date = date ~= "" and date or nil,
           fields = row, source = source }
end

-- Says why there is no record, nil at the end.
local function reason(self, message, byte, line, column)
  if byte then
    return ("byte %d: line %d, column %d: %s"):format(byte - 1, line, column, message)
  end
  return message or not self.names and "no line with the names of columns" or nil
end

-- Takes what is read next: a document; or nil and why there is none, if that is to be said, and
-- whether there is no use to go on.
local function take(self, fields, start, line, ...)
  if not fields then
    local message = reason(self, start, line, ...)
    return nil, message, not start or not self.names
  elseif self.names then
    return document(self, fields, start - 1, line)
  end
  self.names = fields
  local message = wrong_header(self, fields)
  return nil, message, message
end

-- Gives the next document of an open table.
local function next_item(self)
  while self.source do
    local item, message, ended = take(self, self.records())
    if ended then
      self.source:close()
      self.source = nil
    end
    if item then return item end
    if message then return nil, message, self.file end
  end
end

--- Makes the iterator of a table.
--   options  id_field, text_field and those of lines
function reader.read(file, options, separator)
  local self = { file = file, options = options or {} }
  self.source = lines.open(file, self.options)
  local source = self.source
  self.records = csv.stream(function()
    local line, start = source:next()
    return line, start, source.number
  end, separator, self.options.longest)
  return function() return next_item(self) end
end

return setmetatable(reader, { __call = function(_, file, options)
  return reader.read(file, options, ",")
end })
