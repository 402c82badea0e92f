-- Referents of newswire and the user's own lists.
local gloss = require "gloss"

-- Gives what each referent of a text is known as, by name.
local function known(entries, text, ref_date)
  local p = gloss.pipeline { "token", gloss.gazetteer { name = "watch", entries = entries },
    "newswire" }
  local doc = p:run(assert(gloss.doc(text, { id = "d", ref_date = ref_date })))
  local out = {}
  for s in doc:layer "referent":spans() do out[s.name] = table.concat(s.known_as, " ") end
  local first = doc:layer "entity"[1]
  return out, table.concat(first.referent.known_as, " ")
end

describe("known_as", function()
  it("has the ids of entries that match where a referent is named", function()
    local out, first = known({ { surface = "Anneke Brugman", id = "w1" },
      { surface = "Brugman", id = "w2" }, { surface = "Acme Corp.", id = "c1" },
      { surface = "Tom Bray", id = "w3" }, { surface = "Tom Bray", id = "w4" } },
      "President Anneke Brugman met Sen. Tom Bray. Brugman bought Acme Corp.")
    assert.are.equal("w1", out["Anneke Brugman"])
    assert.are.equal("w1", first)
    assert.are.equal("w3 w4", out["Tom Bray"])
    assert.are.equal("c1", out["Acme Corp."])
  end)

  it("leaves out entries that are not valid", function()
    local entries = { { surface = "Tom Bray", id = "w3", valid_to = "2010" },
                      { surface = "Tom Bray", id = "w4" } }
    assert.are.equal("w4", known(entries, "Sen. Tom Bray left.", "2020-01-01")["Tom Bray"])
    assert.are.equal("w3 w4", known(entries, "Sen. Tom Bray left.", "2009-01-01")["Tom Bray"])
  end)

  it("is empty without lists", function()
    local out = known({ { surface = "Nobody", id = "x" } }, "Sen. Tom Bray left.")
    assert.are.equal("", out["Tom Bray"])
  end)
end)
