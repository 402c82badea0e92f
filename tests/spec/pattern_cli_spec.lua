-- `gloss test` and `gloss check`.
local program = require "support.program"

local HEAD = [[
local gloss = require "gloss"
local P = require "gloss.pattern"
local w, t, G, any = P.w, P.t, P.G, P.any
]]

local folder
setup(function() folder = program.folder() end)
teardown(function() program.remove(folder) end)

-- Runs a command on a script of these lines (which begin at line 5): code, stdout and stderr as
-- one.
local function run(command, lines)
  program.write(folder, "x.lua", HEAD .. lines)
  local code, out, errors = program.run(folder, { command, "x.lua" })
  return code, out .. errors
end

local function pipeline(rule, before)
  return (before or "") .. 'return gloss.pipeline { "token", "sentence",\n  P.phase { ' .. rule
         .. " } }\n"
end

describe("gloss check", function()
  it("says what is likely wrong, beside the traps of tests/golden", function()
    local code, printed = run("check",
      pipeline 'P.rule { name = "r", match = w"don\'t", examples = { "x" } }')
    assert.equal("x.lua:5: rule 'r': \"don't\" is never one token: it is do|n't; write "
                 .. 'phrase"don\'t"\n', printed)
    assert.equal(1, code)
    code, printed = run("check",
      pipeline 'P.rule { name = "r", match = (w"a" + w"b" * w"c" + w"b" * w"c" * "d"):as"x" }')
    assert.equal("x.lua:5: rule 'r': choice 3 of 3 never matches: choice 2 comes first and matches "
      .. "whatever it would\nx.lua:5: rule 'r': capture 'x' is used by neither emit nor set\n"
      .. "x.lua:5: rule 'r': has no examples\n", printed)
    assert.equal(1, code)
    code, printed = run("check",
      pipeline 'P.rule { name = "r", match = w"a" * #w"b":as"x", examples = { "x" } }')
    assert.equal("x.lua:5: rule 'r': capture 'x' stands in a look-around, which captures "
                 .. "nothing\n", printed)
    assert.equal(1, code)
    code, printed = run("check",
      pipeline 'P.rule { name = "r", match = #w"b" * P.BOS, examples = { "x" } }')
    assert.equal("x.lua:5: rule 'r': the pattern has no token: what is empty is no match\n",
                 printed)
    assert.equal(1, code)
    code, printed = run("check",
      pipeline 'P.rule { name = "r", match = P.lem"x y", examples = { "x" } }')
    assert.equal("x.lua:5: rule 'r': \"x y\" is never one token: it is x|y; write phrase\"x y\"\n",
                 printed)
    assert.equal(1, code)
  end)
end)

describe("gloss test", function()
  local function rule(examples)
    return pipeline('P.rule { name = "r", match = w"a":as"x" * w"b", emit = { l = "x" },\n'
                    .. "    examples = { "
                    .. examples .. " } }")
  end

  it("runs examples", function()
    local code, printed = run("test", rule [["c [a b] c", "[a]{l} b", "[[a]{x} b] \\[", "a c"]])
    assert.equal("4 examples of 1 rule, 0 failed\n", printed)
    assert.equal(0, code)
  end)

  it("says which brackets are wrong", function()
    local code, printed = run("test", rule [["[a]{m} b", "[a]{l b", "[a b", "a] b", "[]a b"]])
    assert.equal([[
x.lua:5: rule 'r': example 1: unknown layer or capture "m" (did you mean "l"?)
x.lua:5: rule 'r': example 2: '{' at byte 3 begins no name
x.lua:5: rule 'r': example 3: a '[' is not closed
x.lua:5: rule 'r': example 4: ']' at byte 1 opens nowhere
x.lua:5: rule 'r': example 5: empty brackets at byte 1
5 examples of 1 rule, 5 failed
]], printed)
    assert.equal(1, code)
  end)

  it("takes what functions of the rules raise for failures", function()
    local code, printed = run("test", pipeline [[P.rule { name = "r", match = w"a",
  set = function() error "boom" end, examples = { "[a]", "b" } } ]])
    assert.equal([[
x.lua:5: rule 'r': example 1: x.lua:5: rule 'r': set: x.lua:6: boom
2 examples of 1 rule, 1 failed
]], printed)
    assert.equal(1, code)
  end)

  it("says what was wanted and what was found", function()
    local code, printed = run("test", rule [["a b", "[a b c]", "[c]", "[a", "[b]{l} a b"]])
    assert.equal([[
x.lua:5: rule 'r': example 1: wanted no match, found "a b"
x.lua:5: rule 'r': example 2: match: wanted "a b c", found "a b"
x.lua:5: rule 'r': example 3: match: wanted "c", found nothing
x.lua:5: rule 'r': example 4: a '[' is not closed
x.lua:5: rule 'r': example 5: l: wanted "b", found "a"
5 examples of 1 rule, 5 failed
]], printed)
    assert.equal(1, code)
  end)
end)
