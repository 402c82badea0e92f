-- Spans: views of rows, free spans, rows of relations.
local document = require "support.document"
local raises = document.raises

local doc, tok

before_each(function()
  doc = document.new()
  tok = doc:layer "token"
end)

describe("a span", function()
  it("knows its place, its layer and its columns", function()
    local s = tok[7]
    assert.are.same({ 23, 29, "Zürich", 7, 7 }, { s.first, s.last, s.text, s.row, #s })
    assert.are.equal(doc, s.doc)
    assert.are.equal(tok, s.layer)
    assert.are.same({ "Zürich", "zürich", "word" }, { s.form, s.folded, s.kind })
    assert.are.same({ 22, 28 }, { s:offsets() })
    assert.are.same({ 22, 29 }, { s:offsets "bytes" })
    assert.are.equal('token[7] 23-29 "Zürich"', tostring(s))
  end)

  it("is equal to the same row alone", function()
    assert.is_true(tok[3] == tok[3])
    assert.is_false(tok[3] == tok[4])
    assert.is_false(tok[3] == document.new():layer("token")[3])
    assert.is_true(doc:span(1, 3) == doc:span(1, 3))
    assert.is_false(doc:span(1, 3) == tok[1])
    assert.is_false(tok[1] == 5)
  end)

  it("names the nearest column", function()
    raises('"fodled" %(did you mean "folded"%?%)', function() return tok[1].fodled end)
    raises("span_spec%.lua:%d+: ", function() return tok[1].nothing_like_it end)
    raises("unknown field", function() return tok[1][1] end)
    raises("unknown field", function() return tok[1][nil] end)
  end)

  it("walks and looks around", function()
    assert.are.equal(tok[2], tok[1]:next())
    assert.are.equal(tok[1], tok[2]:prev())
    assert.is_nil(tok[1]:prev())
    assert.is_nil(tok[#tok]:next())
    assert.are.equal(1, tok[3]:within("sentence").row)
    assert.are.equal(8, #doc:layer("sentence")[1]:covered "token")
    assert.are.equal(1, #tok[1]:overlapping "sentence")
    assert.are.same({}, tok[1]:covered "sentence")
    assert.are.equal(tok[2], tok[1]:nearest "token")
    assert.are.equal(tok[1], tok[2]:nearest("token", { side = "left" }))
    assert.is_nil(tok[1]:nearest("token", { side = "left" }))
    assert.are.equal(tok[7], tok[8]:nearest("token", { within = "sentence" }))
    raises('unknown layer "tokens" %(did you mean "token"%?%)', tok[1].within, tok[1], "tokens")
    raises("expected", tok[1].within, tok[1])
    raises("expected", tok[1].within, tok[1], 5)
    raises("gloss.span expected", tok[1].within, tok, "token")
  end)

  it("may be free", function()
    local s = doc:span(1, 8)
    assert.are.same({ 1, 8, "Ana Ruiz" }, { s.first, s.last, s.text })
    assert.are.equal(doc, s.doc)
    assert.is_nil(s.layer)
    assert.is_nil(s.row)
    assert.are.equal(2, #s:covered "token")
    assert.are.equal(doc:layer("sentence")[1], s:within "sentence")
    assert.are.equal(tok[3], s:nearest "token")
    assert.are.equal('span 1-8 "Ana Ruiz"', tostring(s))
    raises("no neighbours", s.next, s)
    raises("no neighbours", s.prev, s)
    raises("unknown field", function() return s.label end)
    raises("past the end", doc.span, doc, 1, 10000)
    raises("inside a character", doc.span, doc, 25, 26)
  end)

  it("of a relation has no place", function()
    local r = doc:relation "pair"
    r:add { name = "x" }
    r:add { name = "y" }
    local rows = r:seal()
    local row = rows[1]
    assert.are.equal("x", row.name)
    assert.is_nil(row.first)
    assert.is_nil(row.last)
    assert.is_nil(row.text)
    assert.are.equal(0, #row)
    assert.are.equal("pair[1]", tostring(row))
    assert.are.equal(rows[2], row:next())
    raises("no place in the text", row.within, row, "sentence")
    raises("no place in the text", row.offsets, row)
  end)

  it("keeps its document", function()
    local s = document.new():layer("token")[2]
    collectgarbage()
    collectgarbage()
    assert.are.equal("Ruiz", s.text)
    assert.are.equal("Ruiz", s.doc:layer("token")[2].form)
  end)
end)
