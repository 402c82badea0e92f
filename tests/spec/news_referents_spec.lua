-- Referents: which mentions are one and the same.
local story = require "support.story"

local function referents(text)
  local doc = story.run(text)
  local out = {}
  for s in doc:layer "referent":spans() do out[s.name] = s end
  return out, doc
end

-- Gives the referent of each mention of a text, by name, "-" for one left open.
local function of_mentions(text, mention)
  local out = {}
  for s in story.run(text):layer "entity":spans() do
    if s.text == mention then out[#out + 1] = s.referent and s.referent.name or "-" end
  end
  return out
end

describe("referents", function()
  it("have family and given names", function()
    local found = referents("President Anneke van der Brugge met Sen. Tom Bray Jr.")
    assert.same({ "van der Brugge", "Anneke" },
      { found["Anneke van der Brugge"].family, found["Anneke van der Brugge"].given })
    assert.same({ "Bray", "Tom" }, { found["Tom Bray Jr."].family, found["Tom Bray Jr."].given })
  end)

  it("put the family first in Chinese, Korean and Vietnamese names", function()
    local found = referents("General Ma Guolin met Gen. Tran Van Hoa and President Kim " ..
      "Sung-ho. \"Yes,\" Ma said. Hoa and Kim agreed.")
    assert.same({ "Ma", "Guolin" }, { found["Ma Guolin"].family, found["Ma Guolin"].given })
    assert.equal("Tran", found["Tran Van Hoa"].family)
    assert.same({ "Kim", "Sung-ho" }, { found["Kim Sung-ho"].family, found["Kim Sung-ho"].given })
    local text = "Gen. Tran Van Hoa arrived. He met Hoa again."
    assert.same({ "Tran Van Hoa" }, of_mentions(text, "Hoa"))
  end)

  it("link surnames to the full name, before and behind it", function()
    assert.same({ "Mara Quint", "Mara Quint" },
      of_mentions("Mara Quint, 50, won. Then Quint sang, and Quint left.", "Quint"))
  end)

  it("keep two people of one surname apart, and leave the surname alone open", function()
    local text = "President Mara Quint met her brother, Sen. Tom Quint. They talked, Quint said."
    local found, doc = referents(text)
    assert.is_not_nil(found["Mara Quint"])
    assert.is_not_nil(found["Tom Quint"])
    assert.same({ "-" }, of_mentions(text, "Quint"))
    for s in doc:layer "entity":spans() do
      if s.text == "Quint" then assert.equal("Quint", s.ref) end
    end
  end)

  it("link short forms and acronyms of bodies", function()
    local text = "Halden Dynamics Corp fell. The Alliance for Clean Rivers (ACR) sued. Halden " ..
      "denied it, the ACR said."
    assert.same({ "Halden Dynamics Corp" }, of_mentions(text, "Halden"))
    assert.same({ "Alliance for Clean Rivers", "Alliance for Clean Rivers" },
      of_mentions(text, "ACR"))
  end)

  it("take the longest form of a body's name", function()
    assert.same({ "Tallow Storage GmbH" },
      of_mentions("It sold Tallow Storage to a fund. Tallow Storage GmbH is small.",
      "Tallow Storage"))
  end)

  it("are numbered in order of first mention", function()
    local doc = story.run "Mara Quint, 50, flew to Japan with Tom Bray, 40."
    local ids = {}
    for s in doc:layer "referent":spans() do ids[#ids + 1] = s.id .. " " .. s.name end
    assert.same({ "r1 Paris", "r2 Reuters", "r3 Mara Quint", "r4 Japan", "r5 Tom Bray" }, ids)
  end)
end)
