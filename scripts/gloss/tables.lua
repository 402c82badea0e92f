--- Tables of a pipeline: what their definitions must be, and the rows that a document gives.
local nearest = require "gloss.nearest"

local tables = {}

local function check_names(list, what)
  local seen = {}
  if type(list) ~= "table" or #list == 0 then error(what .. " must list names of columns", 0) end
  for _, name in ipairs(list) do
    if type(name) ~= "string" then error(what .. ": a name is a string", 0) end
    if seen[name] then error(("%s: '%s' is there twice"):format(what, name), 0) end
    seen[name] = true
  end
end

local function check_reduce(reduce, definitions)
  if type(reduce) ~= "table" then error("reduce must be a table", 0) end
  nearest.check_fields("reduce", reduce, { "table", "by", "order", "keep" })
  local definition = definitions[reduce.table]
  if not definition then
    local names = {}
    for name in next, definitions do names[#names + 1] = name end
    table.sort(names)
    error("reduce: " .. nearest.unknown("table", tostring(reduce.table), names), 0)
  end
  check_names(reduce.by, "reduce: by")
  if reduce.order ~= nil then check_names(reduce.order, "reduce: order") end
  for _, field in ipairs { "by", "order" } do
    for _, name in ipairs(reduce[field] or {}) do
      if not nearest.is_in(definition.columns, name) then
        error(("reduce: %s: %s"):format(field, nearest.unknown("column", name, definition.columns)),
              0)
      end
    end
  end
  local keep = reduce.keep
  if keep ~= nil and keep ~= "first" and keep ~= "last" and type(keep) ~= "function" then
    error("reduce: keep must be \"first\", \"last\" or a function of rows", 0)
  end
end

--- Raises unless the tables of a pipeline, and what reduces one of them, are well made.
function tables.check(definitions, reduce)
  for name, definition in next, definitions do
    if type(name) ~= "string" or name == "" or name:find "[/%c]" then
      error("the name of a table is a string without slashes", 0)
    end
    local where = ("table '%s'"):format(name)
    if type(definition) ~= "table" then error(where .. " must have columns and rows", 0) end
    nearest.check_fields(where, definition, { "columns", "rows" })
    check_names(definition.columns, where .. ": columns")
    if type(definition.rows) ~= "function" then error(where .. ": rows must be a function", 0) end
  end
  if reduce ~= nil then check_reduce(reduce, definitions) end
end

--- Raises, at a level, unless a row is a table whose keys are columns of table `name`.
function tables.check_row(row, name, columns, level)
  if type(row) ~= "table" then
    error(("table '%s': a row must be a table, not a %s"):format(name, type(row)), level + 1)
  end
  for key in next, row do
    if not nearest.is_in(columns, key) then
      local why = nearest.unknown("column", tostring(key), columns)
      error(("table '%s': %s"):format(name, why), level + 1)
    end
  end
end

--- Gives the rows of table `name` for a document.
function tables.rows(definition, name, doc)
  local rows = {}
  definition.rows(doc, function(row)
    tables.check_row(row, name, definition.columns, 2)
    rows[#rows + 1] = row
  end)
  return rows
end

return tables
