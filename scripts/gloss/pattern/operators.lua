--- The operators of patterns and their chaining twins. Choices and differences of one-token
-- patterns stay one-token patterns, so that `&` `|` `~` take them.
local node = require "gloss.pattern.node"
local raised = require "gloss.raised"
local words = require "gloss.pattern.words"

local Pattern, new, fail, pattern = node.Pattern, node.new, node.fail, node.pattern
local GAP = 10
local MOST = 10000
local JOINED <const> = 3000   -- the engine nests what is joined, up to 4,000 deep

local function with_words(value, operator) return node.operand(value, operator, words.word) end
local function patterns_only(value, operator) return node.operand(value, operator) end

-- Joins two operands under one op, flat where one of them is of that op already.
local function join(op, a, b, operator)
  local flat_a, flat_b = a.op == op, b.op == op
  if not (flat_a or flat_b) then return new { op = op, where = 0, has = 0, a, b } end
  local made = { op = op, where = 0, has = 0, a }
  if flat_a then made = { op = op, where = 0, has = 0, table.unpack(a) } end
  if flat_b then table.move(b, 1, #b, #made + 1, made) else made[#made + 1] = b end
  if #made > JOINED then
    fail("'%s' joins more than %d patterns: many words are w{...}, many names a gazetteer",
         operator, JOINED)
  end
  return new(made)
end

local function both_tokens(a, b) return a.op == "token" and b.op == "token" end

local function sequence(a, b, operator)
  a, b = with_words(a, operator), with_words(b, operator)
  return join("seq", a, b, operator)
end

local function choice(a, b, operator)
  a, b = with_words(a, operator), with_words(b, operator)
  if both_tokens(a, b) then return node.token(new { where = 0, has = 0, "or", a.test, b.test }) end
  return join("alt", a, b, operator)
end

local function look(p, negative, behind)
  if p.op == "look" then
    negative = negative ~= (p.negative or false)
    behind, p = p.behind, p[1]
  end
  return new { op = "look", where = 0, has = 0, p, negative = negative,
               behind = behind or false }
end

local function difference(a, b, operator)
  a, b = patterns_only(a, operator), patterns_only(b, operator)
  if both_tokens(a, b) then
    return node.token(new { "and", a.test, new { "not", b.test } })
  end
  return join("seq", look(b, true, false), a, operator)
end

local function is_count(n) return math.type(n) == "integer" and n >= 0 and n <= MOST end

local function repeated(p, min, max, operator)
  if not is_count(min) or max ~= nil and not is_count(max) then
    fail("'%s' takes counts from 0 to %d, not %s", operator, MOST,
         tostring(is_count(min) and max or min))
  end
  if max and max < min then fail("'%s': at least %d and at most %d", operator, min, max) end
  if max == 0 then fail("'%s': at most 0 times matches nothing", operator) end
  return new { op = "rep", where = 0, has = 0, p, min = min, max = max, lazy = false }
end

local function power(p, n)
  p = patterns_only(p, "^")
  if type(n) == "table" then
    if #n ~= 2 then fail("'^' takes {min, max}, not a list of %d: write :rep(%s)", #n,
                         #n == 1 and ("%s, %s"):format(n[1], n[1]) or "min, max") end
    return repeated(p, n[1], n[2], "^")
  end
  if math.type(n) ~= "integer" then
    fail("'^' takes n, -n or {min, max}, not %s", node.describe(n))
  end
  if n < 0 then return repeated(p, 0, -n, "^") end
  return repeated(p, n, nil, "^")
end

local function gap(a, b, max, operator)
  a, b = patterns_only(a, operator), patterns_only(b, operator)
  if not is_count(max) then
    fail("'%s': a gap is of 0 to %d tokens, not %s", operator, MOST, tostring(max))
  end
  return new { op = "gap", a, b, max = max }
end

local function one_token(p, operator)
  local tree = patterns_only(p, operator)
  if tree.op == "token" then return tree.test end
  fail("'%s' takes patterns of one token, not %s (it binds looser than * and +: add parentheses)",
       operator, node.describe(p))
end

local function tests(kind, operator)
  return function(a, b)
    return pattern(node.token(new { kind, one_token(a, operator), one_token(b, operator) }))
  end
end

function Pattern.__mul(a, b) return pattern(sequence(a, b, "*")) end
function Pattern.__add(a, b) return pattern(choice(a, b, "+")) end
function Pattern.__sub(a, b) return pattern(difference(a, b, "-")) end
function Pattern.__pow(a, n) return pattern(power(a, n)) end
function Pattern.__concat(a, b) return pattern(gap(a, b, GAP, "..")) end
function Pattern.__unm(a) return pattern(look(a[1], true, false)) end
function Pattern.__len(a) return pattern(look(a[1], false, false)) end
Pattern.__band, Pattern.__bor = tests("and", "&"), tests("or", "|")
function Pattern.__bnot(a)
  return pattern(node.token(new { "not", one_token(a, "~") }))
end
function Pattern.__tostring(a) return "gloss.pattern: " .. node.describe(a) end

local function wrong(a, operator, instead)
  fail("patterns have no '%s'; %s (%s)", operator, instead, node.describe(a))
end
function Pattern.__div(a) wrong(a, "/", "name a part by :as and use it in `set`") end
function Pattern.__call(a) wrong(a, "()", "a pattern is no function") end
function Pattern.__newindex(_, name)
  fail("a pattern does not change: '%s' is set", tostring(name))
end

local methods = {}

--- As many as min to max times; of one number that often.
function methods:rep(min, max)
  if max == nil then max = min end
  return pattern(repeated(self[1], min, max ~= math.huge and max or nil, "rep"))
end
function methods:opt() return pattern(repeated(self[1], 0, 1, "opt")) end
function methods:star() return pattern(repeated(self[1], 0, nil, "star")) end
function methods:plus() return pattern(repeated(self[1], 1, nil, "plus")) end
function methods:seq(q) return pattern(sequence(self, q, "seq")) end
function methods:alt(q) return pattern(choice(self, q, "alt")) end
function methods:gap(q, max) return pattern(gap(self, q, max == nil and GAP or max, "gap")) end
function methods:but(q) return pattern(difference(self, q, "but")) end

local function name_of(value, method)
  if type(value) == "string" and value:find "^[%a_][%w_.]*$" then return value end
  fail(":%s takes a name, not %s", method, node.describe(value))
end

--- The part is remembered by a name.
function methods:as(name)
  return pattern(new { op = "capture", where = 0, has = 0, self[1], name = name_of(name, "as") })
end

--- The fewest first.
function methods:lazy()
  local tree = self[1]
  if tree.op ~= "rep" then fail(":lazy is for repetitions, not %s", node.describe(self)) end
  return pattern(new { op = "rep", tree[1], min = tree.min, max = tree.max, lazy = true })
end

--- Captures a and b must have the same value in a column.
function methods:agree(a, b, attribute)
  return pattern(new { op = "agree", self[1], left = name_of(a, "agree"),
    right = name_of(b, "agree"), attribute = name_of(attribute, "agree") })
end

--- A function of the match must say true.
function methods:where(accept)
  if type(accept) ~= "function" then
    fail(":where takes a function of the match, not %s", node.describe(accept))
  end
  local match = require "gloss.pattern.match"
  local made
  made = new { op = "where", self[1], accept = function(raw)
    raised.at = made.where
    local yes = accept(match.view(raw, raw.doc, raw.doc:layer "token"))
    raised.at = nil
    return yes and true or false
  end }
  return pattern(made)
end

for _, how in ipairs { "inside", "outside", "starts" } do
  methods[how] = function(self, layer)
    return pattern(new { op = "scope", self[1], how = how, layer = name_of(layer, how) })
  end
end

local NAMES = {}
for name in next, methods do NAMES[#NAMES + 1] = name end
table.sort(NAMES)

function Pattern.__index(_, name)
  local method = methods[name]
  if not method then
    fail("%s", require("gloss.nearest").unknown("method of patterns", tostring(name), NAMES))
  end
  return method
end

return { look = look, choice = choice, methods = methods }
