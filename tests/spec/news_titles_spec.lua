-- Titles: ranks, honorifics and offices right before a name.
local story = require "support.story"

local function list(text) return story.list(story.run(text), "title") end

describe("titles", function()
  it("are ranks, honorifics and offices", function()
    assert.same({ "RANK Lt. Gen.", "HONORIFIC Dr.", "OFFICE Prime Minister",
      "OFFICE Deputy Economic Development Minister" },
                list ("The group heard Lt. Gen. Olaf Brandt, Dr. Lise Moreau, Prime Minister " ..
                  "Ivo Tarn and Deputy " ..
                      "Economic Development Minister Petra Vogl."))
  end)

  it("take in the field behind a minister, and a second title", function()
    assert.same({ "OFFICE Minister of Trade and Industry", "OFFICE Defence Minister", "RANK Gen." },
                list("He saw Minister of Trade and Industry Ivo Tarn and Defence Minister Gen. " ..
                  "Olaf Brandt."))
  end)

  it("say that an officer has retired", function()
    assert.same({ "RANK retired Colonel", "RANK Retired Adm." },
                list "It was led by retired Colonel Olaf Brandt. Retired Adm. Nils Hove agreed.")
  end)

  it("leave nationalities and bodies out", function()
    assert.same({ "OFFICE Economy Minister", "OFFICE Chief Executive" },
                list("French Economy Minister Luc Garnel met Tallow Inc Chief Executive Mara " ..
                  "Quint."))
  end)

  it("refer to the person, and a company's to the company", function()
    local rows = story.by_text(story.run("Shares of Tallow Corp fell. \"We wait,\" Chief " ..
      "Executive Mara Quint said. " ..
                                         "Ms. Quint and President Ivo Tarn met."), "title")
    assert.same({ "Mara Quint", "Tallow Corp" },
      { rows["Chief Executive"].ref, rows["Chief Executive"].org })
    assert.equal("Mara Quint", rows["Ms."].ref)
    assert.equal("Mara Quint", rows["Ms."].referent.name)
    assert.is_nil(rows["President"].org)
  end)

  it("are not found in bodies, nor without a name", function()
    assert.same({},
      list "The Justice Department sued General Electric Co. The Prime Minister said nothing.")
  end)
end)
