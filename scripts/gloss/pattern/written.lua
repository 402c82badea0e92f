--- Writes nodes and tests of patterns as a script would, in the short names of atoms: what
-- `explain` shows.
local written = {}

-- How tight what was written binds, as in Lua: loosest first.
local AND, GAP, SUM, PRODUCT, UNARY, TIGHT = 1, 2, 3, 4, 5, 6

local function value(v) return type(v) == "string" and ("%q"):format(v) or tostring(v) end

-- Writes one value as it is, several as a list.
local function values(list)
  local parts = {}
  for i, v in ipairs(list) do parts[i] = value(v) end
  return #parts == 1 and parts[1] or "{" .. table.concat(parts, ", ") .. "}"
end

local function call(atom, list)
  local text = values(list)
  return atom .. (text:find '^["{]' and text or "(" .. text .. ")")
end

-- Puts parentheses round what binds looser than `least`.
local function held(text, binds, least)
  return binds < least and "(" .. text .. ")" or text
end

-- Writes a test as an attribute, "kind=\"number\""; nil for one that is none.
local function attribute(test)
  local kind = test[1]
  if kind == "flag" then return test.name .. "=true" end
  if kind == "is" then return test.column .. "=" .. values(test.values) end
  if kind == "range" then
    local bounds = {}
    for _, key in ipairs { "min", "max" } do
      if test[key] then bounds[#bounds + 1] = ("%s=%s"):format(key, test[key]) end
    end
    return ("%s={%s}"):format(test.column, table.concat(bounds, ", "))
  end
  if kind == "not" and test[2][1] == "flag" then return test[2].name .. "=false" end
  if kind ~= "and" then return nil end
  local a, b = test[2], test[3]
  if a[1] == "flag" and b[1] == "not" and b[2][1] == "initial" then
    return a.name .. '="inside"'
  end
  local left, right = attribute(a), attribute(b)
  return left and right and left .. ", " .. right
end

local test_of

local function pair(sign, binds, a, b)
  local left, tight = test_of(a)
  local right, tight_right = test_of(b)
  return ("%s %s %s"):format(held(left, tight, binds), sign, held(right, tight_right, binds + 1)),
         binds
end

-- Writes a test: the text, and how tight it binds.
function test_of(test)
  local kind = test[1]
  local named = attribute(test)
  if named then return "t{" .. named .. "}", TIGHT end
  if kind == "any" then return "any", TIGHT end
  if kind == "word" then return call(test.forms and "lem" or "w", test.forms or test[2]), TIGHT end
  if kind == "exact" then return call("W", test[2]), TIGHT end
  if kind == "re" then
    return test.source == "lpeg" and "re(lpeg)" or call("re", { test.source }), TIGHT
  end
  if kind == "initial" then return "t{initcap=true} - t{initcap=\"inside\"}", SUM end
  if kind == "or" then return pair("+", SUM, test[2], test[3]) end
  if kind == "and" then
    if test[3][1] == "not" then return pair("-", SUM, test[2], test[3][2]) end
    return pair("&", AND, test[2], test[3])
  end
  local inner, tight = test_of(test[2])
  return "~" .. held(inner, tight, UNARY), UNARY
end

local tree_of

local function operand(tree, least)
  local text, binds = tree_of(tree)
  return held(text, binds, least)
end

local function joined(tree, sign, binds)
  local parts = {}
  for i, one in ipairs(tree) do parts[i] = operand(one, i == 1 and binds or binds + 1) end
  return table.concat(parts, sign), binds
end

local function counts(min, max)
  if min == max then return (":rep(%d)"):format(min) end
  if max == 1 then return ":opt()" end
  if max then return (":rep(%d, %d)"):format(min, max) end
  if min > 1 then return (":rep(%d, math.huge)"):format(min) end
  return min == 0 and ":star()" or ":plus()"
end

local function repetition(tree)
  local text = operand(tree[1], TIGHT) .. counts(tree.min, tree.max)
  return text .. (tree.lazy and ":lazy()" or ""), TIGHT
end

local function look(tree)
  local inner = tree.behind and ("before(%s)"):format((tree_of(tree[1])))
                or operand(tree[1], UNARY)
  if tree.behind and not tree.negative then return inner, TIGHT end
  return (tree.negative and "-" or "#") .. inner, UNARY
end

local function method(tree, text) return operand(tree[1], TIGHT) .. text, TIGHT end

local WRITE = { rep = repetition, look = look,
  token = function(tree) return test_of(tree.test) end,
  assert = function(tree) return tree.what, TIGHT end,
  seq = function(tree)
    if tree.text then return call("phrase", { tree.text }), TIGHT end
    return joined(tree, " * ", PRODUCT)
  end,
  phrase = function(tree) return call("phrase", { tree.text }), TIGHT end,
  alt = function(tree) return joined(tree, " + ", SUM) end,
  capture = function(tree) return method(tree, (":as%q"):format(tree.name)) end,
  scope = function(tree) return method(tree, (":%s%q"):format(tree.how, tree.layer)) end,
  where = function(tree) return method(tree, ":where(f)") end,
  agree = function(tree)
    return method(tree, (":agree(%q, %q, %q)"):format(tree.left, tree.right, tree.attribute))
  end,
  gap = function(tree)
    if tree.max ~= 10 then
      return ("%s:gap(%s, %d)"):format(operand(tree[1], TIGHT), (tree_of(tree[2])), tree.max), TIGHT
    end
    return ("%s .. %s"):format(operand(tree[1], GAP + 1), operand(tree[2], GAP)), GAP
  end,
  unit = function(tree)
    local parts, atom = {}, tree.gazetteer and "G" or "A"
    for i, test in ipairs(tree.tests or {}) do parts[i] = attribute(test) end
    if #parts == 0 then return call(atom, { tree.layer }), TIGHT end
    return ("%s(%q, {%s})"):format(atom, tree.layer, table.concat(parts, ", ")), TIGHT
  end,
}

-- Writes a node: the text, and how tight it binds.
function tree_of(tree)
  if not tree.op then return test_of(tree) end
  return WRITE[tree.op](tree)
end

--- Gives a node or a test as a script would write it.
function written.pattern(tree) return (tree_of(tree)) end

--- Gives a condition of a finished match, without the pattern it is put to.
function written.condition(tree)
  if tree.op == "where" then return ":where(f)" end
  return (":agree(%q, %q, %q)"):format(tree.left, tree.right, tree.attribute)
end

return written
