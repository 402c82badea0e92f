-- Patterns of spaCy's EntityRuler and Matcher, by examples of our own: operators, attributes, and
-- the errors for what cannot be had.
local gloss = require "gloss"
local P = require "gloss.pattern"
local program = require "support.program"

local folder
setup(function() folder = program.folder() end)
teardown(function() program.remove(folder) end)

-- Gives what a pattern (JSON) finds in a text, in order of start and end, as "a b, b".
local function found(pattern, text)
  local file = program.write(folder, "p.jsonl", '{"label":"X","pattern":' .. pattern .. "}\n")
  local doc = gloss.pipeline { "token", "sentence", P.spacy { file = file } }:run(gloss.doc(text))
  local list = {}
  for span in doc:layer "entity":spans() do list[#list + 1] = span.text end
  table.sort(list)
  return table.concat(list, ", ")
end

local A, B = '{"LOWER":"a"', ',{"LOWER":"b"}'

-- Pattern, text, what is found.
local CASES = {
  { "[" .. A .. "}" .. B .. "]", "a b A b", "A b, a b" },
  { "[" .. A .. ',"OP":"?"}' .. B .. "]", "a b", "a b, b" },
  { "[" .. A .. ',"OP":"*"}' .. B .. "]", "a a b", "a a b, a b, b" },
  { "[" .. A .. ',"OP":"+"}]', "a a", "a, a, a a" },
  { "[" .. A .. ',"OP":"!"}' .. B .. "]", "a b c b", "c b" },
  { "[" .. A .. ',"OP":"{2}"}]', "a a a", "a a, a a" },
  { "[" .. A .. ',"OP":"{2,3}"}]', "a a a", "a a, a a, a a a" },
  { "[" .. A .. ',"OP":"{2,}"}]', "a a a", "a a, a a, a a a" },
  { "[" .. A .. ',"OP":"{,1}"}' .. B .. "]", "a a b", "a b, b" },
  { '[{"ORTH":"Oslo"}]', "Oslo oslo OSLO", "Oslo" },
  { '[{"TEXT":{"IN":["Oslo","Bergen"]}}]', "Oslo to Bergen", "Bergen, Oslo" },
  { '[{"LOWER":{"NOT_IN":["oslo","."]}}]', "Oslo Bergen.", "Bergen" },
  { '[{"LENGTH":{">=":3,"<":5}}]', "aa bbb cccc ddddd", "bbb, cccc" },
  { '[{"LENGTH":2}]', "é éé ééé", "éé" },
  { '[{"SHAPE":"Xxxxx"}]', "Bergen Åland Oslo x", "Bergen, Åland" },
  { '[{"SHAPE":{"IN":["dd","ddd"]}}]', "5 55 555", "55, 555" },
  { '[{"IS_ALPHA":true}]', "Bergen 5 å , x9", "Bergen, å" },
  { '[{"IS_ASCII":false}]', "Bergen å", "å" },
  { '[{"IS_DIGIT":true}]', "12 1.5 a", "12" },
  { '[{"IS_UPPER":true}]', "NATO Nato nato", "NATO" },
  { '[{"IS_LOWER":true}]', "NATO Nato nato", "nato" },
  { '[{"IS_TITLE":true}]', "NATO Nato nato", "Nato" },
  { '[{"IS_PUNCT":true}]', "a, b", "," },
  { '[{"LOWER":"a"},{"IS_SPACE":true,"OP":"*"},{"LOWER":"b"}]', "a  b", "a  b" },
  { '[{"LIKE_NUM":true}]', "12 twelve 3.5 x", "12, 3.5, twelve" },
  { '[{"LIKE_URL":true}]', "see https://example.org/a now", "https://example.org/a" },
  { '[{"LIKE_EMAIL":true}]', "write a@example.org now", "a@example.org" },
  { '[{"IS_SENT_START":true}]', "They left. She stayed.", "She, They" },
  { '[{"LOWER":"she","IS_SENT_START":false}]', "Did she? She did.", "she" },
  { '[{"TEXT":{"REGEX":"^[Uu](\\\\.?|nited)$"}}]', "The U of United and unit", "U, United" },
  { '[{"LOWER":{"REGEX":{"IN":["^a","b$"]}}}]', "An ebb is up", "An, ebb" },
  { '[{"SHAPE":{"REGEX":"^Xx"}}]', "Oslo is BIG", "Oslo" },
  { '[{"LOWER":{"FUZZY":"definitely"}}]', "definitly so", "definitly" },
  { '[{"LOWER":{"FUZZY1":"oslo"}}]', "Osl Os oslos osloss", "Osl, oslos" },
  { '[{"LOWER":{"FUZZY1":{"NOT_IN":["oslo"]}}}]', "oslo is", "is" },
  { '[{"IS_STOP":true}]', "The ship is here, don't go", "The, do, go, here, is, n't" },
  { '[{"SPACY":false,"IS_ALPHA":true}]', "the end, so", "end, so" },
  { '[{"SPACY":true}]', "the end, so", ",, the" },
  { '[{"NORM":"not"}]', "I can't, do not", "n't, not" },
  { '[{"NORM":{"IN":["$","-"]}}]', "a \u{2014} \u{A3} $", "$, \u{A3}, \u{2014}" },
  { '[{"LENGTH":{">":2,"<=":4,"NOT_IN":[3]}}]', "ab abc abcd abcde", "abcd" },
  { '[{"LENGTH":{"==":2}}]', "ab abc", "ab" },
  { '[{"LOWER":{"IS_SUBSET":["a","b"]}}]', "a b c", "a, b" },
  { '[{"LOWER":{"IS_SUPERSET":["a"]}}]', "a b c", "a" },
  { '[{"LOWER":{"INTERSECTS":["a","c"]}}]', "a b c", "a, c" },
  { '[{}]', "a b", "a, b" },
  { '"Harbour Board"', "The Harbour Board, harbour board", "Harbour Board" },
}

describe("spaCy's pattern", function()
  for _, case in ipairs(CASES) do
    it(case[1], function() assert.equal(case[3], found(case[1], case[2])) end)
  end
end)

-- Pattern, what the error ends with.
local WRONG = {
  { '[{"LOWER":"a"},{"POS":"NOUN"}]', "token 2: POS: comes of a statistical model or tables that "
    .. "gloss does not have" },
  { '[{"LOWR":"a"}]', 'token 1: LOWR: unknown attribute "LOWR" (did you mean "LOWER"?)' },
  { '[{"TEXT":{"REGEX":"(?=a)"}}]', "token 1: TEXT: REGEX: (?= is not supported" },
  { '[{"LENGTH":{"REGEX":"a"}}]', "token 1: LENGTH: REGEX is not for numbers" },
  { '[{"TEXT":{"FUZZY":3}}]', "token 1: TEXT: FUZZY takes texts" },
  { '[{"TEXT":{"INN":[]}}]', 'token 1: TEXT: unknown condition "INN" (did you mean "IN"?)' },
  { '[{"LOWER":"a","OP":"x"}]', 'token 1: OP: "x" is none of ! ? * + {n} {n,m} {n,} {,m}' },
  { '[{"_":{"x":1}}]', "token 1: _: extensions are not supported" },
  { '[{"SPACY":1}]', "token 1: SPACY: takes true or false" },
  { '[{"IS_PUNCT":"yes"}]', "token 1: IS_PUNCT: takes true or false" },
  { '[{"LOWER":{"IN":"a"}}]', "token 1: LOWER: IN takes a list" },
  { '[{"LOWER":"a","OP":"{99999}"}]', "token 1: OP: {99999} is over 10000" },
  { "[]", "a pattern is a text or a list" },
  { '""', "a pattern is not empty" },
  { '"a","id":5', "the id must be a text" },
}

describe("what cannot be had names file, pattern and key:", function()
  for _, case in ipairs(WRONG) do
    it(case[1], function()
      local ok, why = pcall(found, case[1], "a")
      assert.is_false(ok)
      assert.equal(folder .. "/p.jsonl:1: " .. case[2], why)
    end)
  end
end)

describe("Matcher JSON", function()
  it("has names, each with patterns", function()
    local file = program.write(folder, "m.json",
      '{"A B":[[{"LOWER":"a"}],[{"LOWER":"b"},{"LOWER":"c"}]],"D":[[{"LOWER":"c"}]]}')
    local phase = P.spacy { file = file, layer = "hit", name = "m" }
    local doc = gloss.pipeline { "token", "sentence", phase }:run(gloss.doc "a b c")
    local list = {}
    for span in doc:layer "hit":spans() do
      list[#list + 1] = ("%s %s %s"):format(span.label, span.rule, span.text)
    end
    assert.same({ "A B m/A_B.1 a", "A B m/A_B.2 b c", "D m/D.3 c" }, list)
  end)

  it("says where a file is wrong", function()
    local file = program.write(folder, "bad.json", '{"A":[[{"DEP":"x"}]]}')
    assert.has_error(function() P.spacy { file = file } end, file .. ": A, pattern 1: token 1: "
      .. "DEP: comes of a statistical model or tables that gloss does not have")
    for text, message in pairs { ["5"] = ": must be a list of objects, or of lists of patterns by "
      .. "name", ['{"A":5}'] = ": A: must be a list of patterns", ["{}"] = ": no patterns" } do
      program.write(folder, "bad.json", text)
      local ok, why = pcall(function() return { P.spacy { file = file } } end)
      assert.is_false(ok)
      assert.equal(file .. message, (why:gsub("^.-spacy_spec%.lua:%d+: ", "")))
    end
    assert.matches(": Is a directory", select(2, pcall(P.spacy, { file = folder .. "/" })), 1, true)
  end)

  it("has the lines of a file for rules, and asks no examples of them", function()
    program.write(folder, "lines.jsonl",
                  '{"label":"X","pattern":"a"}\n{"label":"X","pattern":"b"}\n')
    program.write(folder, "lines.lua", [[
return require("gloss").pipeline { "token", "sentence",
  require("gloss.pattern").spacy { file = "lines.jsonl" } }]])
    local code, out = program.run(folder, { "explain", "lines.lua", "-" }, { input = "c b" })
    assert.equal(0, code)
    assert.matches("2:3  b  lines/X.2 (lines.jsonl:2)", out, 1, true)
    code, out = program.run(folder, { "check", "lines.lua" })
    assert.equal("", out)
    assert.equal(0, code)
  end)
end)
