--- Nodes of token patterns (docs/pattern-ast.md): plain tables, made here with the script's line
-- and never changed. What a script holds is a pattern: a node in a box whose metatable has the
-- operators (gloss.pattern.operators).
local core = require "gloss.core"

local node = {}

local Pattern = { __name = "gloss.pattern" }
node.Pattern = Pattern

-- Tells whether a chunk is part of the library, whose frames are not the script's.
local function is_own(source)
  return source:find "gloss/pattern/[%w_]+%.lua$" or source:find "gloss/environment%.lua$"
         or source:find "gloss/load%.lua$"
end

-- By function its script's places, false where it is the library's or C's; told of each once.
local places = {}
local files = setmetatable({}, { __mode = "k", __index = function(known, func)
  local info = debug.getinfo(func, "S")
  local file = info.what ~= "C" and not is_own(info.source)
               and (info.source:match "^@(.*)$" or info.short_src)
  known[func] = file and (places[file] or { file = file })
  if file then places[file] = known[func] end
  return known[func]
end })

--- Gives "file:line" of the script that called into gloss.pattern.
function node.where() return core.caller(files) or "?:0" end

--- Raises a message at the script's line.
function node.fail(message, ...) error(node.where() .. ": " .. message:format(...), 0) end

--- What a node or test may have in it, as bits of its field `has`.
node.CAPTURE, node.PHRASE, node.AGREE, node.LAYER, node.COLUMN = 1, 2, 4, 8, 16

local OWN = { capture = node.CAPTURE, phrase = node.PHRASE, agree = node.AGREE, scope = node.LAYER,
              unit = node.LAYER | node.COLUMN, is = node.COLUMN, range = node.COLUMN }

--- Gives a node or a test the script's line and what it has in it, fields `where` and `has`; one
-- made with these need not grow for them.
node.new = core.nodes(files, OWN)

--- Makes a node of one token.
function node.token(test)
  return { op = "token", test = test, where = test.where, has = test.has }
end

--- Makes the pattern of a node.
function node.pattern(tree) return setmetatable({ tree }, Pattern) end

--- Gives the node of a pattern, nil for anything else.
function node.tree(value)
  if getmetatable(value) == Pattern then return value[1] end
end

local SHOWN = { seq = "sequence", alt = "choice", rep = "repetition", look = "look-around",
                assert = "place", capture = "capture", unit = "unit" }

--- Names an operand in a message.
function node.describe(value)
  local tree = node.tree(value)
  if tree then
    if tree.op == "token" then return "a pattern of one token" end
    if tree.op == "capture" then return ("the capture '%s'"):format(tree.name) end
    if tree.op == "unit" then return ("the unit '%s'"):format(tree.layer) end
    return ("a %s (%s)"):format(SHOWN[tree.op] or tree.op, tree.where)
  end
  if type(value) == "string" then return ("the string %q"):format(value) end
  if type(value) == "number" or type(value) == "boolean" then
    return ("the %s %s"):format(type(value), tostring(value))
  end
  return value == nil and "nil" or "a " .. type(value)
end

--- Gives the node that an operand is, a string by `promote` where that is given; raises naming the
-- operator and the operand.
function node.operand(value, operator, promote)
  if getmetatable(value) == Pattern then return value[1] end
  if type(value) == "string" then
    if promote then return promote(value) end
    node.fail("'%s' takes patterns, not %s: write w%q", operator, node.describe(value), value)
  end
  local hint = ""
  if value == -1 then hint = "; the end is EOS, or -any"
  elseif type(value) == "number" then
    hint = "; n tokens are any:rep(n), and #\"...\" is a string's length: write #w\"...\""
  elseif type(value) == "table" then hint = ", write w{...} for one of several words" end
  node.fail("'%s' takes patterns, not %s%s", operator, node.describe(value), hint)
end

--- Calls f(node) for a tree's nodes that have one of `bits` in them, operands after their node,
-- each node once and those in `seen` not at all.
function node.each(tree, bits, f, seen)
  if tree.has & bits == 0 or seen[tree] then return end
  seen[tree] = true
  f(tree)
  for i = 1, #tree do
    local operand = tree[i]
    if operand.has & bits ~= 0 then node.each(operand, bits, f, seen) end
  end
end

local function collect(tree, list, seen)
  if seen[tree] then return end
  seen[tree] = true
  list[#list + 1] = tree
  for i = 1, #tree do collect(tree[i], list, seen) end
end

--- Gives the nodes of a tree, operands after their node, each node once.
function node.list(tree)
  local list = {}
  collect(tree, list, {})
  return list
end

--- Calls f(test) for a test and those it is made of, each once.
function node.each_test(test, f, seen)
  seen = seen or {}
  if seen[test] then return end
  seen[test] = true
  f(test)
  if test[1] == "and" or test[1] == "or" or test[1] == "not" then
    node.each_test(test[2], f, seen)
    if test[3] then node.each_test(test[3], f, seen) end
  end
end

return node
