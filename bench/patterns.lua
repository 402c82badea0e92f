--- patterns.lua -- token patterns: 200 mixed rules, 2,000 of which few match, and the same 200 rules
-- in spaCy's Matcher where it can be had. Words are drawn by rank from the text itself.
local gloss = require "gloss"
local core = require "gloss.core"
local harness = require "bench.harness"

local SIZE = 8000000
local text = harness.text(SIZE)
local pieces = harness.pieces(text, 64 * 1024)
local tokenizer, splitter = gloss.tokenizer(), gloss.splitter()

-- Words of the text in order of rank.
local function ranked()
  local doc = gloss.doc(text)
  local counts, list = tokenizer:run(doc):count_by("folded", { kind = "word" }), {}
  for form in pairs(counts) do
    if form:match "^%l+$" then list[#list + 1] = form end
  end
  table.sort(list, function(a, b)
    return counts[a] > counts[b] or (counts[a] == counts[b] and a < b)
  end)
  return list
end

local words = ranked()
local seed = 7
local function draw(low, high)
  seed = seed * 6364136223846793005 + 1442695040888963407
  high = math.min(high, #words)
  return words[low + (seed >> 33) % (high - low + 1)]
end

local function word(w) return { op = "token", test = { "word", type(w) == "table" and w or { w } } } end
local CAP = { op = "token", test = { "flag", column = "shape", mask = 2 } }
local NUMBER = { op = "token", test = { "is", column = "kind", values = { "number" } } }
local function seq(...) return { op = "seq", ... } end
local function as(tree, name) return { op = "capture", tree, name = name } end
local function rep(tree, min, max) return { op = "rep", tree, min = min, max = max } end

-- The kinds of rules; each draws its words from ranks [low, high).
local kinds = {
  function(low, high) return seq(word(draw(low, high)), word(draw(20, 200))) end,
  function(low, high) return seq(word(draw(20, 200)), word(draw(low, high)), word(draw(20, 2000))) end,
  function(low, high) return seq(as(rep(CAP, 1, 3), "name"), as(word(draw(low, high)), "cue")) end,
  function(low, high) return { op = "gap", word(draw(low, high)), word(draw(low, high)), max = 10 } end,
  function(low, high) return seq(as(NUMBER, "n"), as(word(draw(low, high)), "unit")) end,
  function(low, high)
    return seq(as(word { draw(low, high), draw(low, high), draw(low, high) }, "a"), rep(CAP, 0, 1),
               as(word(draw(20, 500)), "b"))
  end,
  function(low, high)
    return seq(as({ op = "unit", layer = "place", tests = {} }, "place"), word(draw(low, high)))
  end,
  function(low, high) return seq(word(draw(low, high)), rep(CAP, 1, 2), rep(NUMBER, 0, 1)) end,
}

local function make_rules(n, low, high)
  local list = {}
  for i = 1, n do
    list[i] = { name = "r" .. i, match = kinds[(i - 1) % #kinds + 1](low, high) }
  end
  return list
end

-- 1 in 100 rules is of words that are there, the others of words that are not.
local function make_rare(n)
  local list = make_rules(n, 100, 3000)
  for i, rule in ipairs(list) do
    if i % 100 ~= 0 then
      local absent = "zq" .. i .. "x"
      rule.match = { op = "seq", rule.match, word(absent) }
    end
  end
  return list
end

local places = {}
for _ = 1, 300 do places[#places + 1] = draw(200, 5000) end
local gazetteer = gloss.gazetteer { name = "place", entries = places, case = "folded",
                                    tokenizer = tokenizer }

-- Seconds of the phase alone, of all, matches and counts.
local function time(phase)
  local alone, whole, matches, sums = math.huge, math.huge, 0, {}
  for _ = 1, 4 do
    local spent, from = 0, os.clock()
    matches, sums = 0, {}
    harness.documents(pieces, function(doc)
      tokenizer:run(doc)
      splitter:run(doc)
      gazetteer:run(doc)
      local start = os.clock()
      local found, counts = phase:run(doc)
      spent = spent + (os.clock() - start)
      matches = matches + #found
      for k, v in pairs(counts) do sums[k] = (sums[k] or 0) + v end
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
  print(("  %d matches, %d starts, %d steps, %d scopes; filters: %d states, %d flushes, %d fallbacks")
    :format(matches, sums.starts, sums.steps, sums.scopes, sums.states, sums.flushes,
            sums.fallbacks))
  return alone
end

local rules = make_rules(200, 100, 3000)
local few = report("200 rules", rules)
local quiet = report("200 rules, 1 % match", make_rare(200))
local many = report("2,000 rules, 1 % match", make_rare(2000))
print(("2,000 rules take %.2f x the time of 200 (bound 2 %s), %.2f x of 200 of their sort"):format(
  many / few, harness.verdict(many <= 2 * few), many / quiet))
print(("200 rules: %.1f MB/s (bound 100 %s)"):format(SIZE / few / 1e6,
  harness.verdict(SIZE / few >= 100e6)))

return { rules = rules, places = places, text = text, rate = SIZE / few / 1e6 }
