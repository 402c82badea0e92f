-- Closing: after doc:close() everything of the document raises, nothing crashes.
local gloss = require "gloss"
local document = require "support.document"
local raises = document.raises

local CLOSED = "document is closed"

-- Everything that can be had of a document, before it is closed.
local function everything()
  local doc = document.new()
  local tok = doc:layer "token"
  local all = { doc = doc, tok = tok, span = tok[2], free = doc:span(1, 3),
                column = tok:column "form", unbound = tok:filter({ 1, 2 }, "few"),
                builder = doc:build "x", each = tok:each("form", "kind"),
                spans = tok:spans(), covered = tok:covered(1, 8) }
  local r = doc:relation "r"
  r:add { to = tok[1] }
  all.relation = r:seal()
  all.row = all.relation[1]
  return all
end

describe("after doc:close()", function()
  it("every method raises", function()
    local a = everything()
    a.doc:close()
    for _, f in ipairs {
      function() return a.doc.text end, function() return a.doc.id end,
      function() return #a.doc end,
      function() return a.doc:layer "token" end, function() return a.doc:build "y" end,
      function() return a.doc:span(1, 2) end, function() return a.doc:set_meta("a", "b") end,
      function() return #a.tok end, function() return a.tok.name end,
      function() return a.tok[1] end,
      function() return a.tok:each "form" end, function() return a.tok:rows() end,
      function() return a.tok:where("form", "x") end, function() return a.tok.doc end,
      function() return a.tok:has "form" end, function() return a.tok:within(1, 2) end,
      function() return a.tok:merge(a.unbound) end, function() return #a.unbound end,
      function() return a.span.text end, function() return a.span.folded end,
      function() return a.span:next() end, function() return a.span:within "sentence" end,
      function() return #a.span end, function() return a.span.first end,
      function() return a.free.text end, function() return a.free:covered "token" end,
      function() return a.column[1] end, function() return #a.column end,
      function() return a.column.name end, function() return a.builder:add(1, 2) end,
      function() return a.builder:seal() end, function() return #a.builder end, a.each, a.spans,
      a.covered, function() return a.row.to end, function() return a.relation[1] end,
      function() return gloss.tokenizer {}:run(a.doc) end } do
      raises(CLOSED, f)
    end
  end)

  it("things print, compare and close again", function()
    local a = everything()
    local same = a.tok[2]
    a.doc:close()
    a.doc:close()
    for name, pattern in pairs { doc = "document %(closed%)", tok = "layer %(closed%)",
                                 span = "span %(closed%)", column = "column %(closed%)" } do
      assert.matches(pattern, tostring(a[name]))
    end
    assert.is_false(a.span == same)
    assert.is_true(a.tok == a.tok)
    assert.is_false(a.tok == a.unbound)
  end)

  it("happens at the end of a block", function()
    local tok
    do
      local doc <close> = document.new()
      tok = doc:layer "token"
      assert.are.equal(13, #tok)
    end
    raises(CLOSED, function() return #tok end)
  end)

  it("stops loops that are under way", function()
    local doc = document.new()
    raises(CLOSED, function()
      for i in doc:layer("token"):each "form" do
        if i == 3 then doc:close() end
      end
    end)
    doc = document.new()
    raises(CLOSED, function()
      doc:layer("token"):filter(function(s)
        doc:close()
        return s.row
      end)
    end)
  end)

  it("is put off in finalizers, which may interrupt anything", function()
    for i = 1, 30 do
      local doc = document.new(("word "):rep(500))
      local tok = doc:layer "token"
      local close = function() doc:close() end
      setmetatable({}, { __gc = i % 2 == 0 and close or coroutine.wrap(close) })
      for _ = 1, 20 do
        assert.are.equal(500, #tok:rows())
        assert.are.equal(500, tok:count_by("form").word)
        tok:filter { 1, 2 }:merge(tok)
      end
    end
    local doc = document.new()
    setmetatable({}, { __gc = function() doc:close() end })
    collectgarbage()
    assert.are.equal(13, #doc:layer "token")
    gloss.doc "next"
    raises(CLOSED, function() return doc.text end)
  end)

  it("leaves other documents alone", function()
    local a, b = document.new(), document.new()
    local s = b:layer("token")[2]
    a:close()
    assert.are.equal("Ruiz", s.form)
    local c = document.new()
    assert.are.equal("Ruiz", c:layer("token")[2].form)
  end)
end)

describe("a layer or engine at the end of a block", function()
  it("is closed alone", function()
    local doc = document.new()
    do
      local tok <close> = doc:layer "token"
      assert.are.equal(13, #tok)
    end
    assert.are.equal(13, #doc:layer "token")
    local kept
    do
      local t <close> = gloss.tokenizer {}
      kept = t
    end
    raises("tokenizer is closed", function() kept:run(gloss.doc "x") end)
    raises("tokenizer is closed", function() return kept.fingerprint end)
  end)
end)

describe("metatables", function()
  it("are locked, and show names alone", function()
    local doc = document.new()
    for _, value in ipairs { doc, doc:layer "token", doc:layer("token")[1] } do
      local shown = getmetatable(value)
      assert.matches("^gloss%.", shown.__name)
      assert.is_nil(shown.__gc)
      assert.is_nil(shown.__index)
    end
    local gc = debug.getmetatable(doc).__gc
    raises("expected", gc, doc:layer "token")
    raises("expected", gc, 5)
    raises("expected", debug.getmetatable(doc).__index, 5, "text")
    raises("expected", debug.getmetatable(doc:layer "token").__index, doc, "name")
  end)
end)
