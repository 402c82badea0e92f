-- Builders: types from values, declared columns, lists, references, what is refused.
local document = require "support.document"
local raises = document.raises

local doc, tok

before_each(function()
  doc = document.new()
  tok = doc:layer "token"
end)

describe("a builder", function()
  it("takes types from values", function()
    local b = doc:build "fact"
    assert.are.equal(1, b:add(5, 8, { s = "x", i = 5, f = 1.5, y = true, who = tok[2],
                                      names = { "a", "b" }, at = { tok[1], tok[2] } }))
    assert.are.equal(2, b:add(1, 3))
    local layer = b:seal()
    assert.are.equal(layer, doc:layer "fact")
    assert.are.same({ "at", "f", "i", "names", "s", "who", "y" }, layer.columns)
    local r = layer[2]
    assert.are.same({ "x", 5, 1.5, true, { "a", "b" } }, { r.s, r.i, r.f, r.y, r.names })
    assert.are.equal("integer", math.type(r.i))
    assert.are.equal(tok[2], r.who)
    assert.are.same({ "Ana", "Ruiz" }, { r.at[1].text, r.at[2].text })
    assert.are.equal(2, layer:get(2, "who"))
    assert.are.same({ 1, 2 }, layer:get(2, "at"))
    local empty = layer[1]
    assert.is_nil(empty.s)
    assert.is_nil(empty.i)
    assert.is_nil(empty.f)
    assert.is_nil(empty.y)
    assert.is_nil(empty.who)
    assert.are.same({}, empty.names)
    assert.are.same({}, empty.at)
  end)

  it("takes declared types", function()
    local b = doc:build("fact", {
      amount = "number", small = "u8", mid = "u16", big = "u64",
      who = { type = "ref", target = tok }, at = { type = "ref", list = true, target = "token" },
      names = { type = "symbol", list = true } })
    b:add(1, 3, { amount = 5, small = 255, mid = 65535, big = math.maxinteger, who = 3,
                  at = { 1, tok[2] } })
    local r = b:seal()[1]
    assert.are.equal("float", math.type(r.amount))
    assert.are.same({ 5.0, 255, 65535, math.maxinteger }, { r.amount, r.small, r.mid, r.big })
    assert.are.equal("met", r.who.text)
    assert.are.equal("Ruiz", r.at[2].text)
    assert.are.same({}, r.names)
  end)

  it("sorts by place, longest first, then as added", function()
    local b = doc:build "x"
    b:add(5, 8, { n = 1 })
    b:add(1, 3, { n = 2 })
    b:add(1, 8, { n = 3 })
    b:add(1, 3, { n = 4 })
    local order = {}
    for _, _, _, n in b:seal():each "n" do order[#order + 1] = n end
    assert.are.same({ 3, 2, 4, 1 }, order)
  end)

  it("leaves layers unbound on request", function()
    local layer = doc:build("x"):seal(false)
    assert.is_nil(doc:find "x")
    assert.are.same({ "x", 0, false }, { layer.name, #layer, layer.relation })
    doc:build("x"):seal()
    raises('already a layer "x"', function() doc:build("x"):seal() end)
  end)

  it("makes relations", function()
    local b = doc:relation("pair", { id = "integer" })
    assert.are.equal(1, b:add { id = 7, name = "x" })
    assert.are.equal(2, b:add())
    assert.are.equal(2, #b)
    local r = b:seal()
    assert.is_true(r.relation)
    assert.are.same({ 7, "x" }, { r[1].id, r[1].name })
    assert.is_nil(r[2].id)
  end)

  it("checks positions", function()
    local b = doc:build "x"
    raises("past the text or cuts a character", b.add, b, 1, 10000)
    raises("past the text or cuts a character", b.add, b, 25, 26)
    raises("count from 1", b.add, b, 0, 3)
    raises("last is before first", b.add, b, 3, 2)
    raises("past the text", b.add, b, math.maxinteger, math.maxinteger)
    raises("number expected", b.add, b)
    assert.are.equal(0, #b)
    assert.are.equal(0, #b:seal())
  end)

  it("refuses values that do not fit, and stays as it was", function()
    local b = doc:build("x", { small = "u8", who = { type = "ref", target = tok } })
    b:add(1, 3, { i = 5, s = "x", names = { "a" } })
    raises('column "i" holds integers, not a string', b.add, b, 1, 3, { i = "5" })
    raises('column "i" holds integers, not a float', b.add, b, 1, 3, { i = 5.5 })
    raises('column "s" holds strings, not a number', b.add, b, 1, 3, { s = 5 })
    raises('column "s".* not UTF%-8 at byte 1', b.add, b, 1, 3, { s = "a\xFF" })
    raises('column "small" cannot hold 256', b.add, b, 1, 3, { small = 256 })
    raises('column "small" cannot hold %-1', b.add, b, 1, 3, { small = -1 })
    raises('column "names" holds lists', b.add, b, 1, 3, { names = "a" })
    raises('column "names" holds strings', b.add, b, 1, 3, { names = { 5 } })
    raises('column "s" holds strings, not a table', b.add, b, 1, 3, { s = { "a" } })
    raises('cannot hold', b.add, b, 1, 3, { who = #tok + 1 })
    raises('refers to layer "token"', b.add, b, 1, 3, { who = doc:layer("sentence")[1] })
    raises('refers to layer "token"', b.add, b, 1, 3, { who = doc:span(1, 3) })
    raises('cannot hold a function', b.add, b, 1, 3, { f = print })
    raises('cannot hold a table', b.add, b, 1, 3, { f = { { 1 } } })
    raises('a free span is no row', b.add, b, 1, 3, { f = doc:span(1, 2) })
    raises('a list counts from 1', b.add, b, 1, 3, { f = { a = 1 } })
    raises('named by strings', b.add, b, 1, 3, { "x" })
    for _, name in ipairs { "", "a\0b", "\xFF" } do
      raises('no name for a column', b.add, b, 1, 3, { [name] = 1 })
      raises('no name for a column', doc.build, doc, "x", { [name] = "integer" })
    end
    raises('table expected', b.add, b, 1, 3, "x")
    assert.are.equal(1, #b)
    local layer = b:seal()
    assert.are.same({ "small", "who", "i", "names", "s" }, layer.columns)
    assert.are.equal(1, #layer)
    assert.is_false(layer:has "f")
  end)

  it("keeps the names spans use", function()
    local taken = "first last text doc layer row within covered overlapping prev next nearest " ..
                  "offsets"
    for name in taken:gmatch "%a+" do
      raises("may not be named", doc.build, doc, "x", { [name] = "symbol" })
      raises("may not be named", function() doc:build("x"):add(1, 3, { [name] = "v" }) end)
      raises("may not be named", tok.add_column, tok, name, "symbol", {})
    end
  end)

  it("refuses bad declarations", function()
    raises('unknown column type "numbr" %(did you mean "number"%?%)', doc.build, doc, "x",
           { a = "numbr" })
    raises("needs a target", doc.build, doc, "x", { a = "ref" })
    raises("no other, needs a target", doc.build, doc, "x",
           { a = { type = "symbol", target = tok } })
    raises("needs a type", doc.build, doc, "x", { a = {} })
    raises('unknown option "lst" %(did you mean "list"%?%)', doc.build, doc, "x",
           { a = { type = "symbol", lst = true } })
    raises("another document", doc.build, doc, "x",
           { a = { type = "ref", target = document.new():layer "token" } })
    raises("table expected", doc.build, doc, "x", 5)
    raises("string expected", doc.build, doc)
    raises("no name", doc.build, doc, "")
    raises("named by strings", doc.build, doc, "x", { "symbol" })
    raises('unknown field of a builder: "ad"', function() return doc:build("x").ad end)
  end)

  it("keeps layers that refer to each other", function()
    local b = doc:build "b"
    do
      local a = doc:build "a"
      a:add(1, 3)
      local unbound = a:seal(false)
      b:add(5, 8, { to = unbound[1] })
      unbound:add_column("back", "ref", { 1 }, { target = b:seal() })
    end
    collectgarbage()
    assert.are.equal("Ruiz", doc:layer("b")[1].to.back.text)
  end)
end)
