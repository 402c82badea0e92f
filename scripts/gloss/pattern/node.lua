--- Nodes of token patterns (docs/pattern-ast.md): plain tables, made here with the script's line
-- and never changed. What a script holds is a pattern: a node in a box whose metatable has the
-- operators (gloss.pattern.operators).
local node = {}

local Pattern = { __name = "gloss.pattern" }
node.Pattern = Pattern

-- Tells whether a chunk is part of the library, whose frames are not the script's; asked of each
-- chunk once.
local is_own = setmetatable({}, { __index = function(known, source)
  local own = source:find "gloss/pattern/[%w_]+%.lua$" or source:find "gloss/environment%.lua$"
              or source:find "gloss/load%.lua$"
  rawset(known, source, own ~= nil)
  return own ~= nil
end })

--- Gives "file:line" of the script that called into gloss.pattern.
function node.where()
  for level = 3, 40 do
    local info = debug.getinfo(level, "Sl")
    if not info then break end
    if info.currentline > 0 and not is_own[info.source] then
      return ("%s:%d"):format(info.source:match "^@(.*)$" or info.short_src, info.currentline)
    end
  end
  return "?:0"
end

--- Raises a message at the script's line.
function node.fail(message, ...) error(node.where() .. ": " .. message:format(...), 0) end

--- Gives a node or a test the script's line.
function node.new(t)
  t.where = node.where()
  return t
end

--- Makes a node of one token.
function node.token(test) return node.new { op = "token", test = test } end

--- Makes the pattern of a node.
function node.pattern(tree) return setmetatable({ tree }, Pattern) end

--- Gives the node of a pattern, nil for anything else.
function node.tree(value)
  return getmetatable(value) == Pattern and rawget(value, 1) or nil
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
  local tree = node.tree(value)
  if tree then return tree end
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

--- Calls f(node) for a tree, operands after their node, each node once.
function node.each(tree, f, seen)
  seen = seen or {}
  if seen[tree] then return end
  seen[tree] = true
  f(tree)
  for _, operand in ipairs(tree) do node.each(operand, f, seen) end
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
