--- Tests of attributes: t{initcap = true, kind = {"number", "ordinal"}} of a token, the conditions
-- of a unit. Which columns there are is known when a phase is prepared (gloss.pattern.names).
local core = require "gloss.core"
local node = require "gloss.pattern.node"

local new, fail = node.new, node.fail
local attributes = {}

-- Attributes that are bits of a column.
local FLAGS = {
  allcaps = { "shape", core.shape.all_caps }, initcap = { "shape", core.shape.initial_cap },
  lower = { "shape", core.shape.lower }, mixed = { "shape", core.shape.mixed },
  digits = { "shape", core.shape.digits }, hyphen = { "shape", core.shape.hyphen },
  apostrophe = { "shape", core.shape.apostrophe }, space = { "space", core.space.space },
  newline = { "space", core.space.newline }, blankline = { "space", core.space.blank_line },
}

-- The values of a token's kind.
local KINDS = { "word", "number", "punct", "symbol", "url", "email", "mention", "hashtag", "emoji",
                "ordinal" }

attributes.token_columns = { "kind", "form", "folded" }
local TEXTS = { kind = true, form = true, folded = true }

--- Gives the names of a token's own attributes, sorted.
function attributes.names()
  local names = table.move(attributes.token_columns, 1, #attributes.token_columns, 1, {})
  for name in next, FLAGS do names[#names + 1] = name end
  table.sort(names)
  return names
end

local function sorted_keys(t, what)
  local keys = {}
  for key in next, t do
    if type(key) ~= "string" then
      fail("%s takes named attributes, as in t{initcap = true}", what)
    end
    keys[#keys + 1] = key
  end
  table.sort(keys)
  return keys
end

local function is_scalar(value)
  local kind = type(value)
  return kind == "string" or kind == "number" or kind == "boolean"
end

-- Checks the values that a column may be, those of a token's where `own`.
local function check_values(name, values, own)
  local known = own and name == "kind" and {}
  for _, kind in ipairs(known and KINDS or {}) do known[kind] = true end
  for _, value in ipairs(values) do
    if not is_scalar(value) then
      fail("attribute '%s' takes strings, numbers or booleans, not %s", name, node.describe(value))
    end
    if own and TEXTS[name] and type(value) ~= "string" then
      fail("attribute '%s' is a text, not %s", name, node.describe(value))
    end
    if known and not known[value] then
      fail("%s", require("gloss.nearest").unknown("kind of token", tostring(value), KINDS))
    end
  end
end

-- Gives the test of a column, of tokens where `own`.
local function column(name, value, own)
  if is_scalar(value) then value = { value } end
  if type(value) ~= "table" or node.tree(value) then
    fail("attribute '%s' takes a value, a list or {min=, max=}, not %s", name, node.describe(value))
  end
  if value.min ~= nil or value.max ~= nil then
    for key, bound in next, value do
      if key ~= "min" and key ~= "max" or type(bound) ~= "number" then
        fail("attribute '%s': {min=, max=} takes two numbers", name)
      end
    end
    if own and TEXTS[name] then
      fail("attribute '%s' is a text, which is in no range of numbers", name)
    end
    return new { "range", column = name, min = value.min, max = value.max }
  end
  if #value == 0 then fail("attribute '%s' has no value to be", name) end
  check_values(name, value, own)
  return new { where = 0, has = 0, "is", column = name,
               values = table.move(value, 1, #value, 1, {}) }
end

local function flag(name, value)
  local test = new { "flag", column = FLAGS[name][1], mask = FLAGS[name][2], name = name }
  if value == true then return test end
  if value == false then return new { "not", test } end
  if name == "initcap" and value == "inside" then
    return new { "and", test, new { "not", new { "initial" } } }
  end
  fail("attribute '%s' is true or false%s, not %s", name,
       name == "initcap" and " or \"inside\"" or "", node.describe(value))
end

local function all_of(tests)
  local made = tests[1]
  for i = 2, #tests do made = new { "and", made, tests[i] } end
  return made
end

--- The node of one token with these attributes.
function attributes.token(t)
  if type(t) ~= "table" or node.tree(t) then
    fail("token takes a table of attributes, not %s", node.describe(t))
  end
  local tests = {}
  for i, name in ipairs(sorted_keys(t, "token")) do
    tests[i] = (FLAGS[name] and flag or column)(name, t[name], true)
  end
  return node.token(all_of(tests) or new { "any" })
end

--- The node of a unit: a row of a layer whose columns have these values.
function attributes.unit(layer, t, atom)
  if type(layer) ~= "string" or layer == "" then
    fail("%s takes the name of a layer, not %s", atom, node.describe(layer))
  end
  if t ~= nil and (type(t) ~= "table" or node.tree(t)) then
    fail("%s: attributes are a table, not %s", atom, node.describe(t))
  end
  local tests = {}
  for i, name in ipairs(sorted_keys(t or {}, atom)) do tests[i] = column(name, t[name]) end
  return new { op = "unit", layer = layer, tests = tests, gazetteer = atom == "gaz" or nil }
end

return attributes
