-- `gloss diff`: records and tables, what is added, removed and changed, and what cannot be read.
local program = require "support.program"
local gloss = require "gloss"
local changes = require "gloss.diff.changes"

local json = gloss.json

describe("changes between two records", function()
  local function between(old, new, ignored)
    local list = {}
    for i, one in ipairs(changes.between(json.decode(old), json.decode(new), ignored or {})) do
      local fields = {}
      for k, at in ipairs(one.fields or {}) do fields[k] = at.field end
      list[i] = ("%s %s %s"):format(one.change, one.layer, table.concat(fields, ","))
    end
    return table.concat(list, "; ")
  end

  it("finds none in the same, in whatever order lists stand", function()
    assert.are.equal("", between('{"p":[{"a":1},{"a":2}],"q":null}',
      '{"q":null,"p":[{"a":2},{"a":1}]}'))
  end)

  it("pairs what stands at one place, begins there, or has one name", function()
    assert.are.equal("changed p label", between('{"p":[{"start":1,"end":3,"label":"A"}]}',
      '{"p":[{"start":1,"end":3,"label":"B"}]}'))
    assert.are.equal("changed p at", between('{"p":[{"at":[[1,3]]}]}',
      '{"p":[{"at":[[1,3],[7,9]]}]}'))
    assert.are.equal("changed p at", between('{"p":[{"at":[[1,3]],"name":"Ann"}]}',
      '{"p":[{"at":[[2,4]],"name":"Ann"}]}'))
    assert.are.equal("removed p ; added p ", between('{"p":[{"at":[[1,3]],"n":1}]}',
      '{"p":[{"at":[[2,4]],"n":2}]}'))
  end)

  it("pairs what differs in one field only", function()
    assert.are.equal("changed p b", between('{"p":[{"a":1,"b":1,"c":1},{"a":2,"b":1,"c":1}]}',
      '{"p":[{"a":2,"b":1,"c":1},{"a":1,"b":2,"c":1}]}'))
  end)

  it("counts copies, and pairs each item once", function()
    assert.are.equal("removed p ", between('{"p":["x","x","y"]}', '{"p":["y","x"]}'))
    assert.are.equal("changed p n; added p ", between('{"p":[{"start":1,"end":2,"n":1}]}',
      '{"p":[{"start":1,"end":2,"n":2},{"start":1,"end":2,"n":3}]}'))
  end)

  it("takes a field that is no list as one item", function()
    assert.are.equal("changed headline ", between('{"headline":"A"}', '{"headline":"B"}'))
    assert.are.equal("changed d x", between('{"d":{"x":1}}', '{"d":{"x":2}}'))
    assert.are.equal("added d ", between('{}', '{"d":{"x":2}}'))
    assert.are.equal("changed d x.1.y,z", between('{"d":{"x":[{"y":1,"w":1}]}}',
      '{"d":{"x":[{"y":2,"w":1}],"z":1}}'))
  end)

  it("compares references by what they refer to", function()
    local old = '{"p":[{"id":"r1","name":"Ann"}],"q":[{"by":"r1"}]}'
    assert.are.equal("", between(old,
      '{"p":[{"id":"r9","name":"Ann"}],"q":[{"by":"r9"}]}', { id = true }))
    assert.are.equal("added p ; removed q ; added q ", between(old,
      '{"p":[{"id":"r1","name":"Ann"},{"id":"r2","name":"Bob"}],"q":[{"by":"r2"}]}',
      { id = true }))
  end)

  it("leaves out ignored fields at any depth, and names layers of annotations", function()
    assert.are.equal("", between('{"p":[{"a":{"rule":1}}]}', '{"p":[{"a":{"rule":2}}]}',
      { rule = true }))
    assert.are.equal("changed person label",
      between('{"annotations":[{"layer":"person","start":0,"end":1,"label":"A"}]}',
        '{"annotations":[{"layer":"person","start":0,"end":1,"label":"B"}]}'))
  end)
end)

