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

return csv
