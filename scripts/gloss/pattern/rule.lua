--- Rules: a pattern, where it may match, and what a match becomes. Checked when made; every
-- complaint names the rule and the script's line.
local match = require "gloss.pattern.match"
local nearest = require "gloss.nearest"
local node = require "gloss.pattern.node"

local rule = {}
local Rule = { __name = "gloss.rule" }
Rule.__index = Rule

local FIELDS = { "name", "match", "emit", "set", "examples", "within", "zones", "priority",
                 "claims", "summary" }
local TARGET = { "span", "label", "columns" }

local function fail(where, message, ...)
  error(("%s: %s"):format(where, message:format(...)), 0)
end

-- Gives what a tree captures by name: {repeated=, layer=}; `layer` when it always is a unit of one.
local function captures_of(tree, where, name)
  local found, seen = {}, { [true] = {}, [false] = {} }
  local layers = {}   -- by node, false where it is no unit
  local function unit_layer(t)
    if layers[t] == nil then
      local passes_on = t.op == "capture" or t.op == "scope" or t.op == "where"
      layers[t] = t.op == "unit" and t.layer or passes_on and unit_layer(t[1]) or false
    end
    return layers[t] or nil
  end
  local function walk(t, repeated)
    if t.op == "look" or seen[repeated][t] then return end
    seen[repeated][t] = true
    if t.op == "capture" then
      if match.TAKEN[t.name] then
        fail(where, "rule '%s': a match has a field '%s' of its own: name the capture otherwise "
             .. "(%s)", name, t.name, t.where)
      end
      local known, layer = found[t.name], unit_layer(t[1])
      found[t.name] = { where = t.where, repeated = repeated or known and known.repeated or false,
                        layer = (not known or known.layer == layer) and layer or nil }
    end
    repeated = repeated or t.op == "rep" and t.max ~= 1
    for i = 1, #t do
      if t[i].has & node.CAPTURE ~= 0 then walk(t[i], repeated) end
    end
  end
  walk(tree, false)
  return found
end

local function check_capture(self, name, use)
  if self.captures[name] then return end
  fail(self.where, "rule '%s': %s: %s", self.name, use,
       nearest.unknown("capture", name, nearest.names(self.captures)))
end

local function check_type(self, value, kind, what)
  if value ~= nil and type(value) ~= kind then
    fail(self.where, "rule '%s': %s is a %s, not %s", self.name, what, kind, node.describe(value))
  end
end

-- Gives emit as a list of {layer, span, label, columns}; what is given is "layer", or
-- {layer = "capture" or true or a table}.
local function emissions(self, emit)
  if type(emit) == "string" then emit = { [emit] = true } end
  if type(emit) ~= "table" then
    fail(self.where, "rule '%s': emit names the layers a match makes", self.name)
  end
  local list = {}
  for i, layer in ipairs(nearest.names(emit)) do
    local target = emit[layer]
    if target == true then target = {} end
    if type(target) == "string" then target = { span = target } end
    if type(layer) ~= "string" or layer:find "%c" or type(target) ~= "table" then
      fail(self.where, "rule '%s': emit is { layer = \"capture\" }, { layer = true } or "
           .. "{ layer = { span=, label=, columns= } }", self.name)
    end
    local ok, why = pcall(nearest.check_fields, ("emit of '%s'"):format(layer), target, TARGET)
    if not ok then fail(self.where, "rule '%s': %s", self.name, why) end
    if target.span then check_capture(self, target.span, "emit") end
    check_type(self, target.label, "string", ("label of '%s'"):format(layer))
    check_type(self, target.columns, "table", ("columns of '%s'"):format(layer))
    list[i] = { layer = layer, span = target.span, label = target.label,
                columns = target.columns }
  end
  if #list == 0 then fail(self.where, "rule '%s': emits nothing", self.name) end
  return list
end

local function check_set(self, set)
  if set == nil or type(set) == "function" then return end
  if type(set) ~= "table" then
    fail(self.where, "rule '%s': set is a table or a function", self.name)
  end
  for layer, columns in next, set do
    if not self.makes[layer] then
      fail(self.where, "rule '%s': set: %s", self.name,
           nearest.unknown("emitted layer", layer, self.makes))
    end
    if type(columns) ~= "table" then
      fail(self.where, "rule '%s': set of '%s' is a table of columns", self.name, layer)
    end
  end
end

local function check_conditions(self)
  node.each(self.tree, node.AGREE, function(t)
    if t.op == "agree" then
      check_capture(self, t.left, "agree at " .. t.where)
      check_capture(self, t.right, "agree at " .. t.where)
    end
  end, {})
end

local function check_examples(self, examples)
  check_type(self, examples, "table", "examples")
  for i, text in next, examples do
    if math.type(i) ~= "integer" or type(text) ~= "string" then
      fail(self.where, "rule '%s': examples is a list of texts, not of %s", self.name,
           node.describe(math.type(i) ~= "integer" and i or text))
    end
  end
end

-- Gives the list of zones, nil where any will do.
local function zones_of(self, zones)
  if zones == nil then return { "body" } end
  if zones == "all" then return nil end
  if type(zones) == "string" then zones = { zones } end
  local list = {}
  for i, zone in ipairs(type(zones) == "table" and zones or {}) do
    if type(zone) == "string" then list[i] = zone:lower() end
  end
  if #list == 0 then fail(self.where, "rule '%s': zones is \"all\" or names zones", self.name) end
  return list
end

--- Makes a rule of a definition (docs/patterns.md).
function rule.new(definition)
  local where = node.where()
  if type(definition) ~= "table" then fail(where, "rule takes a table") end
  local name = definition.name
  if type(name) ~= "string" or not name:find "^[%w_.-]+$" then
    fail(where, "a rule needs a name of letters, digits and _.-")
  end
  local self = setmetatable({ name = name, where = where, examples = definition.examples or {},
    priority = definition.priority or 0, within = definition.within or "sentence",
    claims = definition.claims, summary = definition.summary }, Rule)
  local ok, why = pcall(nearest.check_fields, ("rule '%s'"):format(name), definition, FIELDS)
  if not ok then fail(where, "%s", why) end
  self.tree = node.tree(definition.match)
  if not self.tree then
    fail(where, "rule '%s': match is a pattern, not %s", name, node.describe(definition.match))
  end
  if math.type(self.priority) ~= "integer" then
    fail(where, "rule '%s': priority is an integer", name)
  end
  if type(self.within) ~= "string" then
    fail(where, "rule '%s': within is \"sentence\", \"paragraph\", \"document\" or a layer", name)
  end
  check_type(self, self.summary, "string", "summary")
  check_examples(self, self.examples)
  self.zones = zones_of(self, definition.zones)
  self.captures = captures_of(self.tree, where, name)
  check_conditions(self)
  if self.claims ~= nil then check_capture(self, tostring(self.claims), "claims") end
  self.emit = emissions(self, definition.emit or name)
  self.makes = {}   -- the layers, as a list and a set
  for i, one in ipairs(self.emit) do self.makes[i], self.makes[one.layer] = one.layer, true end
  self.set = definition.set
  check_set(self, self.set)
  return self
end

--- Gives the nodes of the pattern (gloss.pattern.node).
function Rule:nodes() return node.list(self.tree) end

function rule.is_rule(value) return getmetatable(value) == Rule end

return rule
