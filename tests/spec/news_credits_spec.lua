-- Bylines and credits: names of reporters, editors and contributors.
local wire = require "support.wire"

local BODY = "ORVIK (Reuters) - The mill burned down before dawn and two people were hurt."

local function credit(line)
  local row = wire.run(BODY .. "\n\n" .. line):layer("byline"):rows()[1]
  if not row then return nil end
  return { row.reporters, row.editors, row.contributors }, row.text, row.label
end

local function byline(line)
  local row = wire.run("Mill burns down in Orvik\n\n" .. line .. "\n\n" ..
    BODY):layer("byline"):rows()[1]
  return row and row.reporters, row and row.text, row and row.label
end

describe("credits", function()
  it("name who reported, helped and edited", function()
    local who, text,
      label = credit "(Additional reporting by Li Na in Beijing; Editing by Jon Roe and Ann Poe)"
    assert.same({ {}, { "Jon Roe", "Ann Poe" }, { "Li Na" } }, who)
    assert.equal("(Additional reporting by Li Na in Beijing; Editing by Jon Roe and Ann Poe)", text)
    assert.equal("CREDIT", label)
    assert.same({ { "Hanna Lie" }, { "Jon Roe" }, {} },
      (credit "Reporting by Hanna Lie, editing by Jon Roe"))
    assert.same({ {}, {}, { "Anders Moen", "Eva Dahl" } },
      (credit("Associated Press writers Anders Moen in Oslo and Eva Dahl in Skarn " ..
              "contributed to this report.")))
    assert.same({ {}, { "Jon Roe", "Ann Poe" }, { "Li Na" } },
      (credit "--With assistance from Li Na in Beijing. Editors: Jon Roe, Ann Poe"))
  end)

  it("stand at the end of the last paragraph too", function()
    local doc = wire.run(BODY .. " (Reporting by Hanna Lie; Editing by Jon Roe)")
    assert.same({ "(Reporting by Hanna Lie; Editing by Jon Roe)" },
      wire.texts(doc, "byline", "CREDIT"))
    assert.same({ BODY:match "%- (.*)" }, wire.texts(doc, "zone", "body"))
  end)

  it("come with capitals and agencies in bylines", function()
    assert.same({ "Javier O'Dell" }, (byline "By JAVIER O'DELL, Associated Press Writer"))
    assert.same({ "Hanna Lie", "Anders Moen" },
      (byline "By Hanna Lie in Oslo and Anders Moen in Skarn"))
    assert.same({ "Ludwig van der Poe" }, (byline "By LUDWIG VAN DER POE"))
    local _, text, label = byline "By Hanna Lie"
    assert.same({ "By Hanna Lie", "BYLINE" }, { text, label })
  end)

  it("join clauses by commas, stops, dashes and and", function()
    assert.same({ { "Hanna Lie" }, { "Jon Roe" }, { "Li Na" } },
      (credit "Written by Hanna Lie, with additional reporting by Li Na, and edited by Jon Roe"))
    assert.same({ { "Hanna Lie" }, { "Jon Roe" }, {} },
      (credit "(Reporting by Hanna Lie \u{2013} Editing by Jon Roe)"))
    assert.same({ { "Hanna Lie", "Jon Roe" }, {}, {} },
      (credit("To contact the reporters on this story: Hanna Lie in Oslo at hlie@orvik.example; " ..
              "Jon Roe in Skarn at jroe@orvik.example")))
  end)

  it("pass over places, brackets, professions, agencies and what is no name", function()
    assert.same({ { "Hanna Lie", "Sara al-Masri", "A. N. Roe" }, {}, {} },
      (credit("Reporting by Hanna Lie (Oslo, Norway), Reuters correspondent Sara al-Masri, " ..
              "Oslo Newsroom, 24 others and A. N. Roe")))
    assert.same({ {}, {}, { "Anders Moen", "Eva Dahl" } },
      (credit("Anders Moen, a freelance writer in Oslo, and AP writer Eva Dahl contributed to " ..
              "this report.")))
    assert.same({ "Hanna Lie" }, (byline "By HANNA LIE Associated Press Writer"))
    assert.same({ "Hanna Lie" }, (byline "By Hanna Lie/AP"))
    assert.same({ "Hanna Lie" }, (byline "By\n\nHanna Lie"))
    assert.is_nil((byline "By Los Angeles Times"))
    assert.is_nil((byline "By Our Correspondent"))
  end)

  it("may be the last sentence of a paragraph, which stays body", function()
    local doc = wire.run(BODY .. " Anders Moen in Oslo contributed to this report.")
    assert.same({ "Anders Moen" }, doc:layer "byline":rows()[1].contributors)
    assert.same({ BODY:match "%- (.*)" }, wire.texts(doc, "zone", "body"))
    assert.is_nil((credit "The wind contributed to this result."))
  end)

  it("are not seen in sentences that begin with By", function()
    assert.is_nil((byline "By the numbers: a year of fires"))
    assert.is_nil(credit "By Monday the crews had put the fire out and gone home to their beds.")
  end)
end)
