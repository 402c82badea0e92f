-- Rules that are wrong, or whose functions are: each is refused with its rule and the script's
-- line, at load where that is possible.
local gloss = require "gloss"
local P = require "gloss.pattern"

local he = P.w "he":as "h"
local list = gloss.gazetteer { name = "post", fuzzy = 1, case = "folded", entries = {
  { surface = "mayor", level = "2", valid_from = "2020" } } }

local function rule(fields)
  local made = { name = "r", match = he }
  for key, value in pairs(fields) do made[key] = value end
  return P.rule(made)
end

local function phase(fields) return P.phase { name = "p", rule(fields) } end

-- Gives the message of what f raises.
local function complaint(f, ...)
  local ok, why = pcall(f, ...)
  assert.is_false(ok)
  return tostring(why)
end

local function says(message, f, ...)
  local why = complaint(f, ...)
  assert.matches("pattern_wrong_spec%.lua:%d+: ", why)
  assert(why:find(message, 1, true), ("raised %q, expected %q"):format(why, message))
end

-- Runs a rule on a text.
local function run(fields)
  local pipeline = gloss.pipeline { "token", "sentence", phase(fields) }
  return pipeline:run(gloss.doc "He left.")
end

describe("a rule is refused at load", function()
  it("whose fields are of a wrong kind", function()
    says("rule 'r': summary is a string, not the number 5", rule, { summary = 5 })
    says("rule 'r': examples is a table, not the string \"x\"", rule, { examples = "x" })
    says("examples is a list of texts, not of the number 5", rule, { examples = { 5 } })
    says("examples is a list of texts, not of the string \"a\"", rule, { examples = { a = "x" } })
    says("rule 'r': label of 'l' is a string, not the number 5", rule,
         { emit = { l = { label = 5 } } })
    says("rule 'r': columns of 'l' is a table, not", rule, { emit = { l = { columns = 5 } } })
    says("rule 'r': emit is { layer =", rule, { emit = "a\27[31m" })
  end)

  it("whose layers cannot be made", function()
    says("rule 'r': a column may not be named \"text\"", phase, { set = { r = { text = "h" } } })
    says("rule 'r': unknown column type \"txt\"", phase,
         { emit = { l = { columns = { x = "txt" } } } })
    says("rule 'r': column type must be a string", phase,
         { emit = { l = { columns = { x = 5 } } } })
    says("rule 'r': no name for a layer", phase, { emit = "" })
  end)

  it("that joins more than the engine can", function()
    local p = he
    for i = 1, 2999 do p = p + P.w "x" * ("y" .. i) end
    says("'+' joins more than 3000 patterns: many words are w{...}, many names a gazetteer",
         function() return p + P.w "x" * "z" end)
    local nested = he
    for i = 1, 20000 do nested = nested:as("n" .. i) end
    says("nested too deep", function() P.phase { rule { match = nested } }:compile() end)
  end)

  local function prepare(match)
    gloss.pipeline { "token", "sentence", list, phase { match = match } }:prepare()
  end

  it("that asks a column for what it never holds", function()
    says("column 'level' of 'post' holds strings, none is the number 2", prepare,
         P.G("post", { level = 2 }))
    says("column 'level' of 'post' holds strings, none is in a range", prepare,
         P.G("post", { level = { min = 1 } }))
    says("column 'valid' of 'post' holds booleans, none is the string \"true\"", prepare,
         P.G("post", { valid = "true" }))
    says("unknown column of 'sentence' \"nosuch\" (known: reason, score)", prepare,
         P.A("sentence", { nosuch = 1 }))
    says("rule 'r': unknown column \"lvel\" (did you mean \"level\"?)", prepare,
         P.G "post":as "x":agree("x", "x", "lvel"))
    says("attribute 'kind' is a text, which is in no range", function()
      return P.t { kind = { min = 1 } }
    end)
    says("attribute 'form' is a text, not the number 5", function() return P.t { form = 5 } end)
  end)

  it("unless it is a column that a list has of its own", function()
    for _, test in ipairs { { valid = true }, { edits = { max = 1 } }, { entry = 0 },
                            { level = "2" } } do
      local pipeline = gloss.pipeline { "token", "sentence", list,
                                        phase { match = P.G("post", test) } }
      local doc = pipeline:run(gloss.doc("The mayor left.", { ref_date = "2021-01-01" }))
      assert.equal(1, #doc:layer "r")
    end
  end)
end)

describe("a function of a rule that is wrong is named", function()
  it("when `set` raises, or gives what is no table of columns", function()
    says("rule 'r': set: ", run, { set = function(m) return m.nope.text end })
    says("rule 'r': set: the error raised is a table", run, { set = function() error {} end })
    says("rule 'r': set gave a number, not a table of layers", run,
         { set = function() return 5 end })
    says("rule 'r': set gave for 'r' a number, not a table of columns", run,
         { set = function() return { r = 5 } end })
    says("rule 'r': set gave: unknown emitted layer \"q\"", run,
         { set = function() return { q = {} } end })
    says("rule 'r': column \"x\" cannot hold a function", run,
         { set = function() return { r = { x = print } } end })
    says("rule 'r': last is before first", run,
         { set = function() return { r = { first = 5, last = 1 } } end })
    says("rule 'r': set: attempt to yield from outside a coroutine", run,
         { set = function() coroutine.yield() end })
  end)

  it("when `where` raises", function()
    says("where: the error raised is a table", run, { match = he:where(function() error {} end) })
    says(": where: ", run, { match = he:where(function(m) return m.x.y end) })
  end)
end)
