--- Comma-separated (RFC 4180) and tab-separated values: rows to text, and text to records.
local core = require "gloss.core"
local json = require "gloss.json"
local view = require "gloss.view"

local csv = {}

-- Gives one cell's text: lists are joined by "; ", a span is its text; deeper values are nil, why.
local function cell(value)
  local kind = type(value)
  if kind == "nil" or value == json.null then return "" end
  if kind == "string" then return value end
  if kind == "number" then return json.number(value) or tostring(value) end
  if kind == "boolean" then return tostring(value) end
  if view.is_view(value) then return value.text or tostring(value.row) end
  return nil, "a " .. kind
end

--- Gives a value as a cell's text, or nil and what it is that a cell cannot hold.
function csv.text(value)
  if type(value) ~= "table" then return cell(value) end
  local parts = {}
  for key, item in next, value do
    if math.type(key) ~= "integer" then return nil, "a table with named fields" end
    local text, why = cell(item)
    if not text then return nil, "a list that holds " .. why end
    parts[key] = text
  end
  return table.concat(parts, "; ")
end

--- Says that a column holds what a cell cannot.
function csv.misfit(column, why)
  return ("column '%s': %s does not fit a cell of a table"):format(column, why)
end

-- Gives a text that no spreadsheet takes for a formula: one that looks like one gets an apostrophe.
local function safe(text)
  if not text:find "^%s*[-=+@]" or text:find "^[-+]?[%d.,]+%%?$" then return text end
  return "'" .. text
end

local function quote(text)
  if text:find '[",\r\n]' or text:find "^ " or text:find " $" then
    return '"' .. text:gsub('"', '""') .. '"'
  end
  return text
end

local function cells(row, columns, finish)
  local list = {}
  for i, column in ipairs(columns) do
    local value = row[column]
    local text, why = csv.text(value)
    if not text then error(csv.misfit(column, why), 0) end
    if not utf8.len(text) then error(("column '%s': not UTF-8"):format(column), 0) end
    list[i] = finish(type(value) == "number" and text or safe(text))
  end
  return list
end

-- A text as a cell between tabs, which has no tabs and line breaks.
local function flat(text) return (text:gsub("[\t\r\n]+", " ")) end

--- Gives the line of a row whose cells are in `columns` order, with its CR LF; raises with the
-- column of a cell that a table of text cannot hold.
--   separator  "," (default), or "\t": no quotes, white space instead of line breaks and tabs, LF
function csv.row(row, columns, separator)
  if separator == "\t" then return table.concat(cells(row, columns, flat), "\t") .. "\n" end
  return table.concat(cells(row, columns, quote), ",") .. "\r\n"
end

--- Gives the header line of columns.
function csv.header(columns, separator)
  local row = {}
  for _, column in ipairs(columns) do row[column] = column end
  return csv.row(row, columns, separator)
end

-- A parser is what is read: `text` from `at` on, a chunk that ends where a line ends, which starts
-- at byte `base` (from 0) and is line `number`; more() gives the next one, its byte and number.
local function take(self)
  local text, base, number = self.more()
  if not text then return nil, base end
  self.text, self.base, self.at, self.number = text, base, 1, number
  self.size = self.size + #text
  return true
end

-- Gives an error at a place, from 1, of the chunk: nil, why, its byte (from 1), line and column.
local function fail(self, why, at)
  return nil, why, self.base + at, self.number, (utf8.len(self.text:sub(1, at - 1)) or at - 1) + 1
end

-- Reads the quoted field that opens at `at`, over as many chunks as it has; gives its text.
local function quoted(self)
  local opened = table.pack(fail(self, "a quoted field without its end", self.at))
  local parts, from = {}, self.at + 1
  while true do
    local stop = self.text:find('"', from, true)
    if not stop then
      parts[#parts + 1] = self.text:sub(from)
      local ok, why = take(self)
      if not ok then
        self.text, self.at = "", 1
        if why then return nil, why end
        return table.unpack(opened, 1, 5)
      end
      if self.size > self.longest then parts = {} end   -- and only its end is looked for
      from = 1
    else
      parts[#parts + 1] = self.text:sub(from, stop - 1)
      self.at = stop + 1
      if self.text:byte(stop + 1) ~= 34 then return table.concat(parts) end
      parts[#parts + 1], from = '"', stop + 2
    end
  end
end

-- Reads one record that starts at `at`: its fields, or an error.
local function record(self)
  local fields = {}
  while true do
    local field
    if self.text:byte(self.at) == 34 then
      local why, byte, line, column
      field, why, byte, line, column = quoted(self)
      if not field then return nil, why, byte, line, column end
    else
      local stop = self.text:find("[,\r\n]", self.at) or #self.text + 1
      field, self.at = self.text:sub(self.at, stop - 1), stop
    end
    fields[#fields + 1] = field
    local mark = self.text:sub(self.at, self.at)
    self.at = self.at + 1
    if mark ~= "," then
      if mark == "\r" and self.text:byte(self.at) == 10 then self.at = self.at + 1 end
      if mark == "" or mark == "\r" or mark == "\n" then return fields end
      return fail(self, "text after a quoted field", self.at - 1)
    end
  end
end

local function tab_record(self)
  local text, at = self.text, self.at
  local stop = text:find("\n", at, true) or #text + 1
  local line = text:sub(at, text:byte(stop - 1) == 13 and stop - 2 or stop - 1)
  local fields, n, from = {}, 1, 1
  local tab = line:find("\t", 1, true)
  while tab do
    fields[n] = line:sub(from, tab - 1)
    n, from = n + 1, tab + 1
    tab = line:find("\t", from, true)
  end
  fields[n] = from == 1 and line or line:sub(from)
  self.at = stop + 1
  return fields
end

-- Goes on to where a record starts: its byte, from 1; or nil at the end, with why when that is no
-- good end.
local function seek(self)
  while true do
    local at = self.text:find("[^\r\n]", self.at)
    if at then
      self.at, self.size = at, #self.text - at + 1
      return self.base + at
    end
    local ok, why = take(self)
    if not ok then
      self.at = #self.text + 1
      return nil, why
    end
  end
end

--- Iterates over the records of a text: fields (a list) and the byte, from 1, where each starts; in
-- the end, or at an error, nil and (error) message, with line and column, and place. Blank lines
-- are skipped.
--   separator  "," (default) or "\t" (no quoting then)
function csv.records(text, separator)
  local rows = core.rows(text, separator or ",")
  return function()
    local fields, why, where = rows:cells()
    if not fields then return nil, why, where end
    return fields, rows:start()
  end
end

--- Iterates over the records of a stream as csv.records does, and goes on after an error with the
-- next line: nil, message and, where it has a place, byte, line and column (from 1).
--   more     gives the next line, its line feed included, its byte, from 0, and its number; nil in
--            the end, or nil and why there is none, and goes on
--   longest  bytes of lines that a record may have
function csv.stream(more, separator, longest)
  local read = separator == "\t" and tab_record or record
  local self = { more = more, text = "", at = 1, base = 0, number = 1, size = 0,
                 longest = longest or math.huge }
  return function()
    local start, wrong = seek(self)
    if not start then return nil, wrong end
    local line = self.number
    local fields, why, byte, at_line, column = read(self)
    if not fields then
      self.at = #self.text + 1
      return nil, why, byte, at_line, column
    end
    if self.size > self.longest then
      return nil, ("%d bytes are more than a document may have, %d"):format(self.size,
        self.longest), start, line, 1
    end
    return fields, start, line
  end
end

return csv
