-- Writers and sinks: records to text, text to its place or nowhere.
local gloss = require "gloss"
local program = require "support.program"
local sink = require "gloss.sink"

describe("writers", function()
  it("write records as JSON Lines that name their unit", function()
    local writer = gloss.writers.jsonl()
    assert.are.equal("", writer:head())
    assert.are.equal('{"id":"a","offsets":"codepoints"}\n', writer:line { id = "a" })
    assert.are.equal('{"id":"a","offsets":"bytes"}\n',
      gloss.writers.jsonl({ offsets = "bytes" }):line { id = "a" })
    assert.are.equal('{"id":"a"}\n', gloss.writers.jsonl({ unmarked = true }):line { id = "a" })
  end)

  it("write rows as CSV under one header", function()
    local writer = gloss.writers.csv { "a", "b" }
    assert.are.equal("a,b\r\n", writer:head())
    assert.are.equal("", writer:head())
    assert.are.equal("1,x\r\n", writer:line { b = "x", a = 1 })
  end)
end)

describe("sink", function()
  local folder
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  it("puts a file in place at the end, not before", function()
    local file = folder .. "/out"
    local out = assert(sink.file(file))
    assert.is_true(out:write "text")
    assert.is_nil(io.open(file))
    assert.is_true(out:close())
    assert.are.equal("text", program.read(file))
    assert.is_nil(io.open(file .. ".part"))
  end)

  it("leaves nothing when given up, and the old file as it was", function()
    local file = program.write(folder, "out", "old")
    local out = assert(sink.file(file, true))
    out:write "new"
    out:discard()
    assert.are.equal("old", program.read(file))
    assert.is_nil(io.open(file .. ".part"))
  end)

  it("does not replace a file unasked", function()
    local file = program.write(folder, "out", "old")
    local out, why = sink.file(file)
    assert.is_nil(out)
    assert.matches("exists", why)
    out = assert(sink.file(file, true))
    out:write "new"
    assert.is_true(out:close())
    assert.are.equal("new", program.read(file))
  end)

  it("says what cannot be written", function()
    local out, why = sink.file(folder .. "/no/such/out")
    assert.is_nil(out)
    assert.are.equal(folder .. "/no/such/out: No such file or directory", why)
    out, why = sink.file(folder)
    assert.is_nil(out)
    assert.matches("is a directory", why)
    out = assert(sink.file "/dev/full")
    out:write "x"
    out, why = out:close()
    assert.is_nil(out)
    assert.matches("/dev/full: No space left", why)
  end)
end)
