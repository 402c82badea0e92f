-- Acronyms: where a story defines one, in either order, and brackets that define none.
local facts = require "support.facts"

-- Gives the definitions of a text as strings "short = long".
local function list(text)
  local out = {}
  for s in facts.run(text):layer "acronym":spans() do
    out[#out + 1] = s.short_text .. " = " .. s.long_text
  end
  return out
end

-- Gives the bytes of a string in a text after its dateline.
local function bytes(text, part)
  local first, last = text:find(part, 1, true)
  return { #facts.dateline + first, #facts.dateline + last }
end

describe("acronyms", function()
  it("are defined behind their long form", function()
    assert.same({ "NFB = Northern Fisheries Board", "MRI = magnetic resonance imaging" },
                list ("The Northern Fisheries Board (NFB) paid for magnetic resonance imaging " ..
                      "(MRI)."))
  end)

  it("are defined before it", function()
    assert.same({ "NFB = Northern Fisheries Board", "WFA = World Food Agency" },
                list "The NFB (Northern Fisheries Board) met the WFA (the World Food Agency).")
  end)

  it("span both forms, up to the closing bracket", function()
    local text = "The Northern Fisheries Board (NFB) met."
    local s = facts.run(text):layer "acronym"[1]
    assert.equal("DEFINITION", s.label)
    assert.same(bytes(text, "Northern Fisheries Board (NFB"), { s.first, s.last })
    assert.same(bytes(text, "NFB"), { s.short_first, s.short_last })
    assert.same(bytes(text, "Northern Fisheries Board"), { s.long_first, s.long_last })
    assert.equal("news.acronyms/long-short", s.rule)
  end)

  it("span both forms in the other order", function()
    local text = "The NFB (Northern Fisheries Board) met."
    local s = facts.run(text):layer "acronym"[1]
    assert.same(bytes(text, "NFB (Northern Fisheries Board"), { s.first, s.last })
    assert.same(bytes(text, "NFB"), { s.short_first, s.short_last })
    assert.same(bytes(text, "Northern Fisheries Board"), { s.long_first, s.long_last })
    assert.equal("news.acronyms/short-long", s.rule)
  end)

  it("leave small words out of the letters, but not out of the long form", function()
    assert.same({ "ORS = Organisation for River Safety", "PLJ = Party of Labour and Justice" },
                list ("The Organisation for River Safety (ORS) met the Party of Labour and " ..
                      "Justice (PLJ)."))
  end)

  it("take the shortest long form that fits", function()
    assert.same({ "WMP = World Mills Programme" },
                list "Nations of the West back the World Mills Programme (WMP).")
  end)

  it("may stand in quotation marks, after an article", function()
    assert.same({ "RAF = Rural Aid Fund", "TMG = Tallow Mills Group" },
                list "The Rural Aid Fund (\"RAF\") bought Tallow Mills Group (the “TMG”).")
  end)

  it("may be followed by more in the brackets, which may be square", function()
    assert.same({ "WFA = World Food Agency", "RAF = Rural Aid Fund", "TMG = Tallow Mills Group" },
                list ("The World Food Agency (WFA; Rome), the Rural Aid Fund (RAF, based in " ..
                      "Oslo) and the Tallow Mills Group [TMG] met."))
  end)

  it("are each found, and only where defined", function()
    assert.same({ "HRG = Harbour Rights Group", "PWU = Port Workers' Union" },
                list ("Harbour Rights Group (HRG) and the Port Workers' Union (PWU) spoke. " ..
                      "Later HRG left. PWU stayed."))
  end)

  it("do not reach over the end of a sentence", function()
    assert.same({}, list "He spoke of the Northern Fisheries. Board members (NFB) met.")
  end)
end)

describe("brackets", function()
  it("whose letters do not fit define nothing", function()
    assert.same({}, list "The Northern Fisheries Board (TLW) met the NFB (New Year) group.")
  end)

  it("with places, parties, tickers, numbers and measures define nothing", function()
    assert.same({}, list ("Mara Quint (Paris) met Ivo Tarn (R). Tallow Corp (TLW.N) fell. The " ..
                          "mill (1998) is 5 km (3 miles) off."))
  end)

  it("with defined terms that are no acronyms define nothing", function()
    assert.same({}, list "Tallow Holdings (the \"Company\") and the fund (see below) met.")
  end)

  it("without letters, empty or open define nothing", function()
    assert.same({}, list ("The NFB () met, the NFB (- -) met, the NFB (\") met, the RAF (the) " ..
                          "met, and the NFB (Northern"))
  end)

  it("in boilerplate define nothing", function()
    local doc = facts.run ("The mill closed.\n\nCopyright 2020 Northern Fisheries Board (NFB). " ..
                           "All rights reserved.")
    assert.equal(0, #doc:layer "acronym")
  end)
end)
