-- `gloss run --annotations`: layers and columns of tokens made elsewhere.
local json = require "gloss".json
local program = require "support.program"

local folder
local function write(name, text) return program.write(folder, name, text) end
local function run(script, ...) return program.run(folder, { "run", script, ... }) end

-- Gives the records of a run, by id.
local function records(out)
  local list = {}
  for line in out:gmatch "[^\n]+" do
    local record = json.decode(line)
    list[record.id] = record
  end
  return list
end

local BOAT = [[
# newdoc id = a.txt
# text = The old man's red boat sank.
1	The	the	DET	_	_	3	det	_	_
2	old	old	ADJ	JJ	Degree=Pos	3	amod	_	_
3-4	man's	_	_	_	_	_	_	_	_
3	man	man	NOUN	_	_	6	nmod	_	_
4	's	's	PART	_	_	3	case	_	_
5	red	red	ADJ	_	_	6	amod	_	_
6	boat	boat	NOUN	_	_	7	nsubj	_	_
6.1	_	_	_	_	_	_	_	_	_
7	sank	sink	VERB	_	_	0	root	_	SpaceAfter=No
8	.	.	PUNCT	_	_	7	punct	_	_

]]

describe("--annotations", function()
  before_each(function()
    folder = program.folder()
    write("a.txt", "The old man's\nred boat sank.")
    write("b.txt", "Zoë slept.")
    write("all.lua", 'return require "gloss".pipeline { "token" }')
    write("pos.lua", [[
      local P = require "gloss.pattern"
      return require "gloss".pipeline { "token", P.phase { name = "np", P.rule { name = "adj",
        match = P.t { pos = "ADJ" } * P.t { pos = "NOUN" }, emit = { np = {} },
        within = "document" } } }]])
    write("columns.lua", [[
      return require "gloss".pipeline { "token", output = function(doc)
        local tok, list = doc:layer "token", {}
        for i = 1, #tok do
          list[i] = ("%s/%s/%s"):format(tok[i].text, tok[i].lemma, tok[i].xpos)
        end
        return { id = doc.id, tokens = list }
      end }]])
  end)
  after_each(function() program.remove(folder) end)

  it("brings layers in, whatever the unit, for the documents they are of", function()
    for unit, stop in pairs { codepoints = 3, bytes = 4, utf16 = 3 } do
      write("x.jsonl", ('{"id":"nobody","offsets":"%s","p":[{"start":0,"end":9,"text":"?"}]}\n\n'
        .. '{"id":"b.txt","offsets":"%s","meta":{"a":"b"},"n":[1,2],"p":[{"start":0,"end":%d,'
        .. '"text":"Zoë","label":"PER","n":1,"w":2,"yes":true,"tags":["x","y"],"deep":[[1]],'
        .. '"of":{"start":1,"text":"t"}},{"start":%d,"end":%d,"text":"slept","w":0.5}]}\n')
        :format(unit, unit, stop, stop + 1, stop + 6))
      local code, out, err = run("all.lua", "a.txt", "b.txt", "--annotations", "x.jsonl")
      assert.are.equal("", err)
      assert.are.equal(0, code)
      local found = records(out)
      assert.are.same({}, found["a.txt"].p)
      assert.are.same({ { start = 0, ["end"] = 3, text = "Zoë", label = "PER", n = 1, w = 2.0,
                          yes = true, tags = { "x", "y" }, of = "t" },
                        { start = 4, ["end"] = 9, text = "slept", tags = {}, w = 0.5 } },
                      found["b.txt"].p)
    end
  end)

  it("reads what gloss has written", function()
    write("people.tsv", "surface\nZoë\n")
    write("list.lua", [[
      local gloss = require "gloss"
      return gloss.pipeline { "token", gloss.gazetteer { file = "people.tsv" } }]])
    assert.are.equal(0, (run("list.lua", "a.txt", "b.txt", "-o", "x.jsonl")))
    local _, out = run("all.lua", "a.txt", "b.txt", "--annotations", "x.jsonl")
    assert.are.equal(program.read(folder .. "/x.jsonl"), out)
  end)

  it("brings columns of tokens in, which rules can test", function()
    write("x.conllu", "# newdoc id = b.txt\n1\tZoë\tZoë\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
      .. "2\tslept\tsleep\tVERB\tVBD\t_\t0\troot\t_\t_\n\n" .. BOAT)
    local code, out, err = run("pos.lua", "a.txt", "b.txt", "--annotations", "x.conllu")
    assert.same({ 0, "" }, { code, err })
    local found = records(out)["a.txt"].np
    assert.are.equal(2, #found)
    assert.are.equal("old man", found[1].text)
    assert.are.equal("red boat", found[2].text)
    code, out = run("columns.lua", "a.txt", "b.txt", "-j", "2", "--annotations", "x.conllu")
    assert.are.equal(0, code)
    found = records(out)
    assert.are.same({ "Zoë/Zoë/NNP", "slept/sleep/VBD", "./nil/nil" }, found["b.txt"].tokens)
    assert.are.same({ "The/the/nil", "old/old/JJ", "man/man/nil", "'s/'s/nil", "red/red/nil",
                      "boat/boat/nil", "sank/sink/nil", "././nil" }, found["a.txt"].tokens)
    write("y.jsonl", '{"id":"a.txt","offsets":"bytes","token":[{"start":4,"end":7,"text":"old",'
      .. '"lemma":"OLD","xpos":"J"},{"start":4,"end":9,"text":"old m","lemma":"no"}]}\n')
    code, out = run("columns.lua", "a.txt", "--annotations", "y.jsonl")
    assert.are.equal(0, code)
    assert.are.same({ "The/nil/nil", "old/OLD/J", "man/nil/nil" },
                    table.move(records(out)["a.txt"].tokens, 1, 3, 1, {}))
  end)

  it("says at load when a rule's column, or tokens to have it, are not there", function()
    local code, _, err = run("pos.lua", "a.txt")
    assert.are.equal(2, code)
    assert.matches('pos%.lua:%d+: rule \'adj\': unknown attribute of tokens "pos"; columns of '
      .. "tokens come in by %-%-annotations", err)
    write("none.lua", 'return require "gloss".pipeline {}')
    write("x.conllu", BOAT)
    code, _, err = run("none.lua", "a.txt", "--annotations", "x.conllu")
    assert.are.equal(2, code)
    assert.matches('want the stage "token"', err)
    write("x.jsonl", '{"id":"a.txt","offsets":"bytes","token":[{"start":0,"end":3,"text":"The",'
      .. '"kind":"x"}]}')
    code, _, err = run("all.lua", "a.txt", "--annotations", "x.jsonl")
    assert.are.equal(2, code)
    assert.matches("tokens have a column 'kind' of their own", err)
  end)

  it("costs a document whose text is another one", function()
    local cases = {
      { '"p":[{"start":0,"end":3,"text":"Zoe"}]', "p 1: its text is 'Zoe', here it is 'Zoë'" },
      { '"p":[{"start":8,"end":13,"text":"x"}]', "p 1: 8 to 13 is no span of the text" },
      { '"p":[{"start":3,"end":3,"text":""}]', "p 1: 3 to 3 is no span of the text" },
      { '"text":"Zoe","p":[{"start":0,"end":3}]', "its text is another one" },
      { '"text_hash":"0","p":[{"start":0,"end":3}]', "its text is another one" },
    }
    for _, case in ipairs(cases) do
      write("x.jsonl", ('{"id":"b.txt","offsets":"codepoints",%s}\n'):format(case[1]))
      local code, out, err = run("all.lua", "a.txt", "b.txt", "--annotations", "x.jsonl")
      assert.are.equal(3, code)
      assert.is_not_nil(records(out)["a.txt"])
      assert.is_truthy(err:find("x.jsonl: document 'b.txt': " .. case[2], 1, true), err)
    end
    write("x.conllu", (BOAT:gsub("boat", "ship")))
    local code, _, err = run("all.lua", "a.txt", "--annotations", "x.conllu")
    assert.are.equal(3, code)
    assert.matches("token 7: 'ship' is not in the text at byte 18", err)
  end)

  it("says which line of a file is wrong", function()
    local cases = {
      { "x.jsonl", "\n{", "x.jsonl: line 2: " }, { "x.jsonl", "[]", "line 1: no id" },
      { "x.jsonl", '{"id":"a"}', "line 1: offsets must say the unit" },
      { "x.jsonl", '{"id":"a","offsets":"bytes","p":[{"start":0,"end":1}]}',
        "line 1: no text to compare: p 1 has none" },
      { "x.jsonl", '{"id":"a","offsets":"bytes","p":[{"start":0,"end":1,"text":"a"},{}]}',
        "p 2 has no start and end" },
      { "x.jsonl", '{"id":"a","offsets":"bytes","p":[{"start":0,"end":1,"text":"a","x":1},'
        .. '{"start":0,"end":1,"text":"a","x":"y"}]}', "column 'x' of 'p' holds a string" },
      { "x.jsonl", '{"id":"a","offsets":"bytes","p":[{"start":0,"end":1,"text":"a","first":1}]}',
        "spans have a 'first' of their own" },
      { "x.conllu", "1\ta\n", "line 1: a token before '# newdoc id = ID'" },
      { "x.conllu", "# newdoc id = a\n\n1\ta\n", "line 3: not ten columns" },
      { "x.conllu", "# newdoc id = a\nx" .. ("\t_"):rep(9) .. "\n", "line 2: no number of a" },
      { "x.txt", "", "annotations are JSON Lines (.jsonl) or CoNLL-U (.conllu)" },
    }
    for _, case in ipairs(cases) do
      write(case[1], case[2])
      local code, out, err = run("all.lua", "a.txt", "--annotations", case[1])
      assert.same({ 2, "" }, { code, out })
      assert.is_truthy(err:find(case[3], 1, true), err)
    end
    local code, _, err = run("all.lua", "a.txt", "--annotations", "none.jsonl")
    assert.are.equal(2, code)
    assert.matches("none%.jsonl: No such file", err)
  end)

  it("finds documents among many, in any order, and survives bytes that are none", function()
    local list, ids = {}, {}
    for i = 1, 3000 do ids[i] = i * 7919 % 3001 end
    for i, id in ipairs(ids) do
      list[i] = ('{"id":"d%d","offsets":"bytes","p":[{"start":0,"end":1,"text":"x","n":%d}]}\n')
        :format(id, id)
    end
    write("x.jsonl", table.concat(list))
    for i = 1, 3000 do list[i] = ('{"id":"d%d","text":"x"}\n'):format(i) end
    write("in.jsonl", table.concat(list))
    local code, out = run("all.lua", "in.jsonl", "-j", "2", "--annotations", "x.jsonl")
    assert.are.equal(0, code)
    for id, record in pairs(records(out)) do assert.are.equal(id, "d" .. record.p[1].n) end
    local text, at = BOAT, 7
    for i = 1, 40 do
      at = at * 31 % #text + 1
      write("x.conllu", text:sub(1, at - 1) .. string.char(i * 6) .. text:sub(at + i % 3))
      code = run("all.lua", "a.txt", "--annotations", "x.conllu")
      assert.is_true(code == 0 or code == 2 or code == 3)
    end
  end)
end)
