-- gloss.segments: grapheme clusters, words and sentences of plain text.
local gloss = require "gloss"
local raises = require("support.document").raises

local function parts(text, kind)
  local out = {}
  for first, last in gloss.segments(text, kind) do out[#out + 1] = text:sub(first, last) end
  return out
end

describe("segments", function()
  it("are what a reader takes for one character", function()
    assert.are.same({ "e\u{301}", "👩‍🚀", "🇫🇷", "🇩🇪", "각", "\r\n" },
      parts("e\u{301}👩‍🚀🇫🇷🇩🇪각\r\n", "grapheme"))
  end)

  it("are words and what stands between them", function()
    assert.are.same({ "Can't", " ", "pay", " ", "1,234.50", " ", "–", " ", "a_b", "." },
      parts("Can't pay 1,234.50 – a_b.", "word"))
    assert.are.same({ "за", " ", "два", "  ", "дня" }, parts("за два  дня", "word"))
  end)

  it("are sentences", function()
    assert.are.same({ "It rose 3.5 percent. ", "Why? ", "(Nobody said.) ", "\"We do.\"\n", "Yes" },
      parts("It rose 3.5 percent. Why? (Nobody said.) \"We do.\"\nYes", "sentence"))
  end)

  it("cover the text, whatever it is", function()
    local text = "a\0b\u{200D}👍🏽 :\u{301}\u{301}x\r\r\n\u{600}\u{10FFFF}"
    for _, kind in ipairs { "grapheme", "word", "sentence" } do
      assert.are.equal(text, table.concat(parts(text, kind)))
      assert.are.same({}, parts("", kind))
    end
  end)

  it("stay at the end, and do not read the control value", function()
    local step = gloss.segments("ab", "grapheme")
    assert.are.same({ 1, 1 }, { step(nil, -5) })
    assert.are.same({ 2, 2 }, { step(nil, "x") })
    assert.is_nil(step())
    assert.is_nil(step())
  end)

  it("need UTF-8 and a known kind", function()
    assert.are.same({ nil, "not UTF-8 at byte 2", 3 },
      { gloss.segments("ab\xFF", "word") })
    raises('unknown kind of segments "words" %(did you mean "word"%?%)',
      function() gloss.segments("a", "words") end)
    raises("string expected, got no value", function() gloss.segments("a") end)
  end)
end)
