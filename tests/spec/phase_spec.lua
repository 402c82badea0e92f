-- core.phase, the engine of token patterns as scripts see it: callbacks that misbehave, errors.
local gloss = require "gloss"
local core = require "gloss.core"

local function any() return { op = "token", test = { "any" }, where = "x.lua:1" } end

local function where(accept)
  return core.phase { rules = { { name = "r", within = "document",
                                  match = { op = "where", any(), accept = accept } } } }
end

local function document()
  local doc = gloss.doc "one two"
  gloss.tokenizer():run(doc)
  return doc
end

describe("core.phase", function()
  it("raises what a callback raises, unchanged", function()
    local thrown = {}
    local ok, got = pcall(function() return where(function() error(thrown) end):run(document()) end)
    assert.is_false(ok)
    assert.equal(thrown, got)
  end)

  it("refuses a run inside its own run, and runs again after", function()
    local phase, doc, inner
    local depth = 0
    phase = where(function()
      depth = depth + 1
      local _, message = pcall(phase.run, phase, doc)
      inner = message
      depth = depth - 1
      return true
    end)
    doc = document()
    assert.equal(2, #phase:run(doc))
    assert.matches("running with this scratch already", inner)
    assert.equal(2, #phase:run(doc))
  end)

  it("survives a callback that closes the document", function()
    local found = where(function(m) m.doc:close() return true end):run(document())
    assert.equal(2, #found)
  end)

  it("names the line and the rule of a wrong tree", function()
    local loop = { op = "rep", any(), min = 3, max = 2, where = "rules.lua:7" }
    local function complaint(match)
      return select(2, pcall(core.phase, { rules = { { name = "r", match = match } } }))
    end
    assert.equal("rules.lua:7: rep: the lower bound is over the upper one", complaint(loop))
    local many = any()
    for _ = 1, 4 do many = { op = "rep", many, min = 20, max = 20, where = "rules.lua:8" } end
    assert.equal("rules.lua:8: rule r: more than 32,768 instructions", complaint(many))
    local word = { op = "token", test = { "is", column = "pos", values = { "NOUN" } } }
    local phase = core.phase { rules = { { name = "r", match = word, within = "document" } } }
    assert.error_matches(function() phase:run(document()) end, "layer token has no column pos")
  end)

  it("says what would have passed", function()
    local b = { op = "token", test = { "word", { "three" } } }
    local c = { op = "token", test = { "word", { "four" } } }
    local phase = core.phase { rules = { { name = "r", within = "document",
      match = { op = "seq", any(), { op = "alt", b, c } } } } }
    local why = phase:why(document(), 1, 1)
    assert.is_nil(why.last)
    assert.equal(2, why.furthest)
    assert.same({ b.test, c.test }, why.wanted)
    assert.same({ 1, 2 }, why.scope)
    local misses = phase:misses(document(), 1)
    assert.same({ { first = 1, furthest = 2, wanted = why.wanted, scope = why.scope },
                  { first = 2, furthest = 3, wanted = why.wanted, scope = why.scope } }, misses)
    assert.error_matches(function() phase:misses(document(), 2) end, "no such rule")
  end)
end)
