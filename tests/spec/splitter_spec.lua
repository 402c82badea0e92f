-- gloss.splitter: what it makes beside sentences: reasons, paragraphs, lines, neighbours.
local gloss = require "gloss"

local function raises(pattern, f, ...)
  local arguments = table.pack(...)
  assert.error_matches(function() f(table.unpack(arguments, 1, arguments.n)) end, pattern)
end

local function texts(layer)
  local out = {}
  for i, span in ipairs(layer) do out[i] = span.text end
  return out
end

local function split(text, options)
  local doc = gloss.doc(text)
  gloss.tokenizer():run(doc)
  return gloss.splitter(options):run(doc)
end

describe("gloss.splitter", function()
  it("says why sentences end", function()
    local sentences = split "Rain in Oslo\n\nIt rained. We left"
    assert.are.same({ "heading", "terminator", "end" },
      { sentences[1].reason, sentences[2].reason, sentences[3].reason })
    assert.are.same({ 2 }, sentences:where("reason", "terminator"))
  end)

  it("splits as UAX #29 does", function()
    assert.are.same({ "Mr.", "Crane left. he did!", "No" },
      texts(split("Mr. Crane left. he did!\nNo", { style = "uax29" })))
  end)

  it("takes words that start sentences", function()
    assert.are.equal(1, #split "He left Acme Inc. Ships came.")
    assert.are.equal(2, #split("He left Acme Inc. Ships came.", { starters = { "ships" } }))
  end)

  it("names what is nearest", function()
    raises('unknown splitter style "uax": did you mean "uax29"', gloss.splitter, { style = "uax" })
    raises('did you mean "wrap"', gloss.splitter, { newlines = "warp" })
    raises('"starter" %(did you mean "starters"%?%)', gloss.splitter, { starter = {} })
  end)

  it("makes paragraphs and lines", function()
    local doc = gloss.doc "Rain in Oslo\r\n\r\n  It rained.\r\nWe left. \f\nNo"
    gloss.tokenizer():run(doc)
    local splitter = gloss.splitter { newlines = "wrap" }
    local paragraphs = splitter:paragraphs(doc)
    assert.are.equal(paragraphs, doc:layer "paragraph")
    assert.are.same({ "Rain in Oslo", "It rained.\r\nWe left.", "No" }, texts(paragraphs))
    assert.are.same({ "Rain in Oslo", "It rained.", "We left.", "No" }, texts(splitter:lines(doc)))
    raises('has a layer "line" already', splitter.lines, splitter, doc)
    raises('unknown layer "token"', splitter.lines, splitter, gloss.doc "x")
    local other = gloss.doc "x"
    other:build("mark"):seal()
    raises('lacks a token layer', splitter.lines, splitter, other, "mark")
  end)

  it("makes them in pipelines by name", function()
    local record = gloss.pipeline { "token", "paragraph", "line", "sentence" }
      :run(gloss.doc "One.\n\nTwo. Three.")
    assert.are.same({ 2, 2, 3 },
      { #record:layer "paragraph", #record:layer "line", #record:layer "sentence" })
    local ok, why = pcall(gloss.pipeline, { "paragraf" })
    assert.is_false(ok)
    assert.matches('did you mean "paragraph"', why)
  end)
end)

describe("the neighbours of a sentence", function()
  local function zoned(...)
    local doc = gloss.doc "Rain in Oslo It rained. We left. By A. Crane"
    gloss.tokenizer():run(doc)
    local zone = doc:build("zone", { label = "symbol" })
    for _, z in ipairs { ... } do zone:add(z[1], z[2], { label = z[3] }) end
    zone:seal()
    return gloss.splitter():run(doc)
  end

  it("are those of its zone", function()
    local s = zoned({ 1, 12, "headline" }, { 14, 32, "body" }, { 34, 44, "byline" })
    assert.are.equal(4, #s)
    assert.is_nil(s[1]:prev())
    assert.is_nil(s[1]:next())
    assert.is_nil(s[2]:prev())
    assert.are.equal(s[3], s[2]:next())
    assert.are.equal(s[2], s[3]:prev())
    assert.is_nil(s[3]:next())
    assert.is_nil(s[4]:next())
  end)

  it("may be in the next zone of its label", function()
    local s = zoned({ 1, 12, "headline" }, { 14, 23, "body" }, { 25, 32, "body" })
    assert.are.equal(s[3], s[2]:next())
    assert.is_nil(s[3]:next()) -- in no zone
    s = zoned({ 1, 12 }, { 14, 23 })
    assert.is_nil(s[1]:next()) -- zones without labels
  end)
end)
