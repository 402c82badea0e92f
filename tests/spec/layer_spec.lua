-- Layers and relations: the three tiers, queries, new layers.
local gloss = require "gloss"
local document = require "support.document"
local raises = document.raises

local doc, tok, entity, pair

before_each(function()
  doc = document.new()
  tok = doc:layer "token"
  local b = doc:build "entity"
  b:add(14, 18, { label = "PER" })
  b:add(1, 8, { label = "PER" })
  b:add(23, 29, { label = "GPE" })
  entity = b:seal()
  local r = doc:relation "pair"
  r:add { name = "one", n = 1 }
  r:add { n = 2 }
  pair = r:seal()
end)

describe("tier 1", function()
  it("iterates rows with columns", function()
    local forms, kinds = {}, {}
    for i, first, last, form, kind in tok:each("form", "kind") do
      assert.are.equal(form, doc.text:sub(first, last))
      forms[i], kinds[i] = form, kind
    end
    assert.are.equal(#tok, #forms)
    assert.are.same({ "Ana", "Ruiz", "met", "Bo", "Li", "in", "Zürich", "." },
                    table.move(forms, 1, 8, 1, {}))
    assert.are.equal("punct", kinds[8])
  end)

  it("iterates relations without places", function()
    local seen = {}
    for i, name, n in pair:each("name", "n") do seen[#seen + 1] = { i, name or "-", n } end
    assert.are.same({ { 1, "one", 1 }, { 2, "-", 2 } }, seen)
  end)

  it("is not led astray by the control value", function()
    local step = tok:each "form"
    assert.are.equal(1, step(nil, 1e9))
    assert.are.equal(2, (step({}, -5)))
    assert.are.equal(3, (step("x", "y")))
    for _ = 4, #tok do step() end
    assert.is_nil(step())
    assert.is_nil(step())
  end)

  it("survives a collection on the way", function()
    local n = 0
    for _ in document.new():layer("token"):each "form" do
      n = n + 1
      collectgarbage()
    end
    assert.are.equal(#tok, n)
  end)

  it("gives single values", function()
    assert.are.same({ 5, 8, "Ruiz" }, { tok:first(2), tok:last(2), tok:get(2, "form") })
    assert.is_nil(pair:first(1))
    assert.is_nil(pair:last(1))
    assert.is_nil(pair:get(2, "name"))
  end)

  it("raises for rows that are not there", function()
    for _, row in ipairs { 0, -1, #tok + 1, math.maxinteger, math.mininteger } do
      raises("row %-?%d+ of %d+", tok.first, tok, row)
      raises("row %-?%d+ of %d+", tok.last, tok, row)
      raises("row %-?%d+ of %d+", tok.get, tok, row, "form")
    end
    raises("number expected", tok.first, tok, "x")
    raises("number has no integer", tok.first, tok, 1.5)
  end)

  it("names the nearest column", function()
    raises('"fodled" %(did you mean "folded"%?%)', tok.each, tok, "fodled")
    raises('"from" %(did you mean "form"%?%)', tok.get, tok, 1, "from")
    raises("string expected", tok.each, tok, {})
    raises("too many columns", tok.each, tok, table.unpack({}, 1, 300))
  end)

  it("takes many columns", function()
    local names = {}
    for i = 1, 60 do names[i] = "form" end
    for _, _, _, form, f2 in tok:each(table.unpack(names)) do assert.are.equal(form, f2) end
    assert.are.equal(63, select("#", tok:each(table.unpack(names))()))
  end)
end)

describe("tier 2", function()
  it("finds rows by value", function()
    assert.are.same({ 11 }, tok:where("kind", "number"))
    assert.are.same({ 8, 11, 13 }, tok:where("kind", { "number", "punct" }))
    assert.are.same({ 2, 9 }, tok:where("form", "Ruiz"))
    assert.are.same({}, tok:where("form", "nowhere"))
    assert.are.same({}, tok:where("form", {}))
    assert.are.same({ 1 }, pair:where("n", 1))
    assert.are.same({ 1 }, pair:where("n", 1.0))
  end)

  it("raises for values of another type", function()
    raises('unknown kind "wrod" %(did you mean "word"%?%)', tok.where, tok, "kind", "wrod")
    raises("holds strings, not a number", tok.where, tok, "form", 5)
    raises("holds integers, not a float", pair.where, pair, "n", 1.5)
    raises("holds integers, not a string", pair.where, pair, "n", "1")
    raises("value expected", tok.where, tok, "form")
    raises("holds strings, not a nil", tok.where, tok, "form", nil)
    raises("not a table", tok.where, tok, "form", { {} })
    raises("counts from 1", tok.where, tok, "form", { Ana = true })
  end)

  it("gives all values of columns, and where rows stand", function()
    local firsts, lasts, forms, kinds = tok:values("first", "last", "form", "kind")
    assert.are.equal(#tok, #forms)
    for i, first, last, form, kind in tok:each("form", "kind") do
      assert.are.same({ first, last, form, kind }, { firsts[i], lasts[i], forms[i], kinds[i] })
    end
    assert.are.same({ 1, 2 }, pair:values "n")
    assert.is_nil(pair:values("name")[2])
    assert.are.equal(0, select("#", tok:values()))
    raises("no places", pair.values, pair, "first")
    raises('did you mean "form"', tok.values, tok, "fom")
  end)

  it("counts by value", function()
    assert.are.equal(2, tok:count_by("folded").ruiz)
    assert.are.same({ word = 10, punct = 2, number = 1 }, tok:count_by "kind")
    assert.are.same({ PER = 2, GPE = 1 }, entity:count_by "label")
    assert.are.same({ one = 1 }, pair:count_by "name")
  end)

  it("filters by rows or a function", function()
    local few = tok:filter({ 5, 1, 5 }, "few")
    assert.are.same({ "few", 2, "Ana", "Li" }, { few.name, #few, few[1].text, few[2].text })
    assert.are.equal("word", few[1].kind)
    local capitals = tok:filter(function(s) return s.shape & gloss.shape.initial_cap ~= 0 end)
    assert.are.same({ "token", 6 }, { capitals.name, #capitals })
    assert.are.equal(0, #tok:filter {})
    assert.are.equal(1, #pair:filter { 2 })
    raises("entry 1 is no row", tok.filter, tok, { 0 })
    raises("entry 2 is no row", tok.filter, tok, { 1, #tok + 1 })
    raises("entry 1 is no row", tok.filter, tok, { "x" })
    raises("table of rows or function", tok.filter, tok, 5)
    raises("no name", tok.filter, tok, { 1 }, "")
    raises("no name", tok.filter, tok, { 1 }, "a\0b")
    raises("own error", tok.filter, tok, function() error "own error" end)
  end)
end)

describe("tier 3", function()
  it("gives views by index and in loops", function()
    assert.are.equal("Ruiz", tok[2].text)
    assert.is_nil(tok[0])
    assert.is_nil(tok[#tok + 1])
    assert.is_nil(tok[-1])
    assert.is_nil(tok[math.maxinteger])
    local n = 0
    for s in tok:spans() do
      n = n + 1
      assert.are.equal(n, s.row)
    end
    assert.are.equal(#tok, n)
    n = 0
    for i, s in ipairs(tok) do
      n = i
      assert.are.equal(tok[i], s)
    end
    assert.are.equal(#tok, n)
    assert.are.equal("Zürich", entity:rows()[3].text)
  end)
end)

describe("properties", function()
  it("say what a layer is", function()
    assert.are.same({ "entity", false, 3 }, { entity.name, entity.relation, #entity })
    assert.are.same({ "pair", true, 2 }, { pair.name, pair.relation, #pair })
    assert.are.equal(doc, entity.doc)
    assert.are.same({ "label" }, entity.columns)
    assert.is_true(tok:has "folded")
    assert.is_false(tok:has "pos")
    assert.are.equal('layer "entity" (3 rows)', tostring(entity))
    assert.are.equal('relation "pair" (2 rows)', tostring(pair))
  end)

  it("name the nearest", function()
    raises('"nmae" %(did you mean "name"%?%)', function() return tok.nmae end)
    raises('"eech" %(did you mean "each"%?%)', function() return tok:eech() end)
    raises("unknown field", function() return tok[1.5] end)
    raises("unknown field", function() return tok[{}] end)
  end)
end)

describe("queries", function()
  it("find rows by place", function()
    assert.are.equal(1, entity:within(1, 3))
    assert.is_nil(entity:within(9, 12))
    local inside, over = {}, {}
    for row in tok:covered(1, 8) do inside[#inside + 1] = row end
    for row in tok:overlapping(2, 10) do over[#over + 1] = row end
    assert.are.same({ 1, 2 }, inside)
    assert.are.same({ 1, 2, 3 }, over)
    assert.are.equal(2, entity:nearest(10, 12, { side = "right" }))
    assert.are.equal(3, entity:nearest(1, 3, { label = "GPE" }))
    assert.is_nil(entity:nearest(1, 3, { side = "left" }))
    assert.is_nil(entity:nearest(40, 42, { within = "sentence" }))
    assert.is_nil(pair:within(1, 3))
    assert.is_nil(pair:nearest(1, 3))
    assert.is_nil(pair:covered(1, 3)())
  end)

  it("take places past the text, and refuse nonsense", function()
    assert.is_nil(tok:within(1000, 1001))
    assert.is_nil(tok:within(1 << 40, 1 << 41))
    assert.is_nil(tok:overlapping(math.maxinteger, math.maxinteger)())
    raises("count from 1", tok.within, tok, 0, 1)
    raises("last is before first", tok.covered, tok, 5, 4)
    raises('unknown option "labl" %(did you mean "label"%?%)', entity.nearest, entity, 1, 2,
           { labl = "x" })
    raises('unknown side "lft" %(did you mean "left"%?%)', entity.nearest, entity, 1, 2,
           { side = "lft" })
    raises('unknown column', tok.nearest, tok, 1, 2, { label = "x" })
    raises('unknown layer "sentense"', entity.nearest, entity, 1, 2, { within = "sentense" })
    raises("label must be a string", entity.nearest, entity, 1, 2, { label = 5 })
  end)
end)

describe("new layers", function()
  it("join in text order", function()
    local j = tok:join("entity", "within")
    assert.is_true(j.relation)
    local pairs_found = {}
    for _, a, b in j:each("a", "b") do pairs_found[#pairs_found + 1] = { a, b } end
    assert.are.same({ { 1, 1 }, { 2, 1 }, { 4, 2 }, { 5, 2 }, { 7, 3 } }, pairs_found)
    assert.are.equal("Ana Ruiz", j[1].b.text)
    assert.are.equal(3, #entity:join(doc:layer "sentence", "within"))
    assert.are.equal(5, #entity:join(tok, "covers"))
    local next_to = entity:join(entity, "follows", { gap = 1, same = "sentence", name = "near" })
    assert.are.equal("near", next_to.name)
    assert.are.equal(2, #next_to)
    raises('unknown operation "in"', tok.join, tok, entity, "in")
    raises('unknown option', tok.join, tok, entity, "within", { gp = 1 })
    raises("must not be negative", tok.join, tok, entity, "follows", { gap = -1 })
    raises("a relation has no spans", tok.join, tok, pair, "within")
    raises("another document", tok.join, tok, document.new():layer "token", "within")
    raises("string expected", tok.join, tok, entity)
  end)

  it("merge", function()
    local b = doc:build "place"
    b:add(23, 29, { label = "LOC", iso = "ZZ" })
    b:seal()
    local all = entity:merge("place", "mention")
    assert.are.same({ "mention", 4 }, { all.name, #all })
    assert.are.same({ "PER", "PER", "GPE", "LOC" },
      { all[1].label, all[2].label, all[3].label, all[4].label })
    assert.is_nil(all[1].iso)
    assert.are.equal("ZZ", all[4].iso)
    assert.are.equal("entity", entity:merge("place").name)
    raises("cannot be merged", entity.merge, entity, pair)
    raises("expected", entity.merge, entity)
    local c = doc:build("odd", { label = "integer" })
    c:add(1, 2, { label = 5 })
    c:seal()
    raises("two types", entity.merge, entity, "odd")
  end)

  it("stand in queries by name or as themselves", function()
    assert.are.equal(entity[1], tok[1]:within(entity))
    assert.are.equal(entity[1], tok[1]:within "entity")
    raises("another document", tok[1].within, tok[1], document.new():layer "token")
  end)
end)
