-- Embedded scripts: the searcher, overrides from disk, the tool that embeds, a fresh state.
local core = require "gloss".core
local program = require "support.program"

-- Runs a chunk in a stock lua5.4 of its own and gives what it prints, and whether it went well.
local function lua(chunk, environment)
  local file = os.tmpname()
  local handle = assert(io.open(file, "wb"))
  handle:write(chunk)
  handle:close()
  local pipe = assert(io.popen(("%s lua5.4 %s 2>&1"):format(environment or "", file)))
  local out = pipe:read "a"
  local ok = pipe:close()
  os.remove(file)
  return out, ok
end

describe("embedded modules", function()
  it("are listed and readable", function()
    local names, set = core.modules(), {}
    for i, name in ipairs(names) do
      set[name] = true
      if i > 1 then assert.is_true(names[i - 1] < name) end
    end
    for _, name in ipairs { "gloss", "gloss.cli", "gloss.json", "re", "argparse" } do
      assert.is_true(set[name], name)
    end
    local source, file = core.module_source "gloss.json"
    assert.matches("return json", source)
    assert.are.equal("gloss/json.lua", file)
    assert.is_nil(core.module_source "gloss.nothing")
  end)

  it("are loaded as what their sources compile to, lines and names kept", function()
    local names, seen = core.modules(), 0
    for _, name in ipairs(names) do
      local source, file = core.module_source(name)
      for i, searcher in ipairs(package.searchers) do
        local loader, from = searcher(name)
        if i > 1 and type(loader) == "function" and from == ":gloss:" .. file then
          local chunk = assert(load(source, "@" .. file, "t"))
          assert.is_true(string.dump(loader) == string.dump(chunk), name)
          seen = seen + 1
        end
      end
    end
    assert.are.equal(#names - 1, seen)   -- "gloss" is C's
  end)

  it("do not let a file be code", function()
    local folder = program.folder()
    program.write(folder, "gloss/csv.lua", string.dump(load "return 1"))
    assert.matches("attempt to load a binary chunk", lua([[
      require "gloss"
      print(select(2, pcall(require, "gloss.csv")))]], "GLOSS_SCRIPTS=" .. folder), 1, true)
    program.remove(folder)
  end)

  it("come before package.path, with their names in messages", function()
    local folder = program.folder()
    program.write(folder, "gloss/json.lua", "error 'the wrong file'")
    local out = lua([[
      package.path = "]] .. folder .. [[/?.lua;" .. package.path
      local gloss = require "gloss"
      print(debug.getinfo(require("gloss.json").encode, "S").source)
      local ok, why = pcall(require, "gloss.nothing")
      print(why:match "no embedded script 'gloss.nothing'")]])
    assert.are.equal("@gloss/json.lua\nno embedded script 'gloss.nothing'\n", out)
    program.remove(folder)
  end)

  it("leave re and argparse to the system where it has them", function()
    local folder = program.folder()
    program.write(folder, "argparse.lua", "return 'mine'")
    local chunk = [[
      package.path = "%s/?.lua"
      require "gloss"
      print(type(require "argparse"), type(require "re"))]]
    assert.are.equal("string\ttable\n", lua(chunk:format(folder)))
    assert.are.equal("table\ttable\n", lua(chunk:format "/nowhere"))
    program.remove(folder)
  end)

  it("are overridden one at a time from $GLOSS_SCRIPTS", function()
    local folder = program.folder()
    program.write(folder, "gloss/csv.lua", "return 'mine'")
    program.write(folder, "gloss/extra/init.lua", "return 'extra'")
    program.write(folder, "gloss/broken.lua", "return return")
    local out = lua([[
      require "gloss"
      print((require "gloss.csv"), type(require "gloss.json"), (require "gloss.extra"))
      print((select(2, pcall(require, "gloss.broken"))):match "gloss/broken.lua:1:")]],
      "GLOSS_SCRIPTS=" .. folder)
    assert.are.equal("mine\ttable\textra\ngloss/broken.lua:1:\n", out)
    program.remove(folder)
  end)

  it("load once, and the module opens twice", function()
    assert.are.equal("true\ttrue\n", lua [[
      local a = require "gloss"
      local searchers = #package.searchers
      package.loaded.gloss, package.loaded["gloss.core"] = nil, nil
      local b = require "gloss"
      local d = a.doc "x"
      b.tokenizer {}:run(d)
      print(#d:layer "token" == 1, #package.searchers == searchers)]])
  end)

  it("touch no globals", function()
    assert.are.equal("true\n", lua [[
      local before = {}
      for name in pairs(_G) do before[name] = true end
      require "gloss"
      for name in pairs(_G) do assert(before[name], name) end
      print(true)]])
  end)
end)

describe("scripts/tools/embed.lua", function()
  it("writes any bytes, sorted by name", function()
    local folder = program.folder()
    program.write(folder, "scripts/gloss/b.lua", "return 'é\\0'")
    program.write(folder, "a.lua", "")
    local list = program.write(folder, "list", ("gloss.b=%s/scripts/gloss/b.lua\n"):format(folder))
    local out = folder .. "/out.c"
    assert.is_true(os.execute(("lua5.4 scripts/tools/embed.lua %s a=%s/a.lua @%s"):format(
      out, folder, list)))
    local c = program.read(out)
    assert.matches('{"a", "a.lua", script_1, 0, code_1, ', c, 1, true)
    assert.matches('{"gloss.b", "gloss/b.lua", script_2, 13, code_2, ', c, 1, true)
    assert.matches('release%[%] = "Lua 5%.4%.%d+ ";', c)
    local code = string.dump(load("return 'é\\0'", "@gloss/b.lua")):gsub(".", function(byte)
      return byte:byte() .. ","
    end)
    assert.matches(code, c:gsub("[\n ]", ""), 1, true)
    assert.matches("114,101,116,117,114,110,32,39,195,169", c, 1, true)
    assert.is_nil(os.execute(("lua5.4 scripts/tools/embed.lua %s nonsense 2>%s/err"):format(
      out, folder)))
    program.write(folder, "bad.lua", "return return")
    assert.is_nil(os.execute(("lua5.4 scripts/tools/embed.lua %s bad=%s/bad.lua 2>%s/err"):format(
      out, folder, folder)))
    program.remove(folder)
  end)
end)
