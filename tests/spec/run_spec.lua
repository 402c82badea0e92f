-- `gloss run` over a corpus: the same bytes whatever the number of workers, what harms costs one
-- document, limits, choices, and inputs of every shape.
local json = require "gloss".json
local program = require "support.program"

local folder

local function write(name, text) return program.write(folder, name, text) end
local function gloss(...) return program.run(folder, { ... }) end
local function lines(text) return select(2, text:gsub("\n", "")) end

-- Gives what is at each line of a text, decoded.
local function records(text)
  local list = {}
  for line in text:gmatch "[^\n]+" do list[#list + 1] = assert(json.decode(line)) end
  return list
end

-- A pipeline whose record is the document's id and size; a word of the text may harm.
local HARM = [[
local gloss = require "gloss"
local DEEDS = {
  err = function() error "harm" end,
  crash = function() os.exit(7, false) end,
  kill = function() os.execute "kill -9 $PPID" end,
  loop = function() while true do end end,
  pcalls = function() while true do pcall(function() while true do end end) end end,
  wrapped = function() coroutine.wrap(function() while true do pcall(error) end end)() end,
  find = function() return (("a"):rep(100000)):find((".-"):rep(30) .. "b") end,
  starve = function()
    local held = {}
    while true do held[#held + 1] = ("x"):rep(1 << 20) .. #held end
  end,
}
return gloss.pipeline { "token",
  { name = "harm", run = function(doc) (DEEDS[doc.text:match "harm:(%w+)"] or type)(1) end },
  output = function(doc) return { id = doc.id, size = #doc.text } end }
]]

describe("gloss run over a corpus", function()
  before_each(function()
    folder = program.folder()
    write("harm.lua", HARM)
  end)
  after_each(function() program.remove(folder) end)

  -- Writes JSON Lines of n documents of about `size` bytes; `change` may give another text.
  local function corpus(name, n, size, change)
    local list = {}
    for i = 1, n do
      local text = change and change(i) or ("word %d "):format(i):rep(size // 9)
      list[i] = ('{"id":"d%d","text":"%s"}\n'):format(i, text)
    end
    return write(name, table.concat(list))
  end

  it("gives the same bytes whatever the number of workers", function()
    corpus("big.jsonl", 3000, 1500)   -- several ranges
    for i = 1, 150 do write(("texts/%03d.txt"):format(i), ("text %d "):format(i):rep(i)) end
    write("texts/err.txt", "harm:err")
    write("texts/odd.txt", "\xE9")
    local function run(...)
      local code, out, err = gloss("run", "harm.lua", "big.jsonl", "missing", "texts", ...)
      return { code, out, err }
    end
    local first = run()
    assert.are.equal(3, first[1])
    assert.are.equal(3150, lines(first[2]))
    assert.are.equal(4, lines(first[3]))
    assert.are.same(first, run("-j", "2"))
    assert.are.same(first, run("-j", "8"))
    local unordered = run("-j", "3", "--unordered")
    local function sorted(text)
      local list = {}
      for line in text:gmatch "[^\n]+" do list[#list + 1] = line end
      table.sort(list)
      return list
    end
    assert.are.same(sorted(first[2]), sorted(unordered[2]))
  end)

  it("names the lines of a file whatever range they are in", function()
    corpus("big.jsonl", 4000, 900, function(i)
      if i % 1999 == 0 then return '"' end
    end)
    local one = { gloss("run", "harm.lua", "big.jsonl") }
    assert.matches("byte %d+: line 1999: ", one[3])
    assert.matches("byte %d+: line 3998: ", one[3])
    assert.matches("2 of 4000 inputs failed\n$", one[3])
    assert.are.same(one, { gloss("run", "harm.lua", "big.jsonl", "-j", "3") })
  end)

  it("costs the one document that harms, and says why beside the output", function()
    local deeds = { err = "error", crash = "crash", kill = "crash", loop = "timeout",
                    pcalls = "timeout", wrapped = "timeout", find = "timeout", starve = "memory" }
    local expected, n = {}, 0
    local names = {}
    for deed in pairs(deeds) do names[#names + 1] = deed end
    table.sort(names)
    corpus("harm.jsonl", 8 * #names, 20, function(i)
      if i % 8 == 4 then
        n = n + 1
        expected[n] = { document = "d" .. i, reason = deeds[names[n]] }
        return "harm:" .. names[n]
      end
    end)
    for _, jobs in ipairs { "1", "2" } do
      local code, _, err = gloss("run", "harm.lua", "harm.jsonl", "-o", "out.jsonl", "-j", jobs,
        "--timeout", "1", "--memory", "32M", "--overwrite")
      assert.are.equal(3, code)
      assert.are.equal(n, select(2, err:gsub("gloss: d%d+: ", "")))
      assert.are.equal(7 * n, lines(program.read(folder .. "/out.jsonl")))
      local errors = records(program.read(folder .. "/out.jsonl.errors.jsonl"))
      for i, record in ipairs(errors) do
        assert.are.same(expected[i], { document = record.document, reason = record.reason })
        assert.are.equal("harm", record.stage)
      end
      assert.are.equal(n, #errors)
      assert.matches("harm%.lua:3: harm", err)
      assert.matches("'harm': harm%.lua:%d+: more than 1 s %(%-%-timeout%)", err)
      assert.matches("crashed: Killed", err)
      assert.matches("more than 32 MB of memory", err)
    end
  end)

  it("leaves no file of errors where there were none", function()
    write("out.jsonl.errors.jsonl", "old")
    corpus("a.jsonl", 3, 20)
    assert.are.equal(0, (gloss("run", "harm.lua", "a.jsonl", "-o", "out.jsonl")))
    assert.is_nil(io.open(folder .. "/out.jsonl.errors.jsonl"))
    assert.is_nil(io.open(folder .. "/out.jsonl.errors.jsonl.part"))
  end)

  it("bounds the size of a document", function()
    write("big.txt", ("x"):rep(3000))
    write("small.txt", "x")
    corpus("a.jsonl", 3, 20, function(i) return ("x"):rep(i == 2 and 300000 or 20) end)
    local code, out, err = gloss("run", "harm.lua", "big.txt", "small.txt", "a.jsonl",
      "--max-document", "2K")
    assert.are.equal(3, code)
    assert.are.equal(3, lines(out))
    assert.matches("big%.txt: 3000 bytes are more than a document may have, 2048\n", err)
    assert.matches("a%.jsonl: byte %d+: line 2: 300022 bytes are more than", err)
  end)

  it("ends after a number of documents or errors", function()
    corpus("a.jsonl", 50, 20, function(i) return i % 10 == 0 and "harm:err" or nil end)
    for _, jobs in ipairs { "1", "3" } do
      local code, out = gloss("run", "harm.lua", "a.jsonl", "--limit", "7", "-j", jobs)
      assert.are.equal(0, code)
      assert.are.equal(7, lines(out))
      local err
      code, out, err = gloss("run", "harm.lua", "a.jsonl", "--max-errors", "1", "-j", jobs)
      assert.are.equal(3, code)
      assert.are.equal(18, lines(out))
      assert.matches("ended after 2 errors", err)
      code, out = gloss("run", "harm.lua", "a.jsonl", "--fail-fast", "-j", jobs)
      assert.are.equal(3, code)
      assert.are.equal(9, lines(out))
    end
  end)

  it("chooses documents by their ids", function()
    corpus("a.jsonl", 400, 20)
    for i = 1, 40 do write(("t/%d.txt"):format(i), "x") end
    local _, all = gloss("run", "harm.lua", "a.jsonl", "t")
    local shards, n = {}, 0
    for i = 1, 3 do
      local _, out = gloss("run", "harm.lua", "a.jsonl", "t", "--shard", i .. "/3")
      n = n + lines(out)
      for line in out:gmatch "[^\n]+" do shards[line] = true end
    end
    assert.are.equal(440, n)
    for line in all:gmatch "[^\n]+" do assert.is_true(shards[line]) end
    local _, sample = gloss("run", "harm.lua", "a.jsonl", "t", "--sample", "25%")
    assert.is_true(lines(sample) > 70 and lines(sample) < 150)
    assert.are.equal(sample, select(2, gloss("run", "harm.lua", "a.jsonl", "t", "-j", "2",
      "--sample", "0.25,0")))
    assert.are_not.equal(sample, select(2, gloss("run", "harm.lua", "a.jsonl", "t", "--sample",
      "0.25,1")))
    local _, limited = gloss("run", "harm.lua", "a.jsonl", "--sample", "0.5", "--limit", "5")
    assert.are.equal(5, lines(limited))
  end)

  it("says in the end why documents failed, each reason once", function()
    corpus("in.jsonl", 60, 20, function(i)
      return i % 5 == 0 and "harm:err" or i == 7 and "harm:crash" or nil
    end)
    for _, more in ipairs { {}, { "-o", "out.jsonl" } } do
      local code, _, err = gloss("run", "harm.lua", "in.jsonl", table.unpack(more))
      assert.are.equal(3, code)
      assert.matches("\ngloss: 12 times: stage 'harm': harm%.lua:%d+: harm %(d5, d10, d15 %.+%)\n"
        .. "gloss: 1 times: stage 'harm': crashed: the process ended %(d7%)\n"
        .. "gloss: 13 of 60 inputs failed\n$", err)
    end
    local few = select(3, gloss("run", "harm.lua", "in.jsonl", "--limit", "20"))
    assert.is_nil(few:find "times")
  end)

  it("takes a line as a document when told", function()
    write("a.txt", "\xEF\xBB\xBFone\r\n\n two\nthree")
    local code, out, err = gloss("run", "harm.lua", "a.txt", "--in", "lines")
    assert.are.equal("", err)
    assert.are.equal(0, code)
    assert.are.equal('{"id":"a.txt@3","offsets":"codepoints","size":3}\n'
      .. '{"id":"a.txt@9","offsets":"codepoints","size":4}\n'
      .. '{"id":"a.txt@14","offsets":"codepoints","size":5}\n', out)
    write("b.txt", "one\ntw\xE9o\n")
    code, out, err = gloss("run", "harm.lua", "b.txt", "--in", "lines")
    assert.are.equal(1, lines(out))
    assert.are.equal(3, code)
    assert.matches("b%.txt@4: byte 6: ", err)
  end)

  it("reads what can be read only once", function()
    local text = {}
    for i = 1, 3000 do text[i] = ('{"id":"%d","text":"%s"}\n'):format(i, ("x "):rep(300)) end
    text = table.concat(text)
    write("in.jsonl", text)
    local expected = select(2, gloss("run", "harm.lua", "in.jsonl"))
    local _, out = program.run(folder, { "run", "harm.lua", "-", "--in", "jsonl", "-j", "2" },
      { input = text })
    assert.are.equal(expected, out)
    os.execute(("cd '%s' && cat in.jsonl | '%s' run harm.lua - --in jsonl -j 2 >piped"):format(
      folder, program.path))
    assert.are.equal(expected, program.read(folder .. "/piped"))
    os.execute(("cd '%s' && mkfifo pipe.jsonl && (cat in.jsonl >pipe.jsonl & '%s' run harm.lua "
      .. "pipe.jsonl -j 2 >piped)"):format(folder, program.path))
    assert.are.equal(expected, program.read(folder .. "/piped"))
  end)

  it("gives standard input to a script's reader, again after a crash", function()
    write("mine.lua", [[
local gloss = require "gloss"
function gloss.readers.words()
  local words = io.stdin:lines()
  return function()
    local word = words()
    return word and { id = word, text = word }
  end
end
return gloss.pipeline { function(doc) if doc.text == "c" then os.exit(1, false) end end }
]])
    local code, out, err = program.run(folder, { "run", "mine.lua", "-", "--in", "words" },
      { input = "a\nb\nc\nd\n" })
    assert.are.equal(3, code)
    assert.matches('"a".*"b".*"d"', out)
    assert.are.equal(3, lines(out))
    assert.matches("c: stage 'function at mine%.lua:9': crashed", err)
  end)

  it("counts the same whatever the number of workers", function()
    corpus("a.jsonl", 500, 3000, function(i) return i % 50 == 0 and "harm:err" or nil end)
    local function stats(jobs)
      local _, _, err = gloss("run", "harm.lua", "a.jsonl", "--stats", "-j", jobs)
      local record = json.decode(err:match "{.*}")
      record.seconds, record.lua_kilobytes = nil, nil
      return record
    end
    local one = stats "1"
    assert.are.equal(500, one.documents)
    assert.are.equal(10, one.failed)
    assert.are.equal(490, one.without_ref_date)
    assert.are.same(one, stats "3")
  end)

  it("shows screens with a line between, whatever the number of workers", function()
    for i = 1, 200 do write(("t/%03d.txt"):format(i), "x") end
    local _, one = gloss("run", "harm.lua", "t", "--pretty")
    assert.is_nil(one:find "^\n")
    assert.are.equal(one, select(2, gloss("run", "harm.lua", "t", "--pretty", "-j", "2")))
  end)

  it("refuses options that are wrong, with 2", function()
    write("a.txt", "x")
    local cases = {
      { "-j", "0", "at least 1" }, { "-j", "x", "whole number" }, { "-j", "1000", "at most 256" },
      { "--timeout", "x", "number of seconds" }, { "--memory", "5X", "a size such as" },
      { "--max-document", "0", "a size such as" }, { "--limit", "0", "at least 1" },
      { "--sample", "2", "a share such as" }, { "--sample", "0.1,x", "a share such as" },
      { "--shard", "3/2", "from 1/N" }, { "--shard", "2", "from 1/N" },
      { "--max-errors", "no", "whole number" },
    }
    for _, case in ipairs(cases) do
      local code, out, err = gloss("run", "harm.lua", "a.txt", case[1], case[2])
      assert.same({ 2, "", 1 }, { code, out, lines(err) })
      assert.is_truthy(err:find(case[3], 1, true), err)
    end
  end)
end)
