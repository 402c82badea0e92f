-- patterns.lua -- token patterns: 200 mixed rules, 2,000 of which few match, and the 200 in spaCy's
-- Matcher where it can be had. Words are drawn from the text itself.
local gloss = require "gloss"
local core = require "gloss.core"
local harness = require "bench.harness"

local SIZE = 8000000
local text = harness.text(SIZE)
local pieces = harness.pieces(text, 64 * 1024)
local tokenizer, splitter = gloss.tokenizer(), gloss.splitter()

-- Runs of words of the text, drawn at random: rules are made of what stands together somewhere, but
-- of no word that is among the most frequent.
local words, counts = {}, {}
for line in text:gmatch "[^\n]+" do
  for form in line:gmatch "%a+" do
    form = form:lower()
    words[#words + 1] = form
    counts[form] = (counts[form] or 0) + 1
  end
end

local seed = 7
local function random(n)
  seed = seed * 6364136223846793005 + 1442695040888963407
  return (seed >> 33) % n + 1
end

-- Gives n words in a row, the first of them of middling frequency.
local function draw(n)
  for _ = 1, 1000 do
    local at = random(#words - n)
    local count = counts[words[at]]
    if #words[at] > 3 and count > #words / 2e5 and count < #words / 2e3 then
      return table.unpack(words, at, at + n - 1)
    end
  end
end

local function word(w)
  return { op = "token", test = { "word", type(w) == "table" and w or { w } } }
end
local CAP = { op = "token", test = { "flag", column = "shape", mask = 2 } }
local NUMBER = { op = "token", test = { "is", column = "kind", values = { "number" } } }
local function seq(...) return { op = "seq", ... } end
local function as(tree, name) return { op = "capture", tree, name = name } end
local function rep(tree, min, max) return { op = "rep", tree, min = min, max = max } end

local CAPS = { REGEX = "^X" }
local PLACES = {}
for _ = 1, 300 do PLACES[#PLACES + 1] = draw(1) end

-- The kinds of rules, and each in spaCy's notation.
local kinds = {
  function() -- two words
    local a, b = draw(2)
    return seq(word(a), word(b)), { { LOWER = a }, { LOWER = b } }
  end,
  function() -- three words, the last one optional
    local a, b, c = draw(3)
    return seq(word(a), word(b), rep(word(c), 0, 1)),
      { { LOWER = a }, { LOWER = b }, { LOWER = c, OP = "?" } }
  end,
  function() -- a name and a cue
    local cue = draw(1)
    return seq(as(rep(CAP, 1, 3), "name"), as(word(cue), "cue")),
      { { SHAPE = CAPS, OP = "{1,3}" }, { LOWER = cue } }
  end,
  function() -- a gap
    local a, _, _, b = draw(4)
    return { op = "gap", word(a), word(b), max = 10 },
      { { LOWER = a }, { OP = "{0,10}" }, { LOWER = b } }
  end,
  function() -- a number and its unit
    local unit = draw(1)
    return seq(as(NUMBER, "n"), rep(word "million", 0, 1), as(word(unit), "unit")),
      { { LIKE_NUM = true }, { LOWER = "million", OP = "?" }, { LOWER = unit } }
  end,
  function() -- one of several words, then a name or not
    local list = { (draw(1)), (draw(1)), (draw(1)) }
    local last = draw(1)
    return seq(as(word(list), "a"), rep(CAP, 0, 2), as(word(last), "b")),
      { { LOWER = { IN = list } }, { SHAPE = CAPS, OP = "{0,2}" }, { LOWER = last } }
  end,
  function() -- a place of the list
    local cue = draw(1)
    return seq(as({ op = "unit", layer = "place", tests = {} }, "place"), word(cue)),
      { { LOWER = { IN = PLACES } }, { LOWER = cue } }
  end,
  function() -- a word and what is written large after it
    local cue = draw(1)
    return seq(word(cue), rep(CAP, 1, 2), rep(NUMBER, 0, 1)),
      { { LOWER = cue }, { SHAPE = CAPS, OP = "{1,2}" }, { LIKE_NUM = true, OP = "?" } }
  end,
}
-- Rules of classes alone, which no word can rule out: two in a hundred.
local bare = {
  function()
    return seq(as(rep(CAP, 2, 4), "name"), as(NUMBER, "n")),
      { { SHAPE = CAPS, OP = "{2,4}" }, { LIKE_NUM = true } }
  end,
  function()
    return seq(as(NUMBER, "n"), as(rep(CAP, 1, 2), "name"), word ","),
      { { LIKE_NUM = true }, { SHAPE = CAPS, OP = "{1,2}" }, { LOWER = "," } }
  end,
}

local function make_rules(n)
  local list = {}
  for i = 1, n do
    local make = i % 50 == 0 and bare[i // 50 % #bare + 1] or kinds[(i - 1) % #kinds + 1]
    local match, spacy = make()
    list[i] = { name = "r" .. i, match = match, spacy = spacy }
  end
  return list
end

-- 1 in 100 rules is of words that are there, the others of words that are not.
local function make_rare(n)
  local list = make_rules(n)
  for i, rule in ipairs(list) do
    if i % 100 ~= 1 + i // 100 % 8 then
      local absent = "zq" .. i .. "x"
      rule.match = { op = "seq", rule.match, word(absent) }
    end
  end
  return list
end

local gazetteer = gloss.gazetteer { name = "place", entries = PLACES, case = "folded",
                                    tokenizer = tokenizer }

-- Seconds of the phase alone, of all, matches and counts.
local function time(phase)
  local alone, whole, matches, sums = math.huge, math.huge, 0, {}
  for _ = 1, 4 do
    local spent, from = 0, os.clock()
    matches, sums.starts, sums.steps, sums.scopes = 0, 0, 0, 0
    harness.documents(pieces, function(doc)
      tokenizer:run(doc)
      splitter:run(doc)
      gazetteer:run(doc)
      local start = os.clock()
      local found, done = phase:run(doc)
      spent = spent + (os.clock() - start)
      matches = matches + #found
      for k, v in pairs(done) do sums[k] = (sums[k] or 0) + v end
    end)
    alone, whole = math.min(alone, spent), math.min(whole, os.clock() - from)
  end
  return alone, whole, matches, sums
end

local function report(what, rules)
  local phase = core.phase { policy = "all", rules = rules }
  local alone, whole, matches, sums = time(phase)
  harness.report(what .. ", over tokens", SIZE, alone)
  harness.report(what .. ", tokens, sentences, list too", SIZE, whole)
  print(("  %d matches, %d starts, %d steps, %d scopes"):format(matches, sums.starts, sums.steps,
    sums.scopes))
  print(("  filters: %d states, %d flushes, %d scopes without"):format(sums.states, sums.flushes,
    sums.fallbacks))
  return alone
end

local rules = make_rules(200)
local few = report("200 rules", rules)
local quiet = report("200 rules, 1 % match", make_rare(200))
local many = report("2,000 rules, 1 % match", make_rare(2000))
print(("2,000 rules take %.2f x the time of 200 (bound 2 %s), %.2f x of 200 of their sort"):format(
  many / few, harness.verdict(many <= 2 * few), many / quiet))
print(("200 rules: %.1f MB/s (bound 100 %s)"):format(SIZE / few / 1e6,
  harness.verdict(SIZE / few >= 100e6)))


-- spaCy's Matcher on the first part of the text, in the same run: time over tokens, as above.
local python = os.getenv "GLOSS_SPACY"
if python then
  local part, path = text:sub(1, 200000), os.tmpname()
  local file = assert(io.open(path, "wb"))
  local list = {}
  for i, rule in ipairs(rules) do list[i] = { name = rule.name, pattern = rule.spacy } end
  file:write(gloss.json.encode { text = part, rules = list })
  file:close()
  local pipe = assert(io.popen(("%s bench/peers/spacy_matcher.py %s"):format(python, path)))
  local seconds, matches = pipe:read("n", "n")
  pipe:close()
  os.remove(path)
  if seconds then
    local rate, ours = #part / seconds / 1e6, SIZE / few / 1e6
    print(("spaCy's Matcher, %d matches in %d bytes %21.3f MB/s"):format(matches, #part, rate))
    print(("  gloss is %.0f x as fast (bound 50 %s)"):format(ours / rate,
      harness.verdict(ours >= 50 * rate)))
  end
end
