-- Columns: whole ones, and adding one beside a sealed layer.
local document = require "support.document"
local raises = document.raises

local doc, tok, few

before_each(function()
  doc = document.new()
  tok = doc:layer "token"
  few = doc:bind(tok:filter({ 1, 2, 3 }, "few"))
end)

describe("a column", function()
  it("reads like an array", function()
    local c = tok:column "form"
    assert.are.same({ "form", "symbol", false, #tok }, { c.name, c.type, c.list, #c })
    assert.are.same({ "Ana", "Ruiz" }, { c[1], c[2] })
    assert.is_nil(c[0])
    assert.is_nil(c[#c + 1])
    assert.is_nil(c[math.maxinteger])
    assert.is_nil(c.target)
    assert.are.equal("word", tok:column("kind")[1])
    assert.are.equal("integer", math.type(tok:column("hash")[1]))
    assert.are.equal('column "form" of layer "token" (13 rows)', tostring(c))
    raises('"nam" %(did you mean "name"%?%)', function() return c.nam end)
    raises("unknown field", function() return c[{}] end)
    raises('unknown column of layer "token"', tok.column, tok, "pos")
  end)

  it("keeps its layer", function()
    local c = document.new():layer("token"):column "form"
    collectgarbage()
    assert.are.equal("Ana", c[1])
  end)
end)

describe("add_column", function()
  it("takes every type", function()
    assert.are.equal(few, few:add_column("pos", "symbol", { "NOUN", nil, "VERB" }))
    few:add_column("n", "integer", { 5, nil, -5 })
    few:add_column("f", "number", { 1, nil, 2.5 })
    few:add_column("y", "boolean", { true, nil, false })
    few:add_column("a", "u8", { 0, 1, 255 })
    few:add_column("b", "u16", { 0, 1, 65535 })
    few:add_column("c", "u64", { 0, -1, math.maxinteger })
    few:add_column("r", "ref", { 3, nil, tok[1] }, { target = "token" })
    assert.are.same({ "NOUN", 5, 1.0, true, 0, 0, 0, "met" }, { few[1].pos, few[1].n, few[1].f,
      few[1].y, few[1].a, few[1].b, few[1].c, few[1].r.text })
    for _, name in ipairs { "pos", "n", "f", "y", "r" } do assert.is_nil(few[2][name]) end
    assert.are.same({ "VERB", -5, 2.5, false, 255, 65535, math.maxinteger }, { few[3].pos, few[3].n,
      few[3].f, few[3].y, few[3].a, few[3].b, few[3].c })
    assert.are.equal(-1, few[2].c)
    assert.are.equal(tok, few:column("r").target)
    assert.are.equal(3, few:column("r")[1])
    assert.are.same({ 2 }, few:where("a", 1))
    assert.are.same({ 3 }, few:where("f", 2.5))
    assert.are.same({ 3 }, few:where("y", false))
    assert.are.same({ 1 }, few:where("r", tok[3]))
    assert.are.same({ [true] = 1, [false] = 1 }, few:count_by "y")
    assert.are.same({ [1.0] = 1, [2.5] = 1 }, few:count_by "f")
  end)

  it("takes lists", function()
    few:add_column("names", "symbol", { { "a", "b" }, nil, { "b" } }, { list = true })
    few:add_column("at", "ref", { {}, { 1, 2 }, { tok[3] } }, { list = true, target = tok })
    assert.are.same({ "a", "b" }, few[1].names)
    assert.are.same({}, few[2].names)
    assert.are.same({ 1, 3 }, few:where("names", "b"))
    assert.are.same({ a = 1, b = 2 }, few:count_by "names")
    assert.are.same({ {}, { 1, 2 }, { 3 } },
                    { few:get(1, "at"), few:get(2, "at"), few:get(3, "at") })
    assert.is_true(few:column("names").list)
    assert.are.equal("met", few[3].at[1].text)
  end)

  it("refuses what does not fit", function()
    few:add_column("pos", "symbol", {})
    raises('already a column "pos"', few.add_column, few, "pos", "symbol", {})
    raises('unknown column type', few.add_column, few, "x", "string", {})
    raises("table expected", few.add_column, few, "x", "symbol", "a")
    raises("needs a target", few.add_column, few, "x", "ref", {})
    raises("has no value, and u8 has no absent one", few.add_column, few, "x", "u8", { 1, 2 })
    raises('holds strings, not a number', few.add_column, few, "x", "symbol", { 5 })
    raises('cannot hold 300', few.add_column, few, "x", "u8", { 300, 1, 1 })
    raises('cannot hold 99', few.add_column, few, "x", "ref", { 99 }, { target = tok })
    raises('row 1 is no table', few.add_column, few, "x", "symbol", { "a" }, { list = true })
    raises('unknown option', few.add_column, few, "x", "symbol", {}, { lists = true })
    raises('another document', few.add_column, few, "x", "ref", {},
           { target = document.new():layer "token" })
    raises('not UTF%-8', few.add_column, few, "x", "symbol", { "\xFF" })
    assert.is_false(few:has "x")
  end)
end)
