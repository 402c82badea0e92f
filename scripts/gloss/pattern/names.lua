--- Names in patterns against what a pipeline has: the layers rules read, the columns they test.
local attributes = require "gloss.pattern.attributes"
local nearest = require "gloss.nearest"
local node = require "gloss.pattern.node"

local names = {}

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

-- Gives the columns that a stage gives a layer, as a list; nil when that cannot be known.
local function columns_of(stage, layer)
  if stage.engine then return stage.engine().columns end
  local columns = stage.columns[layer]
  if not columns then return nil end
  local list = {}
  for name in next, columns do list[#list + 1] = name end
  table.sort(list)
  return list
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

local function check_column(rule, test, known, what, hint)
  for _, name in ipairs(known) do
    if name == test.column then return end
  end
  local why = nearest.unknown(what, test.column, known)
  if hint and not why:find "did you mean" then why = why .. hint end
  error(("%s: rule '%s': %s"):format(test.where, rule.name, why), 0)
end

local function is_column_test(test) return test[1] == "is" or test[1] == "range" end

-- Gives the attributes that tokens have for a phase: their own, and columns that come in from
-- elsewhere.
local function token_attributes(phase, stages)
  local list = attributes.names()
  for _, stage in ipairs(stages) do
    if stage.phase == phase then break end
    for _, name in ipairs(stage.token_columns or {}) do list[#list + 1] = name end
  end
  return list
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
      end
    end
  end
  local function check_node(t)
    if t.op == "unit" then check_unit(t) end
    if t.op == "token" and not open then node.each_test(t.test, check_token, seen) end
  end
  for _, one in ipairs(phase.rules) do
    rule = one
    node.each(one.tree, node.COLUMN, check_node, seen)
  end
end

return names
