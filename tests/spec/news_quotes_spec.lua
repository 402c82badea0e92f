-- Quotes: their spans, kinds and speakers, in invented stories.
local wire = require "support.wire"
local marks = require "gloss.news.quotes.marks"

local LEAD = "ORVIK, Norway (Reuters) - " ..
  "Mayor Hanna Lie met engineer Anders Moen in Orvik on Monday.\n\n"

local function quotes(text)
  local out = {}
  for _, q in ipairs(wire.rows(wire.run(LEAD .. text, "2020-06-02"), "quote")) do
    local cue = q.cue_first and q.doc.text:sub(q.cue_first, q.cue_last)
    out[#out + 1] = { label = q.label, speaker = q.speaker, cue = cue, position = q.position,
                      attribution = q.attribution, group = q.group, text = q.text }
  end
  return out
end

local function one(text)
  local all = quotes(text)
  assert.equal(1, #all)
  return all[1]
end

local function says(speaker, cue, position, attribution, text)
  local q = one(text)
  assert.same({ speaker, cue, position, attribution }, { q.speaker, q.cue, q.position,
    q.attribution })
  return q
end

describe("quotes", function()
  it("have the speaker behind them, before or after the verb", function()
    says("Hanna Lie", "told", "after", "name", '"The bridge is safe," Lie told reporters.')
    says("Anders Moen", "said", "after", "name",
      '"The bridge is safe," said Anders Moen, who built it.')
    says("Anders Moen", "said", "after", "name",
      '"The bridge is safe," Moen, a quiet man of 60, said.')
    says("Hanna Lie", "said", "after", "name", "\u{201C}The bridge is safe,\u{201D} Lie said.")
  end)

  it("have the speaker before them", function()
    local q = says("Hanna Lie", "said", "before", "name", 'Lie said: "The bridge is safe."')
    assert.equal("DIRECT", q.label)
    q = says("Hanna Lie", "called", "before", "name", 'Lie called the bridge "a promise kept".')
    assert.equal("PARTIAL", q.label)
    says("Anders Moen", "added", "before", "name",
      'Moen, who built the bridge, added that it was "not made of sugar".')
  end)

  it("find who he and she are", function()
    says("Anders Moen", "said", "after", "pron",
      'Mr. Moen stayed at home.\n\n"The bridge is safe," he said.')
    says("Hanna Lie", "said", "after", "pron",
         'Ms. Lie praised Mr. Moen for his work.\n\n"The bridge is safe," she said.')
  end)

  it("name unnamed sources", function()
    says("anon:senior official", "said", "before", "nom",
      'A senior official said the bridge was "a dead horse".')
    says("anon:police", "said", "after", "nom", '"Nobody was hurt in the accident," police said.')
  end)

  it("belong together when one attribution parts or follows them", function()
    local both = quotes '"My bridge," Moen explained, "is older than you."'
    assert.same({ "middle", "middle" }, { both[1].position, both[2].position })
    assert.equal(both[1].group, both[2].group)
    assert.equal("DIRECT", both[2].label)
    both = quotes '"The bridge is safe," Lie said. "Nobody need worry."'
    assert.same({ "after", "continued" }, { both[1].position, both[2].position })
    assert.equal("Hanna Lie", both[2].speaker)
    assert.is_not_nil(both[1].group)
    assert.equal(both[1].group, both[2].group)
  end)

  it("run over paragraphs, a span each", function()
    local both = quotes '"The bridge is safe," Lie said.\n\n"It was built well.\n\n"It will stay."'
    assert.equal(3, #both)
    assert.equal('"It was built well.', both[2].text)
    assert.equal(both[2].group, both[3].group)
    assert.same({ "Hanna Lie", "Hanna Lie" }, { both[2].speaker, both[3].speaker })
  end)

  it("are of whoever spoke last when nothing is said of them", function()
    local both = quotes '"The bridge is safe," said Anders Moen.\n\n"I sleep under it."'
    assert.same({ "Anders Moen", "none", "implicit" },
                { both[2].speaker, both[2].position, both[2].attribution })
  end)

  it("are no speech when they name or keep at a distance", function()
    assert.equal("SCARE", one('The "Open Road" party lost two seats in the city.').label)
    assert.equal("SCARE", one('The so-called "sugar bridge" opened in May.').label)
    assert.is_nil(one('The so-called "sugar bridge" opened in May.').speaker)
  end)

  it("nest", function()
    local both = quotes "\"Moen told me, 'do not look down', and I did,\" Lie said."
    assert.same({ "DIRECT", "NESTED" }, { both[1].label, both[2].label })
    assert.equal("'do not look down'", both[2].text)
    assert.same({ "Hanna Lie", "Anders Moen" }, { both[1].speaker, both[2].speaker })
  end)

  it("leave reporters out who are quoted by somebody else", function()
    says("Anders Moen", "saying", "before", "name",
         'Moen was quoted by a local paper as saying the bridge was "very sorry for itself".')
  end)
end)

describe("quotation marks", function()
  local function find(text)
    local out = {}
    for _, q in ipairs(marks.find(text, { { first = 1, last = #text } })) do
      out[#out + 1] = text:sub(q.first, q.last)
    end
    return out
  end

  it("pair, straight and curly", function()
    assert.same({ '"one"', '"two"' }, find 'He said "one" and "two".')
    assert.same({ "\u{201C}one\u{201D}" }, find "He said \u{201C}one\u{201D}.")
    assert.same({ "``one''" }, find "He said ``one'' twice.")
  end)

  it("may stand side by side, one inside the other", function()
    local inner, outer = "\u{2018}Go,\u{2019}", "\u{201C}\u{2018}Go,\u{2019} he said,\u{201D}"
    assert.same({ outer, inner }, find(outer .. " she told us."))
  end)

  it("are found in the time that the text takes, not its square", function()
    local function work(n) -- thousands of instructions for n pieces without marks, then n quotes
      local pieces, count = {}, 0
      for k = 1, n do pieces[k] = { first = 4 * k - 3, last = 4 * k - 1 } end
      debug.sethook(function() count = count + 1 end, "", 1000)
      local none = marks.find(("abc\n"):rep(n), pieces)
      local all = marks.find(('"ab" '):rep(n), { { first = 1, last = 5 * n } })
      debug.sethook()
      assert.same({ 0, n }, { #none, #all })
      return count
    end
    assert.is_true(work(20000) < 5 * work(5000))
  end)

  it("are not inches, apostrophes or lone marks", function()
    assert.same({}, find 'The 5" pipe and the workers\' day.')
    assert.same({}, find 'A lone " mark and no other.')
  end)

  it("may be single where there are no double ones", function()
    assert.same({ "'We go,'" }, find "'We go,' she said of the workers' day, and didn't.")
  end)
end)
