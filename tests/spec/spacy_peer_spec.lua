-- Patterns of spaCy against spaCy itself, where it is: $GLOSS_SPACY names its Python (./dev bench
-- patterns makes one in build/bench/spacy). Random patterns over texts that both cut alike.
local gloss = require "gloss"
local P = require "gloss.pattern"
local program = require "support.program"

local WORDS = { "Oslo", "oslo", "OSLO", "the", "The", "not", "ships", "5", "12", "1,200", "twelve",
                ",", ".", "(", "is", "color", "colour", "Ärger", "straße", "x9", "USA", "and",
                "ship" }

-- Attributes and values that a random token may ask for, as JSON.
local ASKED = {
  '"LOWER":"oslo"', '"TEXT":"Oslo"', '"ORTH":"ships"', '"LOWER":{"IN":["the","is","oslo"]}',
  '"TEXT":{"NOT_IN":["Oslo","the"]}', '"LENGTH":4', '"LENGTH":{">=":3,"<":5}', '"LENGTH":{"!=":3}',
  '"LENGTH":{"==":1}', '"SHAPE":"Xxxx"', '"SHAPE":{"IN":["dd","xxxx"]}', '"IS_ALPHA":true',
  '"IS_ASCII":false', '"IS_DIGIT":true', '"IS_LOWER":true', '"IS_UPPER":false', '"IS_TITLE":true',
  '"IS_PUNCT":true', '"IS_STOP":true', '"LIKE_NUM":true', '"SPACY":true', '"NORM":"not"',
  '"TEXT":{"REGEX":"^[Oo]s"}', '"LOWER":{"REGEX":"colou?r|s$"}', '"TEXT":{"REGEX":"\\\\d{2,}"}',
  '"LOWER":{"REGEX":{"IN":["^t","o$"]}}', '"LOWER":{"FUZZY":"shipz"}', '"LOWER":{"FUZZY1":"color"}',
  '"LOWER":{"FUZZY":{"IN":["oslo","ship"]}}', '"LOWER":{"IS_SUBSET":["the","is"]}',
  '"LOWER":{"INTERSECTS":["ship"]}', '"LOWER":{"IS_SUPERSET":["ship"]}',
}
local OPS = { "?", "*", "+", "{2}", "{1,2}", "{2,}", "{,2}", "!" }

local seed = 20
local function draw(n)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536 % n + 1
end

local function random_case()
  local tokens, words = {}, {}
  for i = 1, draw(3) do
    local op = draw(2) == 1 and (',"OP":"%s"'):format(OPS[draw(#OPS)]) or ""
    tokens[i] = "{" .. ASKED[draw(#ASKED)] .. op .. "}"
  end
  for i = 1, 3 + draw(9) do words[i] = WORDS[draw(#WORDS)] end
  return { pattern = "[" .. table.concat(tokens, ",") .. "]", text = table.concat(words, " ") }
end

-- Gives what our phase finds, as spaCy's side prints it.
local function found(folder, case)
  local file = program.write(folder, "p.jsonl",
                             ('{"label":"X","pattern":%s}\n'):format(case.pattern))
  local phase = P.spacy { file = file, policy = "all" }
  local doc = gloss.pipeline { "token", "sentence", phase }:run(gloss.doc(case.text))
  local list, seen = {}, {}
  for span in doc:layer "entity":spans() do
    local start, stop = span:offsets "codepoints"
    local key = start .. "," .. stop
    if not seen[key] then seen[key], list[#list + 1] = true, { start, stop } end
  end
  table.sort(list, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
  return gloss.json.encode(list)
end

describe("spaCy itself", function()
  it("finds the same", function()
    local python = os.getenv "GLOSS_SPACY"
    if not python or not os.execute(python .. " -c 'import spacy' 2>/dev/null") then
      return pending "no spaCy (set GLOSS_SPACY)"
    end
    local folder, cases, parts = program.folder(), {}, {}
    for i = 1, 600 do
      cases[i] = random_case()
      parts[i] = ('{"pattern":%s,"text":%s}'):format(cases[i].pattern,
                                                     gloss.json.encode(cases[i].text))
    end
    local file = program.write(folder, "cases.json", "[" .. table.concat(parts, ",") .. "]")
    local pipe = assert(io.popen(("%s tests/support/spacy_matches.py %s"):format(python, file)))
    local theirs = gloss.json.decode(pipe:read "a")
    pipe:close()
    for i, case in ipairs(cases) do
      assert.equal(gloss.json.encode(theirs[i]), found(folder, case),
                   case.pattern .. " over " .. case.text)
    end
    program.remove(folder)
  end)
end)
