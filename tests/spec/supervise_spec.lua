-- core.supervise: workers that crash, hang, starve or err cost the one document they were at.
require "gloss"
local core = require "gloss.core"
local program = require "support.program"

-- What documents do to the worker, by the letter they are named by.
local DEEDS = {
  error = function() error("no", 0) end,
  crash = function() os.exit(7, false) end,
  kill = function() os.execute "kill -9 $PPID" end,
  loop = function() while true do end end,
  pcall = function() while true do pcall(function() while true do end end) end end,
  coroutine = function()
    core.coroutine.wrap(function() while true do pcall(function() while true do end end) end end)()
  end,
  find = function() return (("a"):rep(100000)):find((".-"):rep(30) .. "b") end,
}

-- Supervises tasks, lists of documents ("a", "crash" ...): what came of it, output, errors.
--   options  of core.supervise; per_document: what is written of each, default its name
local function supervise(tasks, options)
  local out, errors = assert(io.tmpfile()), assert(io.tmpfile())
  options = options or {}
  local text = options.text or function(name) return name .. "\n" end
  options.text = nil
  options.tasks, options.channels, options.counters = #tasks, { out, errors }, 2
  options.work = function(worker)
    local number, abandoned = worker:next()
    while number do
      for _, name in ipairs(tasks[number]) do
        worker:document(function()
          worker:write(1, "half of ")
          if DEEDS[name] then DEEDS[name]() end
          worker:write(1, text(name))
          worker:count(1, #name)
        end, function(message, reason)
          worker:write(2, ("%s %s %s\n"):format(name, reason, message))
          worker:count(2)
        end)
      end
      number, abandoned = worker:next()
    end
    return abandoned
  end
  local result = table.pack(core.supervise(options))
  local texts = {}
  for i, file in ipairs { out, errors } do
    file:seek "set"
    texts[i] = file:read "a":gsub("half of ", "")
    file:close()
  end
  return result[1], texts[1], texts[2], result
end

local function numbered(n, per_task)
  local tasks = {}
  for i = 0, n - 1 do
    local k = i // per_task + 1
    tasks[k] = tasks[k] or {}
    table.insert(tasks[k], tostring(i))
  end
  return tasks
end

describe("core.supervise", function()
  it("does nothing for no tasks", function()
    local result, out, errors = supervise({})
    assert.are.equal(0, result.documents)
    assert.are.equal("", out .. errors)
  end)

  it("writes in the order of the tasks, whatever the number of workers", function()
    local expected = {}
    for i = 0, 999 do expected[#expected + 1] = i .. "\n" end
    for _, jobs in ipairs { 1, 2, 8 } do
      local result, out = supervise(numbered(1000, 7), { jobs = jobs })
      assert.are.equal(1000, result.documents)
      assert.are.equal(0, result.failed)
      assert.are.equal(2890, result.counters[1])
      assert.are.equal(table.concat(expected), out)
    end
  end)

  it("writes each document once when unordered", function()
    local _, out = supervise(numbered(500, 3), { jobs = 4, ordered = false })
    local seen, n = {}, 0
    for line in out:gmatch "[^\n]+" do
      assert.is_nil(seen[line])
      seen[line], n = true, n + 1
    end
    assert.are.equal(500, n)
  end)

  it("gives up the documents that harm, and no other", function()
    local reasons = { error = "error", crash = "crash", kill = "crash", loop = "timeout",
                      pcall = "timeout", coroutine = "timeout", find = "timeout" }
    for _, jobs in ipairs { 1, 2 } do
      for deed, reason in pairs(reasons) do
        local result, out, errors = supervise({ { "a", deed, "b" }, { "c" }, { deed }, { "d" } },
          { jobs = jobs, timeout = 100 })
        assert.are.equal("a\nb\nc\nd\n", out)
        local lines = {}
        for line in errors:gmatch "[^\n]+" do lines[#lines + 1] = line:match "^%S+ %S+" end
        assert.are.same({ deed .. " " .. reason, deed .. " " .. reason }, lines)
        assert.are.equal(6, result.documents)
        assert.are.equal(2, result.failed)
        assert.are.equal(2, result.counters[2])
        assert.are.equal(4, result.counters[1])
      end
    end
  end)

  it("gives up documents that want more memory than they may, in the program", function()
    local folder = program.folder()
    program.write(folder, "starve.lua", [[
local core = require "gloss.core"
local out, errors = io.tmpfile(), io.tmpfile()
core.supervise { tasks = 6, jobs = 2, memory = 32 << 20, channels = { out, errors },
  work = function(worker)
    local number = worker:next()
    while number do
      worker:document(function()
        local held = {}
        while number % 3 == 0 do held[#held + 1] = ("x"):rep(1 << 16) .. #held end
        worker:write(1, number .. " ")
      end, function(_, reason) worker:write(2, number .. reason .. " ") end)
      number = worker:next()
    end
  end }
for _, file in ipairs { out, errors } do file:seek "set" print(file:read "a") end
return require("gloss").pipeline {}]])
    local _, out = program.run(folder, { "run", "starve.lua", "--help" })
    program.remove(folder)
    assert.matches("^1 2 4 5 \n3memory 6memory \n", out)
  end)

  it("names the signal that ended a worker", function()
    local _, _, errors = supervise({ { "kill" } })
    assert.matches("kill crash crashed: Killed", errors)
  end)

  it("takes documents larger than a frame, and more than may be held back", function()
    local big = ("x"):rep(20 << 20) .. "\n"
    local tasks = { { "a" }, { "b" }, { "c" }, { "d" }, { "e" }, { "f" } }
    for _, jobs in ipairs { 1, 4 } do
      local result, out = supervise(tasks, { jobs = jobs, text = function(name)
        return name .. big
      end })
      assert.are.equal(6, result.documents)
      assert.are.equal(6 * (#big + 1), #out)
      for i, task in ipairs(tasks) do
        local at = (i - 1) * (#big + 1) + 1
        assert.are.equal(task[1] .. "x", out:sub(at, at + 1))
      end
    end
  end)

  it("ends after a number of documents", function()
    local result, out = supervise(numbered(100, 10), { jobs = 2, limit = 25 })
    assert.are.equal(25, result.documents)
    assert.are.equal(25, select(2, out:gsub("\n", "")))
    assert.matches("\n24\n$", out)
  end)

  it("ends after too many errors", function()
    local tasks = {}
    for i = 1, 50 do tasks[i] = { "error", tostring(i) } end
    local result = supervise(tasks, { jobs = 2, max_errors = 3 })
    assert.are.equal(4, result.failed)
    assert.are.equal(0, supervise({ { "a" } }, { max_errors = 0 }).failed)
  end)

  it("says which channel could not be written", function()
    local full = io.open("/dev/full", "wb")
    if not full then return pending "no /dev/full" end
    local ok, why, _, channel = core.supervise { tasks = 1, channels = { io.tmpfile(), full },
      work = function(worker)
        while worker:next() do
          worker:document(function() worker:write(2, "x") end, error)
        end
      end }
    full:close()
    assert.is_nil(ok)
    assert.are.equal("No space left on device", why)
    assert.are.equal(2, channel)
  end)

  it("ends when no worker can work", function()
    local handle = assert(io.popen(("%s -e '%s' 2>&1"):format("lua5.4", [[
      require "gloss"
      local core = require "gloss.core"
      print(core.supervise { tasks = 3, channels = {}, work = function() error "broken" end })
    ]])))
    local text = handle:read "a"
    handle:close()
    assert.matches("broken.*nil\tNo child processes", text)
  end)

  it("gives up a task at whose end workers die, and ends when that does not help", function()
    local function run(gives_up)
      local out = assert(io.tmpfile())
      local result, why = core.supervise { tasks = 2, channels = { out }, work = function(worker)
        local number, abandoned = worker:next()
        while number do
          local function failed(message) worker:write(1, "given up: " .. message .. "\n") end
          if abandoned and gives_up then
            worker:document(error, failed)
          else
            worker:document(function() worker:write(1, number .. "\n") end, failed)
            if number == 1 then os.exit(3, false) end
          end
          number, abandoned = worker:next()
        end
      end }
      out:seek "set"
      local text = out:read "a"
      out:close()
      return result, why, text
    end
    local result, _, text = run(true)
    assert.are.equal("1\ngiven up: crashed: the process ended\n2\n", text)
    assert.are.equal(1, result.failed)
    local none, why = run(false)
    assert.is_nil(none)
    assert.are.equal("No child processes", why)
  end)

  it("refuses options that are wrong", function()
    local function work() end
    local cases = {
      { { tasks = 1, channels = {}, work = work, job = 2 }, "job" },
      { { tasks = 1, channels = {}, work = work, jobs = 0 }, "jobs must be a whole number" },
      { { tasks = 1, channels = { 5 }, work = work }, "channels must be open files" },
      { { tasks = 1, channels = {} }, "work must be a function" },
    }
    for _, case in ipairs(cases) do
      local ok, why = pcall(core.supervise, case[1])
      assert.is_false(ok)
      assert.matches(case[2], why)
    end
  end)
end)
