-- The environment of scripts: deterministic, strict, apart from the real globals.
require "gloss"
local environment = require "gloss.environment"
local program = require "support.program"

local folder

-- Gives the whole message, its place included, of a call that must raise.
local function message(f, ...)
  local ok, why = pcall(f, ...)
  assert.is_false(ok)
  return why
end

-- Runs a script in a fresh environment: what it returns, and the environment.
local function run(text, options)
  local file = program.write(folder, "script.lua", text)
  options = options or {}
  options.directory = folder
  local env = environment.new(options)
  return env:run_file(file), env
end

describe("environment", function()
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  it("iterates in fixed order: numbers, then strings bytewise", function()
    local keys = run [[
      local keys = {}
      for k in pairs { b = 1, a = 1, B = 1, [10] = 1, [2] = 1, [true] = 1, [1.5] = 1, ["é"] = 1 } do
        keys[#keys + 1] = tostring(k)
      end
      return table.concat(keys, " ")
    ]]
    assert.are.equal("1.5 2 10 B a b é true", keys)
  end)

  it("sorts in a fixed order: of equal elements the first stays first", function()
    assert.are.equal("", run [[
      for n = 0, 600, 7 do
        local list = {}
        for i = 1, n do list[i] = { key = i * 37 % 11, at = i } end
        table.sort(list, function(a, b) return a.key < b.key end)
        for i = 2, n do
          local a, b = list[i - 1], list[i]
          if a.key > b.key or a.key == b.key and a.at > b.at then return n .. " at " .. i end
        end
      end
      return ""
    ]])
    assert.are.equal("1 2 3 a,b 3 2 1", run [[
      local numbers, words, falling = { 3, 1, 2 }, { "b", "a" }, { 1, 3, 2 }
      table.sort(numbers); table.sort(words)
      table.sort(falling, function(a, b) return a > b end)
      return table.concat(numbers, " ") .. " " .. table.concat(words, ",") .. " "
             .. table.concat(falling, " ")
    ]])
    assert.matches("bad argument #2 to 'sort' %(function expected", message(run,
                                                                   "table.sort({ 2, 1 }, 1)"))
    assert.matches("attempt to compare", message(run, "table.sort { {}, {} }"))
  end)

  it("has coroutines that an interruption finds", function()
    local coroutines = require("gloss.core").coroutine
    local given = run "return coroutine"
    for name, f in next, coroutines do assert.are.equal(f, given[name]) end
    assert.are.equal("2 false over", run [[
      local co = coroutine.create(function(a) error(coroutine.yield(a + 1), 0) end)
      local _, next_one = coroutine.resume(co, 1)
      local ok, why = coroutine.resume(co, "over")
      return next_one .. " " .. tostring(ok) .. " " .. why
    ]])
  end)

  it("lets fields be cleared while iterating, and honours __pairs", function()
    assert.are.equal("a;x", run [[
      local t, seen = { a = 1, b = 2 }, {}
      for k in pairs(t) do seen[#seen + 1] = k; t.b = nil end
      for k in pairs(setmetatable({}, { __pairs = function() return next, { x = 1 } end })) do
        seen[#seen + 1] = k
      end
      return table.concat(seen, ";")
    ]])
  end)

  it("has random numbers that follow the document", function()
    local f, env = run "return function() return math.random(1000000), math.random() end"
    env:start "a"
    local a, x = f()
    env:start "b"
    local b = f()
    env:start "a"
    assert.are.same({ a, x }, { f() })
    assert.are_not.equal(a, b)
    assert.is_true(x >= 0 and x < 1)
  end)

  it("draws from the whole interval, ends included", function()
    local f, env = run "return math.random"
    env:start "x"
    local seen, low = {}, math.huge
    for _ = 1, 500 do
      seen[f(3)] = true
      low = math.min(low, f(-5, 5))
    end
    assert.are.same({ true, true, true }, seen)
    assert.are.equal(-5, low)
    assert.are.equal("integer", math.type(f(math.mininteger, math.maxinteger)))
    assert.has_error(function() f(2, 1) end)
    assert.has_error(function() f(1.5) end)
  end)

  it("has no clock", function()
    for _, call in ipairs { "os.time()", "os.date()", "os.clock()", "math.randomseed(1)" } do
      assert.matches("script%.lua:1: " .. call:match "[%w.]+", message(run, "local x = " .. call))
    end
  end)

  it("refuses undefined globals, with the nearest name", function()
    assert.matches('script%.lua:2: unknown global "treshold".*"threshold"',
      message(run, "threshold = 1\nlocal x = treshold"))
  end)

  it("makes globals read-only after load", function()
    local f, env = run "count = 0\nreturn function() count = count + 1 return count end"
    assert.are.equal(1, f())
    env:seal()
    assert.matches("script%.lua:2: global 'count' is set after load", message(f))
  end)

  it("leaves the real globals alone", function()
    run "x_of_script = 1\nstring.x = 1\nmath.pi = 3\ntable.insert = nil"
    assert.is_nil(rawget(_G, "x_of_script"))
    assert.is_nil(rawget(string, "x"))
    assert.is_true(math.pi > 3)
    assert.is_function(table.insert)
    assert.is_number(os.time())
  end)

  it("requires modules beside the script, in the same environment, once", function()
    program.write(folder, "lib/names.lua", "loads = loads and loads + 1 or 1\nreturn { n = 7 }")
    program.write(folder, "other/init.lua", "return require 'lib.names'")
    assert.are.equal("7 1", run [[
      loads = false
      return require("other").n + 0 .. " " .. loads
    ]])
  end)

  it("gives libraries of the system and gloss itself", function()
    assert.is_true(run "return require 'lpeg' == require 'lpeg' and require('gloss').doc ~= nil")
    assert.matches("no_such_thing", message(function() run "require 'no_such_thing'" end))
  end)

  it("loads code in the environment", function()
    assert.are.equal(3, run "x = 3\nreturn load('return x')()")
    assert.are.equal(4, run "return load('return x', 'c', 't', { x = 4 })()")
  end)

  it("says where a script is wrong", function()
    assert.matches("script%.lua:1:", message(function() run "local x = = 1" end))
    assert.matches("script%.lua:2: no", message(function() run "\nerror 'no'" end))
  end)

  it("gives parameters of its own", function()
    assert.are.equal(9, run([[
      local gloss = require "gloss"
      gloss.params { limit = { default = 5 } }
      return gloss.params.limit
    ]], { given = { limit = "9" } }))
  end)
end)
