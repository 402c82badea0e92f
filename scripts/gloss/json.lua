--- JSON, as every output of gloss has it: keys sorted bytewise, strings checked to be UTF-8,
-- integers as integers, other numbers in the shortest form that reads back the same. An empty table
-- is a list unless it is marked by `json.object`. Spans become {start, end, label, text, columns}.
local core = require "gloss.core"
local view = require "gloss.view"

local find, math_type, sort, utf8_len = string.find, math.type, table.sort, utf8.len

local json = { null = core.null }

local OBJECT = { __name = "json.object" }
local ARRAY = core.array
local DEFERRED = { __name = "json.deferred" }
local MAX_DEPTH = 100

--- Marks a table as an object, so that it is written {} when empty.
function json.object(t) return setmetatable(t or {}, OBJECT) end

--- Marks a table as a list; only needed where a reader of the code would wonder.
function json.array(t) return setmetatable(t or {}, ARRAY) end

--- Marks a value that depends on the unit of offsets: written as what f(unit) gives.
function json.deferred(f) return setmetatable({ f }, DEFERRED) end

--- Decodes a text: the value, or nil, message and the byte (from 1) where it is wrong.
json.decode = core.json_decode

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n",
                  ["\r"] = "\\r", ["\t"] = "\\t" }

local function escape(c) return ESCAPES[c] or ("\\u%04x"):format(c:byte()) end

local function fail(path, message)
  error(("%s: %s"):format(#path > 0 and table.concat(path, ".") or "value", message), 0)
end

local function quote(s, path)
  local length, bad = utf8_len(s)
  if not length then fail(path, ("byte %d is not UTF-8"):format(bad - 1)) end
  if find(s, '[%z\1-\31"\\]') then s = s:gsub('[%z\1-\31"\\]', escape) end
  return '"' .. s .. '"'
end

-- Gives `"key":`, remembered: records have the same few hundred keys all along.
local known, known_count = {}, 0

local function quote_key(key, path)
  local text = known[key]
  if text then return text end
  if known_count == 1000 then known, known_count = {}, 0 end
  text = quote(key, path) .. ":"
  known[key], known_count = text, known_count + 1
  return text
end

--- Gives a number's shortest form that reads back the same; nil when JSON has none (nan, inf).
function json.number(n)
  if math.type(n) == "integer" then return ("%d"):format(n) end
  if n ~= n or n == math.huge or n == -math.huge then return nil end
  for digits = 15, 17 do
    local s = ("%." .. digits .. "g"):format(n)
    if tonumber(s) == n then return s end
  end
end

-- Gives the sorted keys of a table that is an object, nil for a list; or nil and why it is neither.
local function keys_of(t)
  local keys, n, numbered = {}, 0, 0
  for key in next, t do
    local kind = type(key)
    if kind == "string" then
      n = n + 1
      keys[n] = key
    elseif math_type(key) == "integer" then numbered = numbered + 1
    else return nil, "a " .. kind .. " as key" end
  end
  if numbered > 0 then
    if n > 0 then return nil, "both a list and named fields" end
    if numbered ~= #t then return nil, "a list with holes" end
    return nil
  end
  if n == 0 and getmetatable(t) ~= OBJECT then return nil end
  sort(keys)
  return keys
end

local write

local function write_list(t, out, path, depth, unit)
  out[#out + 1] = "["
  for i = 1, #t do
    path[depth] = i
    if i > 1 then out[#out + 1] = "," end
    write(t[i], out, path, depth, unit)
  end
  out[#out + 1] = "]"
end

local function write_object(t, keys, out, path, depth, unit)
  local mark = "{"
  for _, key in ipairs(keys) do
    path[depth] = key
    local n = #out
    out[n + 1], out[n + 2] = mark, quote_key(key, path)
    write(t[key], out, path, depth, unit)
    mark = ","
  end
  out[#out + 1] = mark == "{" and "{}" or "}"
end

-- depth: where the table's keys stand in the path
local function write_table(t, out, path, depth, unit)
  if depth > MAX_DEPTH then
    fail({ path[1], path[2], "..." }, "nested too deep, or in a circle")
  end
  if getmetatable(t) == DEFERRED then return write(t[1](unit), out, path, depth, unit) end
  local keys, why = keys_of(t)
  if why then fail(path, why) end
  if keys then write_object(t, keys, out, path, depth, unit)
  else write_list(t, out, path, depth, unit) end
  path[depth] = nil
end

-- depth: how many keys lead here
function write(value, out, path, depth, unit)
  local kind = type(value)
  if kind == "string" then out[#out + 1] = quote(value, path)
  elseif kind == "table" then write_table(value, out, path, depth + 1, unit)
  elseif math_type(value) == "integer" then out[#out + 1] = value   -- as table.concat writes it
  elseif kind == "number" then
    out[#out + 1] = json.number(value) or fail(path, "a number JSON cannot hold: " .. value)
  elseif kind == "boolean" then out[#out + 1] = tostring(value)
  elseif value == json.null then out[#out + 1] = "null"
  elseif view.is_view(value) then
    local object, why = view.object(value, unit)
    if not object then fail(path, why) end
    write_table(object, out, path, depth + 1, unit)
  else fail(path, "a " .. kind .. " cannot be written as JSON") end
end

--- Encodes a value as one line; raises with the path of what cannot be written.
-- options.offsets: the unit of spans, "codepoints" (default), "bytes" or "utf16".
function json.encode(value, options)
  local out = {}
  write(value, out, {}, 0, options and options.offsets or "codepoints")
  return table.concat(out)
end

return json
