-- Entities: names of people, bodies, places, nationalities and events in invented sentences.
local story = require "support.story"

local function list(text) return story.list(story.run(text), "entity") end
local function rows(text) return story.by_text(story.run(text), "entity") end

describe("entities", function()
  it("stay apart where a nationality or U.S. stands before a body", function()
    assert.same({ "NORP Danish", "ORG Finance Ministry", "GPE U.S.",
      "ORG Fish and Wildlife Service" },
                list "The Danish Finance Ministry wrote to the U.S. Fish and Wildlife Service.")
    assert.equal("Danish Finance Ministry",
      rows("The Danish Finance Ministry said so.")["Finance Ministry"].ref)
  end)

  it("nest countries in bodies", function()
    assert.same({ "ORG Central Bank of Kenya", "GPE Kenya" },
      list "He ran the Central Bank of Kenya.")
  end)

  it("take bodies by their own words", function()
    assert.same({ "ORG Halden Petroleum ASA", "ORG Institute for Coastal Research",
      "ORG Brook & Hale Co" },
                list("It hurt Halden Petroleum ASA, the Institute for Coastal Research and " ..
                  "Brook & Hale Co on Monday."))
    assert.same({ "ORG Tallow Systems, Inc." }, list "The suit names Tallow Systems, Inc. as well.")
    assert.same({ "ORG People's Progress Army", "ORG 3rd Brigade" },
      list "The People's Progress Army lost its 3rd Brigade.")
    assert.same({ "ORG Vestro" }, list "The carmaker Vestro lost money.")
  end)

  it("keep places, seas and mountains", function()
    assert.same({ "LOC South China sea", "LOC Lake Orvo", "LOC Skarn Peninsula" },
                list "Ships left the South China sea, then Lake Orvo and the Skarn Peninsula.")
    assert.same({ "GPE Port Aldis" }, list "Trawlers came back to Port Aldis.")
    assert.same({ "GPE Dorvik", "GPE Tarnby" },
      list "The bus left Oslovia near Dorvik for the town of Tarnby.")
  end)

  it("find the country of a place by what is said of it, then by the dateline", function()
    local found = rows "She went to Norfolk, Virginia, and to Cambridge, Massachusetts, by bus."
    assert.equal("US", found["Norfolk"].iso)
    assert.equal("US", found["Cambridge"].iso)
    local home = story.by_text(story.run("LIMA (AFP) - Floods hit the village of Huanca Alta " ..
      "on Monday."), "entity")
    assert.equal("PE", home["Huanca Alta"].iso)
    assert.equal("US", rows("He lives in Atlanta, Georgia, now.")["Georgia"].iso)
    assert.equal("GE", rows("He lives in Georgia now.")["Georgia"].iso)
  end)

  it("leave out words that have a capital only for opening a sentence", function()
    assert.same({},
      list "Insurers paid. Rebels fled. Yesterday it rained. Turnout was low. Nobody won.")
    assert.same({ "GPE China" }, list "China is far away.")
  end)

  it("find people by age, role, forename and verb", function()
    assert.same({ "PER Torvo Hale", "PER Wenka Druse", "PER Maria Vint", "PER Ulmo Kast" },
                list("Torvo Hale, 61, met the lawyer Wenka Druse. It was Maria Vint. \"No,\" " ..
                  "said Ulmo Kast."))
    assert.same({ "PER Anneke van der Brugge", "PER Omar al-Hadi", "PER Jean-Luc Petit-Roy" },
                list("The aides Anneke van der Brugge, 40, Omar al-Hadi, 39, and Jean-Luc " ..
                  "Petit-Roy, 30, left."))
  end)

  it("leave out eras, fields of offices, and openers that are towns", function()
    assert.same({ "GPE Iraq" }, list "He met the Minister of Rural Roads of Iraq around 300 BC.")
    assert.same({}, list "They asked him that. Of many questions only one was answered.")
  end)

  it("take names with an ampersand for bodies, the last word for a nationality", function()
    assert.same({ "ORG Torvo & Skarn" }, list "We think Torvo & Skarn lost their bus there.")
    assert.same({ "NORP Skarno-Hungarian" }, list "He saw the Skarno-Hungarian troops there.")
    assert.same({ "GPE East Skarnia" }, list "They left for East Skarnia there.")
  end)

  it("name events", function()
    assert.same({ "MISC-EVENT Silver Heron" }, list "The exercise, Silver Heron, began.")
    assert.same({ "MISC-EVENT World Cup", "MISC-EVENT Hurricane Odile" },
      list "The World Cup ended before Hurricane Odile.")
  end)

  it("read datelines and bylines in capitals as names", function()
    local doc = story.run("By ULLA HARGREN, Associated Press Writer\n\n" ..
      "BOGOTA, Colombia (AP) -- The rebels of the north met again on Monday and talked for " ..
        "hours, the army said.")
    local found = story.by_text(doc, "entity")
    assert.same({ "PER", "Ulla Hargren" }, { found["ULLA HARGREN"].label,
      found["ULLA HARGREN"].ref })
    assert.same({ "Bogota", "CO" }, { found["BOGOTA"].ref, found["BOGOTA"].iso })
    assert.equal("Associated Press", found["AP"].ref)
  end)

  it("in a headline of capitals takes only names the story has", function()
    local doc = story.run("Halden Energy to Buy Danish Wind Farm Maker Norvik Power\n\n" ..
      "OSLO (Reuters) - Halden Energy ASA said on Monday it would buy Norvik Power A/S, a " ..
        "maker of wind farms.")
    local first = {}
    for s in doc:layer "entity":spans() do
      if s.first < 58 then first[#first + 1] = s.text .. "=" .. s.ref end
    end
    assert.same({ "Halden Energy=Halden Energy ASA", "Danish=Denmark",
      "Norvik Power=Norvik Power A/S" }, first)
  end)

  it("find nothing in boilerplate, and survive odd text", function()
    assert.same({}, list "")
    for _, text in ipairs { "-", "Mr.", "General", "(", "\u{201C}", "A B C D E F G H", "'s's's",
      "\0\0", "President of" } do
      story.run(text)
    end
  end)

  it("carry a rule whose line is known", function()
    local explain, seen = require "gloss.pattern.explain", {}
    local doc = story.run("Bray Praises Sorel After Meeting\n\nBy Ulla Hargren\n\n" ..
      "DORVIKSUND, Nov 3 (Reuters) - President Ana Sorel met Tom Bray of the Central Bank of " ..
      "Kenya in Oslo, and a Vestrol Works Agency (VWA) lawyer. Sorel said so to Peru Works Office.")
    for _, one in ipairs(explain.others(story.pipeline, doc, { layer = "entity" })) do
      assert.matches("^gloss/news/.+%.lua:%d+$", one.where, nil, one.columns.rule)
      seen[one.columns.rule:match "/(.*)"] = true
    end
    for _, rule in ipairs { "byline", "dateline", "list", "title", "head", "nested", "acronym",
                            "short-name" } do
      assert.is_true(seen[rule], rule)
    end
  end)

  it("carry a rule and how it was joined", function()
    for _, s in next, rows "President Ana Sorel met Sorel's aide, Tom Bray, in Paris." do
      assert.is_truthy(s.rule:find "^news%.entities/" or s.rule:find "^news%.kinds/")
      assert.is_truthy(s.via == "rule" or s.via == "sentence" or s.via == "document")
    end
  end)
end)
