-- `gloss explain` and what stands beside it in the prompt and the program; patterns written back as
-- scripts write them.
local gloss = require "gloss"
local node = require "gloss.pattern.node"
local P = require "gloss.pattern"
local program = require "support.program"
local written = require "gloss.pattern.written"

local w, W, t, G, A, any = P.w, P.W, P.t, P.G, P.A, P.any

-- What is written of a pattern, which a script would write alike.
local PATTERNS = {
  { 'w"a" * w"b" + w"c" * (any - w{"x", "y"}):plus()',
    w"a" * "b" + w"c" * (any - w{"x", "y"}):plus() },
  { 't{initcap="inside", kind="word"}:rep(1, 3):as"n"', t{initcap="inside", kind="word"}:rep(1, 3)
    :as"n" },
  { 'BOS * (G"r" + w"x"):opt() .. #lem"meet"', P.BOS * (G"r" + "x"):opt() .. #P.lem"meet" },
  { "-before(W\"X\")", -P.before(W"X") },
  { 'A("entity", {label={"ORG", "PER"}}):inside"quote"', A("entity", { label = { "ORG", "PER" } })
    :inside"quote" },
  { "(w\"a\" * w\"b\"):gap(w\"c\", 3)", (w"a" * "b"):gap(w"c", 3) },
  { 'phrase"a b" * any:star():lazy()', P.phrase"a b" * any:star():lazy() },
  { 't{digits=false} & w"x"', ~t{digits=true} & w"x" },
  { "(any:rep(2) * w\"a\"):agree(\"x\", \"y\", \"n\")", (any:rep(2) * "a"):agree("x", "y", "n") },
  { 're"%d+":rep(2, math.huge) * t{n={min=3}}', P.re"%d+":rep(2, math.huge) * t{n = { min = 3 }} },
}

describe("patterns are written", function()
  for _, case in ipairs(PATTERNS) do
    it(case[1], function()
      assert.equal(case[1], written.pattern(node.tree(case[2])))
    end)
  end
end)

describe("annotations of stages that have no rules", function()
  local explain = require "gloss.pattern.explain"
  local phase = P.phase { name = "names",
    P.rule { name = "name", match = t{initcap=true}, emit = { name = { label = "ANY" } } } }
  local joined = { name = "join", reads = { "name" }, makes = { "pair" }, run = function(doc)
    local made = doc:build("pair", { kind = "symbol", words = { type = "symbol", list = true },
      latest = { type = "ref", target = "name" },
      names = { type = "ref", target = "name", list = true } })
    made:add(1, 8, { kind = "k", words = { "x", "y" }, latest = 2, names = { 1, 2 } })
    made:add(1, 3, {})
    made:seal()
  end }
  local pipeline = gloss.pipeline { "token", "sentence", phase, joined }
  local doc = pipeline:run(gloss.doc "Ida met Bo.")
  local others = explain.others(pipeline, doc, { layer = "pair" }, "codepoints")

  it("say what their columns hold, and which rules found what they refer to", function()
    assert.same({ kind = "k", words = { "x", "y" } }, others[1].columns)
    local where = phase.rules[1].where
    local function name(column, row, first, last, text)
      return { column = column, layer = "name", row = row, label = "ANY", start = first,
               ["end"] = last, text = text, rule = "names/name", where = where }
    end
    assert.same({ name("latest", 2, 8, 10, "Bo"), name("names", 1, 0, 3, "Ida"),
                  name("names", 2, 8, 10, "Bo") }, others[1].refers)
    assert.is_nil(others[2].columns)
    assert.same({}, others[2].refers)
  end)

  it("show both", function()
    local page = require("gloss.pretty").page { width = 100 }
    require "gloss.pattern.explainpage"({ id = "d", matches = {}, others = { others[1] } }, page)
    local text = page:text()
    assert.matches("columns       kind=k words=x, y", text, 1, true)
    assert.matches('.latest       "Bo" at 8:10, name ANY by names/name', text, 1, true)
    assert.matches("explain_spec.lua:", text, 1, true)
  end)
end)

describe("the prompt", function()
  it("answers .why", function()
    local session = require("gloss.repl").new { width = 80 }
    assert.matches("no pipeline has run", session:eval ".why 3")
    session:use { id = "a", text = "They met Admiral Ida Holm on Friday." }
    session:eval ".run meetings"
    assert.matches("people/title", session:eval ".why 17", 1, true)
    assert.matches("stopped       \"They\" at 0:4", session:eval ".why title 0", 1, true)
    assert.matches("did you mean \"title\"", session:eval ".why titel 0")
    assert.matches("is not in the document", session:eval ".why 500")
    assert.matches("where?", session:eval ".why", 1, true)
  end)
end)

describe("the program", function()
  local folder
  setup(function()
    folder = program.folder()
    program.write(folder, "a.txt", "They met Admiral Ida Holm on Friday.\n")
    program.write(folder, "b.txt", "They met there.\n")
  end)
  teardown(function() program.remove(folder) end)

  it("goes on after a document that a script closes", function()
    program.write(folder, "closes.lua", [[
local P = require "gloss.pattern"
return require("gloss").pipeline { "token", "sentence", P.phase { P.rule { name = "r",
  match = P.w"met":where(function(m) if m.doc.id == "a.txt" then m.doc:close() end return true end)
} } }]])
    for _, command in ipairs { "explain", "profile" } do
      local code, out, errors = program.run(folder, { command, "closes.lua", "a.txt", "b.txt" })
      assert.equal(3, code)
      assert.matches("closes/r (closes.lua:2)", out, 1, true)
      assert.matches("gloss: a.txt: .*document is closed\ngloss: 1 of 2 inputs failed\n", errors)
    end
  end)

  it("gives parameters, annotations and the reference date to the pipeline", function()
    program.write(folder, "given.lua", [[
local gloss = require "gloss"
local P = require "gloss.pattern"
gloss.params { word = { default = "met" } }
return gloss.pipeline { "token", "sentence", P.phase { name = "p", P.rule { name = "r",
  match = P.w(gloss.params.word) * P.t{pos="PROPN"}, set = function(m)
    return { r = { day = m.doc.ref_date } } end, examples = { "He met him." } } } }
]])
    local tokens = { "# newdoc id = a.txt" }
    for i, one in ipairs { { "They", "PRON" }, { "met", "VERB" }, { "Admiral", "PROPN" } } do
      tokens[i + 1] = ("%d\t%s\t_\t%s"):format(i, table.unpack(one)) .. ("\t_"):rep(6)
    end
    program.write(folder, "a.conllu", table.concat(tokens, "\n") .. "\n\n")
    local given = { "-p", "word=Met", "--annotations", "a.conllu" }
    local code, out = program.run(folder, { "explain", "given.lua", "a.txt", "--json",
      "--ref-date", "2024-05-06", table.unpack(given) })
    assert.equal(0, code)
    assert.matches('"rule":"p/r"', out, 1, true)
    for command, wanted in pairs { check = "", test = "1 example of 1 rule, 0 failed\n" } do
      code, out = program.run(folder, { command, "given.lua", table.unpack(given) })
      assert.equal(0, code)
      assert.equal(wanted, out)
    end
    code, out = program.run(folder, { "profile", "given.lua", "a.txt", table.unpack(given) })
    assert.equal(0, code)
    assert.matches(" 1 +0  p/r %(", out)
    local _, errors
    given[2] = "wrd=x"
    code, _, errors = program.run(folder, { "test", "given.lua", table.unpack(given) })
    assert.equal(2, code)
    assert.equal('gloss: given.lua: unknown parameter "wrd" (did you mean "word"?)\n', errors)
  end)

  it("profiles stages and rules", function()
    local code, out = program.run(folder, { "profile", "meetings", "a.txt", "--json" })
    assert.equal(0, code)
    assert.matches('"documents":1', out, 1, true)
    assert.matches('"rows":8,"seconds":[%d.e-]+,"stage":"token"', out)
    assert.matches('"found":1,"lost":0,"rule":"people/title"', out, 1, true)
    code, out = program.run(folder, { "profile", "meetings", "a.txt" })
    assert.equal(0, code)
    assert.matches("1 document, 37 bytes", out, 1, true)
    assert.matches(" 1 +0  people/title %(", out)
    program.write(folder, "hot.lua", [[
local gloss = require "gloss"
local P = require "gloss.pattern"
return gloss.pipeline { "token", "sentence", P.phase { name = "p", P.rule { name = "r",
  match = (P.w"met" * P.re"A%l+"):where(function() return false end) } } }
]])
    code, out = program.run(folder, { "profile", "hot.lua", "a.txt" })
    assert.equal(0, code)
    assert.matches(' 1 +1  re"A%%l%+" of p/r %(hot.lua:4%)', out)
    assert.matches(' 1 +0  :where%(f%) of p/r %(hot.lua:4%)', out)
  end)

  it("refuses questions that make no sense", function()
    local function errors_of(...)
      local code, _, errors = program.run(folder, { "explain", "meetings", "a.txt", ... })
      assert.equal(2, code)
      return errors
    end
    assert.matches("takes %-%-at OFFSET or %-%-all", errors_of("--why-not", "title"))
    assert.matches('unknown rule "titel" %(did you mean "title"%?%)',
                   errors_of("--why-not", "titel", "--all"))
    assert.matches('unknown layer "rle" %(did you mean "role"%?%)', errors_of("--layer", "rle"))
    assert.matches("is empty", errors_of("--span", "3:3"))
    assert.matches("99:100 is not in a.txt", errors_of("--why-not", "title", "--at", "99"))
    assert.matches("no document c.txt", errors_of("--id", "c.txt"))
  end)

  it("says what the columns of annotations without rules hold", function()
    local _, out = program.run(folder, { "explain", "meetings", "a.txt", "--json", "--layer",
                                         "list" })
    assert.matches('"columns":{"entry":', out, 1, true)
    local _, page = program.run(folder, { "explain", "meetings", "a.txt", "--layer", "list" })
    assert.matches("columns +entry=%d+ label=RANK list=title\n", page)
  end)

  it("says where the functions are that find what rows name as their rule", function()
    program.write(folder, "ships.lua", [[
local gloss = require "gloss"
local function by_name(doc)
  local b = doc:build "ship"
  for first, last in doc.text:gmatch "()Holm()" do
    b:add(first, last - 1, { rule = "ships/by-name" })
  end
  b:seal()
end
return gloss.pipeline { "token", { name = "ships", makes = { "ship" }, run = by_name,
  rules = { ["by-name"] = by_name } } }
]])
    local _, page = program.run(folder, { "explain", "ships.lua", "a.txt", "--layer", "ship" })
    assert.matches("rule +ships/by%-name %(.*ships.lua:2%)\n", page)
    local _, out = program.run(folder, { "explain", "ships.lua", "a.txt", "--layer", "ship",
                                         "--json" })
    assert.matches('ships.lua:2"', out, 1, true)
    local code, _, errors = program.run(folder, { "explain", "ships.lua", "a.txt", "--why-not",
                                                  "by-name", "--at", "0" })
    assert.equal(2, code)
    assert.matches("'ships/by%-name' is a function %(.*ships.lua:2%), which does not say why",
                   errors)
  end)

  it("refuses rules of a stage that are no functions", function()
    local stage = { name = "s", run = print, rules = { a = "b" } }
    assert.has_error(function() gloss.pipeline { stage } end,
                     "stage 's': rules must be functions by name")
  end)

  it("explains an annotation as JSON, and exits 1 where there is none", function()
    local code, out = program.run(folder, { "explain", "meetings", "a.txt", "--json", "--span",
                                            "17:20", "--layer", "entity" })
    assert.equal(0, code)
    assert.matches('"rule":"people/title"', out, 1, true)
    assert.matches('"tokens":["Admiral","Ida","Holm"]', out, 1, true)
    assert.equal(1, (program.run(folder, { "explain", "meetings", "a.txt", "--layer", "money" })))
    assert.equal(1, (program.run(folder, { "explain", "meetings", "a.txt", "--why-not", "title",
                                           "--at", "0" })))
  end)
end)

describe("gloss explain --of", function()
  local folder
  before_each(function()
    folder = program.folder()
    program.write(folder, "my.lua", [[
      local gloss = require "gloss"
      local P = require "gloss.pattern"
      return gloss.pipeline { "token", "sentence", P.phase { name = "p",
        P.rule { name = "met", match = P.w "met":as "m", emit = { met = "m" } } },
        output = function(doc) return { id = doc.id } end }]])
    program.write(folder, "a.csv", "id,text\n1,They met.\n2,They met twice.\n")
    program.write(folder, "b.txt", "They met.\n")
    assert.are.equal(0, (program.run(folder, { "run", "my.lua", "a.csv", "b.txt", "-o",
                                               "out.jsonl" })))
  end)
  after_each(function() program.remove(folder) end)

  local function explain(...)
    return program.run(folder, { "explain", "my.lua", "--of", "out.jsonl", ... })
  end

  it("takes the texts that the records are of, refuses others", function()
    assert.are.equal(0, (explain("a.csv", "b.txt")))
    program.write(folder, "a.csv", "id,text\n1,They met.\n2,They met today.\n3,They met.\n")
    local code, out, err = explain "a.csv"
    assert.are.equal(3, code)
    assert.matches("met", out)
    assert.matches("gloss: 2: its text is not that of its record: text_hash %x+, here %x+\n", err)
    assert.matches("gloss: 3: out%.jsonl has no record of it\n", err)
  end)

  it("says what is no output", function()
    program.write(folder, "out.jsonl", '{"id":"1"}\n{"no":1}\n')
    local code, _, err = explain "a.csv"
    assert.are.equal(2, code)
    assert.matches("^gloss: out%.jsonl: line 2: no record: it has no id\n", err)
    code, _, err = program.run(folder, { "explain", "my.lua", "a.csv", "--of", "none" })
    assert.are.equal(2, code)
    assert.matches("^gloss: none: No such file", err)
  end)
end)
