-- gloss train sentences, gloss eval sentences, and gloss segment with what was learnt.
local gloss = require "gloss"
local program = require "support.program"

local folder

-- Writes gold of n documents, and their text as raw text: the rules do not know "zept.", nor that
-- "Sailors" opens a sentence.
local function write_gold(n)
  local lines, raw = {}, {}
  for i = 1, n do
    local a = ("The man saw zept. %s in the U.S."):format(i % 2 == 0 and "Marsh" or "Dale")
    local b = ("Sailors cheered, %d of them, and some sailors wept."):format(i)
    raw[i] = a .. " " .. b
    lines[i] = gloss.json.encode { text = raw[i], sentences = { { 0, #a }, { #a + 1, #raw[i] } } }
  end
  return program.write(folder, "gold.jsonl", table.concat(lines, "\n") .. "\n"),
    program.write(folder, "raw.txt", table.concat(raw, "\n\n") .. "\n")
end

local function run(...) return program.run(folder, { ... }) end

describe("gloss train sentences", function()
  setup(function() folder = program.folder() end)
  teardown(function() program.remove(folder) end)

  it("writes a model that eval and segment take", function()
    local gold, raw = write_gold(60)
    local code, _, err = run("train", "sentences", gold, "--raw", raw, "-o", "my.model")
    assert.are.same({ 0, "gloss: my.model: 60 documents; 1 abbreviations, 1 starters, 2 pairs\n" },
      { code, err })
    local bytes = program.read(folder .. "/my.model")
    run("train", "sentences", gold, "--raw", raw, "-o", "my.model")
    assert.are.equal(bytes, program.read(folder .. "/my.model"))
    local _, rules = run("eval", "sentences", gold, "--model", "none")
    local _, model = run("eval", "sentences", gold, "--model", "my.model")
    assert.matches("F1 %d%d?%.", rules)
    assert.matches("P 100.00  R 100.00  F1 100.00  %(120 right, 120 ours, 120 gold%)", model)
    local _, out = run("segment", raw, "--model", "my.model", "--reasons")
    assert.matches('"reasons":["terminator","terminator"', out, 1, true)
  end)

  it("makes a model of raw text alone", function()
    local _, raw = write_gold(60)
    local code, _, err = run("train", "sentences", "--raw", raw, "-o", "raw.model")
    assert.are.same({ 0, "gloss: raw.model: 0 documents; 1 abbreviations, 1 starters, 2 pairs\n" },
      { code, err })
    program.write(folder, "text.txt", "He saw zept. Hale.")
    local _, before = run("segment", "text.txt", "--model", "none")
    local _, after = run("segment", "text.txt", "--model", "raw.model")
    assert.matches('"sentences":[[0,12],[13,18]]', before, 1, true)
    assert.matches('"sentences":[[0,18]]', after, 1, true)
  end)

  it("scores folds by what the others teach, split or not", function()
    local function gains(...)
      local _, out = run("train", "sentences", ...)
      local by, alone = out:match "F1 (%d+%.%d+)   rules alone (%d+%.%d+)"
      assert.is_true(tonumber(by) > tonumber(alone), out)
    end
    gains((write_gold(60)), "--folds", "3", "--unsplit")
    local lines = {}
    for i = 1, 60 do   -- the rules go on: it may be a name that ends so
      local a, b = "Rain!", ("sailors cheered, %d of them."):format(i)
      lines[i] = gloss.json.encode { text = a .. " " .. b,
                                     sentences = { { 0, #a }, { #a + 1, #a + 1 + #b } } }
    end
    gains(program.write(folder, "shouts.jsonl", table.concat(lines, "\n")), "--folds", "3")
  end)

  it("says what is wrong", function()
    local gold = write_gold(1)
    local function fails(code, pattern, ...)
      local got, _, err = run(...)
      assert.are.equal(code, got)
      assert.matches(pattern, err)
    end
    fails(2, "give GOLD, %-%-raw FILE or both", "train", "sentences", "-o", "x.model")
    fails(2, "give %-o FILE or %-%-folds N", "train", "sentences", gold)
    fails(3, "nowhere.txt", "train", "sentences", "--raw", "nowhere.txt", "-o", "x.model")
    fails(2, "nowhere.model", "segment", "raw.txt", "--model", "nowhere.model")
    fails(2, 'a model of "en", expected "de"', "segment", "raw.txt", "--language", "de",
      "--model", "my.model")
  end)
end)
