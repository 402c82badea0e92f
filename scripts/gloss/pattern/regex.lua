--- Regular expressions as Python writes them, asked whether they are found in a text: an automaton
-- of states run side by side, so that time is linear whatever the expression. What asks more than
-- that (references back, looks around) raises.
local core = require "gloss.core"

local regex = {}

local MOST = 5000   -- states of an expression

local function fail(message, ...) error("REGEX: " .. message:format(...), 0) end

-- ---- Classes of characters, by code point ----

local function is_digit(c) return c >= 48 and c <= 57 end
local function is_space(c) return c >= 9 and c <= 13 or c == 32 or c == 0x85 or c == 0xA0 end

-- Letters, digits and _; beyond ASCII all but marks, by their blocks.
local function is_word(c)
  if c < 128 then
    return is_digit(c) or c >= 65 and c <= 90 or c >= 97 and c <= 122 or c == 95
  end
  if c < 0xC0 then return c == 0xAA or c == 0xB5 or c == 0xBA end
  return c ~= 0xD7 and c ~= 0xF7 and not (c >= 0x2000 and c < 0x2C00)
         and not (c >= 0x3000 and c < 0x3040)
end

local function negated(test) return function(c) return not test(c) end end

local CLASSES = { d = is_digit, s = is_space, w = is_word, D = negated(is_digit),
                  S = negated(is_space), W = negated(is_word) }
local CONTROLS = { n = 10, r = 13, t = 9, f = 12, v = 11 }

local function folded(c) return utf8.codepoint(core.fold(utf8.char(c))) end

-- ---- Parsing: a tree of tables {op, ...} ----

local Parser = {}
Parser.__index = Parser

function Parser:peek() return self.chars[self.at] end

function Parser:take(char)
  if self.chars[self.at] ~= char then return false end
  self.at = self.at + 1
  return true
end

function Parser:next()
  local char = self.chars[self.at]
  if not char then fail("%q ends too early", self.source) end
  self.at = self.at + 1
  return char
end

function Parser:one(code)
  if not self.fold then return { "test", function(c) return c == code end } end
  code = folded(code)
  return { "test", function(c) return folded(c) == code end }
end

-- Reads what follows a backslash: a test, and the code point if it is one character.
function Parser:escape()
  local char = self:next()
  if CLASSES[char] then return CLASSES[char] end
  local code = CONTROLS[char]
  if char == "x" or char == "u" then
    local digits = {}
    for i = 1, char == "x" and 2 or 4 do digits[i] = self:next() end
    code = tonumber(table.concat(digits), 16)
  elseif not code and char:find "^%w$" then
    fail("\\%s is not supported", char)
  end
  code = code or utf8.codepoint(char)
  return function(c) return c == code end, code
end

-- Reads one character or class of a set: a test and the code point.
function Parser:member()
  local char = self:next()
  if char == "\\" then return self:escape() end
  local code = utf8.codepoint(char)
  return function(c) return c == code end, code
end

