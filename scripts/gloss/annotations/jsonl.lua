--- Annotations as JSON Lines: an object a document, {id, offsets, LAYER = {{start, end, text,
-- label, ...}, ...}, ...}, as gloss writes records of layers. Fields that are no lists of spans are
-- let be.
local core = require "gloss.core"
local json = require "gloss.json"
local lines = require "gloss.lines"

local jsonl = {}

local UNITS = { codepoints = true, bytes = true, utf16 = true }
local OWN = { start = true, ["end"] = true, text = true }

local function is_span(item)
  return type(item) == "table" and math.type(item.start) == "integer"
         and math.type(item["end"]) == "integer"
end

-- A value as a column can hold it: an object is its text, a list one of such values; else nil.
local function plain(value)
  if value == json.null then return nil end
  if type(value) ~= "table" then return value end
  if getmetatable(value) ~= core.array then
    return type(value.text) == "string" and value.text or nil
  end
  local list = {}
  for i, item in ipairs(value) do
    list[i] = type(item) ~= "table" and item ~= json.null and item or nil
    if list[i] == nil then return nil end
  end
  return list
end

local function row(item)
  local values = {}
  for name, value in next, item do
    if not OWN[name] then values[name] = plain(value) end
  end
  return { start = item.start, stop = item["end"], text = item.text, values = values }
end

-- Gives the rows of a field, or nil when it is no list of spans, and why when it is one in part.
local function rows_of(name, list)
  if type(list) ~= "table" or getmetatable(list) ~= core.array or not is_span(list[1]) then
    return nil
  end
  local rows = {}
  for i, item in ipairs(list) do
    if not is_span(item) then return nil, ("%s %d has no start and end"):format(name, i) end
    rows[i] = row(item)
  end
  return rows
end

-- Gives what an object says, {id, unit, hash or text, layers = {name = rows}}; or nil and why.
local function take(object)
  if type(object) ~= "table" or type(object.id) ~= "string" then return nil, "no id" end
  if not UNITS[object.offsets] then
    return nil, "offsets must say the unit: codepoints, bytes or utf16"
  end
  local said = { id = object.id, unit = object.offsets, hash = object.text_hash,
                 text = type(object.text) == "string" and object.text or nil, layers = {} }
  local compared = said.hash ~= nil or said.text ~= nil
  for name, list in next, object do
    local rows, why = rows_of(name, list)
    if why then return nil, why end
    said.layers[name] = rows
    for i, one in ipairs(not compared and rows or {}) do
      if type(one.text) ~= "string" then
        return nil, ("no text to compare: %s %d has none, nor has the document text or text_hash")
          :format(name, i)
      end
    end
  end
  return said
end

--- Iterates over the documents of a file: what each says, and the byte it stands at; raises with
-- the line of what is wrong.
function jsonl.documents(handle, file)
  local each, number = lines.whole(handle, file), 0
  return function()
    while true do
      local line, start = each()
      if not line then return nil end
      number = number + 1
      if line:find "%S" then
        local object, why = json.decode(line)
        local said
        if object ~= nil then said, why = take(object) end
        if not said then error(("%s: line %d: %s"):format(file, number, why), 0) end
        return said, start
      end
    end
  end
end

--- Reads the document at a byte.
function jsonl.read(handle, start)
  handle:seek("set", start)
  return take(json.decode(handle:read "L"))
end

-- Gives the bytes of a row in the document's text; raises when it says another text.
local function place(doc, said, name, i, one)
  local ok, first, last = pcall(doc.bytes, doc, one.start, one.stop, said.unit)
  if not ok or first > last then
    error(("%s %d: %d to %d is no span of the text"):format(name, i, one.start, one.stop), 0)
  end
  local text = doc.text:sub(first, last)
  if type(one.text) == "string" and one.text ~= text then
    error(("%s %d: its text is '%s', here it is '%s'"):format(name, i, one.text, text), 0)
  end
  return first, last
end

--- Gives the rows of what a document says in bytes, {layer = {{first, last, values}}}; raises when
-- it is of another text.
function jsonl.place(doc, said)
  if (said.text and said.text ~= doc.text)
     or (said.hash and said.hash ~= json.null and said.hash ~= core.hash(doc.text)) then
    error("its text is another one", 0)
  end
  local layers = {}
  for name, rows in next, said.layers do
    local placed = {}
    for i, one in ipairs(rows) do
      local first, last = place(doc, said, name, i, one)
      placed[i] = { first = first, last = last, values = one.values }
    end
    layers[name] = placed
  end
  return layers
end

return jsonl
