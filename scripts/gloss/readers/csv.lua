--- Reads a table of comma-separated values (RFC 4180), each row a document; tsv.lua reads
-- tab-separated ones. The header names the columns of id, text and ref_date; what stands in others
-- is metadata. A row without an id gets "path@byte", the place where it starts.
local core = require "gloss.core"
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
local function document(self, fields, start)
  local names, row, meta = self.names, {}, {}
  if #fields > #names then
    return nil, ("line %d: %d fields under %d columns"):format((self.rows:place()), #fields,
      #names)
  end
  local id_field, text_field = self.options.id_field or "id", self.options.text_field or "text"
  for i, value in ipairs(fields) do
    local name = names[i]
    local text, why = encodings.checked(value, self.options.replace_bad)
    if not text then
      return nil, ("byte %d: line %d: column '%s': %s"):format(start, (self.rows:place()), name,
        why)
    end
    row[name] = text
    if text ~= "" and name ~= id_field and name ~= text_field and name ~= "ref_date" then
      meta[name] = text
    end
  end
  if not row[text_field] then
    return nil, ("line %d: %d fields, none for column '%s'"):format((self.rows:place()), #fields,
      text_field)
  end
  local id, date, source = row[id_field], row.ref_date, self.source:from(start)
  source.extractor = "csv"
  return { id = id and id ~= "" and id or ("%s@%d"):format(path.id(self.file), start),
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

-- Takes the next row: a document; or nil and why there is none, if that is to be said, and whether
-- there is no use to go on.
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
  if self.names then return document(self, fields, byte_of(self, start)) end
  self.names = fields
  local message = wrong_header(self, fields)
  return nil, message, message
end

-- Gives the next document of an open table.
local function next_item(self)
  while self.source do
    local item, message, ended = take(self)
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
  local self = { file = file, options = options or {}, size = 0, lost = 0,
                 places = {}, first = 1, last = 0 }
  self.source = lines.open(file, self.options)
  self.rows = core.rows(function() return more(self) end, separator, self.options.longest)
  return function() return next_item(self) end
end

return setmetatable(reader, { __call = function(_, file, options)
  return reader.read(file, options, ",")
end })
