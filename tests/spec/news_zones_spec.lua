-- Zones: what on a page is story and what is furniture, in invented pages.
local wire = require "support.wire"

local function zones(text)
  local out = {}
  for span in wire.run(text):layer("zone"):spans() do out[#out + 1] = { span.label, span.text } end
  return out
end

local function with(text, label)
  return wire.texts(wire.run(text), "zone", label)
end

local STORY = [[
Skip to main content
Home > Europe > Business
Ferry strike strands thousands in Orvik
Crews walk out over night shifts

By Hanna Lie

2 Min Read
Tue Mar 3, 4:17 PM ET

ORVIK (Reuters) - Ferry crews walked out on Tuesday and left thousands of passengers waiting on the
quays.

"We are tired," said Anders Moen, a deckhand.

ADVERTISEMENT

The company said talks would go on.

Related stories
* Fares rise again
* Timeline: a year of strikes
(Reporting by Hanna Lie; Editing by Jon Roe)
Copyright (c) 2020 Orvik Post. All rights reserved.]]

describe("zones", function()
  it("bring what they stand on, unless the pipeline has named it", function()
    local gloss = require "gloss"
    for _, stages in ipairs {
      { "token", "news.zones" }, { "token", "news.dateline", "news.zones" },
    } do
      local doc = gloss.doc "ORVIK (Reuters) - Ferry crews walked out on Tuesday."
      assert.equal(1, #gloss.pipeline(stages):run(doc):layer "dateline")
    end
  end)

  it("part a page into story and furniture", function()
    assert.same({ "Ferry strike strands thousands in Orvik" }, with(STORY, "headline"))
    assert.same({ "Crews walk out over night shifts" }, with(STORY, "subhead"))
    assert.same({ "By Hanna Lie" }, with(STORY, "byline"))
    assert.same({ "ORVIK (Reuters) -" }, with(STORY, "dateline"))
    assert.same({ "(Reporting by Hanna Lie; Editing by Jon Roe)" }, with(STORY, "credit"))
    assert.equal(3, #with(STORY, "body"))
    assert.same({ "Skip to main content", "Home > Europe > Business", "2 Min Read",
      "Tue Mar 3, 4:17 PM ET",
                  "ADVERTISEMENT", "Related stories", "* Fares rise again",
                    "* Timeline: a year of strikes",
                  "Copyright (c) 2020 Orvik Post. All rights reserved." },
                wire.texts(wire.run(STORY), "boilerplate"))
  end)

  it("cover all text that is not white space, in order", function()
    local doc, at = wire.run(STORY), 1
    for span in doc:layer("zone"):spans() do
      assert.is_nil(doc.text:sub(at, span.first - 1):find "%S")
      at = span.last + 1
    end
    assert.is_nil(doc.text:sub(at):find "%S")
  end)

  it("join the lines of wrapped paragraphs", function()
    local body = with([[
OSLO, March 3 (UPI) -- A quake shook the coast on Tuesday, police
said, and at least three people were hurt when a wall fell on a
bus in the capital.

The quake was felt far inland, where people ran into the streets
and waited.]], "body")
    assert.equal(2, #body)
    assert.truthy(body[1]:find "police\nsaid")
    assert.truthy(body[2]:find "streets\nand waited%.$")
  end)

  it("keep one paragraph a line apart where nothing is wrapped", function()
    assert.equal(3,
      #with("OSLO (AP) - The mill burned down on Monday night.\nNobody was hurt in the fire.\n" ..
                          "The owner blamed a cable that had been laid in spring.", "body"))
  end)

  it("take the end of a press release for furniture", function()
    local text = [[
Tallow Systems to Buy Brook & Hale

SKARN, Ohio, May 5, 2021 /PRNewswire/ -- Tallow Systems said today that it would buy Brook & Hale
for $4 million.

"We fit," said Ann Poe, chief executive of Tallow.

About Tallow Systems
Tallow Systems makes candles that burn for a week and sells them in nine states.

Media Contact:
Jo Poe
jo@tallow.example
+1 (512) 555-0100

SOURCE Tallow Systems]]
    assert.equal(2, #with(text, "body"))
    assert.equal(7, #wire.texts(wire.run(text), "boilerplate"))
  end)

  it("know agency initials and endings", function()
    assert.same({ "tvk-ne/lfd" }, with("OSLO (AFP) - The mill burned down on Monday.\n\ntvk-ne/lfd",
      "boilerplate"))
    assert.same({ "Enditem" }, with("OSLO (Xinhua) -- The mill burned down on Monday. Enditem",
      "boilerplate"))
  end)

  it("do not take sentences that begin like furniture", function()
    local text = "OSLO (AP) - The mill burned down on Monday.\n\n" ..
      "Share prices fell as the news spread through the market in the afternoon.\n\n" ..
      "By Tuesday the fire was out, and the crews had gone home to sleep."
    assert.equal(3, #with(text, "body"))
    assert.equal(0, #with(text, "boilerplate"))
  end)

  it("tell cross-heads from furniture", function()
    assert.same({ "'No warning'" },
      with("Dam bursts above Solvik town\n\nThe dam burst on Monday and flooded the " ..
      "valley below it.\n\n'No warning'\n\nSurvivors said that no siren had been heard there.",
      "subhead"))
  end)

  it("take any text: empty, blank, one word, one long line", function()
    assert.same({}, zones "")
    assert.same({}, zones " \n\t\n ")
    assert.equal(1, #zones "word")
    assert.equal(1, #zones(("(aaaa "):rep(20000)))
  end)
end)
