--- Which columns of a source become columns of a gazetteer, and how their values are written.
local json = require "gloss.json"
local nearest = require "gloss.nearest"
local path = require "gloss.path"

local columns = {}

--- Gives all of a source's text; raises with the file when it cannot be read.
function columns.read(file)
  local text = path.read_all(file)
  if text:find "^\xFF\xFE" or text:find "^\xFE\xFF" then
    error(file .. ": UTF-16; expected UTF-8", 0)
  end
  return text
end

--- Gives the columns asked for: names in order, and the source's name of each, `surface` included.
--   asked    list of names, or {new = old}; nil for all there are
--   there    the source's names
--   surface  the source's name of the surface, where it is not asked for
function columns.map(asked, there, where, surface)
  local names, source = {}, { surface = surface }
  if not asked then
    for _, name in ipairs(there) do
      if name ~= surface then
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
  for _, from in next, source do
    if not nearest.is_in(there, from) then
      error(("%s: %s"):format(where, nearest.unknown("column", from, there)), 0)
    end
  end
  return names, source
end

--- Gives a value as text, nil for none; or nil and why it is no value.
function columns.text(value)
  if value == nil or value == json.null or value == "" then return nil end
  if type(value) == "number" then return json.number(value) end
  if type(value) == "boolean" or type(value) == "string" then return tostring(value) end
  return nil, ("a %s is no value of a gazetteer column"):format(type(value))
end

--- Gives the line and the column, both from 1, of byte `at` of a text.
function columns.place(text, at)
  local before = text:sub(1, at - 1)
  local _, breaks = before:gsub("\n", "")
  local line = before:match "[^\n]*$"
  return breaks + 1, (utf8.len(line) or #line) + 1
end

return columns
