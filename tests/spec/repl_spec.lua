-- The REPL's session: evaluation, printing, commands, completion; and the program's prompt.
local gloss = require "gloss"
local cells = require "gloss.cells"
local program = require "support.program"
local repl = require "gloss.repl"
local show = require "gloss.show"
local pretty = gloss.pretty

local session

local function eval(line) return (session:eval(line)) end

describe("session", function()
  before_each(function()
    session = repl.new { width = 80 }
    session:use { id = "story", text = "Ann Lee met Bob.\nZoë stayed." }
  end)

  it("shows values", function()
    assert.are.equal("2", eval "1 + 1")
    assert.are.equal('"a\\nb"', eval '"a\\nb"')
    assert.are.equal("nil\t1\tnil", (eval "print(nil, 1, nil)"))
    assert.are.equal('{ 1, 2, a = { b = "x" } }', eval "{ 1, 2, a = { b = 'x' } }")
    assert.are.equal("{}", eval "{}")
    assert.are.equal("1\nnil", eval "1, nil")
    assert.is_nil(eval "x = 5")
    assert.are.equal("5", eval "x")
    assert.is_nil(eval "   ")
  end)

  it("prints what print prints, and keeps the last value", function()
    assert.are.equal("a\t1\n7", eval "print('a', 1) return 7")
    assert.are.equal("8", eval "_ + 1")
  end)

  it("helps with patterns, by examples that hold", function()
    assert.equal('gap: p, at most 10 (n) tokens, q\n  p .. q\n  w"a":gap(w"c", 1)\n'
      .. '  in "a b c a b b c" finds: a b c', eval "?P.gap")
    assert.matches("^word: ", eval "?P.w")
    assert.equal("repl:1: 'opt' is a method: p:opt(...)", eval "P.opt(P.any)")
    assert.matches("no method may follow ^n: write :rep(min, max)", eval 'P.any^2:as"x"', 1, true)
    assert.matches('write w"..."', eval '"a" * "b"', 1, true)
    assert.matches("did you mean \"phrase\"", eval "?P.phrse")
    assert.matches("^%?P.NAME, of word exact", eval "?")
    local P = require "gloss.pattern"
    for _, entry in ipairs(require("gloss.pattern.help").examples()) do
      local match = load("return " .. entry.example, "=example", "t",
        setmetatable({}, { __index = function(_, name) return P[name] end }))()
      local phase = P.phase { name = "x", P.rule { name = "hit", match = match } }
      local doc = gloss.pipeline { "token", "sentence", phase }:run(gloss.doc(entry.text))
      local found = {}
      for span in doc:layer "hit":spans() do found[#found + 1] = span.text end
      assert.equal(entry.found, table.concat(found, ", "), entry.name)
    end
    for name in next, P do
      assert.is_nil(require("gloss.pattern.help").text(name):find("unknown", 1, true), name)
    end
  end)

  it("has the document and its layers by name", function()
    assert.matches("^document story: %d+ bytes; layers token, sentence$", eval "doc")
    assert.are.equal("2", eval "#sentence")
    assert.are.equal('"Zoë"', eval "token[6].text")
    assert.are.equal("nil", eval "no_such_layer")
  end)

  it("shows spans in context, layers by their first rows", function()
    local text = eval "token[4]"
    assert.matches("Ann Lee met %[Bob%]%. Zoë stayed%.", text)
    assert.matches("kind=word", text)
    assert.matches("^layer token: 8 rows; columns kind", eval "token")
    assert.matches("%[Ann%].*\n.*%[Lee%]", eval "{ token[1], token[2] }")
  end)

  it("goes on with a chunk over several lines", function()
    local text, more = session:eval "for i = 1, 2 do"
    assert.is_nil(text)
    assert.is_true(more)
    assert.is_true((select(2, session:eval "print(i)")))
    assert.are.equal("1\n2", eval "end")
    session:eval "function f("
    session:forget()
    assert.are.equal("3", eval "3")
  end)

  it("says what is wrong, shortly", function()
    assert.are.equal("repl:1: attempt to index a nil value (global 'nope')", eval "nope.x")
    assert.matches("^line 1: ", eval "x = = 1")
    assert.matches("no%l* ?", eval "error 'no'")
    assert.matches('did you mean "token"', eval 'doc:layer "tokn"')
    assert.matches("table", eval "error {}")
  end)

  it("loads files and runs pipelines", function()
    local folder = program.folder()
    local stories = program.write(folder, "a.jsonl",
      '{"id":"x","text":"She left.","ref_date":"2020-01-02"}\n{"text":"He stayed."}\n')
    assert.matches("^x: 9 bytes, 1 sentences, 3 tokens", eval(".load " .. stories))
    assert.matches("2020%-01%-02", eval "doc.ref_date")
    local page = program.write(folder, "b.html", "<nav>Home</nav><main><p>Ann left.</main>")
    assert.matches("b%.html: 10 bytes, 1 sentences, 3 tokens", eval(".load " .. page))
    local file = program.write(folder, "a.txt", "Bob left.")
    assert.matches("a%.txt: 9 bytes, 1 sentences, 3 tokens", eval(".load " .. file))
    assert.matches("No such file", eval(".load " .. folder .. "/none"))
    local script = program.write(folder, "p.lua", 'local gloss = require "gloss"\n'
      .. 'return gloss.pipeline { "token", gloss.gazetteer { name = "who", entries = { "Bob" } } }')
    assert.matches("who +1 ", eval(".run " .. script))
    assert.are.equal('"Bob"', eval "who[1].text")
    assert.matches("unknown pipeline", eval ".run nothing_like_it")
    assert.matches("token", eval ".layers")
    program.remove(folder)
  end)

  it("keeps the document when a pipeline fails", function()
    local folder = program.folder()
    local script = program.write(folder, "p.lua",
      'return require("gloss").pipeline { function() error "no" end }')
    assert.matches("p%.lua:1: no", eval(".run " .. script))
    assert.are.equal("2", eval "#sentence")
    program.remove(folder)
  end)

  it("has commands with help, and names the nearest of an unknown one", function()
    assert.matches("%.load FILE", eval ".help")
    assert.matches('did you mean "layers"', eval ".layrs")
    eval ".quit"
    assert.is_true(session.done)
  end)

  it("completes names, fields, layers and commands", function()
    local function complete(line) return table.concat(session:complete(line), " ") end
    assert.matches("sentence", complete "#sen")
    assert.are.equal("string.gmatch string.gsub", complete "x = string.g")
    assert.matches("gloss%.pipeline", complete "gloss.pipe")
    assert.are.equal(".layers .load", complete ".l")
    assert.are.equal("", complete "nope.x")
    assert.are.equal("", complete "(")
  end)
end)

describe("show", function()
  local page = pretty.page { width = 60 }

  it("is safe for terminals", function()
    assert.is_nil(show.value("\27[31mred\7", page):find "[\27\7]")
    assert.is_nil(show.value({ ["\27x"] = "\27" }, page):find("\27", 1, true))
  end)

  it("ends: deep tables, circles, long lists, long texts", function()
    local t = {}
    t.t = t
    assert.is_true(#show.value(t, page) < 100)
    local list = {}
    for i = 1, 10000 do list[i] = i end
    assert.is_true(#show.value(list, page) < 500)
    assert.matches("%d+ bytes$", show.value(("é"):rep(5000), page))
  end)

  it("aligns context by cells, whatever the script", function()
    local doc = assert(gloss.doc "日本語 Ann 中国 x")
    local line = show.kwic(doc:span(11, 13), page)
    assert.matches("日本語 %[Ann%] 中国 x", line)
    assert.are.equal(20, cells(line:match "^(.-)%["))
  end)

  it("fits long spans into the page", function()
    local doc = assert(gloss.doc(("one 中 two "):rep(20)))
    for _, last in ipairs { 3, 40, 130, #doc.text } do
      local line = show.kwic(doc:span(1, last), page)
      assert.is_true(cells(line) <= page.width)
      assert.are.equal(last > page.width, line:find(" ... ", 1, true) ~= nil)
    end
  end)
end)

describe("gloss repl", function()
  it("evaluates what comes on standard input", function()
    local folder = program.folder()
    program.write(folder, "a.txt", "Ann left.")
    local code, out = program.run(folder, { "repl", "a.txt" }, { input = "#token\n.quit\n1\n" })
    assert.are.equal(0, code)
    assert.matches("a%.txt: 9 bytes, 1 sentences, 3 tokens\n.*3\n", out)
    local err
    code, out, err = program.run(folder, { "repl" }, { input = "for i = 1, 2 do\nprint(i) end",
      env = "TERM=none_such" })
    assert.same({ 0, "1\n2\n", "" }, { code, out, err })
    code = program.run(folder, { "repl", "none.txt" })
    assert.are.equal(3, code)
    code = program.run(folder, { "repl", "a.txt", "--run", "none_such" })
    assert.are.equal(2, code)
    program.write(folder, "de.txt", "Am 3. Mai kam Dr. Roth.")
    code, out = program.run(folder, { "repl", "de.txt", "--language", "de" }, { input = "" })
    assert.are.equal(0, code)
    assert.matches("de%.txt: 23 bytes, 1 sentences, 7 tokens\n", out)
    code, out, err = program.run(folder, { "repl", "de.txt", "--language", "german" })
    assert.same({ 2, "" }, { code, out })
    assert.matches('did you mean "de" %(German%)', err)
    program.remove(folder)
  end)

  it("ends loops at Ctrl-C, under pcall and in coroutines, and goes on", function()
    local loops = {
      "while true do end",
      "while true do pcall(function() while true do end end) end",
      "coroutine.wrap(function() while true do pcall(function() while true do end end) end end)()",
      "for i = 1, math.huge do coroutine.wrap(function() pcall(error) end)() end",
    }
    for _, loop in ipairs(loops) do
      local keys = ("sleep 0.3; echo '%s'; sleep 0.3; printf '\\003'; sleep 0.2; echo '6*7'; "
        .. "sleep 0.2; printf '\\004'"):format(loop)
      local handle = assert(io.popen(("{ %s; } | NO_COLOR=1 TERM=dumb timeout 20 script -qec "
        .. "\"'%s' repl\" /dev/null"):format(keys, program.path)))
      local out = handle:read "a"
      handle:close()
      assert.matches("interrupted\r?\n.*42\r?\n", out)
    end
  end)
end)
