-- patternhostile.lua -- token patterns that cost many engines exponential or quadratic time, over
-- one scope of n tokens and of 2n: the steps may be 2.5 times as many. Whether "z" stands at a
-- place only a call to Lua tells, so no filter helps.
local gloss = require "gloss"
local core = require "gloss.core"
local harness = require "bench.harness"

local GROWTH = 2.5
local tokenizer = gloss.tokenizer { style = "whitespace" }

local A = { op = "token", test = { "word", { "a" } } }
local ANY = { op = "token", test = { "any" } }
local Z = { op = "token", test = { "re", accept = function(form) return form == "z" end } }

local function seq(...) return { op = "seq", ... } end
local function alt(...) return { op = "alt", ... } end
local function rep(tree, min, max) return { op = "rep", tree, min = min, max = max } end
local function look(tree, behind) return { op = "look", tree, behind = behind } end

-- Puts what `make` makes of a tree in its place, n times.
local function times(n, tree, make)
  for _ = 1, n do tree = make(tree) end
  return tree
end

local FAMILY = {
  { "(any^0)^0 z", seq(rep(rep(ANY, 0), 0), Z) },
  { "(a^1)^1 z", seq(rep(rep(A, 1), 1), Z) },
  { "12 optional wildcards", seq(times(12, A, function(p) return seq(rep(ANY, 0, 1), p) end), Z) },
  { "12 loops of wildcards", seq(times(12, A, function(p) return seq(rep(ANY, 0), p) end), Z) },
  { "nested optionals",
    seq(times(6, A, function(p) return rep(seq(p, rep(A, 0, 1)), 0, 2) end), Z) },
  { "(a + any)^0 z", seq(rep(alt(A, ANY), 0), Z) },
  { "(a a + a)^0 z", seq(rep(alt(seq(A, A), A), 0), Z) },
  { "five gaps of 200",
    { op = "gap", max = 200,
      times(4, A, function(p) return { op = "gap", max = 200, p, A } end), Z } },
  { "a^0 before any^0 z", seq(rep(A, 0), look(seq(rep(ANY, 0), Z))) },
  { "a^1 behind z any^0", seq(rep(A, 1), look(seq(Z, rep(ANY, 0)), true)) },
  { "a^{0,200} z", seq(rep(A, 0, 200), Z) },
  { "(any^0 z)^{0,1} behind a", seq(A, rep(seq(rep(ANY, 0), Z), 0, 1)) },
  { "(any^0)^0 z, or a", alt(seq(rep(rep(ANY, 0), 0), Z), A) },
  { "before (any^0)^0 z, or a", seq(look(alt(seq(rep(rep(ANY, 0), 0), Z), A)), ANY) },
}

-- Gives steps and milliseconds of a pattern over "z" and n times "a".
local function run(match, n)
  local phase = core.phase { rules = { { name = "hostile", match = match, within = "document" } } }
  local doc = gloss.doc("z" .. (" a"):rep(n))
  tokenizer:run(doc):column "hash"
  local from = os.clock()
  local _, counts = phase:run(doc)
  local spent = (os.clock() - from) * 1000
  doc:close()
  return counts.steps, spent
end

for _, one in ipairs(FAMILY) do
  local name, match = table.unpack(one)
  local once, ms = run(match, 900)
  local twice, ms_twice = run(match, 1800)
  print(("%-26s %8d steps, %6.2f ms at 900; %8d, %6.2f ms at 1,800"):format(name, once, ms, twice,
    ms_twice))
  harness.bound(("%.2f x"):format(twice / once), twice <= GROWTH * once, GROWTH)
end
harness.finish()
