--- What winners become: annotations of the layers a phase makes, each with `rule` ("phase/rule"),
-- its label, and the columns of `set`.
local core = require "gloss.core"
local match = require "gloss.pattern.match"
local nearest = require "gloss.nearest"
local raised = require "gloss.raised"

local emit = {}

local OWN_PLACE <const> = "^[^\n]-gloss/pattern/emit%.lua:%d+: "   -- in messages of builders

-- Raises what was raised for a rule, with the rule and its line.
local function fail(rule, why)
  why = raised.text(why):gsub(OWN_PLACE, ""):gsub("^bad argument #%d+ to '.-' %((.*)%)$", "%1")
  error(("%s: rule '%s': %s"):format(rule.where, rule.name, why), 0)
end

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
      for name, spec in next, one.columns or {} do
        columns[name] = type(spec) == "string" and { type = spec } or spec
      end
      for name, source in next, type(rule.set) == "table" and rule.set[one.layer] or {} do
        declare(columns, name, source, rule)
      end
    end
  end
  return layers
end

-- Makes a layer of no document, with texts for the rows it refers to.
local function try(doc, name, columns)
  local made = {}
  for column, spec in next, columns do
    made[column] = type(spec) == "table" and spec.type == "ref" and "symbol" or spec
  end
  doc:build(name, made)
end

--- Checks that layers can be made; raises naming the first rule that makes a wrong one.
function emit.check(layers, rules)
  local doc, tried = core.doc "", {}
  for _, rule in ipairs(rules) do
    for _, name in ipairs(rule.makes) do
      if not tried[name] then
        local ok, why = pcall(try, doc, name, layers[name])
        if not ok then fail(rule, why) end
        tried[name] = true
      end
    end
  end
  doc:close()
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

-- Gives the values of an annotation's columns out of a `set` that is a table.
local function values_of(rule, one, view, columns)
  local values = {}
  for name, source in next, rule.set and rule.set[one.layer] or {} do
    local value, spec = source, columns[name]
    if type(source) == "string" and rule.captures[source] then
      value = spec.list and view:all(source) or view[source]
    end
    values[name] = stored(value, spec.type ~= "ref")
  end
  return values
end

-- Gives the values that a function of `set` gave for a layer, as a builder takes them.
local function given_values(given, columns)
  local values = {}
  for name, value in next, given or {} do
    local kind = type(value)
    if kind == "userdata" or kind == "table" then
      value = stored(value, columns[name] and columns[name].type ~= "ref")
    end
    values[name] = value
  end
  return values
end

-- Gives what a function of `set` gives for a match: tables of columns by layers of the rule.
local function ask(made, rule)
  made.asks = true
  local given = rule.set(made.view)
  made.asks = false
  if given ~= nil and type(given) ~= "table" then
    error(("set gave a %s, not a table of layers"):format(type(given)), 0)
  end
  for layer, columns in next, given or {} do
    if not rule.makes[layer] then
      error("set gave: " .. nearest.unknown("emitted layer", layer, rule.makes), 0)
    elseif type(columns) ~= "table" then
      error(("set gave for '%s' a %s, not a table of columns"):format(layer, type(columns)), 0)
    end
  end
  return given or {}
end

-- Gives the columns of a rule's one emission where all its matches give the same, else false.
local function same_columns(made, rule)
  local one = rule.emit[1]
  if rule.emit[2] or one.span or type(rule.set) == "function" then return false end
  for _, source in next, rule.set and rule.set[one.layer] or {} do
    if type(source) == "string" and rule.captures[source] then return false end
  end
  local values = values_of(rule, one, nil, made.layers[one.layer])
  if values.first or values.last then return false end
  values.label, values.rule = values.label or one.label, rule.full_name
  return values
end

-- Adds the annotation of a match whose columns are those of all matches of its rule.
local function add_same(made, rule, raw, values)
  local layer, tokens = rule.emit[1].layer, made.tokens
  local first, last = made.first(tokens, raw.first), made.last(tokens, raw.last)
  made.add(made.builders[layer], first, last, values)
  raw.parts = { layer, first, last }
end

-- Adds annotation number n of a rule's emission from byte first to last.
local function add(made, rule, raw, one, n, first, last)
  local columns, values = made.layers[one.layer]
  if type(rule.set) == "function" then
    local given = made.given[one.layer]
    values = given_values(given and given[1] and given[n] or given, columns)
  else values = values_of(rule, one, made.view, columns) end
  first, last = values.first or first, values.last or last
  values.first, values.last = nil, nil
  values.label, values.rule = values.label or one.label, rule.full_name
  made.add(made.builders[one.layer], first, last, values)
  local parts = raw.parts
  if not parts then raw.parts = { one.layer, first, last }
  else parts[#parts + 1], parts[#parts + 2], parts[#parts + 3] = one.layer, first, last end
end

local function emit_one(made, rule, raw)
  local doc, tokens = made.doc, made.tokens
  made.view = match.view(raw, doc, tokens)
  if type(rule.set) == "function" then made.given = ask(made, rule) end
  for _, one in ipairs(rule.emit) do
    if one.span then
      local n = 0
      for _, capture in ipairs(raw.captures) do
        if capture.name == one.span then
          n = n + 1
          add(made, rule, raw, one, n, match.bytes(capture, doc, tokens))
        end
      end
    else
      add(made, rule, raw, one, 1, made.first(tokens, raw.first), made.last(tokens, raw.last))
    end
  end
end

-- Makes what winners become; `made.rule` is the one that does.
local function emit_winners(made, rules, found)
  for _, raw in ipairs(found) do
    if not raw.winner then
      local rule = rules[raw.rule]
      made.rule = rule
      if made.same[rule] == nil then made.same[rule] = same_columns(made, rule) end
      if made.same[rule] then add_same(made, rule, raw, made.same[rule])
      else emit_one(made, rule, raw) end
    end
  end
end

local function next_part(parts, i)
  if parts[i + 3] then return i + 3, parts[i + 3], parts[i + 4], parts[i + 5] end
end

--- Goes through what a winner became: a number, the layer, its first and last byte.
function emit.parts(raw) return next_part, raw.parts or {}, -2 end

--- Makes the layers of a phase out of what its run found; raises naming the rule and its line.
function emit.run(phase, doc, found)
  local tokens, names = doc:layer "token", {}
  local made = { doc = doc, tokens = tokens, layers = phase.layers, builders = {}, same = {},
                 first = tokens.first, last = tokens.last }
  for name, columns in next, phase.layers do
    local builder = doc:build(name, columns)
    made.builders[name], made.add = builder, builder.add
    names[#names + 1] = name
  end
  table.sort(names)
  local ok, why = pcall(emit_winners, made, phase.rules, found)
  if not ok then fail(made.rule, made.asks and "set: " .. raised.text(why) or why) end
  for _, name in ipairs(names) do made.builders[name]:seal() end
end

return emit
