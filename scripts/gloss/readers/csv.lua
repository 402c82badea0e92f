--- Reads a table of comma-separated values (RFC 4180), each row a document; tsv.lua reads
-- tab-separated ones. The header names the columns of id, text and ref_date; what stands in others
-- is metadata. A row without an id gets "path@byte", the place where it starts.
local core = require "gloss.core"
local encodings = require "gloss.encodings"
local lines = require "gloss.readers.lines"
local nearest = require "gloss.nearest"
local parts = require "gloss.readers.parts"
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
local function document(file, options, fields, names, start, line, encoding)
  local row, meta = {}, {}
  if #fields > #names then
    return nil, ("line %d: %d fields under %d columns"):format(line, #fields, #names), file
  end
  local id_field, text_field = options.id_field or "id", options.text_field or "text"
  for i, value in ipairs(fields) do
    local name = names[i]
    local text, why = encodings.checked(value, options.replace_bad)
    if not text then
      return nil, ("byte %d: line %d: column '%s': %s"):format(start, line, name, why), file
    end
    row[name] = text
    if text ~= "" and name ~= id_field and name ~= text_field and name ~= "ref_date" then
      meta[name] = text
    end
  end
  if not row[text_field] then
    return nil, ("line %d: %d fields, none for column '%s'"):format(line, #fields, text_field),
           file
  end
  local id, date, source = row[id_field], row.ref_date, lines.from(file, start, encoding)
  source.extractor = "csv"
  return { id = id and id ~= "" and id or ("%s@%d"):format(path.id(file), start),
           text = row[text_field], meta = meta, ref_date = date ~= "" and date or nil,
           fields = row, source = source }
end

-- Gives the next bytes of the table, or nil and why they cannot be had: a block, or a line that had
-- to be decoded, of which is kept where it stands in the text and in the file.
local function more(self)
  local source = self.source
  if source:is_text() then return source:read() end
  local line, start = source:next()
  if line then
    self.last, self.size = self.last + 1, self.size + #line
    self.places[self.last] = { at = self.size - #line, start = start }
  elseif start then
    self.lost = self.size
  end
  return line, start
end

-- Gives the byte of the file where a byte of the text stands, both from 0; later ones are asked for
-- later.
local function byte_of(self, at)
  local places = self.places
  if self.last == 0 then return at end
  while self.first < self.last and places[self.first + 1].at <= at do
    places[self.first], self.first = nil, self.first + 1
  end
  return places[self.first].start + at - places[self.first].at
end

-- Takes the next row: its cells, and the byte where it starts; or nil and why there is none, if
-- that is to be said, and whether there is no use to go on.
local function take(self)
  local fields, after, at = self.rows:cells()
  if not fields then
    local message = after
    if at then message = ("byte %d: %s"):format(byte_of(self, at - 1), message) end
    return nil, message or not self.names and "no line with the names of columns" or nil,
           not message or not self.names
  end
  local start = self.rows:start() - 1
  if start < self.lost and after > self.lost then return nil end   -- a line of it is lost
  if self.names then return fields, byte_of(self, start) end
  self.names = fields
  local message = wrong_header(self, fields)
  return nil, message, message
end

-- Gives the next row of an open table: cells, the names of columns, byte, line, encoding.
local function next_row(self)
  while self.source do
    local fields, start, ended = take(self)
    if fields then
      return fields, self.names, start, (self.rows:place()), self.source.encoding
    end
    if ended then
      self.source:close()
      self.source = nil
    end
    if start then return nil, start, self.file end
  end
end

--- Makes the reader of tables with a separator.
--   its options: id_field, text_field and those of lines
function reader.of(separator)
  return parts.new(function(file, options)
    local self = { file = file, options = options, size = 0, lost = 0, places = {}, first = 1,
                   last = 0 }
    self.source = lines.open(file, options)
    self.rows = core.rows(function() return more(self) end, separator, options.longest)
    return function() return next_row(self) end
  end, document)
end

local commas = reader.of ","
commas.of = reader.of
return commas
