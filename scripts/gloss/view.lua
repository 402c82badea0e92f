--- Views (spans, and rows of relations) as plain tables, for writers. A span is {start, end, label,
-- text} and its columns; a reference to another row is cut short, so that circles end.
local offsets = require "gloss.offsets"

local view = {}

local OWN = { start = true, ["end"] = true, text = true }

--- Tells whether a value is a span or a row view.
function view.is_view(value)
  if type(value) ~= "userdata" then return false end
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__name == "gloss.span"
end

-- Gives {start, end, text} of a span.
local function place(span, unit)
  local start, stop = offsets.of(span.doc, span.first, span.last, unit)
  if not start then return nil, stop end
  return { start = start, ["end"] = stop, text = span.text }
end

-- Gives what stands for a referred row: a span's place and label, or a relation row's id.
local function brief(other, unit)
  local layer = other.layer
  if layer.relation then return layer:has "id" and other.id or other.row end
  local object, why = place(other, unit)
  if object and layer:has "label" then object.label = other.label end
  return object, why
end

local function value_of(value, unit)
  if view.is_view(value) then return brief(value, unit) end
  if type(value) ~= "table" then return value end
  local list = {}
  for i, item in ipairs(value) do
    local short, why = value_of(item, unit)
    if short == nil then return nil, why end
    list[i] = short
  end
  return list
end

--- Gives the table that stands for a view, or nil and why there is none.
function view.object(span, unit)
  local layer, object = span.layer, {}
  if not (layer and layer.relation) then
    local why
    object, why = place(span, unit)
    if not object then return nil, why end
  end
  for _, name in ipairs(layer and layer.columns or {}) do
    if OWN[name] and not layer.relation then
      return nil, ("column '%s' hides the span's own field"):format(name)
    end
    local value = layer:get(span.row, name)
    if layer:column(name).type == "ref" then value = span[name] end
    if value ~= nil then
      local short, why = value_of(value, unit)
      if short == nil then return nil, why end
      object[name] = short
    end
  end
  return object
end

return view
