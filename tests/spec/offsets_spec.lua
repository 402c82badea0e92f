-- Offsets that are written lead back to their text, in every unit and writer; a failing check is an
-- error, not output.
local gloss = require "gloss"
local offsets = require "gloss.offsets"

local UNITS = { "codepoints", "bytes", "utf16" }
local TEXT = "Zo\u{EB} \u{1D11E}\u{1F600} met\r\n\u{65E5}\u{672C} e\u{301}t\u{E9}. \u{10FFFF}x"

-- Cuts a text by half-open offsets, by the definition of each unit.
local function cut(text, start, stop, unit)
  if unit == "bytes" then return text:sub(start + 1, stop) end
  local at, parts = 0, {}
  for _, code in utf8.codes(text) do
    if at >= start and at < stop then parts[#parts + 1] = utf8.char(code) end
    at = at + (unit == "utf16" and code > 0xFFFF and 2 or 1)
  end
  return table.concat(parts)
end

local function document()
  local doc = assert(gloss.doc(TEXT, { id = "x" }))
  local tokens = gloss.tokenizer {}:run(doc)
  local b = doc:build "piece"
  for s in tokens:spans() do b:add(s.first, s.last, { label = "P" }) end
  b:seal()
  return doc, tokens
end

describe("offsets that are written", function()
  it("cut out what they are of: JSON", function()
    local doc, tokens = document()
    for _, unit in ipairs(UNITS) do
      local line = gloss.writers.jsonl({ offsets = unit }):line { piece = doc:layer "piece":rows() }
      local record = gloss.json.decode(line)
      assert.are.equal(unit, record.offsets)
      assert.are.equal(#tokens, #record.piece)
      for i, one in ipairs(record.piece) do
        assert.are.equal(tokens[i].text, one.text)
        assert.are.equal(one.text, cut(TEXT, one.start, one["end"], unit))
      end
    end
  end)

  it("cut out what they are of: CoNLL-U, brat", function()
    local doc = document()
    for _, unit in ipairs(UNITS) do
      for form, start, stop in gloss.writers.conllu({ offsets = unit }):document(doc)
        :gmatch "\n%d+\t([^\t]+)\t[^\n]-TokenRange=(%d+):(%d+)" do
        assert.are.equal(form, cut(TEXT, tonumber(start), tonumber(stop), unit))
      end
    end
    local n = 0
    for start, stop, text in gloss.writers.brat():document(doc):gmatch "P (%d+) (%d+)\t([^\n]+)" do
      assert.are.equal(text, cut(TEXT, tonumber(start), tonumber(stop), "codepoints"))
      n = n + 1
    end
    assert.are.equal(#doc:layer "piece", n)
  end)

  it("are an error where they do not lead back", function()
    local wrong = { offsets = function() return 3, 5 end, bytes = function() return 4, 6 end }
    assert.are.equal(3, (offsets.of(wrong, 4, 6)))
    local start, why = offsets.of(wrong, 4, 5, "utf16")
    assert.is_nil(start)
    assert.are.equal("offsets [3,5) in utf16 do not lead back to bytes 4 to 5", why)
    local layer = { doc = setmetatable({ text = "\u{EB}" }, { __index = wrong }) }
    function layer.each()
      local done
      return function()
        if done then return nil end
        done = true
        return 1, 4, 5
      end
    end
    assert.error_matches(function() offsets.rows(layer, "codepoints") end, "do not lead back")
  end)
end)

describe("JSON that is written", function()
  it("is UTF-8, with exact integers and no number that is none", function()
    local encode = gloss.json.encode
    for _, n in ipairs { math.maxinteger, math.mininteger, (1 << 53) + 1 } do
      assert.are.equal(("[%d]"):format(n), encode { n })
      assert.are.equal(n, gloss.json.decode(encode { n })[1])
    end
    for _, bad in ipairs { 0 / 0, math.huge, -math.huge, "\xFF", "a\xC0\x80", "\xED\xA0\x80" } do
      assert.has_error(function() encode { bad } end)
      assert.has_error(function() encode { [tostring(bad) .. "\xFF"] = 1 } end)
    end
    assert.is_truthy(utf8.len(encode { "\u{10FFFF}\0\u{2028}" }))
  end)
end)
