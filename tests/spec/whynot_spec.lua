-- Why a rule does not match: at a place, and most often over documents.
local gloss = require "gloss"
local P = require "gloss.pattern"

local w, t, G, any = P.w, P.t, P.G, P.any

describe("why not", function()
  local whynot = require "gloss.pattern.whynot"
  local Name = t{initcap=true, kind="word"}:rep(1, 2)
  local phase = P.phase { name = "p",
    P.rule { name = "a", match = G"rank":as"r" * Name * w{"met", "saw"} * P.EOS },
    P.rule { name = "b", match = G"rank" * Name },
    P.rule { name = "c", match = (Name * "left"):where(function() return false end) },
    P.rule { name = "d", match = w"she" * any, within = "zone" },
    P.rule { name = "e", match = w"ha" * w"ha" } }
  local pipeline = gloss.pipeline { "token", "sentence",
    gloss.gazetteer { name = "rank", entries = { "General" } },
    { name = "z", makes = { "zone" }, run = function(doc) doc:build("zone", {}):seal() end },
    phase }

  -- Asks about rule `number` at the token that begins a text's first "^".
  local function ask(number, marked)
    local at = marked:find("^", 1, true)
    local doc = pipeline:run(gloss.doc((marked:gsub("%^", ""))))
    for row, first in doc:layer("token"):each() do
      if first == at then return whynot.at(phase, number, doc, row), doc end
    end
  end

  it("names the furthest token and what would have passed", function()
    local answer = ask(1, "They said ^General Holm of Oslo left.")
    assert.equal("failed", answer.answer)
    assert.equal("General Holm", answer.passed.text)
    assert.same({ start = 23, ["end"] = 25, text = "of" }, answer.furthest)
    assert.equal('t{initcap=true, kind="word"}', answer.wanted[1].pattern)
    assert.equal("t{initcap=true}", answer.wanted[1].would_pass)
    assert.equal('w{"met", "saw"}', answer.wanted[2].pattern)
    assert.equal('"met", "saw"', answer.wanted[2].would_pass)
    assert.matches("whynot_spec%.lua:%d+$", answer.wanted[1].where)
  end)

  it("says the values a token has, and the nearest unit", function()
    local answer = ask(2, "They said General ^. Then General left.")
    assert.equal('G"rank"; the nearest is "General" at 25', answer.wanted[1].would_pass)
    answer = ask(2, "They saw ^General 12 times.")
    assert.equal('t{initcap=true} and t{kind="word"} (kind is number)',
                 answer.wanted[1].would_pass)
    answer = ask(2, "^They left.")
    assert.equal('G"rank", of which the document has none', answer.wanted[1].would_pass)
  end)

  it("knows matches, losers, those in an earlier one, conditions, and where no rule looks",
     function()
    assert.equal("matches", ask(2, "^General Holm left.").answer)
    local answer = ask(2, "^General Holm met")
    assert.equal("lost", answer.answer)
    assert.equal("p/a", answer.winner.rule)
    assert.equal("2 against 3 tokens", answer.why)
    assert.equal("taken", ask(5, "ha ^ha ha").answer)
    answer = ask(3, "^Holm left")
    assert.equal("rejected", answer.answer)
    assert.equal(":where(f)", answer.wanted[1].pattern)
    assert.equal("no scope", ask(4, "^She left.").answer)
  end)

  it("says of what stands around what would have passed", function()
    for text, look in pairs { ['w"b" from here on'] = #w"b", ['no w"c" from here on'] = -w"c",
                              ['w"b" up to here'] = P.before(w"b") } do
      local around = P.phase { P.rule { name = "r", match = w"a" * look } }
      local doc = gloss.pipeline({ "token", "sentence", around }):run(gloss.doc "a c")
      assert.equal(text, whynot.at(around, 1, doc, 1).wanted[1].would_pass)
    end
  end)

  it("sums up the nearest misses", function()
    local summary = whynot.summary()
    local doc = pipeline:run(gloss.doc "General Holm of Oslo. General Rask saw it. General 5.")
    whynot.sum(summary, phase, 1, doc)
    local list = whynot.ranked(summary)
    assert.equal('t{initcap=true, kind="word"}', list[1].pattern)
    assert.equal(2, list[1].misses)
    assert.equal("EOS", list[2].pattern)
    assert.equal("General Rask saw", list[2].examples[1].passed.text)
  end)

  it("sums up with the places that came farthest, and asks which of two rules", function()
    local a = P.phase { name = "a", P.rule { name = "r", match = w"x":plus() * w"y" } }
    local b = P.phase { name = "b", P.rule { name = "r", match = w"z", emit = "s" } }
    local two = gloss.pipeline { "token", "sentence", a, b }
    local doc = two:run(gloss.doc "x a. x x a. x x x a. x x x x a. x y.")
    local summary = whynot.summary()
    whynot.sum(summary, a, 1, doc)
    local texts = {}
    for i, one in ipairs(whynot.ranked(summary)[1].examples) do texts[i] = one.passed.text end
    assert.same({ "x x x x", "x x x", "x x" }, texts)
    assert.equal("several rules are called so: a/r, b/r", select(2, whynot.find(two, "r")))
    assert.equal(b, (whynot.find(two, "b/r")))
  end)
end)
