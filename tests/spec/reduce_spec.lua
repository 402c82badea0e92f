-- `reduce`: rows of all documents sorted, grouped and kept; the sort by itself, in little memory.
local gloss = require "gloss"
local program = require "support.program"
local sort = require "gloss.sort"

-- Gives the lines of a list sorted in blocks of `size` bytes, and how many files were held.
local function sorted(list, size)
  local i, opened, out = 0, 0, {}
  local each = sort(function()
    i = i + 1
    return list[i]
  end, function()
    opened = opened + 1
    return io.tmpfile()
  end, size)
  for line in each do out[#out + 1] = line end
  return out, opened
end

describe("gloss.sort", function()
  it("gives what table.sort gives, through as many files as it needs", function()
    local list = {}
    for i = 1, 20000 do list[i] = ("%d %d\n"):format(i * 7919 % 20011, i) end
    local expected = table.move(list, 1, #list, 1, {})
    table.sort(expected)
    local in_memory, none = sorted(list)
    assert.are.same(expected, in_memory)
    assert.are.equal(0, none)
    local out, files = sorted(list, 1000)   -- more files than are merged at once
    assert.are.same(expected, out)
    assert.is_true(files > 200)
    assert.are.same({}, (sorted({})))
  end)
end)

describe("a pipeline's reduce", function()
  local function pipeline(reduce)
    return gloss.pipeline { tables = { t = { columns = { "a", "b" }, rows = print } },
                            reduce = reduce }
  end

  it("is checked where it is made", function()
    local wrong = { { {}, "unknown table" }, { { table = "t" }, "by must list" },
                    { { table = "t", by = { "c" } }, "by: unknown column" },
                    { { table = "t", by = { "a", "a" } }, "'a' is there twice" },
                    { { table = "t", by = { "a" }, order = { "x" } }, "order: unknown column" },
                    { { table = "t", by = { "a" }, keep = "best" }, "keep must be" },
                    { { table = "t", by = { "a" }, kept = "first" }, "unknown field" } }
    for _, case in ipairs(wrong) do
      assert.error_matches(function() pipeline(case[1]) end, case[2])
    end
    assert.error_matches(function() gloss.pipeline { reduce = {} } end, "reduce without tables")
  end)

  -- Stages rows and gives the values of column a, group by group.
  local function groups(rows, reduce)
    local made = pipeline(reduce)
    made.reduce.table = "t"
    local staged = assert(require "gloss.staging"(nil, {}))
    local reduction = require("gloss.reduce").new(made, staged)
    staged:write(reduction:stage(rows))
    staged:flush()
    local out = {}
    for group in reduction:groups(io.tmpfile) do
      for _, row in ipairs(reduction:kept(group)) do out[#out + 1] = row end
    end
    return out
  end

  it("sorts values of every kind: nil, booleans, numbers, texts", function()
    local values = { false, true, -1e300, math.mininteger, -(1 << 53) - 1, -(1 << 53), -2.5, -1, 0,
                     1e-300, 0.5, 1, (1 << 53) - 1, 1 << 53, (1 << 53) + 1, math.maxinteger, 1e300,
                     "", "\0", "\1", "\t", "\n", "\14", " ", "a", "a\0", "a\tb", "ab", "é" }
    local rows = { { b = 1 } }
    for i, value in ipairs(values) do rows[i + 1] = { a = value, b = i } end
    for i = #rows, 2, -1 do   -- any order
      local k = i * 31 % i + 1
      rows[i], rows[k] = rows[k], rows[i]
    end
    local out = groups(rows, { table = "t", by = { "a" } })
    assert.is_nil(out[1].a)
    for i, value in ipairs(values) do assert.are.equal(value, out[i + 1].a) end
    local by_a = { table = "t", by = { "a" } }
    assert.are.equal(1, #groups({ { a = 1 }, { a = 1.0 }, { a = 1 } }, by_a))
    assert.are.equal(1, #groups({ { a = 0.0 }, { a = -0.0 } }, by_a))
  end)

  it("keeps the first, the last, or what a function gives", function()
    local rows = { { a = "x", b = 2 }, { a = "y", b = 9 }, { a = "x", b = 1 }, { a = "x", b = 3 } }
    local function kept(keep, order)
      local list = {}
      local reduce = { table = "t", by = { "a" }, order = order, keep = keep }
      for i, row in ipairs(groups(rows, reduce)) do
        list[i] = row.a .. row.b
      end
      return table.concat(list, " ")
    end
    assert.are.equal("x2 y9", kept())            -- in the order they came
    assert.are.equal("x3 y9", kept "last")
    assert.are.equal("x1 y9", kept("first", { "b" }))
    assert.are.equal("x1 x2 x3 y9", kept(function(list) return list end, { "b" }))
    assert.are.equal("x3", kept(function(list) return #list > 1 and list[3] end, { "b" }))
    assert.are.equal("", kept(function() return {} end))
    assert.error_matches(function() kept(function() return { c = 1 } end) end, "unknown column")
  end)
end)

describe("gloss run with reduce", function()
  local folder
  local function run(...) return program.run(folder, { "run", "r.lua", "in.jsonl", ... }) end

  setup(function()
    folder = program.folder()
    program.write(folder, "r.lua", [[
      local gloss = require "gloss"
      return gloss.pipeline { params = { bad = { default = "-" } }, tables = {
        said = { columns = { "who", "day", "n" }, rows = function(doc, emit)
          for who, n in doc.text:gmatch "(%a+)(%d+)" do
            emit { who = who, day = doc.id, n = math.tointeger(n) }
          end
        end },
        ids = { columns = { "id" }, rows = function(doc, emit) emit { id = doc.id } end } },
      reduce = { table = "said", by = { "who" }, order = { "day", "n" }, keep = function(rows)
        local sum = 0
        for _, row in ipairs(rows) do sum = sum + row.n end
        if rows[1].who == gloss.params.bad then error("no good") end
        return { who = rows[1].who, day = rows[1].day, n = sum }
      end } }]])
    local lines = {}
    for i = 1, 4000 do
      local words = {}
      for k = 1, 5 do words[k] = ("w%s%d"):format(("abcdefghij"):sub(i * k % 10 + 1, -1), i) end
      lines[i] = ('{"id":"d%04d","text":"%s"}\n'):format(i, table.concat(words, " "))
    end
    program.write(folder, "in.jsonl", table.concat(lines))
  end)
  teardown(function() program.remove(folder) end)

  it("gives the same bytes whatever the number of workers, in files and on screen", function()
    assert.are.equal(0, (run("-o", "one/")))
    local text = program.read(folder .. "/one/said.csv")
    assert.matches("^who,day,n\r\nwabcdefghij,d0002,%d+\r\nwbcdefghij,d0001,", text)
    for _, jobs in ipairs { "2", "8" } do
      assert.are.equal(0, (run("-o", "more/", "-j", jobs, "--overwrite")))
      assert.are.equal(text, program.read(folder .. "/more/said.csv"))
    end
    local code, out = run("--table", "said")
    assert.are.same({ 0, text }, { code, out })
    assert.are.equal("", (select(3, os.execute(("cd '%s' && ! ls -d *.rows *.sort *journal* "
      .. "2>/dev/null"):format(folder))) == 0 and "" or "something is left"))
  end)

  it("costs the one group at which the script fails", function()
    local code, _, err = run("-o", "bad/", "-p", "bad=wcdefghij")
    assert.are.equal(3, code)
    assert.matches("table said: who=wcdefghij: stage 'reduce': r%.lua:%d+: no good", err)
    assert.matches("1 groups of table 'said' failed", err)
    assert.matches('"reason":"error","script":"r%.lua:%d+","stage":"reduce"',
                   program.read(folder .. "/bad.errors.jsonl"))
    local text = program.read(folder .. "/bad/said.csv")
    assert.is_nil(text:find("wcdefghij", 1, true))
    assert.is_truthy(text:find("wdefghij", 1, true))
  end)

  it("reduces what --limit lets pass", function()
    local code, out = run("--table", "said", "--limit", "3")
    assert.are.equal(0, code)
    assert.matches(",d0001,1\r\n", out)
    assert.is_nil(out:find "d0004")
  end)

  it("names the table and the column of a value that no cell holds", function()
    program.write(folder, "deep.lua", [[
      local gloss = require "gloss"
      return gloss.pipeline { tables = { t = { columns = { "a" }, rows = function(_, emit)
        emit { a = { { 1 } } } end } }, reduce = { table = "t", by = { "a" } } }]])
    program.write(folder, "a.txt", "x")
    local code, _, err = program.run(folder, { "run", "deep.lua", "a.txt" })
    assert.are.equal(3, code)
    assert.matches("stage 'table t': column 'a': a list that holds a table does not fit", err)
  end)
end)
