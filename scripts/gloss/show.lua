--- Values as text for the REPL: spans in their context, layers by their first rows, tables to a
-- small depth. Nothing here raises on a value, and nothing is endless.
local kwic = require "gloss.kwic"
local ordered_pairs = require "gloss.ordered"
local pretty = require "gloss.pretty"
local view = require "gloss.view"

local show = {}

local ROWS, ITEMS, DEPTH, TEXT = 10, 20, 3, 400

-- Moves a byte position to the edge of a character.
local function edge(text, at, step)
  while at > 1 and at <= #text and (text:byte(at) & 0xC0) == 0x80 do at = at + step end
  return at
end

--- Gives a span's line in context (KWIC): left side, the span itself, right side.
function show.kwic(span, page)
  local width = page.width - (page.colour and 0 or 2)
  local before, inside, after = kwic(span.doc.text, span.first, span.last,
    math.max(10, page.width // 3), width)
  return before .. (page.colour and page:style("person", inside) or "[" .. inside .. "]") .. after
end

-- Gives a view's columns as "label=PER ref=...".
local function columns_of(span)
  local parts, layer = {}, span.layer
  for _, name in ipairs(layer and layer.columns or {}) do
    local value = name ~= "hash" and layer:get(span.row, name) or nil
    if type(value) == "table" then value = #value > 0 and table.concat(value, "; ") or nil end
    if value ~= nil then
      parts[#parts + 1] = ("%s=%s"):format(name, pretty.safe(tostring(value)))
    end
  end
  return table.concat(parts, " ")
end

local function span_line(span, page)
  local layer = span.layer
  if layer and layer.relation then
    return ("%s[%d] %s"):format(layer.name, span.row, columns_of(span))
  end
  local line = show.kwic(span, page)
  local about = columns_of(span)
  return about ~= "" and line .. "\n" .. (" "):rep(4) .. page:style("dim", about) or line
end

local function layer_lines(layer, page)
  local lines = { ("%s %s: %d row%s; columns %s"):format(layer.relation and "relation" or "layer",
    layer.name, #layer, #layer == 1 and "" or "s", table.concat(layer.columns, ", ")) }
  for i = 1, math.min(#layer, ROWS) do lines[#lines + 1] = span_line(layer[i], page) end
  if #layer > ROWS then lines[#lines + 1] = ("... and %d more"):format(#layer - ROWS) end
  return table.concat(lines, "\n")
end

local function type_name(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__name or type(value)
end

local function quoted(text)
  local cut = #text > TEXT and edge(text, TEXT, -1) - 1
  local shown = ("%q"):format(cut and text:sub(1, cut) or text):gsub("\\\n", "\\n")
  return pretty.safe(shown) .. (cut and (" ... %d bytes"):format(#text) or "")
end

local function key_text(key)
  if type(key) == "string" and key:find "^[%a_][%w_]*$" then return key .. " = " end
  if math.type(key) == "integer" then return "" end
  return ("[%s] = "):format(pretty.safe(tostring(key)))
end

local table_text

local function inner(value, page, depth)
  if type(value) == "table" then return table_text(value, page, depth + 1) end
  if type(value) == "string" then return quoted(value) end
  if view.is_view(value) and value.text then return ("<%s>"):format(pretty.safe(value.text)) end
  return pretty.safe(tostring(value))
end

function table_text(t, page, depth)
  if next(t) == nil then return "{}" end
  if depth > DEPTH then return "{...}" end
  local parts, n = {}, 0
  for key, value in ordered_pairs(t) do
    n = n + 1
    if n > ITEMS then
      parts[#parts + 1] = "..."
      break
    end
    parts[n] = key_text(key) .. inner(value, page, depth)
  end
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if #line <= page.width and not line:find "\n" then return line end
  local lead = ("  "):rep(depth)
  return "{\n" .. lead .. table.concat(parts, ",\n" .. lead) .. "\n" .. ("  "):rep(depth - 1) .. "}"
end

-- Gives the lines of a list that holds nothing but views.
local function views(t, page)
  if #t == 0 then return nil end
  for _, item in ipairs(t) do
    if not view.is_view(item) then return nil end
  end
  local lines = {}
  for i = 1, math.min(#t, ROWS) do lines[i] = span_line(t[i], page) end
  if #t > ROWS then lines[#lines + 1] = ("... and %d more"):format(#t - ROWS) end
  return table.concat(lines, "\n")
end

--- Gives a value as text for a page (pretty.page), which has the width and the colours.
function show.value(value, page)
  if type(value) == "string" then return quoted(value) end
  if view.is_view(value) then return span_line(value, page) end
  local name = type_name(value)
  if name == "gloss.layer" then return layer_lines(value, page) end
  if name == "gloss.doc" then
    return ("document %s: %d bytes; layers %s"):format(value.id, #value,
      table.concat(value:layers(), ", "))
  end
  if type(value) == "table" and getmetatable(value) == nil then
    return views(value, page) or table_text(value, page, 1)
  end
  return pretty.safe(tostring(value))
end

return show
