-- The other commands as a user runs them: output, one clear line for each error, exit codes.
local program = require "support.program"

local folder

local function write(name, text) return program.write(folder, name, text) end
local function gloss(...) return program.run(folder, { ... }) end

-- Counts the lines of a text.
local function lines(text) return select(2, text:gsub("\n", "")) end

describe("other commands", function()
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  it("segment gives offsets in code points", function()
    local code, out = program.run(folder, { "segment" },
      { input = '{"id":"x","text":"É don\'t. Ann left."}\n' })
    assert.are.equal(0, code)
    assert.are.equal('{"id":"x","offsets":"codepoints","sentences":[[0,8],[9,18]],'
      .. '"tokens":[[0,1],[2,4],[4,7],[7,8],[9,12],[13,17],[17,18]]}\n', out)
    code, out = program.run(folder, { "segment", "--style", "whitespace", "--sentences", "lines",
      "--in", "text", "--lang", "en" }, { input = "a b.\nc" })
    assert.are.equal(0, code)
    assert.matches('"sentences":%[%[0,4%],%[5,6%]%],"tokens":%[%[0,1%],%[2,4%],%[5,6%]%]', out)
    code, out = program.run(folder, { "segment", "--sentences", "uax29", "--reasons" },
      { input = '{"id":"x","text":"Mr. Crane left"}\n' })
    assert.are.equal(0, code)
    assert.matches('"reasons":%["terminator","end"%],"sentences":%[%[0,3%],%[4,14%]%]', out)
  end)

  it("segment reads text files by their ending", function()
    write("a.txt", "One. Two.")
    local code, out = gloss("segment", "a.txt")
    assert.are.equal(0, code)
    assert.matches('"id":"a.txt".*"sentences":%[%[0,4%],%[5,9%]%]', out)
  end)

  it("segment refuses styles there are not", function()
    local wrong = { { "--style", "udd" }, { "--sentences", "newz" }, { "--lang", "xx" } }
    for _, words in ipairs(wrong) do
      local code, _, err = program.run(folder, { "segment", table.unpack(words) })
      assert.are.equal(2, code)
      assert.are.equal(1, lines(err))
      assert.matches(words[2], err)
    end
  end)

  it("tokenize shows a token a line", function()
    local code, out = program.run(folder, { "tokenize" }, { input = "Don't pay 5.\n" })
    assert.are.equal(0, code)
    assert.are.equal("     0      2  word      Do\n     2      5  word      n't\n"
      .. "     6      9  word      pay\n    10     11  number    5\n"
      .. "    11     12  punct     .\n\n", out)
  end)

  it("match gives matches with their columns, and 1 when there are none", function()
    write("list.tsv", "surface\tid\nann lee\tp1\n")
    write("a.txt", "Ann Lee and ANN LEE")
    local code, out = gloss("match", "-g", "list.tsv", "--case", "folded", "a.txt")
    assert.are.equal(0, code)
    assert.are.equal('{"id":"a.txt","matches":[{"end":7,"id":"p1","start":0,"surface":"Ann Lee"},'
      .. '{"end":19,"id":"p1","start":12,"surface":"ANN LEE"}],"offsets":"codepoints"}\n', out)
    code, out = gloss("match", "-g", "list.tsv", "--case", "exact", "a.txt")
    assert.are.equal(1, code)
    assert.matches('"matches":%[%]', out)
    assert.are.equal(2, (gloss("match", "a.txt")))
    assert.are.equal(2, (gloss("match", "-g", "none.tsv", "a.txt")))
  end)

  it("match takes what says how a list is read and matches, and the reference date", function()
    write("posts.tsv", "name\tid\tvalid_from\tvalid_to\n"
      .. "the prefect\tkim\t2021\t2024-02\nthe prefect\tsato\t2024-03\t\nthe clerk\troe\t\t\n")
    write("stop.txt", "\xEF\xBB\xBFthe clerk\r\n \r\n")
    write("a.txt", "Then the prefect's and the clerk came.")
    local function ids(...)
      local _, out = gloss("match", "-g", "posts.tsv", "--columns",
        "surface=name,id,valid_from,valid_to", "--validity", "only", ..., "a.txt")
      local found = {}
      for id in out:gmatch '"id":"(%l+)"' do found[#found + 1] = id end
      return table.concat(found, " ")
    end
    assert.are.equal("roe", ids "--case=folded")
    assert.are.equal("kim roe", ids "--ref-date=2024-02-29")
    assert.are.equal("sato roe", ids "--ref-date=2024-03-01")
    assert.are.equal("roe", ids "--ref-date=2020-12-31")
    assert.are.equal("", ids "--stop=stop.txt")
    assert.are.equal(2, (gloss("match", "-g", "posts.tsv", "--ref-date", "soon", "a.txt")))
  end)

  it("gazetteer build makes a file that match takes", function()
    write("list.csv", "name,iso\r\nOslo,NO\r\n")
    local code, _, err = gloss("gazetteer", "build", "list.csv", "-o", "towns.gaz",
      "--case", "folded", "--columns", "surface=name,iso")
    assert.are.equal(0, code)
    assert.are.equal("gloss: towns.gaz: 1 entry\n", err)
    local _, out = gloss("gazetteer", "info", "towns.gaz")
    assert.are.equal("name       towns\nentries    1\ncolumns    iso\n"
      .. "tokenizer  " .. require "gloss".tokenizer().fingerprint .. "\ncase       folded\n"
      .. "diacritics on\nfuzzy      0\npolicy     longest\nsubstring  false\n"
      .. "validity   flag\nvariants\n", out)
    _, out = gloss("gazetteer", "check", "towns.gaz")
    assert.are.equal("towns.gaz: 1 entry, whole\n", out)
    write("twice.tsv", "surface\tid\nOslo\t1\nof\t2\nOslo\t1\n")
    code, out = gloss("gazetteer", "check", "twice.tsv")
    assert.are.equal(1, code)
    assert.are.equal('twice.tsv: line 3, column 1: "of" is a short word in small letters: is it a '
      .. 'stop entry?\ntwice.tsv: line 4, column 1: "Oslo" says the same as line 2\n'
      .. "twice.tsv: 3 entries, 2 doubtful\n", out)
    write("a.txt", "In OSLO.")
    code, out = gloss("match", "-g", "towns.gaz", "a.txt")
    assert.are.equal(0, code)
    assert.matches('"iso":"NO","start":3,"surface":"OSLO"', out)
    assert.are.equal(4, (gloss("gazetteer", "build", "list.csv", "-o", "towns.gaz", "--columns",
      "surface=name")))
    assert.are.equal(2, (gloss("gazetteer", "build", "list.csv", "-o", "towns.tsv")))
    write("bad.gaz", "nothing of the kind")
    assert.are.equal(3, (gloss("gazetteer", "info", "bad.gaz")))
    assert.are.equal(2, (gloss("match", "-g", "bad.gaz", "a.txt")))
  end)

  it("gazetteer check names an id of two labels, and verifies a file of any tokenizer", function()
    write("ids.tsv", "surface\tid\tlabel\nLune\tp1\tGPE\nLune Port\tp1\tGPE\nDune\tp1\tORG\n")
    local code, out = gloss("gazetteer", "check", "ids.tsv")
    assert.are.equal(1, code)
    assert.are.equal('ids.tsv: line 4, column 1: "Dune" is ORG "p1", which is GPE on line 2\n'
      .. "ids.tsv: 3 entries, 1 doubtful\n", out)
    assert.are.equal(0, (gloss("gazetteer", "build", "ids.tsv", "-o", "ids.gaz", "--style", "ptb")))
    code, out = gloss("gazetteer", "check", "ids.gaz")
    assert.are.equal(0, code)
    assert.are.equal("ids.gaz: 3 entries, whole\n", out)
    assert.are.equal(2, (gloss("match", "-g", "ids.gaz", "ids.tsv")))
  end)

  it("new writes scripts whose examples hold, and replaces none unasked", function()
    for _, kind in ipairs { "module", "pipeline" } do
      local code, out, err = gloss("new", kind, "made_" .. kind)
      assert.are.equal(0, code)
      assert.are.equal("", out)
      assert.matches("try `gloss test made_" .. kind .. "%.lua`", err)
      code, out = gloss("test", "made_" .. kind .. ".lua")
      assert.are.equal("2 examples of 1 rule, 0 failed\n", out)
      assert.are.equal(0, code)
      code, out = gloss("check", "made_" .. kind .. ".lua")
      assert.are.equal("", out)
      assert.are.equal(0, code)
      code, _, err = gloss("new", kind, "made_" .. kind)
      assert.are.equal(4, code)
      assert.matches("exists; %-%-overwrite replaces it", err)
      assert.are.equal(0, (gloss("new", kind, "made_" .. kind .. ".lua", "--overwrite")))
    end
    write("a.txt", "The treaty of Arle ended it.\n")
    local _, out = gloss("run", "made_pipeline.lua", "a.txt")
    assert.matches('"place":"Arle"', out, 1, true)
    for _, name in ipairs { "my-list", "end", "", "x y" } do
      local code, _, err = gloss("new", "module", name)
      assert.are.equal(2, code)
      assert.matches("must be a name as Lua has them", err)
    end
    assert.are.equal(4, (gloss("new", "module", "none/x")))
    assert.are.equal(2, (gloss("new", "rule", "x")))
  end)

  it("list says what there is by name and from where, doc what it is made of", function()
    gloss("new", "module", "treaties")
    write("bad.lua", "return 5")
    local code, out = program.run(folder, { "list" }, { env = "GLOSS_PATH=." })
    assert.are.equal(0, code)
    assert.matches("bad +bad%.lua +does not load: bad%.lua: must return", out)
    assert.matches("counts +built in +tokens and sentences, counted\n", out)
    assert.matches("treaties +treaties%.lua +module 0%.1: what it finds\n", out)
    code, out = gloss("doc", "treaties.lua")
    assert.are.equal(0, code)
    assert.matches("treaties 0.1 (MIT)\n  what it finds\n", out, 1, true)
    assert.matches("makes +treaties %(place, rule%)", out)
    assert.matches("  treaties/first (treaties.lua:10)\n", out, 1, true)
    code, out = gloss("doc", "newswire")
    assert.are.equal(0, code)
    assert.matches("annotations +boolean; false unless given: every", out)
    assert.are.equal(2, (gloss("doc", "bad.lua")))
  end)

  it("help and version answer on standard output", function()
    for _, line in ipairs { "help", "--help", "version", "--version", "help run",
        "help exit-codes", "help pipelines", "help inputs", "help environment", "segment --help",
        "tokenize --help", "match --help", "repl --help", "gazetteer --help",
        "gazetteer build --help", "gazetteer check --help", "run --help", "help version" } do
      local words = {}
      for word in line:gmatch "%S+" do words[#words + 1] = word end
      local code, out, err = gloss(table.unpack(words))
      assert.are.equal(0, code)
      assert.are.equal("", err)
      assert.is_true(#out > 10)
    end
    assert.are.equal(2, (gloss()))
  end)

  it("stops at Ctrl-C with 130, and leaves no half-written file", function()
    write("loop.lua", 'return require("gloss").pipeline { function() while true do end end }')
    write("a.txt", "x")
    local _, _, code = os.execute(("cd '%s' && timeout --foreground -k 5 --preserve-status -s INT "
      .. "0.3 '%s' run loop.lua a.txt -o out 2>err"):format(folder, program.path))
    assert.are.equal(130, code)
    assert.are.equal("gloss: interrupted\n", program.read(folder .. "/err"))
    assert.is_nil(io.open(folder .. "/out"))
    assert.is_nil(io.open(folder .. "/out.part"))
  end)
end)
