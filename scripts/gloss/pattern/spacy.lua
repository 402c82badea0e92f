--- Phases of spaCy's patterns: EntityRuler JSONL ({"label", "pattern", "id"} a line) and Matcher
-- JSON ({"NAME": [pattern, ...]}, or a list of EntityRuler objects).
local attributes_of = require "gloss.pattern.attributes"
local json = require "gloss.json"
local nearest = require "gloss.nearest"
local node = require "gloss.pattern.node"
local path = require "gloss.path"
local words = require "gloss.pattern.words"
local spacytoken = require "gloss.pattern.spacytoken"

local FIELDS = { "file", "name", "layer", "policy" }
local MOST <const> = 10000   -- times
local SPACED = node.pattern(attributes_of.token { space = true })

-- Gives the least and most times of an operator; most is nil for any number.
local function times(op)
  local known = ({ ["?"] = { 0, 1 }, ["*"] = { 0 }, ["+"] = { 1 } })[op]
  if known then return known[1], known[2] end
  local exact = op:match "^{(%d+)}$"
  local least, most = op:match "^{(%d*),(%d*)}$"
  if exact then least, most = exact, exact end
  if not least or least == "" and most == "" then
    error(("OP: %q is none of ! ? * + {n} {n,m} {n,} {,m}"):format(op), 0)
  end
  least, most = tonumber(least) or 0, tonumber(most)
  if math.max(least, most or 0) > MOST then error(("OP: %s is over %d"):format(op, MOST), 0) end
  return least, most
end

-- Gives a look at what stands from here on.
local function look(tree, negative)
  return node.new { op = "look", tree, negative = negative, behind = false }
end

local function checked(attributes, key)
  local value = attributes[key]
  if value ~= nil and type(value) ~= "boolean" then
    error(("%s: takes true or false"):format(key), 0)
  end
  return value
end

-- Gives the node of a token with what is asked of its place: the sentence's beginning before it,
-- white space behind it.
local function one_token(attributes)
  local made = node.token(spacytoken.test(attributes))
  local first = checked(attributes, "IS_SENT_START")
  if first == nil then first = checked(attributes, "SENT_START") end
  local space = checked(attributes, "SPACY")
  if first ~= nil then
    local begins = node.new { op = "assert", what = "BOS" }
    made = node.new { op = "seq", first and begins or look(begins, true), made }
  end
  if space ~= nil then
    made = node.new { op = "seq", made, look(node.tree(SPACED), not space) }
  end
  return made
end

-- Gives the node of one object of a pattern.
local function element(attributes)
  if type(attributes) ~= "table" then error("a token must be an object", 0) end
  local made, op = one_token(attributes), attributes.OP
  if op == nil then return made end
  if type(op) ~= "string" then error("OP: must be a string", 0) end
  if op == "!" then
    if made.op == "token" then return node.token(node.new { "not", made.test }) end
    return node.new { op = "seq", look(made, true), node.token(node.new { "any" }) }
  end
  local least, most = times(op)
  if most and (most < least or most == 0) then error(("OP: %s matches nothing"):format(op), 0) end
  return node.new { op = "rep", made, min = least, max = most, lazy = false }
end

-- Gives the pattern of a text or of a list of objects.
local function pattern_of(value)
  if value == "" then error("a pattern is not empty", 0) end
  if type(value) == "string" then return words.phrase(value, { exact = true }) end
  if type(value) ~= "table" or #value == 0 then error("a pattern is a text or a list", 0) end
  local made = { op = "seq" }
  for i, attributes in ipairs(value) do
    local ok, why = pcall(element, attributes)
    if not ok then error(("token %d: %s"):format(i, why), 0) end
    made[i] = ok and why
  end
  return #made == 1 and made[1] or node.new(made)
end

local function read(file)
  local handle, why = io.open(file, "rb")
  if not handle then error(("%s: %s"):format(file, path.reason(why, file)), 0) end
  local text
  text, why = handle:read "a"
  handle:close()
  return text or error(("%s: %s"):format(file, why), 0)
end

local function decode(text, where)
  local value, why, at = json.decode(text)
  if value == nil then error(("%s: byte %d: %s"):format(where, (at or 1) - 1, why), 0) end
  return value
end

-- Gives the patterns of a file in order: {label, pattern, id, where}.
local function entries_of(file)
  local list, text = {}, read(file)
  local function add(entry, where)
    if type(entry) ~= "table" or type(entry.label) ~= "string" then
      error(("%s: must be an object with a label and a pattern"):format(where), 0)
    end
    if entry.id ~= nil and type(entry.id) ~= "string" then
      error(("%s: the id must be a text"):format(where), 0)
    end
    list[#list + 1] = { label = entry.label, pattern = entry.pattern, id = entry.id, where = where }
  end
  if path.ending(file) == "jsonl" then
    local number = 0
    for line in text:gmatch "[^\n]*" do
      number = number + 1
      local where = ("%s:%d"):format(file, number)
      if line:find "%S" then add(decode(line, where), where) end
    end
    return list
  end
  local value = decode(text, file)
  if type(value) ~= "table" then
    error(file .. ": must be a list of objects, or of lists of patterns by name", 0)
  end
  for i, entry in ipairs(value) do add(entry, ("%s: pattern %d"):format(file, i)) end
  local names = {}
  for name in next, value do names[#names + 1] = type(name) == "string" and name or nil end
  table.sort(names)
  for _, name in ipairs(names) do
    if type(value[name]) ~= "table" then
      error(("%s: %s: must be a list of patterns"):format(file, name), 0)
    end
    for i, one in ipairs(value[name]) do
      add({ label = name, pattern = one }, ("%s: %s, pattern %d"):format(file, name, i))
    end
  end
  return list
end

-- Makes the rule of an entry.
local function rule_of(entry, number, layer)
  local ok, tree = pcall(pattern_of, entry.pattern)
  if not ok then error(("%s: %s"):format(entry.where, tree), 0) end
  local made = require("gloss.pattern.rule").new {
    name = ("%s.%d"):format(entry.label:gsub("[^%w_.-]", "_"), number),
    match = node.pattern(tree), within = "document", zones = "all",
    emit = { [layer] = { label = entry.label } },
    set = entry.id and { [layer] = { id = entry.id } } }
  made.where, made.is_imported = entry.where, true
  return made
end

--- Makes the phase of a file of patterns, beside the script unless its path is absolute.
--   definition  file, name (the file's stem), layer (entity), policy (all)
return function(definition)
  local where = node.where()
  if type(definition) == "string" then definition = { file = definition } end
  local ok, why = pcall(nearest.check_fields, "spacy", definition, FIELDS)
  if not ok then node.fail("%s", why) end
  if type(definition.file) ~= "string" then node.fail("spacy takes a file") end
  local folder = path.directory((where:match "^(.*):%d+$"))
  local file = definition.file
  if file:sub(1, 1) ~= "/" then file = path.join(folder, file) end
  local layer, rules = definition.layer, {}
  if layer ~= nil and type(layer) ~= "string" then node.fail("spacy: layer is the name of one") end
  for i, entry in ipairs(entries_of(file)) do
    rules[i] = rule_of(entry, i, layer or "entity")
  end
  if #rules == 0 then node.fail("%s: no patterns", file) end
  return require("gloss.pattern.phase").new { rules = rules, policy = definition.policy or "all",
    name = definition.name or select(2, path.name(file)) }
end
