-- Gazetteer descriptions: where entries come from, and what is refused at load.
local gloss = require "gloss"
local program = require "support.program"

local folder

local function find(definition, text)
  local p = gloss.pipeline { "token", gloss.gazetteer(definition) }
  local d = p:run(assert(gloss.doc(text, { id = "d" })))
  local list = {}
  for s in d:layer(p.stages[2].name):spans() do list[#list + 1] = s end
  return list
end

local function refuses(definition, pattern)
  local ok, why = pcall(find, definition, "x")
  assert.is_false(ok)
  assert.matches(pattern, why)
end

describe("gloss.gazetteer", function()
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  it("reads TSV with a header, the file's stem as name", function()
    local file = program.write(folder, "people.tsv",
      "surface\tid\tparty\nAnn Lee\tp1\tgreen\r\nLee\tp2\t\n\nBob \"B\" Ray\tp3\tred\n")
    local found = find({ file = file }, 'Ann Lee and Lee met Bob "B" Ray.')
    assert.are.equal("people", found[1].layer.name)
    assert.are.same({ "p1", "p2", "p3" }, { found[1].id, found[2].id, found[3].id })
    assert.are.equal("green", found[1].party)
    assert.is_nil(found[2].party)
  end)

  it("reads CSV, renamed columns", function()
    local file = program.write(folder, "x.csv",
      'name,iso,pop\r\n"Oslo",NO,7\r\n"St. ""X"", A",SE,8\r\n')
    local found = find({ file = file, columns = { surface = "name", code = "iso" } }, "In Oslo.")
    assert.are.equal("NO", found[1].code)
    assert.is_false(found[1].layer:has "pop")
  end)

  it("reads JSON Lines and Lua tables", function()
    local file = program.write(folder, "x.jsonl",
      '{"surface":"Oslo","id":"a","n":5}\n{"surface":"Bergen","ok":true}\n')
    local found = find({ file = file }, "Oslo, Bergen")
    assert.are.same({ "a", "5", "true" }, { found[1].id, found[1].n, found[2].ok })
    local entries = { "Oslo", { surface = "Bergen", id = "b" } }
    found = find({ name = "towns", entries = entries }, "Oslo, Bergen")
    assert.is_nil(found[1].id)
    assert.are.equal("b", found[2].id)
  end)

  it("gives every entry of a surface, in order", function()
    local found = find({ name = "x", columns = { "id" },
      entries = { { surface = "Lee", id = "1" }, { surface = "Lee", id = "2" } } }, "Lee")
    assert.are.same({ "1", "2" }, { found[1].id, found[2].id })
  end)

  it("matches by case as told", function()
    local entries = { "Oslo", "UN" }
    assert.are.equal(1, #find({ name = "x", entries = entries }, "OSLO UN un"))
    assert.are.equal(3, #find({ name = "x", entries = entries, case = "folded" }, "OSLO UN un"))
    assert.are.equal(2, #find({ name = "x", entries = entries, case = "smart" }, "OSLO UN un"))
  end)

  it("finds nested matches when asked for all", function()
    local entries = { "New York", "York", "New York Times" }
    assert.are.equal(1, #find({ name = "x", entries = entries }, "New York Times"))
    assert.are.equal(3, #find({ name = "x", entries = entries, policy = "all" }, "New York Times"))
  end)

  it("takes a file as seen from the script that names it", function()
    program.write(folder, "lists/people.tsv", "surface\nAnn\n")
    local script = program.write(folder, "p.lua", 'local gloss = require "gloss"\n'
      .. 'return gloss.pipeline { "token", gloss.gazetteer { file = "lists/people.tsv" } }\n')
    local p = assert(require("gloss.load").load(script, {}, true))
    assert.are.equal(1, #p:run(assert(gloss.doc "Ann")):layer "people")
  end)

  it("runs alone, with the default tokenizer", function()
    local g = gloss.gazetteer { name = "x", entries = { "Ann" } }
    local d = assert(gloss.doc "Ann and Ann")
    gloss.tokenizer {}:run(d)
    assert.are.equal(2, #g:run(d))
  end)

  it("refuses wrong definitions", function()
    refuses({ file = "x.tsv", entries = {} }, "either file or entries")
    refuses({}, "either file or entries")
    refuses({ entries = {} }, "need a name")
    refuses({ name = "x", entries = {}, caes = "folded" }, 'unknown field "caes".*"case"')
    refuses({ name = "x", entries = {}, case = "fold" }, 'unknown case "fold".*"folded"')
    refuses({ file = folder .. "/none.tsv" }, "none%.tsv: No such file")
  end)

  it("refuses bad files, with the line", function()
    refuses({ file = program.write(folder, "a.tsv", "name\nx\n") },
      'a%.tsv: line 1: unknown column "surface"')
    refuses({ file = program.write(folder, "b.tsv", "surface\tid\nx\t1\t2\n") },
      "b%.tsv: line 2, column 5: 3 fields under 2 columns")
    refuses({ file = program.write(folder, "c.csv", 'surface\n"x\n') },
      "c%.csv: line 2, column 1: a quoted field")
    refuses({ file = program.write(folder, "d.tsv", "surface\ttext\nx\t1\n") }, "column 'text'")
    refuses({ file = program.write(folder, "e.jsonl", '{"surface":"x"}\n{"id":1}\n') }, "line 2")
    refuses({ file = program.write(folder, "f.jsonl", '{"surface":\n') },
      "f%.jsonl: line 1, column")
    refuses({ file = program.write(folder, "g.tsv", "surface\n\xFF\xFE\n") }, "g%.tsv.*UTF%-8")
    refuses({ file = program.write(folder, "h.xls", "surface\n") }, "read from %.tsv")
  end)

  it("opens .gaz files, and refuses what is none", function()
    local file = program.write(folder, "a.tsv", "surface\tid\nAnn\tp1\n")
    local engine = gloss.gazetteer { file = file, name = "list" }:compile(gloss.tokenizer {})
    local gaz = folder .. "/list.gaz"
    assert.is_true(engine:save(gaz))
    assert.are.equal("p1", find({ file = gaz }, "Ann")[1].id)
    refuses({ file = gaz, name = "other" }, "makes the layer 'list', not 'other'")
    refuses({ file = program.write(folder, "bad.gaz", "nothing of the kind") }, "bad%.gaz")
  end)
end)
