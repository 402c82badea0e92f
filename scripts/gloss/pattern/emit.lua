--- What winners become: annotations of the layers a phase makes, each with `rule` ("phase/rule"),
-- its label, and the columns of `set`.
local match = require "gloss.pattern.match"

local emit = {}

-- Adds what a column of `set` says of its type: {type=, list=, target=}; rules that differ give
-- text.
local function declare(columns, name, source, rule)
  local capture = type(source) == "string" and rule.captures[source]
  local spec = { type = type(source) == "string" and "symbol" or type(source) }
  if spec.type == "number" and math.type(source) == "integer" then spec.type = "integer" end
  if capture then
    spec.list = capture.repeated or nil
    if capture.layer then spec.type, spec.target = "ref", capture.layer end
  end
  local known = columns[name]
  if known and (known.type ~= spec.type or known.target ~= spec.target) then
    spec = { type = "symbol", list = known.list or spec.list }
  elseif known then
    spec.list = known.list or spec.list
  end
  columns[name] = spec
end

--- Gives the layers that rules make: name -> column -> type, as `makes` of a stage.
function emit.layers(rules)
  local layers = {}
  for _, rule in ipairs(rules) do
    for _, one in ipairs(rule.emit) do
      local columns = layers[one.layer] or { rule = { type = "symbol" } }
      layers[one.layer] = columns
      if one.label then columns.label = { type = "symbol" } end
      for name, source in next, type(rule.set) == "table" and rule.set[one.layer] or {} do
        declare(columns, name, source, rule)
      end
    end
  end
  return layers
end

local function is_span(value)
  return type(value) == "userdata" and getmetatable(value).__name == "gloss.span"
end

-- Gives what a builder takes for a value: of a span without a row of its own its text.
local function stored(value, as_text)
  if is_span(value) then
    if as_text or not value.layer or value.layer.name == "token" then return value.text end
  elseif type(value) == "table" then
    local list = {}
    for i, item in ipairs(value) do list[i] = stored(item, as_text) end
    return list
  end
  return value
end

local function column_values(rule, one, view, made, columns)
  local values = { label = one.label, rule = rule.full_name }
  for name, source in next, made[one.layer] or {} do
    local value = source
    if type(rule.set) == "table" and type(source) == "string" and rule.captures[source] then
      value = columns[name].list and view:all(source) or view[source]
    end
    local spec = columns[name]
    values[name] = stored(value, spec and spec.type ~= "ref")
  end
  return values
end

-- Gives the bytes of an emission: of the match, or of a capture; a list gives one annotation each.
local function places(one, view)
  if not one.span then return { view } end
  return view:all(one.span)
end

local function emit_one(rule, raw, doc, builders, layers)
  local view = match.view(raw, doc)
  local made = rule.set or {}
  if type(made) == "function" then made = made(view) or {} end
  if type(made) ~= "table" then
    error(("%s: rule '%s': set gave a %s, not a table of layers"):format(
      rule.where, rule.name, type(made)), 0)
  end
  raw.parts = {}
  for _, one in ipairs(rule.emit) do
    for _, place in ipairs(places(one, view)) do
      local values = column_values(rule, one, view, made, layers[one.layer])
      builders[one.layer]:add(place.first, place.last, values)
      raw.parts[#raw.parts + 1] = { layer = one.layer, first = place.first, last = place.last }
    end
  end
end

--- Makes the layers of a phase out of what its run found.
function emit.run(phase, doc, found)
  local builders, names = {}, {}
  for name, columns in next, phase.layers do
    builders[name] = doc:build(name, columns)
    names[#names + 1] = name
  end
  table.sort(names)
  for _, raw in ipairs(found) do
    if not raw.winner then emit_one(phase.rules[raw.rule], raw, doc, builders, phase.layers) end
  end
  for _, name in ipairs(names) do builders[name]:seal() end
end

return emit