describe("gloss diff", function()
  local folder

  setup(function()
    folder = program.folder()
    program.write(folder, "old.jsonl", [=[
{"id":"a","people":[{"at":[[0,3]],"name":"Ann","org":null}],"versions":{"gloss":"1"}}
{"id":"b","people":[{"at":[[0,3]],"name":"Bob","label":"PER"}]}
{"id":"c","people":[]}
]=])
    program.write(folder, "new.jsonl", [=[
{"id":"b","people":[{"at":[[5,8]],"name":"Cid","label":"PER"}]}
{"id":"a","people":[{"at":[[0,3]],"name":"Ann","org":"Acme"}],"versions":{"gloss":"2"}}
{"id":"d","people":[]}
]=])
  end)

  teardown(function() program.remove(folder) end)

  it("says what changed, whatever the order, with examples", function()
    local code, out, err = program.run(folder, { "diff", "old.jsonl", "new.jsonl" })
    assert.same({ 1, "" }, { code, err })
    assert.are.equal([=[
4 documents: 0 the same, 2 changed, 1 only old, 1 only new
  - c
  + d
people                              0 added      0 removed      1 changed
  ~ a: Ann [[0,3]]: org null -> Acme
people PER                          1 added      1 removed      0 changed
  - b: Bob [[0,3]]
  + b: Cid [[5,8]]
]=], out)
    code, out = program.run(folder, { "diff", "old.jsonl", "new.jsonl", "--examples", "0" })
    assert.are.equal(1, code)
    assert.is_nil(out:find("~ a", 1, true))
  end)

  it("says it in JSON, and nothing of what is the same", function()
    local code, out = program.run(folder, { "diff", "old.jsonl", "new.jsonl", "--json" })
    assert.are.equal(1, code)
    local n = 0
    for line in out:gmatch "[^\n]+" do
      assert.is_table(json.decode(line))
      n = n + 1
    end
    assert.are.equal(5, n)
    code, out = program.run(folder, { "diff", "old.jsonl", "old.jsonl", "--json" })
    assert.same({ 0, "" }, { code, out })
  end)

  it("compares tables, a file or a folder of them", function()
    for name, text in pairs { ["old/who.csv"] = "doc,who\r\na,Ann\r\na,Bob\r\nb,Cid\r\n",
                              ["new/who.csv"] = "doc,who\r\na,Bob\r\na,Ann\r\nb,\"C, id\"\r\n",
                              ["new/more.csv"] = "doc,x\r\na,1\r\n" } do
      program.write(folder, name, text)
    end
    local code, out = program.run(folder, { "diff", "old", "new" })
    assert.are.equal(1, code)
    assert.matches("3 documents: 1 the same, 1 changed, 0 only old, 1 only new", out)
    assert.matches("who +1 added +1 removed +0 changed", out)
    code, out = program.run(folder, { "diff", "old/who.csv", "new/who.csv", "--id-field", "who" })
    assert.are.equal(1, code)
    assert.matches("4 documents: 2 the same", out)
    assert.are.equal(3, (program.run(folder, { "diff", "old", "new.jsonl" })))
    assert.are.equal(3, (program.run(folder, { "diff", "old", "new", "--id-field", "none" })))
  end)

  it("names the place of what is broken", function()
    program.write(folder, "bad.jsonl", '{"id":"a"}\n{"id":\n')
    program.write(folder, "bad.csv", 'doc\r\n"a')
    for name, message in pairs { ["bad.jsonl"] = "bad%.jsonl: byte 16: ",
                                 ["bad.csv"] = "bad%.csv: line 2, column 1: ",
                                 ["none.jsonl"] = "none%.jsonl: No such file" } do
      local code, _, err = program.run(folder, { "diff", name, "old.jsonl" })
      assert.are.equal(3, code)
      assert.matches(message, err)
    end
    assert.are.equal(2, (program.run(folder, { "diff", "old.jsonl" })))
    assert.are.equal(2, (program.run(folder, { "diff", "a", "b", "--examples", "x" })))
  end)
end)
