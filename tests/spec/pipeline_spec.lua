-- Pipelines: what may be a stage, what is checked at load, what a run gives.
local gloss = require "gloss"

-- Gives the whole message, its place included, of a call that must raise.
local function message(f, ...)
  local ok, why = pcall(f, ...)
  assert.is_false(ok)
  return why
end

local function doc(text) return assert(gloss.doc(text or "Ann Lee met Bob.", { id = "d" })) end

-- A stage that marks every token of one kind.
local function marks(name, kind, reads)
  return { name = name, reads = reads or { "token" }, makes = { name }, run = function(d)
    local b = d:build(name, { label = "symbol" })
    for _, first, last, k in d:layer("token"):each "kind" do
      if k == kind then b:add(first, last, { label = kind:upper() }) end
    end
    b:seal()
  end }
end

local people = gloss.gazetteer { name = "people", columns = { "id" },
                                 entries = { { surface = "Ann Lee", id = "p1" } } }

describe("gloss.pipeline", function()
  it("runs names, engines, stages, functions and pipelines in order", function()
    local inner = gloss.pipeline { "token", "sentence", people }
    local seen
    local p = gloss.pipeline {
      inner, marks("word", "word"), gloss.gazetteer { name = "bob", entries = { "Bob" } },
      function(d) seen = d:layers() end,
      output = function(d) return { id = d.id, people = d:layer "people":rows() } end,
    }
    local record = p:record(doc())
    assert.are.same({ "token", "sentence", "people", "word", "bob" }, seen)
    assert.are.equal('{"id":"d","people":'
      .. '[{"end":7,"entry":0,"id":"p1","start":0,"text":"Ann Lee"}]}',
      gloss.json.encode(record))
  end)

  it("takes its own tokenizer and splitter", function()
    local p = gloss.pipeline { "token", "sentence", people,
      tokenizer = gloss.tokenizer { style = "whitespace" },
      splitter = gloss.splitter { style = "lines" } }
    local d = p:run(doc "Ann Lee met\nBob. She")
    assert.are.equal(5, #d:layer "token")
    assert.are.equal(2, #d:layer "sentence")
    assert.are.equal(1, #d:layer "people")
  end)

  it("makes the tokens once when a pipeline within has made them", function()
    local inner = gloss.pipeline { "token", people }
    local p = gloss.pipeline { "token", inner, "sentence" }
    assert.are.equal(5, #p:run(doc()):layer "token")
  end)

  it("binds empty what a stage declares and does not make", function()
    local p = gloss.pipeline {
      { name = "quiet", makes = { "nothing", some = { label = "symbol" },
        pairs = { relation = true, who = "symbol" } }, run = function() end } }
    local d = p:run(doc())
    assert.are.equal(0, #d:layer "nothing")
    assert.is_true(d:layer "some":has "label")
    assert.is_true(d:layer "pairs".relation)
    assert.error_matches(function() d:layer "nothin" end, "nothing")
  end)

  it("gives every layer when it has no output", function()
    local record = gloss.pipeline { "token", people, marks("mark", "punct") }:record(doc())
    assert.are.equal(1, #record.people)
    assert.are.equal(1, #record.mark)
    assert.is_nil(record.token)
  end)

  it("counts annotations a stage", function()
    local p = gloss.pipeline { "token", people, marks("mark", "number"),
                               function(d) d:build("own"):seal() end }
    local counts = {}
    p:run(doc(), counts)
    p:run(doc "Ann Lee", counts)
    assert.are.same({ 7, 2, 0, 0 }, counts)
  end)

  it("names the stage that raised", function()
    local bad = { name = "bad", makes = {}, run = function() error "no" end }
    local p = gloss.pipeline { "token", bad }
    assert.has_error(function() p:run(doc()) end)
    assert.are.equal("bad", p.current)
  end)
end)

describe("tables", function()
  local function with(rows)
    return gloss.pipeline { "token", people,
      tables = { found = { columns = { "doc", "name" }, rows = rows } } }
  end

  it("give rows", function()
    local p = with(function(d, emit)
      for s in d:layer "people":spans() do emit { doc = d.id, name = s.text } end
    end)
    assert.are.same({ { doc = "d", name = "Ann Lee" } }, p:rows(doc(), "found"))
    assert.error_matches(function() p:rows(doc(), "fond") end, 'did you mean "found"')
  end)

  it("check the columns of rows", function()
    local p = with(function(_, emit) emit { doc = "d", nmae = "x" } end)
    assert.matches("pipeline_spec%.lua:%d+: table 'found': unknown column \"nmae\".*\"name\"",
      message(p.rows, p, doc(), "found"))
  end)

  it("are checked themselves", function()
    local bad = { { found = 1 }, { found = { columns = {}, rows = print } },
                  { found = { columns = { "a" } } },
                  { found = { columns = { "a" }, rows = print, x = 1 } } }
    for _, tables in ipairs(bad) do
      assert.error_matches(function() gloss.pipeline { tables = tables } end, "table 'found'")
    end
    assert.error_matches(function()
      gloss.pipeline { output = print, tables = { t = { columns = { "a" }, rows = print } } }
    end, "both output and tables")
  end)
end)

describe("errors at load", function()
  local function refuses(definition, pattern)
    assert.error_matches(function() gloss.pipeline(definition):prepare() end, pattern)
  end

  it("name an unknown stage's nearest", function()
    refuses({ "tokens" }, 'unknown stage "tokens".*"token"')
    refuses({ "token", "news.zone" }, '"news.zones"')
  end)

  it("name a layer that is read and not made, or made too late", function()
    refuses({ "token", marks("m", "word", { "tokn" }) },
      "stage 'm': unknown layer \"tokn\".*\"token\"")
    refuses({ marks("a", "word", { "b" }), marks("b", "word", {}) },
      "stage 'a' reads layer 'b', which stage 'b' makes only later")
    refuses({ people }, "stage 'people': unknown layer \"token\"")
  end)

  it("trust a function to make what is read", function()
    assert.has_no_error(function()
      gloss.pipeline { "token", function() end, marks("m", "word", { "x" }) }:prepare()
    end)
  end)

  it("name a layer that is made twice", function()
    refuses({ "token", marks("m", "word"), marks("m", "punct") },
      "stage 'm' makes layer 'm', which")
  end)

  it("refuse what is no stage, and fields that are none", function()
    refuses({ 7 }, "a number is no stage")
    refuses({ { name = "x" } }, "run must be a function")
    refuses({ { run = print } }, "a stage needs a name")
    refuses({ { name = "x", run = print, read = { "token" } } }, "did you mean 'reads'")
    refuses({ { name = "x", run = print, makes = 5 } }, "makes must be a list of layers, not a num")
    refuses({ { name = "x", run = print, reads = { {} } } }, "reads must be names of layers")
    refuses({ { name = "x", run = print, makes = { l = 5 } } }, "columns of 'l' must be a table")
    refuses({ "token", outputs = print }, 'unknown field "outputs".*"output"')
    refuses({ "token", output = 5 }, "output must be a function")
  end)

  it("stand at the script's line", function()
    assert.matches("pipeline_spec%.lua:%d+:", message(function()
      local p = gloss.pipeline { "tokens" }
      return p
    end))
  end)
end)
