--- Entries as objects: lines of JSON, a Lua list, or a spaCy EntityRuler's patterns. An object with
-- `pattern` and no `surface` is a spaCy pattern: its phrase is the surface.
local columns = require "gloss.entries.columns"
local core = require "gloss.core"
local json = require "gloss.json"

local objects = {}

local SPACY = "a token pattern (a list) is not read, only phrases are: "
  .. '{"label": "ORG", "pattern": "Acme Corp", "id": "acme"}'

-- Gives every key of the objects that `each` gives, sorted, and the key of the surface.
local function keys_of(each)
  local set, names = {}, {}
  for item in each do
    for key in next, item do
      if type(key) == "string" and not set[key] then
        set[key] = true
        names[#names + 1] = key
      end
    end
  end
  table.sort(names)
  if #names == 0 then names[1] = "surface" end
  return names, set.pattern and not set.surface and "pattern" or "surface"
end

-- Makes a source of two passes over objects: the first finds the columns.
--   each   gives an iterator of objects, nil at the end
--   place  gives where the last object, or a key of it, is
local function source_of(each, place, asked, where)
  local there, surface = keys_of(each())
  local names, from = columns.map(asked, there, where, surface)
  local next_item = each()
  return { columns = names, where = function(name) return place(from[name]) end, each = function()
    local item = next_item()
    if not item then return nil end
    local text, values = item[from.surface], {}
    if type(text) == "table" and from.surface == "pattern" then
      error(("%s: %s"):format(place "pattern", SPACY), 0)
    elseif type(text) ~= "string" then
      local what = text ~= nil and text ~= json.null and ", but a " .. type(text) or ""
      error(("%s: no '%s'%s"):format(place(), from.surface, what), 0)
    end
    for k, name in ipairs(names) do
      local value, why = columns.text(item[from[name]])
      if why then error(("%s: '%s': %s"):format(place(from[name]), name, why), 0) end
      values[k] = value
    end
    return text, table.unpack(values, 1, #names)
  end }
end

--- Takes a list of strings and tables.
function objects.list(list, asked, where)
  local i
  local function place() return "entry " .. i end
  local function each()
    i = 0
    return function()
      i = i + 1
      local item = list[i]
      if type(item) == "string" then return { surface = item } end
      if item == nil or type(item) == "table" then return item end
      error(("%s: entry %d must be a string or a table"):format(where, i), 0)
    end
  end
  return source_of(each, place, asked, where)
end

--- Opens a file of JSON Lines; blank lines are skipped.
function objects.lines(file, asked)
  local text = columns.read(file)
  local number, line
  local function place(key)
    local at = key and line:find('"' .. key .. '"', 1, true) or 1
    return ("line %d, column %d"):format(number, select(2, columns.place(line, at)))
  end
  local function each()
    local at = text:sub(1, 3) == "\xEF\xBB\xBF" and 4 or 1
    number = 0
    return function()
      repeat
        if at > #text then return nil end
        local stop = text:find("\n", at, true) or #text + 1
        line, at, number = text:sub(at, stop - 1), stop + 1, number + 1
      until line:find "%S"
      local value, why, bad = json.decode(line)
      if type(value) == "table" and getmetatable(value) ~= core.array then return value end
      local column = select(2, columns.place(line, bad or 1))
      error(("%s: line %d, column %d: %s"):format(file, number, column, why or "no object"), 0)
    end
  end
  return source_of(each, place, asked, file)
end

return objects
