-- tokenizer:stream -- documents of a text that is read piece by piece.
local gloss = require "gloss"

local text = string.rep("Mr. Smith can't go.\n\nThe U.S. navy paid $3.50 on Monday.\n", 300)

-- Gives a source that hands out parts of n bytes.
local function parts(s, n)
  local at = 1
  return function()
    if at > #s then return nil end
    at = at + n
    return s:sub(at - n, at - 1)
  end
end

-- Gives the tokens of documents as strings, positions counted in the whole text.
local function list(...)
  local out = {}
  for doc, offset in ... do
    for _, first, last, form in doc:layer "token":each "form" do
      out[#out + 1] = ("%d-%d %s"):format(first + offset, last + offset, form)
    end
  end
  return out
end

local function whole(s)
  local doc = gloss.doc(s)
  gloss.tokenizer():run(doc)
  local done
  return list(function()
    if done then return nil end
    done = true
    return doc, 0
  end)
end

describe("tokenizer:stream", function()
  local tokenizer = gloss.tokenizer()

  it("gives the tokens of one document", function()
    local expected = whole(text)
    for _, size in ipairs { 1, 100, 5000, 1000000 } do
      for _, n in ipairs { 7, 1000, #text } do
        assert.same(expected, list(tokenizer:stream(parts(text, n), { size = size })))
      end
    end
  end)

  it("reads a file, and lets it open", function()
    local file = assert(io.tmpfile())
    assert(file:write(text))
    file:seek "set"
    assert.same(whole(text), list(tokenizer:stream(file, { size = 4000 })))
    assert.equal("file", io.type(file))
    file:close()
  end)

  it("reads anything with a read method", function()
    local source = { left = 3 }
    function source:read(n)
      assert.equal("integer", math.type(n))
      self.left = self.left - 1
      return self.left >= 0 and "ab " or nil
    end
    assert.same({ "1-2 ab", "4-5 ab", "7-8 ab" }, list(tokenizer:stream(source)))
  end)

  it("gives whole documents: text, id, offset", function()
    local texts, ids, offsets = {}, {}, {}
    local options = { size = 2000, id = "news" }
    for doc, offset in tokenizer:stream(parts("\xEF\xBB\xBF" .. text, 999), options) do
      texts[#texts + 1], ids[#ids + 1], offsets[#offsets + 1] = doc.text, doc.id, offset
      assert.is_true(#doc:layer "token" > 0)
    end
    assert.equal(text, table.concat(texts))
    assert.equal(0, offsets[1])
    assert.equal(#texts[1] + #texts[2], offsets[3])
    assert.equal("news@0", ids[1])
    assert.equal("news@" .. offsets[3], ids[3])
    for doc in tokenizer:stream(parts("a b", 1)) do assert.equal("", doc.id) end
  end)

  it("gives the sentences of one document", function()
    local function sentences(...)
      local out = {}
      for doc, offset in ... do
        for _, s in ipairs(doc:layer "sentence") do
          out[#out + 1] = ("%d-%d %s"):format(s.first + offset, s.last + offset, s.reason)
        end
      end
      return out
    end
    local joined = text:gsub("\n+", " ")
    for _, options in ipairs { {}, { style = "uax29" }, { newlines = "sentence" } } do
      local splitter = gloss.splitter(options)
      local doc = gloss.doc(joined)
      tokenizer:run(doc)
      splitter:run(doc)
      local done
      local expected = sentences(function()
        if done then return nil end
        done = true
        return doc, 0
      end)
      for _, size in ipairs { 1, 500, 1000000 } do
        assert.same(expected,
          sentences(tokenizer:stream(parts(joined, 999), { size = size, splitter = splitter })))
      end
    end
    assert.error_matches(function() tokenizer:stream(print, { splitter = 1 }) end,
      "gloss.splitter expected")
  end)

  it("gives nothing for no text", function()
    assert.same({}, list(tokenizer:stream(parts("", 1))))
    assert.same({}, list(tokenizer:stream(parts("\xEF\xBB\xBF", 1))))
  end)

  it("raises where a byte is bad, or replaces it", function()
    local bad = "one \xE2\x82 two"
    local ok, why = pcall(list, tokenizer:stream(parts(bad, 1)))
    assert.is_false(ok)
    assert.matches("text is not UTF%-8 at byte 5$", why)
    ok, why = pcall(list, tokenizer:stream(parts("one \xE2", 2)))
    assert.is_false(ok)
    assert.matches("at byte 5$", why)
    assert.same({ "1-3 one", "5-7 \u{FFFD}", "9-11 two" },
      list(tokenizer:stream(parts(bad, 1), { replace_bad = true })))
  end)

  it("raises what the source raises or says", function()
    local function fail() error("no more paper", 0) end
    assert.error_matches(function() list(tokenizer:stream(fail)) end, "^no more paper$")
    local function say() return nil, "disk on fire" end
    assert.error_matches(function() list(tokenizer:stream(say)) end, "cannot read: disk on fire")
    local function odd() return {} end
    assert.error_matches(function() list(tokenizer:stream(odd)) end, "a string or nil, not table")
  end)

  it("checks its arguments", function()
    assert.error_matches(function() tokenizer:stream "text" end, "function or file expected")
    assert.error_matches(function() tokenizer:stream(io.open "/no/such/file") end,
      "function or file expected, got nil")
    assert.error_matches(function() tokenizer:stream(print, { sise = 1 }) end, '"size"')
    for _, size in ipairs { 0, -1, 1.5, 1 << 40, "1", {} } do
      assert.error_matches(function() tokenizer:stream(print, { size = size }) end, "size must be")
    end
    assert.error_matches(function() tokenizer:stream(print, { id = 1 }) end, "id must be a string")
    assert.error_matches(function() tokenizer:stream(print, { id = "\xFF" }) end, "not UTF%-8")
  end)

  it("may be left, and its source may yield", function()
    local count = 0
    for _ in tokenizer:stream(parts(text, 100), { size = 100 }) do
      count = count + 1
      if count == 2 then break end
    end
    local run = coroutine.wrap(function()
      local read = parts(text, 50)
      local function source()
        coroutine.yield "more"
        return read()
      end
      return list(tokenizer:stream(source, { size = 1000 }))
    end)
    local result
    repeat result = run() until result ~= "more"
    assert.same(whole(text), result)
  end)

  it("is closed with the loop that owns it", function()
    local next_document, _, _, stream = tokenizer:stream(parts(text, 100))
    assert.is_table((getmetatable(stream)))
    do local closing <close> = stream end -- luacheck: ignore closing
    assert.error_matches(next_document, "stream is closed")
  end)
end)
