-- `gloss test` and `gloss check`, the hint at a method after `^`, and the traps of patterns as they
-- print.
local program = require "support.program"

local HEAD = [[
local gloss = require "gloss"
local P = require "gloss.pattern"
local w, t, G, any = P.w, P.t, P.G, P.any
]]

local folder
setup(function() folder = program.folder() end)
teardown(function() program.remove(folder) end)

-- Runs a command on a script of these lines (which begin at line 4): code, stdout and stderr as
-- one.
local function run(command, lines)
  program.write(folder, "x.lua", HEAD .. lines)
  program.write(folder, "x.txt", "Nothing.\n")
  local code, out, errors = program.run(folder, command == "run" and { "run", "x.lua", "x.txt" }
                                                or { command, "x.lua" })
  return code, out .. errors
end

local function pipeline(rule, before)
  return (before or "") .. 'return gloss.pipeline { "token", "sentence",\n  P.phase { ' .. rule
         .. " } }\n"
end

-- Every trap: what is written, the command, its exit code and what it prints.
local TRAPS = {
  { 'local p = w"a"^1:as"x"\n', "run", 2,
    "gloss: x.lua:4: unexpected symbol near ':'; no method may follow ^n: write :rep(min, max), "
    .. ':star(), :plus() or :opt() instead of ^, or (p^n):as"x"\n' },
  { 'local p = w"a" .. "to" .. "b"\n', "run", 2,
    "gloss: x.lua:4: '..' takes patterns, not the string \"tob\": write w\"tob\"\n" },
  { 'local p = #"who" * w"x"\n', "run", 2,
    "gloss: x.lua:4: '*' takes patterns, not the number 3; n "
    .. 'tokens are any:rep(n), and #"..." is a string\'s length: write #w"..."\n' },
  { 'local p = w"a" * -1\n', "run", 2,
    "gloss: x.lua:4: '*' takes patterns, not the number -1; the end is EOS, or -any\n" },
  { "local p = any * 0\n", "run", 2, "gloss: x.lua:4: '*' takes patterns, not the number 0; n "
    .. 'tokens are any:rep(n), and #"..." is a string\'s length: write #w"..."\n' },
  { "local p = any^{2}\n", "run", 2,
    "gloss: x.lua:4: '^' takes {min, max}, not a list of 1: write :rep(2, 2)\n" },
  { pipeline('P.rule { name = "r", match = p, examples = { "x" } }', 'local p = w"a" or w"b"\n'),
    "check", 1, "x.lua:4: 'or' gives one of two patterns, not a pattern of both: write +\n" },
  { pipeline 'P.rule { name = "r", match = w"United States", examples = { "x" } }', "check", 1,
    "x.lua:5: rule 'r': \"united states\" is never one token: it is united|states; write "
    .. 'phrase"united states"\n' },
  { pipeline 'P.rule { name = "r", match = w"don\'t", examples = { "x" } }', "check", 1,
    "x.lua:5: rule 'r': \"don't\" is never one token: it is do|n't; write phrase\"don't\"\n" },
  { 'return gloss.pipeline { "token", "sentence",\n  P.phase { P.rule { name = "r", match = '
    .. 'G"l" } },\n  gloss.gazetteer { name = "l", entries = { "a" } } }\n', "run", 2,
    "gloss: stage 'x': rule 'r' (x.lua:5) reads layer 'l', which stage 'l' makes only later\n" },
  { pipeline 'P.rule { name = "r", match = G"lst" }', "run", 2,
    "gloss: stage 'x': rule 'r' (x.lua:5): unknown layer \"lst\" (known: sentence, token)\n" },
  { pipeline 'P.rule { name = "r", match = t{initcp=true} }', "run", 2,
    "gloss: x.lua:5: rule 'r': unknown attribute of tokens \"initcp\" (did you mean "
    .. "\"initcap\"?)\n" },
  { pipeline 'P.rule { name = "r", match = (w"a" + w"b" * w"c" + w"b" * w"c" * "d"):as"x" }',
    "check", 1, "x.lua:5: rule 'r': choice 3 of 3 never matches: choice 2 comes first and matches "
    .. "whatever it would\nx.lua:5: rule 'r': capture 'x' is used by neither emit nor set\n"
    .. "x.lua:5: rule 'r': has no examples\n" },
  { pipeline 'P.rule { name = "r", match = w"a" * #w"b":as"x", examples = { "x" } }', "check", 1,
    "x.lua:5: rule 'r': capture 'x' stands in a look-around, which captures nothing\n" },
}

describe("traps", function()
  for _, trap in ipairs(TRAPS) do
    it(trap[1]:match "[^\n]*P.rule[^\n]*" or trap[1]:match "^[^\n]*", function()
      local code, printed = run(trap[2], trap[1])
      assert.equal(trap[4], printed)
      assert.equal(trap[3], code)
    end)
  end
end)

describe("gloss test", function()
  local function rule(examples)
    return pipeline('P.rule { name = "r", match = w"a":as"x" * w"b", emit = { l = "x" },\n'
                    .. "    examples = { "
                    .. examples .. " } }")
  end

  it("runs examples", function()
    local code, printed = run("test", rule [["c [a b] c", "[a]{l} b", "[[a]{x} b] \\[", "a c"]])
    assert.equal("4 examples of 1 rules, 0 failed\n", printed)
    assert.equal(0, code)
  end)

  it("says what was wanted and what was found", function()
    local code, printed = run("test", rule [["a b", "[a b c]", "[c]", "[a", "[b]{l} a b"]])
    assert.equal([[
x.lua:5: rule 'r': example 1: wanted no match, found "a b"
x.lua:5: rule 'r': example 2: match: wanted "a b c", found "a b"
x.lua:5: rule 'r': example 3: match: wanted "c", found nothing
x.lua:5: rule 'r': example 4: a '[' is not closed
x.lua:5: rule 'r': example 5: l: wanted "b", found "a"
5 examples of 1 rules, 5 failed
]], printed)
    assert.equal(1, code)
  end)
end)
