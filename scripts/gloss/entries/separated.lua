--- Entries in TSV (no quoting) or CSV (RFC 4180) with a header.
local columns = require "gloss.entries.columns"
local csv = require "gloss.csv"
local path = require "gloss.path"

--- Opens a file. `each` raises with line and column alone.
return function(file, asked, separator)
  local text = path.read_all(file)
  local next_record = csv.records(text, separator)
  local header = next_record() or {}
  local names, source = columns.map(asked, header, file .. ": line 1", "surface")
  local position, order, start = {}, {}, 1
  for i, name in ipairs(header) do
    if position[name] then
      local at = select(2, columns.place(text, csv.places(text, 1, separator)[i]))
      error(('%s: line 1, column %d: a second column "%s"'):format(file, at, name), 0)
    end
    position[name] = i
  end
  for i, name in ipairs(names) do order[i] = position[source[name]] end
  local surface = position[source.surface]
  local function place(at) return ("line %d, column %d"):format(columns.place(text, at)) end
  local function where(name)
    local places = csv.places(text, start, separator)
    return place(places[position[source[name]]] or start)
  end
  return { columns = names, where = where, each = function()
    local fields, at, bad = next_record()
    if not fields then
      if at then error(("%s: %s"):format(place(bad), at), 0) end
      return nil
    end
    start = at
    if #fields > #header then
      local extra = csv.places(text, start, separator)[#header + 1]
      error(("%s: %d fields under %d columns"):format(place(extra), #fields, #header), 0)
    end
    local values = {}
    for i = 1, #order do values[i] = columns.text(fields[order[i]]) end
    return fields[surface] or "", table.unpack(values, 1, #order)
  end }
end
