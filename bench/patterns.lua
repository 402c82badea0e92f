-- patterns.lua -- token patterns: 200 mixed rules, 2,000 of which few match, and the 200 in spaCy's
-- Matcher where it can be had. Words are drawn from the text itself.
local gloss = require "gloss"
local core = require "gloss.core"
local harness = require "bench.harness"
local patternrules = require "bench.patternrules"

local SIZE = 8000000
local text = harness.text(SIZE)
local pieces = harness.pieces(text, 64 * 1024)
local tokenizer, splitter = gloss.tokenizer(), gloss.splitter()

local make = patternrules.of(text)
local gazetteer = gloss.gazetteer { name = "place", entries = make.places, case = "folded",
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

-- Milliseconds until n mixed rules are compiled, and of their first and second run over a document.
local function start(n)
  local list, doc = make.mixed(n), gloss.doc(pieces[1])
  tokenizer:run(doc):column "hash"
  splitter:run(doc)
  gazetteer:run(doc)
  collectgarbage()
  local times, from = {}, os.clock()
  local phase = core.phase { policy = "all", rules = list }
  for i = 1, 3 do
    times[i] = (os.clock() - from) * 1000
    from = os.clock()
    phase:run(doc)
  end
  print(("%6d rules: %7.2f ms to compile, %6.2f ms the first %d bytes, %6.2f again; %.1f us a rule")
    :format(n, times[1], times[2], #pieces[1], times[3], (times[1] + times[2]) / n * 1000))
end

local rules = make.mixed(200)
local few = report("200 rules", rules)
local quiet = report("200 rules, 1 % match", make.rare(200))
local many = report("2,000 rules, 1 % match", make.rare(2000))
for _, n in ipairs { 200, 2000, 10000, 20000 } do start(n) end
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
