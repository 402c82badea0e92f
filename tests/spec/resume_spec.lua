-- `gloss run --resume`: what is kept of a run that was ended, what is refused, what is said.
local program = require "support.program"

local folder

local function write(name, text) return program.write(folder, name, text) end
local function gloss(...) return program.run(folder, { ... }) end
local function lines(text) return select(2, text:gsub("\n", "")) end
local function exists(name)
  local handle = io.open(folder .. "/" .. name)
  if handle then handle:close() end
  return handle ~= nil
end

-- Documents that take time, so that a run can be interrupted; `stop` makes one an error.
local SLOW = [[
local gloss = require "gloss"
gloss.params { work = { default = 0 }, stop = { default = "none" } }
return gloss.pipeline { function(doc)
  for _ = 1, gloss.params.work do end
  if doc.id == gloss.params.stop then error "stopped here" end
end, output = function(doc) return { id = doc.id, size = #doc.text } end }
]]

describe("gloss run --resume", function()
  before_each(function()
    folder = program.folder()
    write("slow.lua", SLOW)
    local list = {}
    for i = 1, 300 do list[i] = ('{"id":"d%d","text":"%s"}\n'):format(i, ("x"):rep(i)) end
    write("in.jsonl", table.concat(list))
  end)
  after_each(function() program.remove(folder) end)

  -- Runs until a signal comes: exit code and what was said.
  local function interrupted(signal, ...)
    local words = table.concat({ ... }, " ")
    local _, _, code = os.execute(("cd '%s' && timeout --foreground -k 9 --preserve-status -s %s "
      .. "0.7 '%s' run slow.lua in.jsonl -o out.jsonl %s 2>err"):format(folder, signal,
      program.path, words))
    return code, program.read(folder .. "/err")
  end

  it("goes on after SIGINT and SIGTERM, which say how much is done", function()
    assert.are.equal(0, (gloss("run", "slow.lua", "in.jsonl", "-o", "whole.jsonl")))
    for _, signal in ipairs { "INT", "TERM" } do
      local code, err = interrupted(signal, "-j 2 -p work=2000000 --overwrite")
      assert.are.equal(130, code)
      assert.matches("^gloss: interrupted after %d+ documents; .* %-%-resume goes on\n$", err)
      local n = tonumber(err:match "%d+")
      assert.is_true(n > 0 and n < 300)
      assert.are.equal(n, lines(program.read(folder .. "/out.jsonl.part")))
      code, _, err = gloss("run", "slow.lua", "in.jsonl", "-o", "out.jsonl", "-p", "work=2000000")
      assert.are.equal(4, code)
      assert.matches("interrupted after %d+ documents; %-%-resume goes on", err)
      code, _, err = gloss("run", "slow.lua", "in.jsonl", "-o", "out.jsonl", "-p", "work=1",
        "--resume")
      assert.are.equal(2, code)
      assert.matches("begun otherwise: parameter work=2000000, now parameter work=1", err)
      code, err = interrupted("INT", "-p work=2000000 --resume")
      assert.are.equal(130, code)
      assert.is_true(tonumber(err:match "after (%d+)") > n)
      code = gloss("run", "slow.lua", "in.jsonl", "-o", "out.jsonl", "-p", "work=2000000", "-j",
        "2", "--resume")
      assert.are.equal(0, code)
      assert.are.equal(program.read(folder .. "/whole.jsonl"),
        program.read(folder .. "/out.jsonl"))
      assert.is_false(exists "out.jsonl.journal" or exists "out.jsonl.part")
    end
  end)

  it("refuses other inputs, scripts and options, and says which", function()
    write("lib/extra.lua", "return 1")
    write("slow.lua", 'local extra = require "lib.extra"\n' .. SLOW)
    local function run(...)
      return gloss("run", "slow.lua", "in.jsonl", "-o", "out.jsonl", "-p", "stop=d200", ...)
    end
    local code, _, err = run("--fail-fast")
    assert.are.equal(3, code)
    assert.matches("ended after 1 errors; the same with %-%-resume goes on", err)
    local function refused(pattern, ...)
      code, _, err = run("--resume", ...)
      assert.are.equal(2, code)
      assert.matches(pattern, err)
    end
    refused("none, now option %-%-limit 5 ", "--limit", "5")
    write("lib/extra.lua", "return 2")
    refused("script lib/extra%.lua %x+, now script lib/extra%.lua %x+ ")
    write("lib/extra.lua", "return 1")
    write("in2.jsonl", "")
    refused("none, now %d+ %d+ in2%.jsonl ", "in2.jsonl")
    os.rename(folder .. "/in2.jsonl", folder .. "/in0.jsonl")
    code, _, err = gloss("run", "slow.lua", "in0.jsonl", "in.jsonl", "-o", "two.jsonl", "-p",
      "stop=d200", "--fail-fast")
    assert.are.equal(3, code)
    code, _, err = gloss("run", "slow.lua", "in.jsonl", "in0.jsonl", "-o", "two.jsonl", "-p",
      "stop=d200", "--resume")
    assert.are.equal(2, code)
    assert.matches("its inputs stand in another order, %d+ %d+ in0%.jsonl where now %d+ %d+ "
      .. "in%.jsonl is", err)
    code = run("--resume", "-j", "2", "--timeout", "5")
    assert.are.equal(3, code)
    assert.are.equal(299, lines(program.read(folder .. "/out.jsonl")))
    assert.are.equal(1, lines(program.read(folder .. "/out.jsonl.errors.jsonl")))
  end)

  it("does nothing after a run that has finished, begins where there was none", function()
    local function run()
      return gloss("run", "slow.lua", "in.jsonl", "-o", "out.jsonl", "--resume")
    end
    assert.are.equal(0, (run()))
    local text = program.read(folder .. "/out.jsonl")
    local code, _, err = run()
    assert.same({ 0, "gloss: out.jsonl: complete, nothing is left to do\n" }, { code, err })
    assert.are.equal(text, program.read(folder .. "/out.jsonl"))
  end)

  it("needs an output and inputs that can be read again", function()
    local cases = {
      { { "in.jsonl", "--resume" }, "needs an output" },
      { { "-", "--resume", "-o", "out.jsonl" }, "%- can be read only once" },
      { { "in.jsonl", "--resume", "-o", "/dev/null" }, "/dev/null is no file" },
      { { "in.jsonl", "--resume", "--overwrite", "-o", "out.jsonl" }, "exclude each other" },
    }
    for _, case in ipairs(cases) do
      local code, _, err = gloss("run", "slow.lua", table.unpack(case[1]))
      assert.are.equal(2, code)
      assert.matches(case[2], err)
    end
  end)

  it("goes on with standard input where it is kept", function()
    local whole = select(2, gloss("run", "slow.lua", "in.jsonl"))
    local function run(input, ...)
      return program.run(folder, { "run", "slow.lua", "-", "--in", "jsonl", "-o", "out.jsonl", "-p",
                                   "stop=d200", "--spool", ".", ... }, { input = input })
    end
    local text = program.read(folder .. "/in.jsonl")
    assert.are.equal(3, (run(text, "--fail-fast")))
    assert.are.equal(text, program.read(folder .. "/out.jsonl.stdin"))
    assert.are.equal(3, (run("", "--resume")))
    assert.are.equal((whole:gsub('[^\n]*"d200"[^\n]*\n', "")), program.read(folder .. "/out.jsonl"))
    assert.is_false(exists "out.jsonl.stdin" or exists "out.jsonl.journal")
    os.remove(folder .. "/out.jsonl")
    os.execute(("cd '%s' && cat in.jsonl | '%s' run slow.lua - --in jsonl --spool . -o out.jsonl")
      :format(folder, program.path))
    assert.are.equal(whole, program.read(folder .. "/out.jsonl"))
    write("words.lua", [[
      local gloss = require "gloss"
      function gloss.readers.words()
        local words = io.stdin:lines()
        return function()
          local word = words()
          return word and { id = word, text = word }
        end
      end
      return gloss.pipeline { function(doc) if doc.text == "c" then os.exit(1, false) end end }]])
    local code, _, err = program.run(folder, { "run", "words.lua", "-", "--in", "words", "-o",
      "words.jsonl", "--spool", "." }, { input = "a\nb\nc\nd\n" })
    assert.are.equal(3, code, err)
    assert.are.equal(3, lines(program.read(folder .. "/words.jsonl")))
    code, _, err = program.run(folder, { "run", "slow.lua", "-", "--spool", "." })
    assert.are.equal(2, code)
    assert.matches("%-%-spool: needs an output", err)
    code, _, err = program.run(folder, { "run", "slow.lua", "-", "--spool", "no", "-o", "x.jsonl" })
    assert.are.equal(2, code)
    assert.matches("%-%-spool no: is no folder", err)
  end)

  it("says when the output is not what the journal says", function()
    gloss("run", "slow.lua", "in.jsonl", "-o", "out.jsonl", "-p", "stop=d200", "--fail-fast")
    write("out.jsonl.part", "short")
    local code, _, err = gloss("run", "slow.lua", "in.jsonl", "-o", "out.jsonl", "-p", "stop=d200",
      "--resume")
    assert.are.equal(4, code)
    assert.matches("out%.jsonl: is not as its journal says", err)
  end)
end)
