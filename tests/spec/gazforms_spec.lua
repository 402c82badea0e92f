-- Other ways to write a surface: variants, diacritics, scripts without spaces.
local gloss = require "gloss"

-- Gives the matched texts, joined by "|".
local function find(definition, text, style)
  definition.name = "list"
  definition.tokenizer = gloss.tokenizer { style = style }
  local doc = assert(gloss.doc(text))
  definition.tokenizer:run(doc)
  local words = {}
  for s in gloss.gazetteer(definition):run(doc):spans() do words[#words + 1] = s.text end
  return table.concat(words, "|")
end

-- Checks that each text, where an entry is looked for with some variants, is a match or none.
local function check(entry, variants, yes, no, style, case)
  for expected, texts in next, { [true] = yes, [false] = no } do
    for _, text in ipairs(texts) do
      local found = find({ entries = { entry }, variants = variants, case = case },
                         "see " .. text .. " there", style)
      assert.are.equal(expected and text or "", found)
      local plain = find({ entries = { entry }, case = case }, "see " .. text .. " there", style)
      if expected and text ~= entry then assert.are_not.equal(text, plain) end
    end
  end
end

describe("variants", function()
  it("may be named again and again", function()
    local many = {}
    for i = 1, 100000 do many[i] = "dots" end
    check("U.S.", many, { "US", "U.S." }, { "us" }, nil, "exact")
  end)

  it("of quotes", function()
    check("O'Hara", { "quotes" }, { "O'Hara", "O’Hara" }, { "O Hara" })
    check("O’Hara", { "quotes" }, { "O'Hara" }, {})
    check('The "Big" One', { "quotes" }, { "The “Big” One" }, { "The Big One" })
  end)

  it("of hyphens", function()
    check("Jean-Paul Roux", { "hyphens" }, { "Jean-Paul Roux", "Jean‐Paul Roux", "Jean‑Paul Roux",
      "Jean–Paul Roux", "Jean Paul Roux", "JeanPaul Roux", "Jean-Paul-Roux" }, { "Jean Paul-Roux" })
    check("Coca Cola", { "hyphens" }, { "Coca-Cola" }, { "CocaCola" })
    check("- x", { "hyphens" }, { "- x" }, {})
  end)

  it("of dots", function()
    check("U.S.", { "dots" }, { "U.S.", "US", "U. S." }, { "us" })
    check("J. R. Ewing", { "dots" }, { "J.R. Ewing", "J R Ewing" }, { "JREwing" })
    check("Acme Inc.", { "dots" }, { "Acme Inc" }, {})
    check("UN", { "dots" }, { "U.N." }, { "U N" })
    check("Windows 3.1", { "dots" }, { "Windows 3.1" }, { "Windows 31" })
  end)

  it("of number and possession", function()
    check("Kalashnikov", { "plural" }, { "Kalashnikovs" }, { "Kalashnikoves" })
    check("Fox", { "plural" }, { "Foxes" }, { "Foxs" })
    check("field army", { "plural" }, { "field armies" }, { "fields army" })
    check("MP", { "plural" }, { "MPs" }, { "MPS" }, nil, "smart")
    check("Smith", { "possessive" }, { "Smith's", "Smith’s" }, { "Smiths" }, "whitespace")
    check("James", { "possessive" }, { "James'" }, {}, "whitespace")
    assert.are.equal("Smith", find({ entries = { "Smith" }, variants = { "possessive" } },
                                   "see Smith's there"))
  end)

  it("together give a row for an entry, not one for a form", function()
    local all = { "quotes", "hyphens", "dots", "plural", "possessive" }
    assert.are.equal("U.S. Steel-Works",
      find({ entries = { "U.S. Steel-Works" }, variants = all }, "the U.S. Steel-Works"))
    assert.are.equal("US Steel Workses",
      find({ entries = { "U.S. Steel-Works" }, variants = all }, "US Steel Workses"))
  end)

  it("have names", function()
    assert.has_error(function() find({ entries = { "a" }, variants = { "quote" } }, "a") end)
    assert.has_error(function() find({ entries = { "a" }, diacritics = "of" }, "a") end)
  end)
end)

describe("diacritics off", function()
  it("compares without them, both ways, in any case", function()
    for _, case in ipairs { "exact", "folded", "smart" } do
      local list = { entries = { "Düsseldorf", "Malmo", "Łódź" }, diacritics = "off", case = case }
      assert.are.equal("Düsseldorf|Dusseldorf|Malmö|Malmo|Lodz|Łódź|Ma\u{300}lmo",
        find(list, "Düsseldorf Dusseldorf Malmö Malmo Lodz Łódź Ma\u{300}lmo malm"))
    end
    assert.are.equal("", find({ entries = { "Malmo" }, diacritics = "off" }, "malmö"))
    assert.are.equal("malmö", find({ entries = { "Malmo" }, diacritics = "off", case = "folded" },
                                   "malmö"))
  end)

  it("keeps sounds that other scripts write as marks", function()
    assert.are.equal("", find({ entries = { "हिंदी" }, diacritics = "off" }, "हद"))
  end)
end)

describe("a substring list", function()
  it("finds entries anywhere in a run of a script without spaces", function()
    local list = { entries = { "東京", "カード", "กรุงเทพ", "NHK放送", "ひら" }, substring = true }
    assert.are.equal("東京|カード|กรุงเทพ|NHK放送|ひら",
      find(list, "私は東京都でクレジットカードをฉันอยู่กรุงเทพมหานคร NHK放送局 ひらがな"))
    assert.are.equal("", find({ entries = { "カード" } }, "クレジットカードを"))
  end)

  it("cuts no character, and no word of other scripts", function()
    assert.are.equal("", find({ entries = { "か" }, substring = true }, "か\u{3099}"))
    assert.are.equal("", find({ entries = { "cat", "ก" }, substring = true }, "concatenate กำ"))
    assert.are.equal("cat", find({ entries = { "cat" }, substring = true }, "猫cat猫"))
  end)
end)
