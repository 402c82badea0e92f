--- What is likely wrong with the rules of a pipeline, though it loads: lines "file:line: rule 'x':
-- ...".
local core = require "gloss.core"
local node = require "gloss.pattern.node"

local check = {}

-- Texts that a literal stands in: among words, and beside numbers.
local AROUND = { { "x ", " x" }, { "x ", " 5" }, { "x ", "5" }, { "5", " x" } }

-- Gives what a tokenizer makes of a literal between two texts: the tokens that touch it.
local function tokens_of(tokenizer, literal, around)
  local doc = core.doc(around[1] .. literal .. around[2])
  local first, last, forms = #around[1] + 1, #around[1] + #literal, {}
  for _, from, to, form in tokenizer:run(doc):each "form" do
    if from <= last and to >= first then forms[#forms + 1] = form end
  end
  doc:close()
  return forms
end

-- Gives what a tokenizer makes of a literal inside a sentence, unless it is one token somewhere; of
-- a folded one (`folded`) also in capitals.
local function pieces_of(tokenizer, literal, folded)
  local written = { literal }
  if folded then written = { literal, (literal:gsub("^%l", string.upper)), literal:upper() } end
  for _, around in ipairs(AROUND) do
    for _, one in ipairs(written) do
      if tokens_of(tokenizer, one, around)[1] == one then return nil end
    end
  end
  return tokens_of(tokenizer, literal, AROUND[1])
end

local function check_literals(rule, tokenizer, said, say)
  local function check_test(test)
    if test[1] ~= "word" and test[1] ~= "exact" then return end
    for _, literal in ipairs(test.forms or test[2]) do
      local key = test.where .. literal   -- rules may share a pattern
      local pieces = not said[key] and pieces_of(tokenizer, literal, test[1] == "word")
      said[key] = true
      if pieces then
        say(test.where, rule, "%q is never one token: it is %s; write phrase%q", literal,
            table.concat(pieces, "|"), literal)
      end
    end
  end
  for _, t in ipairs(rule:nodes()) do
    if t.op == "token" then node.each_test(t.test, check_test) end
  end
end

-- Makes a function that gives equal trees the same text, in time linear in their nodes.
local function numbering()
  local numbers, known, count = {}, {}, 0
  local function number(value)
    if type(value) ~= "table" then return type(value):sub(1, 1) .. tostring(value) end
    if known[value] then return known[value] end
    local keys, parts = {}, {}
    for key in next, value do
      if key ~= "where" and key ~= "name" then keys[#keys + 1] = key end
    end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for i, key in ipairs(keys) do
      parts[i] = ("%s=%q"):format(key, number(value[key]))
    end
    local text = table.concat(parts, ",")
    if not numbers[text] then count, numbers[text] = count + 1, "#" .. count end
    known[value] = numbers[text]
    return known[value]
  end
  return number
end

-- Notes the choices of a node by their parts in a row; calls found(i, k) where choice k, an earlier
-- one, leaves nothing to choice i: it is equal, or, where nothing may follow, its beginning.
local function shadowed(choices, at_end, number, found)
  local known = {}   -- by the parts, numbered, which of the choices
  for i, choice in ipairs(choices) do
    local key, first = "", nil
    for n, part in ipairs(choice.op == "seq" and choice or { choice }) do
      key = key .. number(part)
      local is_whole = choice.op ~= "seq" or n == #choice
      local k = (at_end or is_whole) and known[key]
      if k and (not first or k < first) then first = k end
    end
    if first then found(i, first) end
    known[key] = known[key] or i
  end
end

-- Gives the choices of a node: trees, or the tests of one token; none where it is no choice.
local function choices_of(t)
  if t.op == "alt" then return t end
  local list, seen = {}, {}
  local function add(test)
    if test[1] ~= "or" then list[#list + 1] = test return end
    if seen[test] then return end
    seen[test] = true
    add(test[2])
    add(test[3])
  end
  if t.op == "token" then add(t.test) end
  return list
end

local function check_choices(rule, say)
  local number, seen = numbering(), { [true] = {}, [false] = {} }
  local function walk(t, at_end)
    if seen[at_end][t] then return end
    seen[at_end][t] = true
    local choices = choices_of(t)
    shadowed(choices, at_end, number, function(i, k)
      say(t.where, rule, "choice %d of %d never matches: choice %d comes first and matches "
          .. "whatever it would", i, #choices, k)
    end)
    local passes_on = t.op == "alt" or t.op == "capture"
    for i, operand in ipairs(t) do
      walk(operand, at_end and (passes_on or t.op == "seq" and i == #t))
    end
  end
  walk(rule.tree, true)
end

-- Gives the names of captures a rule uses; nil when a function may use any.
local function used_captures(rule)
  if type(rule.set) == "function" then return nil end
  local used, any = {}, false
  for _, one in ipairs(rule.emit) do
    if one.span then used[one.span] = true end
  end
  for _, columns in next, rule.set or {} do
    for _, source in next, columns do used[source] = true end
  end
  for _, t in ipairs(rule:nodes()) do
    if t.op == "agree" then used[t.left], used[t.right] = true, true end
    any = any or t.op == "where"
  end
  return not any and used or nil
end

local function check_captures(rule, say)
  local used = used_captures(rule)
  local names = {}
  for name in next, rule.captures do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(used and names or {}) do
    if not used[name] then
      say(rule.captures[name].where, rule, "capture '%s' is used by neither emit nor set", name)
    end
  end
  for _, t in ipairs(rule:nodes()) do   -- a negative one is not meant to
    for _, inner in ipairs(t.op == "look" and not t.negative and node.list(t[1]) or {}) do
      if inner.op == "capture" and not rule.captures[inner.name] then
        say(inner.where, rule, "capture '%s' stands in a look-around, which captures nothing",
            inner.name)
      end
    end
  end
end

-- Tells whether a tree may match a token.
local function takes_token(tree, known)
  if known[tree] == nil then
    local takes = tree.op == "token" or tree.op == "unit" or tree.op == "phrase"
    for i = 1, tree.op ~= "look" and #tree or 0 do
      takes = takes_token(tree[i], known) or takes
    end
    known[tree] = takes
  end
  return known[tree]
end

--- Says what is likely wrong with the pattern of a rule.
--   said  the literals that were looked at
function check.pattern(rule, tokenizer, said, say)
  if not takes_token(rule.tree, {}) then
    say(rule.where, rule, "the pattern has no token: what is empty is no match")
  end
  check_literals(rule, tokenizer, said, say)
  check_choices(rule, say)
end

local ATOMS = { w = true, W = true, t = true, G = true, A = true, lem = true, word = true,
                exact = true, token = true, forms = true, phrase = true, re = true, gaz = true,
                layer = true, any = true }

-- Finds `or` and `and` between patterns, which Lua settles by itself, in a script.
local function check_script(file, lines)
  local handle = io.open(file, "r")
  if not handle then return end
  local number = 0
  for text in handle:lines() do
    number = number + 1
    for operator, name in text:gsub("%-%-.*$", ""):gmatch "[%w_\"'})%]]%s+(%l+)%s+P?%.?([%a_]+)" do
      local chosen = operator == "or" and text:find "%f[%w]and%f[%W]"   -- a and b or c
      if (operator == "or" or operator == "and") and ATOMS[name] and not chosen then
        lines[#lines + 1] = ("%s:%d: '%s' gives one of two patterns, not a pattern of both: "
          .. "write %s"):format(file, number, operator, operator == "or" and "+" or "* or &")
      end
    end
  end
  handle:close()
end

--- Gives the lines about a prepared pipeline, in order of its rules.
function check.lines(pipeline)
  local lines, files, order, said = {}, {}, {}, {}
  local function say(where, rule, message, ...)
    lines[#lines + 1] = ("%s: rule '%s': %s"):format(where, rule.name, message:format(...))
  end
  for _, stage in ipairs(pipeline.stages) do
    for _, rule in ipairs(stage.phase and not stage.required and stage.phase.rules or {}) do
      local file = rule.where:match "^(.*):%d+$"
      if file and not files[file] then
        files[file] = true
        order[#order + 1] = file
      end
      check.pattern(rule, pipeline:tokenizer(), said, say)
      check_captures(rule, say)
      if #rule.examples == 0 and not rule.is_imported then
        say(rule.where, rule, "has no examples")
      end
    end
  end
  for _, file in ipairs(order) do check_script(file, lines) end
  return lines
end

return check
