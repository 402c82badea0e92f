-- Tokenizer styles, options and exceptions from Lua; what is refused, and where the error points.
local gloss = require "gloss"
local document = require "support.document"
local raises = document.raises

local TEXT = "I can't pay $5 for U.S.-based and/or 15-year-olds' http://host.org at 5pm :-)"

-- The tokens of a text, parted by spaces.
local function cuts(options, text)
  local words = {}
  for _, token in ipairs(gloss.tokenizer(options):run(gloss.doc(text or TEXT))) do
    words[#words + 1] = token.text
  end
  return table.concat(words, " ")
end

describe("a tokenizer", function()
  it("cuts by style", function()
    assert.are.equal("I ca n't pay $ 5 for U.S. - based and / or 15 - year - olds ' "
      .. "http://host.org at 5 pm :-)", cuts {})
    assert.are.equal("I ca n't pay $ 5 for U.S.-based and/or 15-year-olds ' http://host.org "
      .. "at 5pm :-)", cuts { style = "ptb" })
    assert.are.equal(TEXT, cuts { style = "whitespace" })
    assert.are.equal(cuts {}, cuts { style = "ud" })
  end)

  it("leaves the stop after an address, and joins one to what a number follows", function()
    assert.are.equal("See http://a.org/al . Both", cuts(nil, "See http://a.org/al. Both"))
    assert.are.equal("Art. III , Vol. IX ; my art . I", cuts(nil, "Art. III, Vol. IX; my art. I"))
  end)

  it("takes choices", function()
    assert.are.equal("a U.S.-based and/or", cuts({ hyphens = "keep" }, "a U.S.-based and/or"))
    assert.are.equal("can't Smith's gonna", cuts({ clitics = "keep" }, "can't Smith's gonna"))
    assert.are.equal("a @ host . org", cuts({ urls = "split" }, "a@host.org"))
    assert.are.equal("$5 5% 5pm", cuts({ symbols = "keep" }, "$5 5% 5pm"))
    assert.are.equal("$ 5 5 pm", cuts({ style = "ptb", symbols = "split" }, "$5 5pm"))
    assert.are.equal(": - )", cuts({ emoji = "split" }, ":-)"))
  end)

  it("takes exceptions", function()
    local options = { keep = { "and/or", "C++" }, split = { "du n no" } }
    assert.are.equal("C++ and/or du n no", cuts(options, "C++ and/or dunno"))
    assert.are.equal("And / or Dunno", cuts(options, "And/or Dunno"))
    raises('bad form in keep: "a b"', gloss.tokenizer, { keep = { "a b" } })
    raises('bad form in split: "ab"', gloss.tokenizer, { split = { "ab" } })
    raises("listed twice", gloss.tokenizer, { keep = { "ab" }, split = { "a b" } })
  end)

  it("names what it does not know, and what is nearest", function()
    raises('unknown style "pbt": did you mean "ptb"%?', gloss.tokenizer, { style = "pbt" })
    raises('"kep" of hyphens: did you mean "keep"%?', gloss.tokenizer, { hyphens = "kep" })
    raises('unknown option "hyphen" %(did you mean "hyphens"%?%)', gloss.tokenizer,
      { hyphen = "keep" })
    raises('style "whitespace" takes no option urls', gloss.tokenizer,
      { style = "whitespace", urls = "split" })
    raises("clitics must be a string", gloss.tokenizer, { clitics = true })
  end)

  it("points to the line of the script that made it", function()
    local make = assert(load("local gloss = ...\n\nreturn gloss.tokenizer { style = 'x' }",
      "@script.lua"))
    local ok, message = pcall(function() return (make(gloss)) end)
    assert.is_false(ok)
    assert.matches("^script%.lua:3: unknown style", message)
  end)

  it("has a fingerprint of all its options", function()
    local seen = {}
    for _, options in ipairs { {}, { style = "ptb" }, { hyphens = "keep" }, { clitics = "keep" },
      { urls = "split" }, { symbols = "keep" }, { emoji = "split" }, { keep = { "x-y" } } } do
      local fingerprint = gloss.tokenizer(options).fingerprint
      assert.is_nil(seen[fingerprint])
      seen[fingerprint] = true
    end
  end)
end)
