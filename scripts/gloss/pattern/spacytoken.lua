--- The attributes of spaCy's token patterns as tests of one token, those that need no statistical
-- model. What cannot be had raises, without a place: the reader of the file adds it.
local core = require "gloss.core"
local nearest = require "gloss.nearest"
local node = require "gloss.pattern.node"

local spacytoken = {}

local NEVER = { "not", { "any" } }
local NUMBERS = {}
for word in ([[zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
  fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
  hundred thousand million billion trillion]]):gmatch "%S+" do NUMBERS[#NUMBERS + 1] = word end

local function flag(name)
  return { "flag", column = "shape", mask = core.shape[name], name = name:gsub("_", "") }
end
local function kind(...) return { "is", column = "kind", values = { ... } } end
local function form_test(source, accept) return { "re", accept = accept, source = source } end
local function any_of(a, b) return { "or", a, b } end

local function is_alpha(form)
  return not form:find "[%z\1-\64%[-`{-\127]" and not form:find "\xE2\x80[\x80-\xBF]"
end

local SWITCHES = {
  IS_ALPHA = { "and", any_of(kind "word", kind "ordinal"), form_test("IS_ALPHA", is_alpha) },
  IS_ASCII = form_test("IS_ASCII", function(form) return not form:find "[\x80-\xFF]" end),
  IS_DIGIT = form_test("IS_DIGIT", function(form) return not form:find "%D" end),
  IS_LOWER = flag "lower",
  IS_UPPER = flag "all_caps",
  IS_TITLE = form_test("IS_TITLE", function(form)
    local rest = form:match "^%u(.*)$"
    return rest ~= nil and rest == rest:lower()
  end),
  IS_PUNCT = kind "punct",
  IS_SPACE = NEVER,   -- white space is no token here
  LIKE_NUM = any_of(kind "number", { "word", NUMBERS }),
  LIKE_URL = kind "url",
  LIKE_EMAIL = kind "email",
}
table.sort(NUMBERS)

-- Gives a character of spaCy's SHAPE.
local function shape_of(character)
  if character:find "^%d$" then return "d" end
  if character:find "^%a$" then return character:find "%u" and "X" or "x" end
  if #character == 1 or character:find "^\xE2" then return character end
  return core.fold(character) == character and "x" or "X"
end

-- Gives spaCy's SHAPE of a form: runs of one class are cut at four.
local function shape(form)
  local out, last, run = {}, nil, 0
  for _, code in utf8.codes(form) do
    local class = shape_of(utf8.char(code))
    run = class == last and run + 1 or 1
    last = class
    if run <= 4 then out[#out + 1] = class end
  end
  return table.concat(out)
end

local VALUES = {
  ORTH = function(form) return form end,
  LOWER = function(form) return (core.fold(form)) end,
  LENGTH = function(form) return utf8.len(form) end,
  SHAPE = shape,
}
VALUES.TEXT = VALUES.ORTH

local function is_in(list, key)
  if type(list) ~= "table" then
    error(("%s takes a list"):format(key), 0)
  end
  local set = {}
  for _, one in ipairs(list) do set[one] = true end
  return function(value) return set[value] or false end
end

local function compare(accept)
  return function(bound, key)
    if type(bound) ~= "number" then error(("%s takes a number"):format(key), 0) end
    return function(value) return type(value) == "number" and accept(value, bound) end
  end
end

-- Conditions on a value; sets are compared with the set of the one value a token has.
local CONDITIONS = {
  IN = is_in, IS_SUBSET = is_in, INTERSECTS = is_in,
  NOT_IN = function(list, key)
    local holds = is_in(list, key)
    return function(value) return not holds(value) end
  end,
  IS_SUPERSET = function(list, key)
    local holds = is_in(list, key)
    return function(value)
      return #list == 0 or #list == 1 and holds(value)
    end
  end,
  ["=="] = compare(function(a, b) return a == b end),
  [">="] = compare(function(a, b) return a >= b end),
  ["<="] = compare(function(a, b) return a <= b end),
  [">"] = compare(function(a, b) return a > b end),
  ["<"] = compare(function(a, b) return a < b end),
}

local function names_of(...)
  local names = {}
  for _, t in ipairs { ... } do
    for name in next, t do names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

-- Gives the test of words, which the automaton knows: of ORTH, TEXT and LOWER.
local function word_test(key, list)
  local words, lower = {}, key == "LOWER"
  for i, word in ipairs(list) do
    if type(word) ~= "string" or word == "" then error("takes words", 0) end
    words[i] = lower and VALUES.LOWER(word) or word
  end
  table.sort(words)
  return { lower and "word" or "exact", words }
end

local function condition_test(key, name, value)
  local make = CONDITIONS[name]
  if not make then
    if name == "REGEX" or name:find "^FUZZY%d?$" then
      error(("%s is not supported: write the rule with P.re or P.word"):format(name), 0)
    end
    error(nearest.unknown("condition", tostring(name), names_of(CONDITIONS)), 0)
  end
  if key ~= "LENGTH" and key ~= "SHAPE" and (name == "IN" or name == "NOT_IN") and #value > 0 then
    local test = word_test(key, value)
    return name == "IN" and test or { "not", test }
  end
  local holds, of = make(value, name), VALUES[key]
  return form_test(("%s %s"):format(key, name), function(form) return holds(of(form)) end)
end

local function value_tests(key, value, tests)
  if type(value) == "table" then
    for _, name in ipairs(names_of(value)) do
      tests[#tests + 1] = condition_test(key, name, value[name])
    end
  elseif key == "LENGTH" or key == "SHAPE" then
    local of = VALUES[key]
    tests[#tests + 1] = form_test(("%s %s"):format(key, tostring(value)),
                                  function(form) return of(form) == value end)
  else
    tests[#tests + 1] = word_test(key, { value })
  end
end

local MODEL = { POS = true, TAG = true, MORPH = true, DEP = true, LEMMA = true, ENT_TYPE = true,
                ENT_IOB = true, ENT_ID = true, ENT_KB_ID = true, NORM = true }

-- Adds to tests what an attribute asks of a token.
local function add(key, value, tests)
  if SWITCHES[key] then
    if type(value) ~= "boolean" then error("takes true or false", 0) end
    tests[#tests + 1] = value and SWITCHES[key] or { "not", SWITCHES[key] }
  elseif VALUES[key] then
    value_tests(key, value, tests)
  elseif MODEL[key] then
    error("comes of a statistical model or tables that gloss does not have", 0)
  elseif key == "IS_STOP" or key == "SPACY" or key == "_" then
    error("is not supported", 0)
  else
    error(nearest.unknown("attribute", key, names_of(SWITCHES, VALUES)), 0)
  end
end

-- Gives a test the line of the script, its parts too.
local function placed(test)
  local made = node.new { table.unpack(test) }
  for key, value in next, test do made[key] = value end
  if test[1] == "and" or test[1] == "or" or test[1] == "not" then
    for i = 2, #test do made[i] = placed(test[i]) end
  end
  return made
end

--- Gives the test of a token's attributes; raises "KEY: why".
function spacytoken.test(attributes)
  local tests = {}
  for _, key in ipairs(names_of(attributes)) do
    if key ~= "OP" and key ~= "IS_SENT_START" and key ~= "SENT_START" then
      local ok, why = pcall(add, key, attributes[key], tests)
      if not ok then error(("%s: %s"):format(key, why), 0) end
    end
  end
  local made = tests[1] or { "any" }
  for i = 2, #tests do made = { "and", made, tests[i] } end
  return placed(made)
end

return spacytoken
