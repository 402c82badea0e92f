-- The program as a user runs it: output, one clear line for each error, exit codes.
local program = require "support.program"

local folder

local function write(name, text) return program.write(folder, name, text) end
local function gloss(...) return program.run(folder, { ... }) end

-- Counts the lines of a text.
local function lines(text) return select(2, text:gsub("\n", "")) end

local WATCH = [[
local gloss = require "gloss"
return gloss.pipeline {
  "token", "sentence",
  gloss.gazetteer { file = "people.tsv" },
  params = { limit = { type = "integer", default = 5, help = "at most so many" } },
  output = function(doc)
    local rows = doc:layer "people":rows()
    return { id = doc.id, ref = doc.ref_date, from = doc.ref_date_from,
             watched = table.move(rows, 1, gloss.params.limit, 1, {}) }
  end,
}
]]

local TABLES = [[
local gloss = require "gloss"
local function rows(doc, emit)
  for s in doc:layer "people":spans() do emit { doc = doc.id, name = s.text } end
end
return gloss.pipeline { "token", gloss.gazetteer { file = "people.tsv" }, tables = {
  people = { columns = { "doc", "name" }, rows = rows },
  names = { columns = { "name" }, rows = function(doc, emit)
    for s in doc:layer "people":spans() do emit { name = s.text } end
  end } } }
]]

