-- The splitter with the model shipped for English, on sentences of our own: "|" is where one ends.
local gloss = require "gloss"

local CASES = {
  "The U.S. envoy met Mr. Lee at 5 p.m. on Friday.| He left at 6 p.m.| The talks go on.",
  "She moved to Washington, D.C.| It rained.",
  "Harbour Inc. said it would buy Stone Corp. of Leeds.| It paid in cash.",
  "See No. 5 on the list.| The answer was no.| Nobody asked.",
  "Gen. Sir Adam Price spoke to Prof. Dr. Eva Klein.| They agreed.",
  "J. R. Moss wrote it with A. Kern.| It sold well.",
  '"Stop!" Johnson shouted.| Nobody moved.',
  'He said: "We will go."| Then he left.',
  "They won (It was close.) and went home.| Fans cheered.",
  "We waited ... and waited.| Nothing came.",
  "She works at Yahoo! Inc. in Leeds.| Her brother does not.",
  "The shop on Main St. is shut.| St. Louis won again.",
  "The fare is Rs. 500 a head.| See pp. 14-15 and Fig. 3 for more.",
  "Write to info@harbour.example.| We answer.",
  "What now?| Nobody knows!| We wait.",
}

-- Gives the text of a case, and the places in it where a sentence ends.
local function parts_of(case)
  local list = {}
  for part in (case .. "|"):gmatch "(.-)|" do list[#list + 1] = part:match "^%s*(.-)$" end
  return (case:gsub("|", "")), list
end

local function split(text, options)
  local doc = gloss.doc(text)
  gloss.tokenizer():run(doc)
  local list = {}
  for _, first, last in gloss.splitter(options):run(doc):each() do
    list[#list + 1] = text:sub(first, last)
  end
  return list
end

describe("sentences by the model", function()
  for _, case in ipairs(CASES) do
    it(case, function()
      local text, wanted = parts_of(case)
      assert.same(wanted, split(text))
    end)
  end

  it("a missing stop amid noise ends a sentence, in prose it does not", function()
    local mail = "Please call me at 555-0101. Thanks, Ada Ada Stone@HARBOUR 03/04/2001 09:14 AM "
      .. "The file is attached."
    assert.is_true(#split(mail) > #split(mail, { model = false }))
    local prose = "The minister told the House The Times had printed the letter on Monday."
    assert.equal(1, #split(prose))
  end)

  it("refuses a file that is no model", function()
    local name = os.tmpname()
    local file = assert(io.open(name, "wb"))
    file:write(("x"):rep(64))
    file:close()
    local ok, why = pcall(gloss.splitter, { model = name })
    os.remove(name)
    assert.is_false(ok)
    assert.match("not a sentence model: expected the mark GLSM", why, 1, true)
    assert.match(name, why, 1, true)
  end)
end)

describe("the trainer", function()
  local text = "It rains a lot. we stay in. It rains a lot. we stay in. It snows."

  local function fit()
    local trainer = gloss.sentence_trainer { language = "en" }
    trainer:word("Ada", "forename")
    local doc = gloss.doc(text)
    gloss.tokenizer():run(doc)
    return trainer:add(doc, { 1, 17, 29, 45, 57 }):fit()
  end

  it("gives the same bytes each time", function() assert.equal(fit(), fit()) end)

  it("raises for firsts that fall", function()
    local doc = gloss.doc(text)
    gloss.tokenizer():run(doc)
    assert.has_error(function() gloss.sentence_trainer():add(doc, { 17, 1 }) end)
  end)
end)