-- Reads a set behind its "[".
function Parser:set()
  local negative, tests = self:take "^", {}
  repeat
    local test, low = self:member()
    if low and self:peek() == "-" and self.chars[self.at + 1] ~= "]" then
      self.at = self.at + 1
      local _, high = self:member()
      if not high or high < low then fail("a bad range in %q", self.source) end
      test = function(c) return c >= low and c <= high end
    end
    tests[#tests + 1] = test
  until self:take "]"
  local fold = self.fold
  return { "test", function(c)
    for _, test in ipairs(tests) do
      if test(c) or fold and (test(folded(c)) or c < 128 and test(c & ~32)) then
        return not negative
      end
    end
    return negative
  end }
end

-- Reads a group behind its "(".
function Parser:group()
  if self:take "?" then
    if not self:take ":" then
      if not (self:take "P" and self:take "<") then fail("(?%s is not supported", self:next()) end
      repeat until self:next() == ">"
    end
  end
  local tree = self:choice()
  if not self:take ")" then fail("a group of %q is not closed", self.source) end
  return tree
end

local function at_word_edge(codes, i)
  local before, after = codes[i - 1], codes[i]
  return (before and is_word(before) or false) ~= (after and is_word(after) or false)
end

local function at_start(_, i) return i == 1 end
local function at_end(codes, i) return i == #codes + 1 end
local EDGES = { b = at_word_edge, A = at_start, Z = at_end,
                B = function(codes, i) return not at_word_edge(codes, i) end }

function Parser:atom()
  local char = self:next()
  if char == "(" then return self:group() end
  if char == "[" then return self:set() end
  if char == "." then return { "test", function(c) return c ~= 10 end } end
  if char == "^" then return { "edge", at_start } end
  if char == "$" then return { "edge", at_end } end
  if char == "*" or char == "+" or char == "?" then fail("nothing to repeat in %q", self.source) end
  if char ~= "\\" then return self:one(utf8.codepoint(char)) end
  if EDGES[self:peek()] then return { "edge", EDGES[self:next()] } end
  local test, code = self:escape()
  return code and self:one(code) or { "test", test }
end

-- Reads the bounds of a repetition, if one follows.
function Parser:bounds()
  if self:take "*" then return 0, nil end
  if self:take "+" then return 1, nil end
  if self:take "?" then return 0, 1 end
  local rest = table.concat(self.chars, "", self.at)
  local text = rest:match "^{%d*,?%d*}"
  if not text or not text:find "%d" then return nil end
  self.at = self.at + #text
  local least, comma, most = text:match "^{(%d*)(,?)(%d*)}$"
  if comma == "" then most = least end
  return tonumber(least) or 0, tonumber(most)
end

function Parser:sequence()
  local tree = { "sequence" }
  while self:peek() and self:peek() ~= "|" and self:peek() ~= ")" do
    local atom = self:atom()
    local least, most = self:bounds()
    if least then
      if not self:take "?" and self:take "+" then fail("%s is not supported", "++") end
      atom = { "repeat", atom, least = least, most = most }
    end
    tree[#tree + 1] = atom
  end
  return tree
end

function Parser:choice()
  local tree = { "choice", self:sequence() }
  while self:take "|" do tree[#tree + 1] = self:sequence() end
  return #tree == 2 and tree[2] or tree
end

-- ---- States: {test =, next} or {edge =, next} or {next, next}; the accepting one is empty ----

local build

-- Makes a state; raises when there are too many.
local function state(made, fields)
  made.count = made.count + 1
  if made.count > MOST then fail("%q is too large", made.source) end
  return fields
end

-- Gives the state from which a tree is found that leads on to `after`.
function build(made, tree, after)
  local op = tree[1]
  if op == "test" then return state(made, { after, test = tree[2] }) end
  if op == "edge" then return state(made, { after, edge = tree[2] }) end
  if op == "sequence" then
    for i = #tree, 2, -1 do after = build(made, tree[i], after) end
    return after
  end
  if op == "choice" then
    local split = state(made, {})
    for i = 2, #tree do split[i - 1] = build(made, tree[i], after) end
    return split
  end
  local start = after
  if not tree.most then
    start = state(made, { nil, after })
    start[1] = build(made, tree[2], start)
  end
  for _ = tree.least + 1, tree.most or 0 do
    start = state(made, { build(made, tree[2], start), after })
  end
  for _ = 1, tree.least do start = build(made, tree[2], start) end
  return start
end

-- ---- Running ----

-- Adds a state, and those it leads to without a character, to a list; true when one accepts.
local function reach(one, codes, i, list, seen)
  local stack = { one }
  while #stack > 0 do
    one = table.remove(stack)
    if not seen[one] then
      seen[one] = true
      if not one.test and #one == 0 then return true end
      if one.test then list[#list + 1] = one
      elseif not one.edge or one.edge(codes, i) then
        for k = #one, 1, -1 do stack[#stack + 1] = one[k] end
      end
    end
  end
  return false
end

local function search(start, text)
  local codes = { utf8.codepoint(text, 1, -1) }
  local now = {}
  for i = 1, #codes + 1 do
    local seen, list = {}, {}
    for _, one in ipairs(now) do
      if one.test(codes[i - 1]) and reach(one[1], codes, i, list, seen) then return true end
    end
    if reach(start, codes, i, list, seen) then return true end
    now = list
  end
  return false
end

--- Compiles an expression: a function that tells whether it is found in a text; raises.
function regex.compile(source)
  local fold = source:find "^%(%?i%)" ~= nil
  local chars = {}
  for _, code in utf8.codes(fold and source:sub(5) or source) do
    chars[#chars + 1] = utf8.char(code)
  end
  local parser = setmetatable({ source = source, chars = chars, at = 1, fold = fold }, Parser)
  local tree = parser:choice()
  if parser:peek() then fail("%q has a ) too many", source) end
  local start = build({ count = 0, source = source }, tree, {})
  return function(text) return search(start, text) end
end

return regex
