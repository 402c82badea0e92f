--- Comma-separated (RFC 4180) and tab-separated values: rows to text, and text to records.
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

-- Reads the quoted field that opens at `at`: its text and the place after it, or nil and why.
local function quoted(text, at)
  local parts, from = {}, at + 1
  while true do
    local stop = text:find('"', from, true)
    if not stop then return nil, "a quoted field without its end", at end
    parts[#parts + 1] = text:sub(from, stop - 1)
    if text:sub(stop + 1, stop + 1) ~= '"' then return table.concat(parts, '"'), stop + 1 end
    from = stop + 2
  end
end

-- Reads one record that starts at `at`: its fields and the place after it, or nil, why, where. The
-- table `places`, if given, receives where each field starts.
local function record(text, at, places)
  local fields = {}
  while true do
    if places then places[#fields + 1] = at end
    local field, after, where
    if text:sub(at, at) == '"' then
      field, after, where = quoted(text, at)
      if not field then return nil, after, where end
    else
      after = text:find("[,\r\n]", at) or #text + 1
      field = text:sub(at, after - 1)
    end
    fields[#fields + 1] = field
    local mark = text:sub(after, after)
    if mark ~= "," then
      if mark == "\r" and text:sub(after + 1, after + 1) == "\n" then after = after + 1 end
      if mark ~= "" and mark ~= "\r" and mark ~= "\n" then
        return nil, "text after a quoted field", after
      end
      return fields, after + 1
    end
    at = after + 1
  end
end

local function tab_record(text, at, places)
  local stop = text:find("\n", at, true) or #text + 1
  local line = text:sub(at, text:byte(stop - 1) == 13 and stop - 2 or stop - 1)
  local fields, n, from = {}, 1, 1
  local tab = line:find("\t", 1, true)
  while tab do
    if places then places[n] = at + from - 1 end
    fields[n] = line:sub(from, tab - 1)
    n, from = n + 1, tab + 1
    tab = line:find("\t", from, true)
  end
  if places then places[n] = at + from - 1 end
  fields[n] = from == 1 and line or line:sub(from)
  return fields, stop + 1
end

local function reader(separator) return separator == "\t" and tab_record or record end

--- Gives the byte, from 1, where each field of the record that starts at byte `start` begins.
function csv.places(text, start, separator)
  local places = {}
  reader(separator)(text, start, places)
  return places
end

--- Iterates over the records of a text: fields (a list) and the byte, from 1, where each starts; in
-- the end, or at an error, nil and (error) message and place. Blank lines are skipped.
--   separator  "," (default) or "\t" (no quoting then)
function csv.records(text, separator)
  local read = reader(separator)
  local at = text:sub(1, 3) == "\xEF\xBB\xBF" and 4 or 1
  return function()
    at = text:find("[^\r\n]", at)
    if not at then
      at = #text + 1
      return nil
    end
    local start = at
    local fields, after, where = read(text, at)
    if not fields then
      at = #text + 1
      return nil, after, where
    end
    at = after
    return fields, start
  end
end

return csv
