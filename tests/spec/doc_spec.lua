-- Documents: making, metadata, reference date, offsets, layers by name.
local gloss = require "gloss"
local document = require "support.document"
local raises = document.raises

describe("gloss.doc", function()
  it("keeps text, id, metadata and reference date", function()
    local d = gloss.doc("Hällo\r\n\0!", { id = "a/b.txt", ref_date = "2024-02-29",
                                           meta = { source = "wire", slug = "x" } })
    assert.are.equal("Hällo\r\n\0!", d.text)
    assert.are.equal(10, #d)
    assert.are.equal("a/b.txt", d.id)
    assert.are.same({ source = "wire", slug = "x" }, d.meta)
    assert.are.equal("2024-02-29", d.ref_date)
    assert.are.equal("option", d.ref_date_from)
  end)

  it("has defaults", function()
    local d = gloss.doc ""
    assert.are.same({ "", "", 0 }, { d.id, d.text, #d })
    assert.is_nil(d.ref_date)
    assert.is_nil(d.ref_date_from)
    assert.are.same({}, d.meta)
    assert.are.same({}, d:layers())
  end)

  it("drops a leading byte order mark", function()
    assert.are.equal("x", gloss.doc("\xEF\xBB\xBFx").text)
  end)

  it("gives nil, message and position for bad UTF-8", function()
    local d, why, position = gloss.doc "ab\xFFc"
    assert.is_nil(d)
    assert.is_string(why)
    assert.are.equal(3, position)
    assert.are.equal("ab\u{FFFD}c", gloss.doc("ab\xFFc", { replace_bad = true }).text)
  end)

  it("gives nil and a message for a bad date, id or metadata", function()
    for _, options in ipairs { { ref_date = "2023-02-29" }, { ref_date = "soon" }, { id = "\xFF" },
                               { meta = { a = "\xFF" } }, { meta = { [""] = "a" } } } do
      local d, why = gloss.doc("x", options)
      assert.is_nil(d)
      assert.is_string(why)
    end
  end)

  it("holds a bounded number of metadata and layers", function()
    local meta = {}
    for i = 1, 4096 do meta["key" .. i] = "v" end
    local d = gloss.doc("x", { meta = meta })
    assert.same({ nil, "more than 4096 metadata" }, { d:set_meta("more", "v") })
    for i = 1, 4096 do d:build("layer" .. i):seal() end
    raises("no more than 4096 layers", function() d:build("more"):seal() end)
    raises("no more than 4096 columns", d.build, d, "more", (function()
      local columns = { more = "symbol" }
      for key in pairs(meta) do columns[key] = "symbol" end
      return columns
    end)())
    meta.more = "v"
    assert.same({ nil, "more than 4096 metadata" }, { gloss.doc("x", { meta = meta }) })
  end)

  it("raises for a wrong program", function()
    raises('unknown option "ref_dat" %(did you mean "ref_date"%?%)', gloss.doc, "x",
           { ref_dat = "" })
    raises("unknown option", gloss.doc, "x", { "x" })
    raises("string expected", gloss.doc)
    raises("string expected", gloss.doc, {})
    raises("table expected", gloss.doc, "x", 5)
    raises("id must be a string", gloss.doc, "x", { id = 5 })
    raises("meta", gloss.doc, "x", { meta = { a = 5 } })
    raises("table expected", gloss.doc, "x", { meta = "a" })
  end)

  it("names the script's line", function()
    raises("doc_spec%.lua:%d+: ", function() gloss.doc("x", { idd = "" }) end)
  end)

  it("sets metadata", function()
    local d = gloss.doc "x"
    assert.is_true(d:set_meta("k", "v"))
    assert.is_true(d:set_meta("k", "w"))
    assert.are.same({ k = "w" }, d.meta)
    d.meta.k = "other"
    assert.are.equal("w", d.meta.k)
    local ok, why, position = d:set_meta("k", "a\xFF")
    assert.is_nil(ok)
    assert.is_string(why)
    assert.are.equal(2, position)
    raises("empty key", d.set_meta, d, "", "v")
    raises("string expected", d.set_meta, d, "k")
  end)

  it("sets the reference date once", function()
    local d = gloss.doc "x"
    local ok, why = d:set_ref_date("2024-13-01", "meta")
    assert.is_nil(ok)
    assert.matches("2024%-13%-01", why)
    assert.is_true(d:set_ref_date("2024-12-01", "dateline"))
    assert.are.same({ "2024-12-01", "dateline" }, { d.ref_date, d.ref_date_from })
    ok, why = d:set_ref_date("2024-12-02", "meta")
    assert.is_nil(ok)
    assert.matches("already", why)
    assert.are.equal("2024-12-01", d.ref_date)
  end)

  it("finds layers by name, and names the nearest", function()
    local d = document.new()
    assert.are.same({ "token", "sentence" }, d:layers())
    assert.are.same({ #d:layer "token" + #d:layer "sentence", 2 }, { d:row_count() })
    assert.are.same({ #d:layer "sentence", 2 }, { d:row_count(1) })
    assert.are.same({ 0, 2 }, { d:row_count(2) })
    assert.error_matches(function() d:row_count(-1) end, "no count of layers")
    assert.are.equal("token", d:layer("token").name)
    assert.are.equal(d:layer "token", d:find "token")
    assert.is_nil(d:find "tokne")
    raises('unknown layer "tokne" %(did you mean "token"%?%)', d.layer, d, "tokne")
    raises('known: sentence, token', d.layer, d, "xyz")
    raises("string expected", d.layer, d)
    raises("gloss.doc expected", d.layer, d:layer "token", "token")
  end)

  it("names the nearest field", function()
    raises('"txet" %(did you mean "text"%?%)', function() return gloss.doc("x").txet end)
    raises("unknown field", function() return gloss.doc("x")[1] end)
    raises("unknown field", function() return gloss.doc("x")[{}] end)
  end)

  it("converts offsets both ways", function()
    local d = gloss.doc "aé𝄞z" -- 1, 2, 4 and 1 bytes
    assert.are.same({ 1, 3 }, { d:offsets(2, 7) })
    assert.are.same({ 1, 3 }, { d:offsets(2, 7, "codepoints") })
    assert.are.same({ 1, 4 }, { d:offsets(2, 7, "utf16") })
    assert.are.same({ 1, 7 }, { d:offsets(2, 7, "bytes") })
    for _, unit in ipairs { "codepoints", "utf16", "bytes" } do
      local start, stop = d:offsets(4, 8, unit)
      assert.are.same({ 4, 8 }, { d:bytes(start, stop, unit) })
    end
    raises("inside a character", d.offsets, d, 3, 7)
    raises("inside a character", d.offsets, d, 2, 5)
    raises("past the end", d.offsets, d, 1, 9)
    raises("last is before first", d.offsets, d, 2, 1)
    raises("count from 1", d.offsets, d, 0, 1)
    raises('unknown unit "byte" %(did you mean "bytes"%?%)', d.offsets, d, 1, 1, "byte")
    raises("past the text or inside", d.bytes, d, 0, 99)
    raises("past the text or inside", d.bytes, d, 2, 3, "utf16")
    raises("end is not after start", d.bytes, d, 2, 2)
    raises("out of bounds", d.bytes, d, -1, 2)
    raises("past the end", d.offsets, d, 1, math.maxinteger)
    raises("last is before first", d.offsets, d, 1, math.mininteger)
  end)

  it("binds layers once, and only its own", function()
    local d, other = document.new(), document.new()
    local few = d:layer("token"):filter({ 1, 2 }, "few")
    assert.is_nil(d:find "few")
    assert.are.equal(few, d:bind(few))
    assert.are.equal(few, d:layer "few")
    raises("already a layer", d.bind, d, d:layer("token"):filter({ 1 }, "few"))
    raises("another document", d.bind, d, other:layer("token"):filter({ 1 }, "fresh"))
    raises("gloss.layer expected", d.bind, d, "token")
  end)

  it("prints itself", function()
    assert.are.equal('document "x" (2 bytes)', tostring(gloss.doc("ab", { id = "x" })))
  end)

  it("survives many documents and their collection", function()
    for i = 1, 200 do
      local d = document.new(("Round %d. "):format(i):rep(50))
      assert.are.equal("Round", d:layer("token")[1].text)
    end
    collectgarbage()
  end)

  it("are collected while others are made, whatever mode the collector is in", function()
    local text = ("Round and round. "):rep(40000)
    local mode = collectgarbage "generational"
    for _, tried in ipairs { "generational", "incremental" } do
      collectgarbage(tried)
      local seen, before = setmetatable({}, { __mode = "v" }), nil
      for i = 1, 300 do
        assert(before == nil or #before == #text)
        before = gloss.doc(text)
        seen[i] = before
      end
      local open = 0
      for _ in pairs(seen) do open = open + 1 end
      assert.is_true(open < 60, ("%s: %d documents are open"):format(tried, open))
    end
    collectgarbage(mode)
  end)
end)
