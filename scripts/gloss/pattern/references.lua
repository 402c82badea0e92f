--- What rows refer to, with the rules behind it, so that an annotation that a stage joined of
-- others says which rules found these.
local json = require "gloss.json"

local references = {}

--- Gives the places of all rules of a pipeline by their full names: of its phases, and of the
-- functions that its other stages name.
function references.places(pipeline)
  local places = {}
  for _, stage in ipairs(pipeline.stages) do
    for name, where in next, stage.rules or {} do places[name] = where end
    for _, rule in ipairs(stage.phase and stage.phase.rules or {}) do
      places[rule.full_name] = rule.where
    end
  end
  return places
end

local function value_of(layer, row, name)
  return layer:has(name) and layer:get(row, name) or nil
end

--- Makes a function that gives what a row of a layer refers to, in order of columns: {column=,
-- layer=, row=, label=, start=, end=, text=, rule=, where=}; relations, which have no place, are
-- left out.
--   places  what references.places gives
function references.of(places, doc, unit)
  local function reference(column, target, row)
    local first, last, rule = target:first(row), target:last(row), value_of(target, row, "rule")
    local start, stop = doc:offsets(first, last, unit)
    return { column = column, layer = target.name, row = row, rule = rule, where = places[rule],
             label = value_of(target, row, "label"), start = start, ["end"] = stop,
             text = doc.text:sub(first, last) }
  end
  return function(layer, row)
    local list = json.array {}
    for _, name in ipairs(layer.columns) do
      local column = layer:column(name)
      local target = column.type == "ref" and column.target
      local rows = target and not target.relation and column[row] or nil
      for _, to in ipairs(column.list and rows or { rows }) do
        list[#list + 1] = reference(name, target, to)
      end
    end
    return list
  end
end

return references
