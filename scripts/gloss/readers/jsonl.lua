--- Reads a file of JSON objects, one a line, each a document; an object without an id gets
-- "path@byte", the place of its line. Bytes count from 0.
local encodings = require "gloss.encodings"
local json = require "gloss.json"
local lines = require "gloss.readers.lines"
local parts = require "gloss.readers.parts"
local path = require "gloss.path"

-- Top-level fields that are metadata wherever they stand.
local RESERVED = { "source", "url", "published", "retrieved", "language", "slug", "version",
                   "supersedes" }

local function text_of(value)
  local kind = type(value)
  if kind == "string" then return value end
  if kind == "number" then return json.number(value) end
  if kind == "boolean" then return tostring(value) end
end

local function meta_of(object)
  local meta = {}
  for _, key in ipairs(RESERVED) do meta[key] = text_of(object[key]) end
  if type(object.meta) == "table" then
    for key, value in next, object.meta do
      if type(key) == "string" then meta[key] = text_of(value) end
    end
  end
  return meta
end

-- Gives the document of a line, or nil and why there is none.
local function document(object, options, file, start)
  local text = object[options.text_field or "text"]
  if type(text) ~= "string" then
    return nil, ("no text in field '%s'"):format(options.text_field or "text")
  end
  local ref_date = object.ref_date
  if ref_date == json.null then ref_date = nil end
  local id = text_of(object[options.id_field or "id"])
  return { id = id or ("%s@%d"):format(path.id(file), start), text = text,
           meta = meta_of(object), ref_date = ref_date, fields = object }
end

--- options: id_field, text_field, replace_bad, and those of lines.
return parts.new(lines.cut, function(file, options, line, start, number, encoding)
  if options.replace_bad then line = encodings.checked(line, true) end
  local object, message, position = json.decode(line)
  local at = start
  local item
  if object == nil then
    at = start + position - 1
  elseif type(object) == "table" and #object == 0 then
    item, message = document(object, options, file, start)
  else
    message = "not an object"
  end
  if not item then
    return nil, ("%s: %s"):format(lines.where(file, options, at, number), message), file
  end
  item.source = lines.from(file, start, encoding)
  return item
end)
