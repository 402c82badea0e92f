--- JSON, as every output of gloss has it: keys sorted bytewise, strings checked to be UTF-8,
-- integers as integers, other numbers in the shortest form that reads back the same. An empty table
-- is a list unless it is marked by `json.object`. Spans become {start, end, label, text, columns}.
local core = require "gloss.core"
local view = require "gloss.view"

local json = { null = core.null }

local OBJECT = { __name = "json.object" }
local ARRAY = core.array
local DEFERRED = { __name = "json.deferred" }

--- Marks a table as an object, so that it is written {} when empty.
function json.object(t) return setmetatable(t or {}, OBJECT) end

--- Marks a table as a list; only needed where a reader of the code would wonder.
function json.array(t) return setmetatable(t or {}, ARRAY) end

--- Marks a value that depends on the unit of offsets: written as what f(unit, a, b, c) gives.
function json.deferred(f, a, b, c) return setmetatable({ f, a, b, c }, DEFERRED) end

--- Decodes a text: the value, or nil, message and the byte (from 1) where it is wrong.
json.decode = core.json_decode

--- Gives a number's shortest form that reads back the same; nil when JSON has none (nan, inf).
function json.number(n)
  if math.type(n) == "integer" then return ("%d"):format(n) end
  if n ~= n or n == math.huge or n == -math.huge then return nil end
  for digits = 15, 17 do
    local s = ("%." .. digits .. "g"):format(n)
    if tonumber(s) == n then return s end
  end
end

--- Encodes a value as one line; raises with the path of what cannot be written.
-- options.offsets: the unit of spans, "codepoints" (default), "bytes" or "utf16".
function json.encode(value, options)
  local unit = options and options.offsets or "codepoints"
  return core.json_encode(value, OBJECT, DEFERRED, function(one)
    if type(one) == "table" then return one[1](unit, one[2], one[3], one[4]) end
    if view.is_view(one) then return view.object(one, unit) end
    return nil, "a userdata cannot be written as JSON"
  end)
end

return json
