-- Events: what happened, between whom, when, where, and whether it did.
local gloss = require "gloss"
local wire = require "support.wire"

local function events(text, kind)
  local out = {}
  text = "ORVIK, Norway (Reuters) - " .. text
  for _, e in ipairs(wire.rows(wire.run(text, "2020-06-02"), "event")) do
    if not kind or e.label == kind then out[#out + 1] = e end
  end
  return out
end

local function one(text, kind)
  local all = events(text, kind)
  assert.equal(1, #all)
  return all[1]
end

local function is(event, participants, date, place, factuality)
  assert.same(participants, event.participants)
  assert.same({ date, place, factuality }, { event.date, event.place, event.factuality })
end

describe("meetings", function()
  it("have parties, day and place", function()
    is(one("Mayor Hanna Lie met General Anders Moen in Oslo on Monday.", "MEET"),
       { "Hanna Lie", "Anders Moen" }, "2020-06-01", "Oslo", "ACTUAL")
    is(one("Norway and Chile will hold talks next month.", "MEET"), { "Norway", "Chile" },
      "2020-07", nil, "FUTURE")
    is(one("Mayor Hanna Lie could meet General Anders Moen on Friday.", "MEET"),
       { "Hanna Lie", "Anders Moen" }, "2020-06-05", nil, "POSSIBLE")
    is(one("Mayor Hanna Lie did not meet General Anders Moen.", "MEET"),
      { "Hanna Lie", "Anders Moen" }, nil, nil, "NEGATED")
  end)

  it("are with those named behind a time, a comma or talks", function()
    is(one("Mayor Hanna Lie met on Monday with General Anders Moen.", "MEET"),
       { "Hanna Lie", "Anders Moen" }, "2020-06-01", nil, "ACTUAL")
    is(one("Talks between Norway and Chile failed on Monday.", "MEET"), { "Norway", "Chile" },
      "2020-06-01", nil, "ACTUAL")
    is(one("The Norway-Chile talks failed on Monday.", "MEET"), { "Norway", "Chile" },
      "2020-06-01", nil, "ACTUAL")
  end)

  it("have a topic", function()
    local text = "Norway and Chile met on Monday for talks on fishing rights in Oslo."
    local all = events(text, "MEET")
    assert.equal("fishing rights", all[#all].topic)
    assert.equal("talks on fishing rights", all[#all - 1].topic)
  end)

  it("are not where their purpose is", function()
    is(one("Mayor Hanna Lie met General Anders Moen to discuss a bridge in Oslo.", "MEET"),
      { "Hanna Lie", "Anders Moen" }, nil, nil, "ACTUAL")
  end)

  it("do not come of expectations that are met", function()
    assert.same({}, events("The results met expectations on Monday.", "MEET"))
  end)

  it("take the day of an earlier one whose countries fit", function()
    local text = "Norwegian and Chilean officials met on Monday for talks on copper.\n\n" ..
      "Mayor Hanna Lie met General Anders Moen to look at a map."
    local last = events(text, "MEET")
    last = last[#last]
    is(last, { "Hanna Lie", "Anders Moen" }, "2020-06-01", nil, "ACTUAL")
    assert.equal("document", last.via)
    local other = events("Peruvian and Chilean officials met on Monday.\n\n" ..
      "Norwegian Mayor Hanna Lie met General Anders Moen to look at a map.", "MEET")
    assert.is_nil(other[#other].date)
  end)

  it("are one when the meeting is spoken of again", function()
    local both = events("Mayor Hanna Lie met General Anders Moen on Monday. " ..
                        "The meeting lasted two hours.", "MEET")
    assert.equal(2, #both)
    assert.is_not_nil(both[1].event_id)
    assert.equal(both[1].event_id, both[2].event_id)
    assert.same(both[1].participants, both[2].participants)
  end)
end)

describe("visits", function()
  it("have a visitor, a place and its country", function()
    is(one("Mayor Hanna Lie will visit Chile next month.", "VISIT"), { "Hanna Lie" }, "2020-07",
      "Chile", "FUTURE")
    is(one("Mayor Hanna Lie visited Lima on Monday.", "VISIT"), { "Hanna Lie", "Peru" },
      "2020-06-01", "Lima", "ACTUAL")
    is(one("Mayor Hanna Lie plans to visit Lima and Cusco in July.", "VISIT"),
       { "Hanna Lie", "Peru" }, "2020-07", "Peru", "FUTURE")
  end)
end)

describe("statements", function()
  local function sources(text)
    local out = {}
    for _, e in ipairs(events(text, "STATEMENT")) do
      out[#out + 1] = e.text .. ": " .. table.concat(e.participants, ", ")
    end
    return out
  end

  it("are reporting verbs with a source", function()
    assert.same({ "warned: China", "said: Hanna Lie", "denied: Hanna Lie" },
      sources("China warned Norway. " ..
              "Mayor Hanna Lie said the bridge was safe and denied that it had sunk."))
    assert.same({ "according to: Hanna Lie" },
      sources "The bridge is safe, according to Mayor Hanna Lie.")
  end)

  it("are not passives, infinitives or requests to stay unnamed", function()
    assert.same({}, sources "She was told nothing. It was hard to say.")
    assert.same({ "said: anon:official" },
      sources "An official, who asked not to be named, said the bridge was safe.")
  end)

  it("have the date that stands by the verb", function()
    assert.equal("2020-06-01", one("The bridge was safe, Mayor Hanna Lie said on Monday.",
      "STATEMENT").date)
    assert.is_nil(one("Mayor Hanna Lie said the bridge would open on Friday.", "STATEMENT").date)
  end)
end)

describe("attacks", function()
  it("are on peoples, who stand for their countries", function()
    is(one("Rebels attacked the French in Lima on Monday.", "ATTACK"), { "France" },
      "2020-06-01", "Lima", "ACTUAL")
  end)
end)

describe("parties", function()
  local function parties(text)
    local doc, out = wire.run("ORVIK, Norway (Reuters) - " .. text, "2020-06-02"), {}
    for _, e in ipairs(wire.rows(doc, "event")) do
      for _, party in ipairs(e.parties) do
        out[#out + 1] = ("%s %s: %s, %s"):format(e.trigger.text, party.label, party.text,
          party.rule)
      end
      if e.time then out[#out + 1] = ("%s at %s"):format(e.trigger.text, e.time.text) end
    end
    return out
  end

  it("are rows with the rule that found them", function()
    assert.same({ "met OBJECT: Anders Moen, news.parties/met",
                  "met PLACE: Oslo, news.parties/met-in", "met at Monday" },
      parties "Mayor Hanna Lie met General Anders Moen in Oslo on Monday.")
  end)

  it("are phrases, and what and joins to them", function()
    assert.same({ "met WITH: minister of Peru, news.parties/met-with",
                  "met WITH: Chile, news.parties/met-with" },
      parties "Mayor Hanna Lie met with the minister of Peru and Chile.")
  end)

  it("are what explain tells of an event, and the rule that joined them", function()
    local load_pipeline, explain = require "gloss.load", require "gloss.pattern.explain"
    local pipeline = assert(load_pipeline.load("newswire", {}, true))
    local doc = pipeline:run(assert(gloss.doc "Norway had talks with Chile."))
    local event = explain.others(pipeline, doc, { layer = "event" }, "codepoints")[1]
    assert.matches("news/events/kinds%.lua:%d+$", event.where)
    local party, trigger = event.refers[1], event.refers[2]
    assert.same({ "Chile", "news.parties/with" }, { party.text, party.rule })
    assert.matches("news/parties/beside%.lua:%d+$", party.where)
    assert.same({ "talks", "news.triggers/meet" }, { trigger.text, trigger.rule })
  end)

  it("may be those of several events", function()
    assert.same({ "talks WITH: Chile, news.parties/with",
                  "meeting WITH: Chile, news.parties/with" },
      parties "Norway had talks at a meeting with Chile.")
  end)
end)

describe("other events", function()
  it("are told by their triggers", function()
    is(one("Mayor Hanna Lie resigned on Monday.", "RESIGN"), { "Hanna Lie" }, "2020-06-01", nil,
      "ACTUAL")
    is(one("Mayor Hanna Lie will be sworn in on Friday.", "APPOINT"), { "Hanna Lie" }, "2020-06-05",
      nil, "FUTURE")
    is(one("Tallow Systems Inc. agreed to a truce.", "AGREEMENT"), { "Tallow Systems Inc." }, nil,
      nil, "ACTUAL")
    local deal = one("Tallow Systems Inc. will acquire Brook & Hale Co. in July.", "ACQUIRE")
    is(deal, { "Tallow Systems Inc.", "Brook & Hale Co." }, "2020-07", nil, "FUTURE")
    assert.same({ "buyer", "target" }, deal.roles)
  end)

  it("do not come of heart attacks and retired colonels", function()
    assert.same({}, events("He died of a heart attack.", "ATTACK"))
    assert.same({}, events("Retired Colonel Anders Moen built the bridge.", "RESIGN"))
  end)
end)
