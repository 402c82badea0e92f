-- Every name that C gives to scripts, and every method and name of patterns, is declared in
-- scripts/meta, for editors; every layer of newswire and its columns are in the manual.
local gloss = require "gloss"
local core = gloss.core
local operators = require "gloss.pattern.operators"
local P = require "gloss.pattern"

local declared = ""
for _, name in ipairs { "documents", "engines", "gloss", "pattern", "runs" } do
  local file <close> = assert(io.open("scripts/meta/" .. name .. ".lua"))
  declared = declared .. file:read "a"
end

-- Tells whether a field, or a function of an owner (a pattern), is declared.
local function is_declared(name, owner)
  return declared:find("\nfunction " .. owner .. "[.:]" .. name .. "%(") ~= nil
         or declared:find("\n%-%-%-@field " .. name .. "%f[^%w_]") ~= nil
end

-- Gives the names that objects of a metatable have: keys of the tables its __index asks.
local function members(meta)
  local names, i = {}, 1
  local name, value = debug.getupvalue(meta.__index, i)
  while name do
    for key in next, type(value) == "table" and value or {} do
      if type(key) == "string" and key:sub(1, 2) ~= "__" then names[#names + 1] = key end
    end
    i = i + 1
    name, value = debug.getupvalue(meta.__index, i)
  end
  return names
end

describe("scripts/meta declares", function()
  it("what gloss.core has", function()
    for name in next, core do assert(is_declared(name, "core"), "core." .. name) end
    assert.is_false(is_declared("nothing", "core"))
  end)

  it("the members of what C makes", function()
    local seen = 0
    for name, meta in next, debug.getregistry() do
      if type(name) == "string" and name:find "^gloss%." and type(meta) == "table"
         and type(meta.__index) == "function" then
        for _, member in ipairs(members(meta)) do
          seen = seen + 1
          assert(is_declared(member, "[%w_]+"), name .. "." .. member)
        end
      end
    end
    assert.is_true(seen > 80, "only " .. seen)
  end)

  it("patterns", function()
    for name in next, operators.methods do
      assert(is_declared(name, "pattern"), "pattern:" .. name)
    end
    for name in next, P do   -- a short name stands with the long one
      assert(is_declared(name, "P") or declared:find("`P." .. name .. "`", 1, true), "P." .. name)
    end
  end)
end)

describe("docs/newswire.md", function()
  it("has the layers that are made, and their columns", function()
    local file <close> = assert(io.open "docs/newswire.md")
    local manual = file:read "a"
    local pipeline = assert(require("gloss.load").load("newswire", {}, true))
    local doc = pipeline:run(gloss.doc "OSLO (Fjordwire) - Ann Lee met Bo Rask.\n")
    local everywhere = { rule = true, via = true, entry = true }
    for _, name in ipairs(doc:layers()) do
      local row = ""   -- what the table says of it, in the rows that name it
      for line in manual:gmatch "\n(|[^\n]*)" do
        if line:find("`" .. name .. "`", 1, true) then row = row .. line end
      end
      assert(row ~= "", name)
      for _, column in ipairs(doc:layer(name).columns) do
        assert(everywhere[column] or row:find("%f[%w_]" .. column .. "%f[^%w_]"),
               name .. "." .. column)
      end
    end
  end)
end)
