-- What the trainer learns from raw text alone: abbreviations, words that open sentences, pairs.
local gloss = require "gloss"

local NAMES = { "Marsh", "Dale", "Lund", "Crane", "Roe" }
local ENDS = { "It sank.", "He left.", "We wept.", "She came.", "It was late." }

-- Gives n sentences: "zept" has a stop of its own, "plank" is often the last word, "Lately" the
-- first, and "7. Orel" is a date.
local function make(n)
  local parts = {}
  for i = 1, n do
    local name = NAMES[i % #NAMES + 1]
    parts[#parts + 1] = ("The old man gave zept. %s of the north a plank."):format(name)
    parts[#parts + 1] = ENDS[i % #ENDS + 1]
    parts[#parts + 1] = ("Lately zept. %s came here, and lately he sang."):format(name)
    parts[#parts + 1] = "The boat was old, as it was hers, and he said that she and we must swim."
    if i % 3 == 0 then parts[#parts + 1] = ("On the %d. Orel they sailed home."):format(i % 28) end
  end
  return table.concat(parts, " ")
end

local function read(trainer, text)
  local doc = gloss.doc(text)
  gloss.tokenizer { language = "und" }:run(doc)
  return trainer:read(doc)
end

local function learnt(n)
  return read(gloss.sentence_trainer { language = "und" }, make(n)):forms()
end

local function write(bytes)
  local name = os.tmpname()
  local file = assert(io.open(name, "wb"))
  file:write(bytes)
  file:close()
  return name
end

-- Gives the number of sentences by a model, or by the rules alone.
local function count(text, model)
  local doc = gloss.doc(text)
  gloss.tokenizer { language = "und" }:run(doc)
  return #gloss.splitter { language = "und", model = model or false }:run(doc)
end

describe("raw text teaches", function()
  it("an abbreviation that is seen often, not one or two stops", function()
    assert.matches("a zept\n", learnt(40), 1, true)
    assert.is_nil(learnt(2):find("zept", 1, true))
  end)

  it("no word that often ends a sentence", function()
    for _, n in ipairs { 2, 5, 40, 200 } do assert.is_nil(learnt(n):find("plank", 1, true)) end
  end)

  it("words that open sentences, and no names that do", function()
    local forms = learnt(60)
    assert.matches("s lately\n", forms, 1, true)
    for _, name in ipairs(NAMES) do assert.is_nil(forms:find("s " .. name:lower(), 1, true)) end
  end)

  it("pairs of a number and what no sentence begins with", function()
    assert.matches("p # orel\n", learnt(60), 1, true)
  end)

  it("a splitter that knows them", function()
    local trainer = read(gloss.sentence_trainer { language = "und" }, make(60))
    local model = write(trainer:fit())
    assert.equal(2, count "We saw zept. Hale.")
    assert.equal(1, count("We saw zept. Hale.", model))
    assert.equal(2, count("We saw the zept. Lately he sings.", model))
    assert.equal(2, count "It was the 9. Orel of that year.")
    assert.equal(1, count("It was the 9. Orel of that year.", model))
    assert.equal(2, count("He has a plank. Hale has none.", model))
    os.remove(model)
  end)

  it("the same bytes each time", function()
    local function fit()
      return read(gloss.sentence_trainer { language = "und" }, make(60)):fit()
    end
    assert.equal(fit(), fit())
    assert.is_true(#fit() < 1000) -- no weights
  end)

  it("beside text that was split by hand, and before it", function()
    local trainer = read(gloss.sentence_trainer { language = "und" }, make(60))
    local doc = gloss.doc "We saw zept. hale. it was late."
    gloss.tokenizer { language = "und" }:run(doc)
    trainer:add(doc, { 1, 20 })
    assert.matches("a zept\n", trainer:forms(), 1, true)
    assert.matches("a zept\n", trainer:fit(), 1, true)
    assert.error_matches(function() read(trainer, "No.") end, "raw texts come before")
  end)
end)