describe("gloss run", function()
  before_each(function()
    folder = program.folder()
    write("watch.lua", WATCH)
    write("people.tsv", "surface\tid\nAnn Lee\tp1\nBob Ray\tp2\n")
    write("a.txt", "Ann Lee met Bob Ray.")
    write("b.txt", "Nobody came.")
  end)
  after_each(function() program.remove(folder) end)

  it("writes a record a line", function()
    local code, out, err = gloss("run", "watch.lua", "a.txt", "b.txt")
    assert.are.equal(0, code)
    assert.are.equal("", err)
    assert.are.equal('{"id":"a.txt","offsets":"codepoints","watched":['
      .. '{"end":7,"entry":0,"id":"p1","start":0,"text":"Ann Lee"},'
      .. '{"end":19,"entry":1,"id":"p2","start":12,"text":"Bob Ray"}]}\n'
      .. '{"id":"b.txt","offsets":"codepoints","watched":[]}\n', out)
  end)

  it("reads standard input and JSON Lines", function()
    local code, out = program.run(folder, { "run", "watch.lua", "-" }, { input = "Ann Lee" })
    assert.are.equal(0, code)
    assert.matches('"id":"%-"', out)
    code, out = program.run(folder, { "run", "watch.lua", "-", "--in", "jsonl" },
      { input = '{"id":"x","text":"Ann Lee"}\n{"text":"Bob Ray"}\n' })
    assert.are.equal(0, code)
    assert.matches('"id":"x".*"id":"%-@28"', out)
  end)

  it("names the offsets' unit as asked", function()
    write("a.txt", "é Ann Lee")
    local _, out = gloss("run", "watch.lua", "a.txt", "--offsets", "bytes")
    assert.matches('"offsets":"bytes".*"start":3', out)
  end)

  it("goes on after bad UTF-8, a missing file, a folder without text, an empty file", function()
    write("bad.txt", "ok then \xE9 bad")
    write("empty.txt", "")
    write("none/x.pdf", "x")
    local code, out, err = gloss("run", "watch.lua", "bad.txt", "missing.txt", "none", "empty.txt",
      "a.txt")
    assert.are.equal(3, code)
    assert.matches("bad%.txt: byte 8: [^\n]*not UTF%-8", err)
    assert.matches("missing%.txt: No such file or directory\n", err)
    assert.matches("none: no text file in this directory\n", err)
    assert.matches("empty%.txt: warning: empty\n", err)
    assert.matches("gloss: 3 of 5 inputs failed\n$", err)
    assert.are.equal(5, lines(err))
    assert.are.equal(2, lines(out))
  end)

  it("takes an empty file as nothing wrong", function()
    write("empty.txt", "")
    local code, out, err = gloss("run", "watch.lua", "empty.txt")
    assert.are.equal(0, code)
    assert.are.equal(1, lines(out))
    assert.matches("^gloss: empty%.txt: warning: empty\n", err)
  end)

  it("fails with 2 when a folder has no text, with 3 when the file is missing", function()
    write("none/x.pdf", "x")
    assert.are.equal(2, (gloss("run", "watch.lua", "none")))
    assert.are.equal(3, (gloss("run", "watch.lua", "missing.txt")))
  end)

  it("replaces bad bytes when told to", function()
    write("bad.txt", "Ann Lee \xE9")
    local code, out = gloss("run", "watch.lua", "bad.txt", "--replace-bad")
    assert.are.equal(0, code)
    assert.matches("Ann Lee", out)
    code, out = program.run(folder, { "run", "watch.lua", "-", "--in", "jsonl", "--replace-bad" },
      { input = '{"id":"x","text":"\xE9 Ann Lee"}\n' })
    assert.are.equal(0, code)
    assert.matches('"start":2', out)
  end)

  it("takes file names of any bytes", function()
    write("caf\xE9\27.txt", "Ann Lee")
    local code, out, err = gloss("run", "watch.lua", "caf\xE9\27.txt", "none\27.txt")
    assert.are.equal(3, code)
    assert.matches('"id":"caf%%E9\\u001b.txt"', out)
    assert.matches("none\\x1b%.txt: No such file", err)
  end)

  it("reports a script's error in a document by stage, file and line, and goes on", function()
    write("err.lua", [[
local gloss = require "gloss"
return gloss.pipeline { "token", { name = "boom", makes = {}, run = function(doc)
  if doc.text:find "Ann" then local x; x.y = 1 end
end } }
]])
    local code, out, err = gloss("run", "err.lua", "a.txt", "b.txt")
    assert.are.equal(3, code)
    assert.matches("^gloss: a%.txt: stage 'boom': err%.lua:3: attempt to index a nil value", err)
    assert.matches('"id":"b.txt"', out)
  end)

  it("goes on after errors that are no texts, and a document that its script closes", function()
    local cases = {
      ["error {}"] = "the error raised is a table",
      ["error(nil)"] = "nil",
      ["error(setmetatable({}, { __tostring = error }))"] = "the error raised has no text",
      ["doc:close()"] = "document is closed",
    }
    for body, message in pairs(cases) do
      write("err.lua", ('return require("gloss").pipeline { function(doc) %s end }'):format(body))
      local code, _, err = gloss("run", "err.lua", "a.txt", "b.txt")
      assert.are.equal(3, code)
      assert.matches("^gloss: a%.txt: stage '[^']*': [^\n]*" .. message, err)
      assert.are.equal(3, lines(err))
    end
  end)

  it("ends in one line when a script's reader is wrong", function()
    for _, reader in ipairs { "5", "function() return 5 end", "function() error {} end",
                              "function() return function() return { id = 5 } end end" } do
      write("read.lua", 'local gloss = require "gloss"\ngloss.readers.text = ' .. reader
        .. "\nreturn gloss.pipeline {}")
      local code, out, err = gloss("run", "read.lua", "a.txt")
      assert.same({ 3, "" }, { code, out })
      assert.matches("^gloss: reader: [^\n]*\n$", err)
    end
  end)

  it("shows bytes that are not text, and cuts what is endless, in messages", function()
    write("list.tsv", "caf\xE9\t" .. ("x"):rep(100000) .. "\nAnn\tx\n")
    local code, _, err = gloss("match", "-g", "list.tsv", "a.txt")
    assert.are.equal(2, code)
    assert.are.equal(1, lines(err))
    assert.is_true(#err < 3000)
    assert.is_truthy(utf8.len(err))
  end)

  it("refuses records that cannot be written", function()
    write("bad.lua", 'local gloss = require "gloss"\nreturn gloss.pipeline {\n'
      .. '  output = function(doc) return { id = doc.id, a = { b = print } } end }\n')
    local code, _, err = gloss("run", "bad.lua", "a.txt")
    assert.are.equal(3, code)
    assert.matches("a%.txt: .*a%.b: a function cannot be written as JSON", err)
  end)

  it("ends with 2 and one line for what is wrong at load", function()
    local cases = {
      { { "run", "newswir", "a.txt" }, 'unknown pipeline "newswir" %(did you mean "newswire"' },
      { { "run", "none.lua", "a.txt" }, "none%.lua: No such file" },
      { { "run", "watch.lua" }, "missing argument 'input'" },
      { { "run", "watch.lua", "a.txt", "--timeout", "-3" }, "%-%-timeout %-3: must be a number" },
      { { "run", "watch.lua", "a.txt", "--timeout", "-j", "2" }, "'%-%-timeout' requires an arg" },
      { { "run", "watch.lua", "a.txt", "--jsn" }, "unknown option '%-%-jsn'" },
      { { "run", "watch.lua", "a.txt", "-p", "lmit=3" },
        'unknown parameter "lmit" %(did you mean "limit"' },
      { { "run", "watch.lua", "a.txt", "-p", "limit=x" }, "must be an integer" },
      { { "run", "watch.lua", "a.txt", "-p", "limit" }, "must be key=value" },
      { { "run", "watch.lua", "a.txt", "--ref-date", "2010-02-30" }, "no day of the calendar" },
      { { "run", "watch.lua", "a.txt", "--ref-date-from", "%Y" }, "needs %%Y, %%m and %%d" },
      { { "run", "watch.lua", "a.txt", "--in", "pdf" }, 'unknown reader "pdf"' },
      { { "run", "watch.lua", "a.txt", "--table", "x" }, "has no tables" },
      { { "run", "watch.lua", "a.txt", "--json", "--pretty" }, "exclude each other" },
      { { "rum" }, 'unknown command "rum" %(did you mean "run"' },
      { { "help", "rum" }, 'unknown topic "rum"' },
      { { "gazetteer", "biuld" }, '"build"' },
    }
    for _, case in ipairs(cases) do
      local code, out, err = gloss(table.unpack(case[1]))
      assert.are.equal(2, code)
      assert.are.equal("", out)
      assert.are.equal(1, lines(err))
      assert.matches("^gloss: .*" .. case[2], err)
    end
  end)

  it("ends with 2 and the script's line when a script does not load", function()
    local scripts = {
      ["syntax.lua"] = { "local x = = 1", "syntax%.lua:1: unexpected symbol" },
      ["raise.lua"] = { "\nerror 'no'", "raise%.lua:2: no" },
      ["none.lua"] = { "return {}", "none%.lua: must return gloss%.pipeline" },
      ["name.lua"] = { 'local gloss = require "gloss"\nlocal p = gloss.pipeline { "tokne" }\n',
                       'name%.lua:2: unknown stage "tokne" %(did you mean "token"' },
      ["layer.lua"] = { 'return require("gloss").pipeline { "sentence" }',
                        "layer%.lua: stage 'sentence': unknown layer \"token\"" },
      ["list.lua"] = { 'return require("gloss").pipeline { "token",\n'
        .. 'require("gloss").gazetteer { file = "no.tsv" } }', "no%.tsv: No such file" },
      ["returned.lua"] = { 'local gloss = require "gloss"\nreturn gloss.pipeline {\n"tokne" }',
                           'returned%.lua:3: unknown stage "tokne" %(did you mean "token"' },
      ["rule.lua"] = { 'local P = require "gloss.pattern"\nreturn require("gloss").pipeline { '
        .. 'P.rule { name = "r", match = P.any } }', "rule%.lua: a rule is no stage: put it into" },
      ["pattern.lua"] = { 'return require("gloss").pipeline { require("gloss.pattern").any }',
                          "pattern%.lua: a pattern is no stage: put it into a P%.rule" },
      ["circle.lua"] = { 'return { require "circle" }',
                         "circle%.lua:1: module 'circle' requires itself while it loads" },
      ["absent.lua"] = { 'return require "nowhere.to.be"',
                         "absent%.lua:1: module 'nowhere%.to%.be' is not beside the script" },
      ["global.lua"] = { "x = treu", 'global%.lua:1: unknown global "treu"' },
    }
    for name, case in pairs(scripts) do
      write(name, case[1])
      local code, out, err = gloss("run", name, "a.txt")
      assert.are.equal(2, code)
      assert.are.equal("", out)
      assert.are.equal(1, lines(err))
      assert.matches(case[2], err)
    end
  end)

  it("says which stage found nothing first", function()
    local code, _, err = gloss("run", "watch.lua", "b.txt")
    assert.are.equal(0, code)
    assert.are.equal("gloss: nothing found: stage 'people' made 0 annotations in 1 document\n", err)
  end)

  it("shows the commands for help about help", function()
    local code, out = gloss("help", "--help")
    assert.same({ 0, (select(2, gloss "--help")) }, { code, out })
  end)

  it("shows a pipeline's parameters, and takes them", function()
    local code, out = gloss("run", "watch.lua", "--help")
    assert.are.equal(0, code)
    assert.matches("%-p limit=INTEGER +at most so many %(default 5%)", out)
    code, out = gloss("run", "watch.lua", "a.txt", "-p", "limit=1")
    assert.are.equal(0, code)
    assert.is_nil(out:find "Bob")
  end)

  it("takes the reference date in its order", function()
    local input = '{"id":"x","text":"Ann","ref_date":"2010-12-11","when":"2010-12-12",'
      .. '"meta":{"published":"2010-12-13T01:00Z"}}\n'
    local function date(...)
      local _, out = program.run(folder, { "run", "watch.lua", "-", "--in", "jsonl", ... },
        { input = input })
      return out:match '"from":"([^"]*)"', out:match '"ref":"([^"]*)"'
    end
    assert.are.same({ "option", "2010-12-10" }, { date("--ref-date", "2010-12-10") })
    assert.are.same({ "ref-date-from", "2010-12-12" }, { date("--ref-date-from", "when") })
    assert.are.same({ "input", "2010-12-11" }, { date() })
    input = input:gsub('"ref_date":"[^"]*",', "")
    assert.are.same({ "meta", "2010-12-13" }, { date() })
    write("wire_20101209.txt", "Ann")
    local _, out = gloss("run", "watch.lua", "wire_20101209.txt", "--ref-date-from", "%Y%m%d")
    assert.matches('"ref":"2010%-12%-09"', out)
  end)

  it("makes a wrong date of an input its error", function()
    local code, _, err = program.run(folder, { "run", "watch.lua", "-", "--in", "jsonl" },
      { input = '{"id":"x","text":"Ann","ref_date":"soon"}\n{"id":"y","text":"Ann"}\n' })
    assert.are.equal(3, code)
    assert.matches("gloss: x: ref_date: 'soon' is not a date", err)
  end)

  it("writes tables as CSV, several into a folder", function()
    write("tables.lua", TABLES)
    local code, out = gloss("run", "tables.lua", "a.txt", "--table", "people")
    assert.are.equal(0, code)
    assert.are.equal("doc,name\r\na.txt,Ann Lee\r\na.txt,Bob Ray\r\n", out)
    local several, _, err = gloss("run", "tables.lua", "a.txt")
    assert.are.equal(2, several)
    assert.matches("tables names, people: give %-o DIR/", err)
    code, out = gloss("run", "tables.lua", "a.txt", "-o", "out/")
    assert.are.equal(0, code)
    assert.are.equal("", out)
    assert.are.equal("name\r\nAnn Lee\r\nBob Ray\r\n", program.read(folder .. "/out/names.csv"))
    out = select(2, gloss("run", "tables.lua", "a.txt", "--table", "names", "--json"))
    assert.are.equal('{"name":"Ann Lee"}\n{"name":"Bob Ray"}\n', out)
    assert.matches("table", (select(3, gloss("run", "tables.lua", "a.txt", "--table", "poeple"))))
  end)

  it("writes a header even without rows, and says what found nothing", function()
    write("tables.lua", TABLES)
    local code, out, err = gloss("run", "tables.lua", "b.txt", "--table", "names")
    assert.are.equal(0, code)
    assert.are.equal("name\r\n", out)
    assert.matches("nothing found: stage 'people'", err)
  end)

  it("refuses to replace an output unasked, with 4", function()
    assert.are.equal(0, (gloss("run", "watch.lua", "a.txt", "-o", "out.jsonl")))
    local code, _, err = gloss("run", "watch.lua", "b.txt", "-o", "out.jsonl")
    assert.are.equal(4, code)
    assert.matches("out%.jsonl: exists", err)
    assert.matches("Ann Lee", program.read(folder .. "/out.jsonl"))
    assert.are.equal(0, (gloss("run", "watch.lua", "b.txt", "-o", "out.jsonl", "--overwrite")))
    assert.is_nil(program.read(folder .. "/out.jsonl"):find "Ann")
  end)

  it("ends with 4 when output cannot be written", function()
    local code, _, err = gloss("run", "watch.lua", "a.txt", "-o", "no/out.jsonl")
    assert.are.equal(4, code)
    assert.are.equal("gloss: no/out.jsonl: No such file or directory\n", err)
    code, _, err = program.run(folder, { "run", "watch.lua", "a.txt" }, { stdout = "/dev/full" })
    assert.are.equal(4, code)
    assert.matches("No space left on device", err)
    code, _, err = gloss("run", "watch.lua", "a.txt", "-o", "/dev/full")
    assert.are.equal(4, code)
    assert.are.equal("gloss: /dev/full: No space left on device\n", err)
  end)

  it("ends quietly when the reader of a pipe has enough", function()
    local text = {}
    for i = 1, 3000 do text[i] = '{"text":"Ann Lee and Bob Ray"}\n' end
    write("big.jsonl", table.concat(text))
    local errors = folder .. "/errors"
    os.execute(("cd '%s' && '%s' run watch.lua big.jsonl 2>errors | head -1 >first"):format(
      folder, program.path))
    assert.are.equal("", program.read(errors))
    assert.are.equal(1, lines(program.read(folder .. "/first")))
  end)

  it("is for reading on a terminal, unless --json says no", function()
    local function terminal(words)
      local handle = assert(io.popen(("cd '%s' && NO_COLOR=1 script -qec "
        .. "\"'%s' run watch.lua a.txt %s\" /dev/null </dev/null"):format(
        folder, program.path, words)))
      local out = handle:read "a"
      handle:close()
      return out
    end
    local out = terminal ""
    assert.matches("watched +Ann Lee", out)
    assert.is_nil(out:find "{")
    assert.matches('^{"id":"a.txt"', terminal "--json")
    assert.matches("\27%[", terminal "--color always")
  end)

  it("counts what it did", function()
    local _, _, err = gloss("run", "watch.lua", "a.txt", "b.txt", "--stats")
    assert.matches('"documents":2,"failed":0', err)
    assert.matches('{"annotations":2,"name":"people"}', err)
    assert.matches('"without_ref_date":2', err)
  end)

  it("finds modules and pipelines on GLOSS_PATH", function()
    write("lib/found.lua", 'return require("gloss").pipeline { "token", require "marks" }')
    write("lib/marks.lua", 'return { name = "marks", makes = { "m" }, run = function(doc)\n'
      .. 'doc:build "m":seal() end }')
    local code, out = program.run(folder, { "run", "found", "a.txt" },
      { env = "GLOSS_PATH=" .. folder .. "/lib" })
    assert.are.equal(0, code)
    assert.matches('"m":%[%]', out)
  end)
end)
