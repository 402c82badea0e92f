-- Tasks of core.supervise that are streams: one process reads, workers take batches, whatever dies.
require "gloss"
local core = require "gloss.core"

-- Supervises streams of numbers, written a line each: what came of it, the text, how often a reader
-- began.
--   streams  functions of a number: what the reader does before it gives it
--   options  of core.supervise; inside: what a worker does before it writes one
local function supervise(streams, n, options)
  options = options or {}
  local inside = options.inside or function() end
  local out, begun = assert(io.tmpfile()), os.tmpname()
  options.inside = nil
  local list = {}
  for i = 1, #streams do list[i] = i end
  options.streams, options.tasks, options.channels = list, #streams, { out }

  local function read(worker, number)
    local file <close> = io.open(begun, "a")
    file:write(number, "\n")
    file:close()
    local k = 0
    local more, why, reason = true, nil, nil
    while more do
      more, why, reason = worker:piece(function()
        k = k + 1
        streams[number](k)
        if k <= n then return number, k, ("x"):rep(1000) end
      end)
    end
    if why then worker:piece(function() return false, why, reason end) end
    worker:send(true)
  end

  local function documents(worker)
    local result
    repeat
      result = worker:document(function()
        local number, k, text = worker:take()
        if number == nil then return "none" end
        if number == false then error({ k, text }, 0) end
        inside(k)
        worker:write(1, ("%d %d %d\n"):format(number, k, #text))
      end, function(why, reason)
        if type(why) == "table" then why, reason = why[1], why[2] end
        worker:write(1, ("%s: %s\n"):format(reason, why))
      end)
      if result == "known" then worker:take() end
    until result == "none"
  end

  options.work = function(worker)
    local number, _, part = worker:next()
    while number do
      (part == "read" and read or documents)(worker, number)
      number, _, part = worker:next()
    end
  end
  local result, why = core.supervise(options)
  out:seek "set"
  local text = out:read "a"
  out:close()
  local file <close> = io.open(begun)
  local times = select(2, file:read "a":gsub("\n", ""))
  os.remove(begun)
  return result, text, times, why
end

local function expected(streams, n)
  local lines = {}
  for number = 1, streams do
    for k = 1, n do lines[#lines + 1] = ("%d %d 1000\n"):format(number, k) end
  end
  return table.concat(lines)
end

local function nothing() end

describe("core.supervise with streams", function()
  it("writes their documents in order, whatever the number of workers", function()
    for _, jobs in ipairs { 1, 2, 8 } do
      for _, n in ipairs { 0, 1, 1500 } do
        local result, text, times = supervise({ nothing, nothing, nothing }, n, { jobs = jobs })
        assert.are.equal(3 * n, result.documents)
        assert.is_true(text == expected(3, n))
        assert.are.equal(3, times)
      end
    end
  end)

  it("writes each once when unordered", function()
    local _, text = supervise({ nothing, nothing }, 700, { jobs = 3, ordered = false })
    local lines = {}
    for line in text:gmatch "[^\n]+\n" do lines[#lines + 1] = line end
    table.sort(lines)
    local all = {}
    for line in expected(2, 700):gmatch "[^\n]+\n" do all[#all + 1] = line end
    table.sort(all)
    assert.are.same(all, lines)
  end)

  it("goes on where a reader dies once, wherever", function()
    local mark = os.tmpname()
    for _, at in ipairs { 1, 40, 700, 1501 } do
      os.remove(mark)
      local result, text, times = supervise({ nothing, function(k)
        if k ~= at or io.open(mark) then return end
        io.open(mark, "w"):close()
        os.execute "kill -9 $PPID"
      end, nothing }, 1500, { jobs = 2 })
      assert.is_true(text == expected(3, 1500))
      assert.are.equal(4, times)
      assert.are.equal(1, result.deaths)
    end
    os.remove(mark)
  end)

  it("ends a stream that kills, hangs or errs, and goes on with the next", function()
    local cases = {
      { function() os.exit(3, false) end, "crash: crashed: the process ended" },
      { function() os.execute "kill -TERM $PPID" end, "crash: crashed: Terminated" },
      { function() while true do pcall(function() while true do end end) end end, "timeout: " },
      { function() return (("a"):rep(100000)):find((".-"):rep(30) .. "b") end, "timeout: timeout" },
      { function() error("no", 0) end, "error: no" },
    }
    for _, case in ipairs(cases) do
      local function harm(k) if k == 301 then case[1]() end end
      local result, text = supervise({ harm, nothing }, 400, { jobs = 2, timeout = 150 })
      local before, said, after = text:match "^(.-)(%a+: [^\n]*)\n(.*)$"
      assert.is_true(before == expected(1, 300), case[2])
      assert.are.equal(case[2], said:sub(1, #case[2]))
      assert.is_true(after == expected(2, 400):sub(#expected(1, 400) + 1))
      assert.are.equal(1, result.failed)
    end
  end)

  it("blames the document that a worker dies at", function()
    local result, text, times = supervise({ nothing }, 300, { jobs = 2, inside = function(k)
      if k == 130 then os.execute "kill -9 $PPID" end
    end })
    assert.are.equal(1, times)
    assert.are.equal(1, result.failed)
    assert.is_true(text == expected(1, 300):gsub("1 130 1000", "crash: crashed: Killed"))
  end)

  it("takes pieces larger than a batch", function()
    local out = assert(io.tmpfile())
    local result = core.supervise { tasks = 1, streams = { 1 }, channels = { out }, jobs = 2,
      work = function(worker)
        local number, _, part = worker:next()
        while number do
          if part == "read" then
            for k = 1, 20 do
              worker:piece(function() return k, ("y"):rep(k % 3 == 0 and 3 << 20 or 10) end)
            end
            worker:send(true)
          else
            while worker:document(function()
              local k, text = worker:take()
              if not k then return "none" end
              worker:write(1, k .. " " .. #text .. ";")
            end, error) ~= "none" do end
          end
          number, _, part = worker:next()
        end
      end }
    out:seek "set"
    local parts = {}
    for k = 1, 20 do parts[k] = k .. " " .. (k % 3 == 0 and 3 << 20 or 10) .. ";" end
    assert.are.equal(table.concat(parts), out:read "a")
    assert.are.equal(20, result.documents)
    out:close()
  end)

  it("gives the values of pieces as they were, and says which cannot be", function()
    local null, array = core.null, require("gloss.json").decode "[1,[]]"
    local function value()
      return { 1, 2.5, "a\0b", true, false, { x = { y = null } }, array, -1 << 63 }, nil, "end"
    end
    local out = assert(io.tmpfile())
    local first, why
    core.supervise { tasks = 1, streams = { 1 }, channels = { out }, work = function(worker)
      local number, _, part = worker:next()
      while number do
        if part == "read" then
          worker:piece(value)
          first, why = worker:piece(function() return print end)
          worker:piece(function() return { first == nil, why } end)
          worker:send(true)
        else
          while worker:document(function()
            local got, none, last = worker:take()
            if got == nil then return "none" end
            if last then
              assert.are.same(value(), got)
              assert.are.equal(core.array, getmetatable(got[7]))
              assert.is_true(none == nil and last == "end")
              worker:write(1, "same ")
            else
              worker:write(1, tostring(got[1]) .. " " .. got[2])
            end
          end, function(message) worker:write(1, message) end) ~= "none" do end
        end
        number, _, part = worker:next()
      end
    end }
    out:seek "set"
    assert.are.equal("same true an item may hold only strings, numbers, booleans and tables of "
      .. "these", out:read "a")
    out:close()
  end)

  it("refuses numbers that are wrong", function()
    for _, list in ipairs { { 0 }, { 3 }, { 2, 1 }, { 1, 1 } } do
      local ok, why = pcall(core.supervise, { tasks = 2, streams = list, channels = {},
                                              work = nothing })
      assert.is_false(ok)
      assert.matches("streams must be numbers of tasks, rising", why)
    end
  end)
end)
