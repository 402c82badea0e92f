--- The attributes of spaCy's token patterns as tests of one token, those that need no statistical
-- model. What cannot be had raises, without a place: the reader of the file adds it.
local core = require "gloss.core"
local edits = require "gloss.pattern.edits"
local nearest = require "gloss.nearest"
local node = require "gloss.pattern.node"
local regex = require "gloss.pattern.regex"
local stopwords = require "gloss.lang.en.stopwords"

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
  IS_PUNCT = kind "punct",
  IS_SPACE = NEVER,   -- white space is no token here
  IS_STOP = { "word", table.move(stopwords.list, 1, #stopwords.list, 1, {}) },
  LIKE_NUM = any_of(kind "number", { "word", NUMBERS }),
  LIKE_URL = kind "url",
  LIKE_EMAIL = kind "email",
}
table.sort(NUMBERS)
table.sort(SWITCHES.IS_STOP[2])

-- Letters in lower case that folding changes.
local LOWER = {}
for letter in ("\u{DF} \u{B5} \u{149} \u{17F} \u{3C2}"):gmatch "%S+" do LOWER[letter] = true end

-- Gives a character of spaCy's SHAPE.
local function shape_of(character)
  if character:find "^%d$" then return "d" end
  if character:find "^%a$" then return character:find "%u" and "X" or "x" end
  if #character == 1 or character:find "^\xE2" then return character end
  return (LOWER[character] or core.fold(character) == character) and "x" or "X"
end

-- Capitals stand where a run of letters begins, and nowhere else.
SWITCHES.IS_TITLE = form_test("IS_TITLE", function(form)
  local inside, any = false, false
  for _, code in utf8.codes(form) do
    local class = shape_of(utf8.char(code))
    if class == "X" and inside or class == "x" and not inside then return false end
    inside = class == "X" or class == "x"
    any = any or inside
  end
  return any
end)

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

-- What NORM makes of marks, signs and clitics; other tokens are in lower case.
local NORMS = { ["n't"] = "not", ["'ll"] = "will", ["'ve"] = "have", ["'m"] = "am",
                ["'re"] = "are" }
for norm, forms in pairs {
  ["'"] = "\u{B4} `", ['"'] = "\u{201C} \u{201D} \u{201E} \u{AB} \u{BB} '' ``",
  ["..."] = "\u{2026}", ["-"] = "\u{2013} \u{2014} -- ---",
  ["$"] = "\u{20AC} \u{A3} \u{A5} \u{E3F} \u{20BA} \u{20B9} \u{20A9} us$ c$ a$" } do
  for form in forms:gmatch "%S+" do NORMS[form] = norm end
end

local VALUES = {
  NORM = function(form)
    local low = core.fold(form)
    return NORMS[low] or low
  end,
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
  ["!="] = compare(function(a, b) return a ~= b end),
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

-- How many edits FUZZY allows: 30 % of the text, halves to even numbers, and at least 2.
local function most_edits(text)
  local part = utf8.len(text) * 0.3
  local whole = part // 1
  if part - whole > 0.5 or part - whole == 0.5 and whole % 2 == 1 then whole = whole + 1 end
  return math.max(2, whole)
end

-- Gives a function that tells whether a text matches an expression, or is few edits from another.
local function text_condition(name, wanted)
  if type(wanted) ~= "string" then error(("%s takes texts"):format(name), 0) end
  if name == "REGEX" then return regex.compile(wanted) end
  local most = tonumber(name:match "%d") or most_edits(wanted)
  return function(text) return edits.within(text, wanted, most) end
end

-- Gives the condition of REGEX or FUZZY: of a text, or of one or none of a list of texts.
local function like(name, value)
  if type(value) ~= "table" then return text_condition(name, value) end
  local list, negative = value.IN or value.NOT_IN, value.NOT_IN ~= nil
  if type(list) ~= "table" then error(("%s takes a text, IN or NOT_IN"):format(name), 0) end
  local any = {}
  for i, wanted in ipairs(list) do any[i] = text_condition(name, wanted) end
  return function(text)
    for _, holds in ipairs(any) do
      if holds(text) then return not negative end
    end
    return negative
  end
end

local WORDS = { ORTH = true, TEXT = true, LOWER = true }

local function condition_test(key, name, value)
  local holds, of = nil, VALUES[key]
  if name == "REGEX" or name:find "^FUZZY%d?$" then
    if key == "LENGTH" then error(("%s is not for numbers"):format(name), 0) end
    holds = like(name, value)
  elseif CONDITIONS[name] then
    if type(value) == "table" and #value > 0 and WORDS[key]
       and (name == "IN" or name == "NOT_IN") then
      local test = word_test(key, value)
      return name == "IN" and test or { "not", test }
    end
    holds = CONDITIONS[name](value, name)
  else
    error(nearest.unknown("condition", tostring(name), names_of(CONDITIONS)), 0)
  end
  return form_test(("%s %s"):format(key, name), function(form) return holds(of(form)) end)
end

local function value_tests(key, value, tests)
  if type(value) == "table" then
    for _, name in ipairs(names_of(value)) do
      tests[#tests + 1] = condition_test(key, name, value[name])
    end
  elseif not WORDS[key] then
    local of = VALUES[key]
    tests[#tests + 1] = form_test(("%s %s"):format(key, tostring(value)),
                                  function(form) return of(form) == value end)
  else
    tests[#tests + 1] = word_test(key, { value })
  end
end

local MODEL = { POS = true, TAG = true, MORPH = true, DEP = true, LEMMA = true, ENT_TYPE = true,
                ENT_IOB = true, ENT_ID = true, ENT_KB_ID = true }

-- Adds to tests what an attribute asks of a token.
local function add(key, value, tests)
  if SWITCHES[key] then
    if type(value) ~= "boolean" then error("takes true or false", 0) end
    tests[#tests + 1] = value and SWITCHES[key] or { "not", SWITCHES[key] }
  elseif VALUES[key] then
    value_tests(key, value, tests)
  elseif MODEL[key] then
    error("comes of a statistical model or tables that gloss does not have", 0)
  elseif key == "_" then
    error("extensions are not supported", 0)
  else
    error(nearest.unknown("attribute", key, names_of(SWITCHES, VALUES)), 0)
  end
end

-- Gives a test the line of the script, its parts too.
local function placed(test)
  local made = {}
  for key, value in next, test do made[key] = value end
  if test[1] == "and" or test[1] == "or" or test[1] == "not" then
    for i = 2, #test do made[i] = placed(test[i]) end
  end
  return node.new(made)
end

--- Attributes that are not of the token alone: the reader of patterns settles them.
spacytoken.AROUND = { OP = true, IS_SENT_START = true, SENT_START = true, SPACY = true }

--- Gives the test of a token's attributes; raises "KEY: why".
function spacytoken.test(attributes)
  local tests = {}
  for _, key in ipairs(names_of(attributes)) do
    if not spacytoken.AROUND[key] then
      local ok, why = pcall(add, key, attributes[key], tests)
      if not ok then error(("%s: %s"):format(key, why), 0) end
    end
  end
  local made = tests[1] or { "any" }
  for i = 2, #tests do made = { "and", made, tests[i] } end
  return placed(made)
end

return spacytoken
