-- Parameters: declaration, conversion, what scripts see.
require "gloss"
local params = require "gloss.params"

describe("params", function()
  it("convert what the command line gives", function()
    local set = params.new { n = "7", x = "1.5", flag = "true", name = "a=b" }
    set:declare { n = { type = "integer" }, x = { type = "number" }, flag = { type = "boolean" },
                  name = { type = "string", default = "z" }, limit = { default = 3 },
                  ratio = { type = "number", default = 2 } }
    local view = set:view()
    assert.are.same({ 7, 1.5, true, "a=b", 3, 2 },
      { view.n, view.x, view.flag, view.name, view.limit, view.ratio })
  end)

  it("keep a false that was given over a default of true", function()
    local set = params.new { flag = "no" }
    set:declare { flag = { default = true } }
    assert.is_false(set:view().flag)
  end)

  it("refuse a value of another type", function()
    local wrong = { x = "integer", ["1.5"] = "integer", maybe = "boolean", y = "number" }
    for text, kind in pairs(wrong) do
      local set = params.new { p = text }
      assert.error_matches(function() set:declare { p = { type = kind } } end,
        "must be an? " .. kind)
    end
  end)

  it("refuse bad declarations", function()
    local set = params.new {}
    assert.error_matches(function() set:declare { p = { typ = "string" } } end,
      'did you mean "type"')
    assert.error_matches(function() set:declare { p = { type = "int" } } end, "unknown type")
    assert.error_matches(function() set:declare { p = { type = "integer", default = "x" } } end,
      "the default is no integer")
    assert.error_matches(function() set:declare { p = 5 } end, "must be a table")
  end)

  it("name the nearest of an unknown one", function()
    local set = params.new { anotations = "true" }
    set:declare { annotations = { default = false } }
    assert.matches('did you mean "annotations"', set:unknown())
    assert.error_matches(function() return set:view().annotation end, 'did you mean "annotations"')
    assert.is_nil(params.new({}):unknown())
  end)

  it("are read-only, and may be declared early by a call", function()
    local view = params.new({ list = "x.tsv" }):view()
    assert.are.equal("x.tsv", view { list = { default = "y.tsv" } }.list)
    assert.has_error(function() view.list = "z" end)
  end)
end)
