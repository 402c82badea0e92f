--- Names in patterns against what a pipeline has: the layers rules read, the columns they test.
local attributes = require "gloss.pattern.attributes"
local nearest = require "gloss.nearest"
local node = require "gloss.pattern.node"

local names = {}

-- What the values of a column of a type are in Lua.
local HOLDS = { symbol = "string", integer = "number", number = "number", u8 = "number",
                u16 = "number", u64 = "number", boolean = "boolean", bool = "boolean" }
-- The columns of layers that say how a text is cut.
local CUT = { sentence = { reason = "symbol", score = "number" }, paragraph = {}, line = {} }

--- Gives the layers that rules read, sorted, and for each which rule and line first asked for it.
function names.reads(rules)
  local origins, list, seen = {}, {}, {}
  local function want(layer, rule, where)
    if origins[layer] then return end
    origins[layer] = ("rule '%s' (%s)"):format(rule.name, where)
    list[#list + 1] = layer
  end
  for _, rule in ipairs(rules) do
    want("token", rule, rule.where)
    if rule.within ~= "document" then want(rule.within, rule, rule.where) end
    node.each(rule.tree, node.LAYER, function(t)
      if t.op == "unit" or t.op == "scope" then want(t.layer, rule, t.where) end
    end, seen)
  end
  table.sort(list)
  return list, origins
end

-- Gives the columns of a gazetteer's layer: those of the list are texts.
local function columns_of_list(engine)
  local types = { entry = "integer" }
  for _, name in ipairs(engine.columns) do types[name] = "symbol" end
  if types.valid_from or types.valid_to then types.valid = "boolean" end
  if engine.settings.fuzzy > 0 then types.edits = "integer" end
  return types
end

-- Gives the columns that a stage gives a layer, with their types (true: not known); nil when that
-- cannot be known.
local function columns_of(stage, layer)
  if stage.engine then return columns_of_list(stage.engine()) end
  if CUT[layer] and stage.basic then return CUT[layer] end
  if not stage.columns[layer] then return nil end
  local types = {}
  for name, spec in next, stage.columns[layer] do
    types[name] = type(spec) == "table" and (spec.type or true) or spec
  end
  return types
end

-- Gives what earlier stages tell: columns by layer, and whether one may make anything.
local function known_before(phase, stages)
  local columns, open = {}, false
  for _, stage in ipairs(stages) do
    if stage.phase == phase then break end
    for _, layer in ipairs(stage.makes) do columns[layer] = columns_of(stage, layer) end
    open = open or stage.open
  end
  return columns, open
end

local function fail(rule, where, message)
  error(("%s: rule '%s': %s"):format(where, rule.name, message), 0)
end

local function check_column(rule, test, types, what, hint)
  if types[test.column] then return end
  local why = nearest.unknown(what, test.column, nearest.names(types))
  if hint and not why:find "did you mean" then why = why .. hint end
  fail(rule, test.where, why)
end

-- Checks that a column's type lets a test be true.
local function check_type(rule, test, kind, layer)
  local holds = HOLDS[kind]
  if not holds then return end
  for _, value in ipairs(test[1] == "is" and test.values or { test.min or test.max }) do
    if type(value) ~= holds then
      fail(rule, test.where, ("column '%s' of '%s' holds %ss, none is %s"):format(test.column,
        layer, holds, test[1] == "range" and "in a range" or node.describe(value)))
    end
  end
end

local function is_column_test(test) return test[1] == "is" or test[1] == "range" end

-- Gives the attributes that tokens have for a phase: their own, and columns that come in from
-- elsewhere.
local function token_attributes(phase, stages)
  local set = {}
  for _, name in ipairs(attributes.names()) do set[name] = true end
  for _, stage in ipairs(stages) do
    if stage.phase == phase then break end
    for _, name in ipairs(stage.token_columns or {}) do set[name] = true end
  end
  return set
end

-- Checks that what the captures of an `agree` may be has the column.
local function check_agree(rule, t, columns, of_tokens)
  local known = { hash = true, kind = true, shape = true, space = true }
  for name in next, of_tokens do known[name] = true end
  for _, one in ipairs(rule:nodes()) do
    if one.op == "unit" and not columns[one.layer] then return end
    for name in next, one.op == "unit" and columns[one.layer] or {} do known[name] = true end
  end
  check_column(rule, { column = t.attribute, where = t.where }, known, "column")
end

--- Checks that the columns a phase tests are there; raises naming the rule, the line and the
-- nearest.
function names.check(phase, pipeline)
  local columns, open = known_before(phase, pipeline.stages)
  local seen = {}   -- nodes and tests that were checked: rules share many
  local known_of_tokens = token_attributes(phase, pipeline.stages)
  local rule
  local function check_token(test)
    if is_column_test(test) then
      check_column(rule, test, known_of_tokens, "attribute of tokens",
                   "; columns of tokens come in by --annotations")
    end
  end
  local function check_unit(unit)
    local known = columns[unit.layer]
    for _, test in ipairs(known and unit.tests or {}) do
      if is_column_test(test) then
        check_column(rule, test, known, ("column of '%s'"):format(unit.layer))
        check_type(rule, test, known[test.column], unit.layer)
      end
    end
  end
  local function check_node(t)
    if t.op == "unit" then check_unit(t) end
    if t.op == "agree" and not open then check_agree(rule, t, columns, known_of_tokens) end
    if t.op == "token" and not open then node.each_test(t.test, check_token, seen) end
  end
  for _, one in ipairs(phase.rules) do
    rule = one
    node.each(one.tree, node.COLUMN | node.AGREE, check_node, seen)
  end
end

return names
