--- Entries in TSV (no quoting) or CSV (RFC 4180) with a header.
local columns = require "gloss.entries.columns"
local core = require "gloss.core"

-- Raises with the file, and where a cell of the header is.
local function refuse(file, rows, cell, message, ...)
  local line, column = rows:place(cell)
  error(("%s: line %d, column %d: " .. message):format(file, line, column, ...), 0)
end

-- Reads the header: names, and the place of each in a row.
local function read_header(file, rows)
  local header, why = rows:cells()
  if not header then
    error(("%s: %s"):format(file, why or "empty; expected a header with a column surface"), 0)
  end
  local position = {}
  for i, name in ipairs(header) do
    if not utf8.len(name) then refuse(file, rows, i, "the column's name is not UTF-8") end
    if name == "" then refuse(file, rows, i, "a column without a name") end
    if name:find "\0" then refuse(file, rows, i, "a NUL in the name of a column") end
    if position[name] then refuse(file, rows, i, 'a second column "%s"', name) end
    position[name] = i
  end
  return header, position
end

--- Opens a file. `each` raises with line and column alone.
return function(file, asked, separator)
  local rows = core.rows(columns.read(file), separator)
  local header, position = read_header(file, rows)
  local names, source = columns.map(asked, header, file .. ": line 1", "surface")
  local order = { position[source.surface] }
  for i, name in ipairs(names) do order[i + 1] = position[source[name]] end
  local heads = {}
  for _, name in ipairs(names) do
    heads[name] = ("line %d, column %d"):format(rows:place(position[source[name]]))
  end
  return { columns = names, each = rows:pick(order, #header), header = function(name)
    return heads[name]
  end, where = function(name)
    return ("line %d, column %d"):format(rows:place(position[source[name]]))
  end }
end
