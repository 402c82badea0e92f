-- Roles: noun phrases beside a name that say what the person is.
local story = require "support.story"

local function list(text) return story.list(story.run(text), "role") end
local function rows(text) return story.by_text(story.run(text), "role") end

describe("roles", function()
  it("behind a name end before clauses, times and verbs", function()
    assert.same({ "APPOS deputy chief of staff of the Coastal Army" },
                list "Gen. Olaf Brandt, deputy chief of staff of the Coastal Army, met him.")
    assert.same({ "APPOS 71-year-old beekeeper" },
      list "\"No,\" said Ulmo Kast, a 71-year-old beekeeper who lost his hives.")
    assert.same({ "APPOS chief financial officer" },
      list "Mara Quint, chief financial officer since June 2013, will retire.")
    assert.same({ "APPOS co-founder and managing director of Tallow" },
                list "\"Yes,\" said Mara Quint, co-founder and managing director of Tallow.")
  end)

  it("before a name have a determiner in front and a comma behind", function()
    assert.same({ "APPOS policy chief" }, list "Its policy chief, Mara Quint, disagreed.")
    assert.same({ "APPOS head of the agency" },
      list "The head of the agency, Mara Quint, disagreed.")
  end)

  it("right before a name describe it", function()
    assert.same({ "DESC former finance minister" },
      list "The party is led by former finance minister Mara Quint.")
    assert.same({ "DESC Danish Trade Ministry spokesman" },
      list "Danish Trade Ministry spokesman Ivo Tarn was calm.")
    assert.same({ "DESC rebel leader" }, list "He said he would meet rebel leader Ivo Tarn.")
    assert.same({ "DESC UN envoy to Yemen" },
      list "On Friday UN envoy to Yemen Ivo Tarn flew home.")
    assert.same({ "DESC Opposition leader" }, list "Opposition leader Ivo Tarn agreed.")
  end)

  it("are given and taken by verbs", function()
    local found = rows("Ivo Tarn lost. He said he would step down as party chairman. Mara " ..
      "Quint, who will become Chief " ..
                       "Risk Officer of Tallow, won.")
    assert.same({ "PRED", "Ivo Tarn" }, { found["party chairman"].label,
      found["party chairman"].ref })
    assert.same({ "incoming", "Mara Quint" }, { found["Chief Risk Officer of Tallow"].status,
                                                found["Chief Risk Officer of Tallow"].ref })
    assert.equal("Mara Quint",
      rows("The king appointed Mara Quint as finance minister.")["finance minister"].ref)
    assert.equal("former",
      rows("Mara Quint resigned as mayor of Arle on Monday.")["mayor of Arle"].status)
    assert.same({}, list "Tallow Partners is acting as adviser to Quint Ltd.")
  end)

  it("go to the last person of a rank who is called by it", function()
    local found = rows("General Olaf Brandt met Admiral Nils Hove. The general, a veteran of " ..
      "two wars, smiled.")
    assert.equal("Olaf Brandt", found["veteran of two wars"].ref)
  end)

  it("name the organisation inside, of its or company, or of a company's officers", function()
    assert.equal("Institute for Coastal Research",
                 rows("Mara Quint, an analyst at the Institute for Coastal Research, left.")
                 ["analyst at the Institute for Coastal Research"].org)
    assert.equal("Halden Electric",
      rows("Halden Electric closed. But company spokesman Ivo Tarn was calm.")
                 ["company spokesman"].org)
    assert.equal("Green Hill List",
      rows("The Green Hill List won. Its co-leader Ivo Tarn sang.")["co-leader"].org)
    assert.equal("Tallow Corp",
      rows("Shares of Tallow Corp fell. Mara Quint, chief financial officer, resigned.")
                 ["chief financial officer"].org)
    assert.is_nil(rows("Her deputy, Ivo Tarn, agreed.")["deputy"].org)
  end)

  it("say whether the office is held", function()
    local found = rows("Acting mayor Ivo Tarn met former judge Mara Quint, president-elect " ..
      "Nils Hove and banker Olaf Brandt.")
    assert.equal("acting", found["Acting mayor"].status)
    assert.equal("former", found["former judge"].status)
    assert.equal("incoming", found["president-elect"].status)
    assert.equal("current", found["banker"].status)
  end)

  it("need a head that is a role", function()
    assert.same({},
      list("Ivo Tarn, shouting over the engines, said so. Mara Quint, analysts said, " ..
      "will win."))
  end)
end)
