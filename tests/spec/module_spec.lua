-- Modules: their metadata, what they require, and how commands take them.
local gloss = require "gloss"
local program = require "support.program"

local FERRIES = [[
local gloss = require "gloss"
local P = require "gloss.pattern"
return gloss.module {
  name = "ferries", version = "0.1", summary = "ferries by name", license = "MIT",
  requires = { "token", "sentence", "ports" },
  P.phase { name = "ferries", P.rule { name = "ferry",
    match = P.w "ferry" * P.token { initcap = true }:as "name" * "of" * P.A "port",
    set = { ferry = { name = "name" } },
    examples = { "The [ferry [Aurora]{name} of Arle] left.", "The ferry left Arle." } } } }
]]
local PORTS = [[
local gloss = require "gloss"
local P = require "gloss.pattern"
return gloss.module {
  name = "ports", version = "1.2.0", summary = "ports", license = "MIT",
  requires = { "token", "sentence" },
  P.phase { name = "ports", P.rule { name = "port", match = P.w { "arle", "orvik" } } } }
]]

local folder
setup(function()
  folder = program.folder()
  program.write(folder, "ferries.lua", FERRIES)
  program.write(folder, "ports.lua", PORTS)
  program.write(folder, "story.txt", "The ferry Aurora of Arle left Orvik.\n")
end)
teardown(function() program.remove(folder) end)

-- Gives what a wrong definition is told.
local function told(change)
  local definition = { name = "m", version = "1.0", summary = "one", license = "MIT",
                       function() end }
  for key, value in pairs(change) do
    if value == false then definition[key] = nil else definition[key] = value end
  end
  local ok, why = pcall(function()
    local made = gloss.module(definition)
    return made
  end)
  assert.is_false(ok)
  return why
end

describe("a module", function()
  it("is a pipeline of its own, after what it requires", function()
    local code, out = program.run(folder, { "run", "./ferries.lua", "story.txt" })
    assert.equal(0, code)
    assert.matches('"ferry":%[{"end":24,"name":"Aurora","rule":"ferries/ferry","start":4', out)
    assert.matches('"port":%[{"end":24', out)
  end)

  it("is a stage, without what its pipeline has made", function()
    program.write(folder, "all.lua", [[
local gloss = require "gloss"
return gloss.pipeline { "token", "sentence", "ports", "ferries",
  output = function(doc) return { ferries = doc:layer "ferry":rows() } end }
]])
    local code, out, errors = program.run(folder, { "run", "./all.lua", "story.txt" })
    assert.equal("", errors)
    assert.equal(0, code)
    assert.matches("Aurora of Arle", out)
  end)

  it("has its own rules tested and checked, not those it requires", function()
    local code, out = program.run(folder, { "test", "./ferries.lua" })
    assert.equal("2 examples of 1 rule, 0 failed\n", out)
    assert.equal(0, code)
    code, out = program.run(folder, { "check", "./ferries.lua" })
    assert.equal("", out)
    assert.equal(0, code)
    code, out = program.run(folder, { "check", "./ports.lua" })
    assert.matches("rule 'port': has no examples", out)
    assert.equal(1, code)
  end)

  it("says who it is", function()
    assert.matches("module_spec.lua:%d+: module: version must be a number such as 1.0",
                   told { version = "new" })
    assert.matches("module: name must be letters, digits", told { name = "a b" })
    assert.matches("module: license must be a name such as MIT", told { license = false })
    assert.matches("module: summary must be a line of text", told { summary = 5 })
    assert.matches('module: unknown field "licence" %(did you mean "license"%?%)',
                   told { licence = "MIT" })
    assert.matches("module: requires is a list of names", told { requires = { 1 } })
    assert.matches('unknown stage "tokens"', told { requires = { "tokens" } })
    assert.matches("module 'm': no stages", told { [1] = false })
    local made = gloss.module { name = "m", version = "1.0", summary = "one", license = "MIT",
                                function() end }
    assert.equal("1.0", made.module.version)
  end)
end)
