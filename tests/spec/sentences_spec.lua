-- The splitter of English on hard sentences of our own, by the rules alone and with the model that
-- is shipped; the model's own ways; its trainer.
local gloss = require "gloss"
local groups = require "support.sentence_cases"

-- Gives the text of a case, and its sentences.
local function parts_of(case)
  local list = {}
  for part in case:gmatch "[^|]+" do
    part = part:match "^%s*(.-)%s*$"
    if part ~= "" then list[#list + 1] = part end
  end
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

local WAYS = { { name = "rules", options = { model = false } }, { name = "model" } }

-- Texts to be wrapped: short forms fall on the ends of lines.
local LONG = {
  "The board of the company said on Monday that Mr. Hale would leave in the spring and that "
    .. "Dr. Anna Roe of Tarn Inc. would then run the firm with the help of Gen. Price, who lives "
    .. "on Main St. in the old town.| She was born in the U.S. and has worked for Weld & Co. in "
    .. "Leeds for most of her life.| Nobody at No. 5 knew of it, not even Prof. J. R. Moss, who "
    .. "had left at 5 p.m. on the day before.",
  "Prices of the two metals fell again this week as traders waited for news from the mines in "
    .. "the north.| The fall was the third since Jan. 5, when the strike began, and pp. 14-15 of "
    .. "the report say why.| Nobody expects an end before Sept. 1, when the ministers of the U.K. "
    .. "are to meet those of the U.S. in St. Ives.| Until then the ships of Lund Bros. will wait.",
}

-- Breaks a text at spaces into lines of at most `width` bytes.
local function wrap(text, width)
  local lines, line = {}, nil
  for word in text:gmatch "%S+" do
    if line and #line + 1 + #word > width then
      lines[#lines + 1], line = line, nil
    end
    line = line and line .. " " .. word or word
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

for _, way in ipairs(WAYS) do
  describe("sentences by the " .. way.name, function()
    for _, group in ipairs(groups) do
      for i = 2, #group do
        local case = type(group[i]) == "table" and group[i] or { group[i] }
        local text, wanted = parts_of(case[1])
        if case.loses and case.loses:find(way.name, 1, true) then
          it(("do not handle %s yet: %s"):format(group[1], text), function()
            assert.is_not.same(wanted, split(text, way.options))
          end)
        else
          it(("handle %s: %s"):format(group[1], text), function()
            assert.same(wanted, split(text, way.options))
          end)
        end
      end
    end

    it("are the same however a text is wrapped", function()
      for _, long in ipairs(LONG) do
        local text, wanted = parts_of(long)
        for width = 34, 100 do
          local got = split(wrap(text, width), way.options)
          for i, sentence in ipairs(got) do got[i] = sentence:gsub("\n", " ") end
          assert.same(wanted, got, "at width " .. width)
        end
      end
    end)
  end)
end

describe("sentences by the model", function()
  it("a missing stop amid noise ends a sentence, in prose it does not", function()
    local mail = "Please call me at 555-0101. Thanks, Ada Ada Stone@HARBOUR 03/04/2001 09:14 AM "
      .. "The file is attached."
    assert.is_true(#split(mail) > #split(mail, { model = false }))
    local prose = "The minister told the House The Times had printed the letter on Monday."
    assert.equal(1, #split(prose))
  end)

  it("have a reason, and a score where the model was asked", function()
    local function read(text)
      local doc = gloss.doc(text)
      gloss.tokenizer():run(doc)
      local reasons, scores = {}, {}
      for i, s in ipairs(gloss.splitter():run(doc)) do
        reasons[i], scores[i] = s.reason, s.score or false
      end
      return table.concat(reasons, " "), scores
    end
    local mail = "Please call me at 555-0101. Thanks, Ada Ada Stone@HARBOUR 03/04/2001 09:14 AM "
    local reasons, scores = read(mail .. "The file is attached. It rained.")
    assert.equal("terminator model model model terminator terminator", reasons)
    assert.is_true(scores[2] > 0 and scores[4] > 0) -- nothing but the score ends these
    assert.is_false(scores[5]) -- certain: not asked
    assert.is_false(scores[6]) -- the end of the text
    -- before a word in lower case the score is below 0
    assert.equal("terminator model model terminator", (read(mail .. "the file is attached.")))
  end)

  it("have no score without a model", function()
    local doc = gloss.doc "They sold it to the U.S. The ships left."
    gloss.tokenizer():run(doc)
    local sentences = gloss.splitter { model = false }:run(doc)
    assert.equal("terminator", sentences[1].reason)
    assert.has_error(function() return sentences[1].score end)
  end)

  it("refuses a file that is no model", function()
    local name = os.tmpname()
    local file = assert(io.open(name, "wb"))
    file:write(("x"):rep(64))
    file:close()
    local ok, why = pcall(gloss.splitter, { model = name })
    os.remove(name)
    assert.is_false(ok)
    assert.match("not a sentence model: byte 0: expected the mark GLSM", why, 1, true)
    local _, place = pcall(function()
      local none = gloss.splitter { model = name }
      return none
    end)
    assert.match("^%S*sentences_spec.lua:%d+: cannot open", place)
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
