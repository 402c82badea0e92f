-- gloss.normalize: the text, and the map between it and its source.
local gloss = require "gloss"
local raises = require("support.document").raises

local function all(options)
  options = options or {}
  return { form = options.form, fold = true, diacritics = false, quotes = true, dashes = true }
end

describe("gloss.normalize", function()
  it("gives NFC unless told otherwise", function()
    assert.equal("caf\u{E9} \u{FB01}n", (gloss.normalize "cafe\u{301} \u{FB01}n"))
    assert.equal("caf\u{E9}", (gloss.normalize("cafe\u{301}", {})))
    assert.equal("", (gloss.normalize ""))
    assert.equal("a\0b", (gloss.normalize "a\0b"))
  end)

  it("gives the four forms", function()
    local source = "\u{C5}\u{FB01}"
    for form, expected in pairs { nfc = source, nfd = "A\u{30A}\u{FB01}", nfkc = "\u{C5}fi",
                                  nfkd = "A\u{30A}fi" } do
      assert.equal(expected, (gloss.normalize(source, { form = form })))
    end
  end)

  it("does what its options say, and no more", function()
    local source = "\u{201E}Stra\u{DF}e\u{201C} \u{2013} \u{C9}t\u{E9}"
    assert.equal(source, (gloss.normalize(source)))
    assert.equal("\u{201E}strasse\u{201C} \u{2013} \u{E9}t\u{E9}",
                 (gloss.normalize(source, { fold = true })))
    assert.equal("\u{201E}Stra\u{DF}e\u{201C} \u{2013} Ete",
                 (gloss.normalize(source, { diacritics = false })))
    assert.equal('"Stra\u{DF}e" \u{2013} \u{C9}t\u{E9}',
                 (gloss.normalize(source, { quotes = true })))
    assert.equal("\u{201E}Stra\u{DF}e\u{201C} - \u{C9}t\u{E9}",
                 (gloss.normalize(source, { dashes = true })))
    assert.equal('"strasse" - ete', (gloss.normalize(source, all())))
    assert.equal(source, (gloss.normalize(source, { diacritics = true, fold = false })))
  end)

  it("says where text is not UTF-8", function()
    local text, message, position = gloss.normalize "abc\xE9"
    assert.is_nil(text)
    assert.equal("not UTF-8 at byte 3", message)
    assert.equal(4, position)
  end)

  it("raises on wrong options", function()
    raises('unknown option "froms" %(did you mean "form"%?%)', gloss.normalize, "", { froms = 1 })
    raises('unknown form "nfx"', gloss.normalize, "", { form = "nfx" })
    raises("fold must be true or false", gloss.normalize, "", { fold = "yes" })
    raises("string expected", gloss.normalize)
  end)
end)

describe("its map", function()
  local source = "\u{201C}Re\u{301}sum\u{E9}\u{201D} \u{2014} \u{FB01}n"
  local text, map

  before_each(function() text, map = gloss.normalize(source, all { form = "nfkc" }) end)

  it("leads back to the source", function()
    assert.equal('"resume" - fin', text)
    for found, expected in pairs { resume = "Re\u{301}sum\u{E9}", ["-"] = "\u{2014}",
                                   f = "\u{FB01}", fin = "\u{FB01}n", n = "n" } do
      assert.equal(expected, source:sub(map:source(text:find(found, 1, true))))
    end
    assert.equal(source, source:sub(map:source(1, #text)))
  end)

  it("leads from the source", function()
    assert.equal("resume", text:sub(map:target(source:find "R.-\u{E9}")))
    assert.equal("e", text:sub(map:target(source:find "\u{301}")))
    assert.equal("fi", text:sub(map:target(source:find "\u{FB01}")))
    assert.equal(text, text:sub(map:target(1, #source)))
  end)

  it("counts a dropped mark with its letter", function()
    local stripped, dropped = gloss.normalize("\u{628}\u{64E}a", { diacritics = false })
    assert.equal("\u{628}a", stripped)
    assert.same({ 1, 2 }, { dropped:target(3, 4) })
    assert.same({ 1, 4 }, { dropped:source(1, 2) })
  end)

  it("raises for positions outside", function()
    raises("positions 14%-15 are not in the text", map.source, map, 14, 15)
    raises("positions 1%-99 are not in the text", map.target, map, 1, 99)
    raises("count from 1", map.source, map, 0, 1)
    raises("last is before first", map.source, map, 2, 1)
    raises('unknown field of a map: "sauce"', function() return map.sauce end)
  end)

  it("can be closed", function()
    do
      local closing <close> = map
      assert.same({ 1, 3 }, { closing:source(1, 1) })
    end
    raises("map is closed", map.source, map, 1, 1)
  end)
end)
