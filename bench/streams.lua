-- streams.lua -- hostile texts as streams of tokens, and of sentences with the model, read 64 KB at
-- a time into documents that aim at 64 KB: the time a byte at 16 MB may be 5 times that of an
-- English stream at 16 MB, but for texts of stops, whose time goes by their number.

local gloss = require "gloss"
local harness = require "bench.harness"
local texts = require "bench.texts"
local clock = os.clock

local SIZES = { 1000000, 16000000 }
local CHUNK, COST = 1 << 16, 5

local CASES = {
  { "a.a.a.", "a." },
  { "(((((", "(" },
  { ".....", "." },
  { "x1-x1-", "x1-" },
  { "marks on a letter", "e" .. ("\u{301}"):rep(7) },
  { "one endless word", "a" },
  { "Han", "\u{4E2D}" },
  { "capitals and stops", "A. ", stops = true },
  { "numbers and stops", "1. ", stops = true },
  { "stops before capitals", "a. B", stops = true },
}

local tokenizer, splitter = gloss.tokenizer(), gloss.splitter()

-- The least nanoseconds a byte of two runs over a text, with a splitter or without.
local function measure(text, by)
  local best = math.huge
  for _ = 1, 2 do
    collectgarbage()
    local from, at = clock(), 1
    local function read()
      local part = at <= #text and text:sub(at, at + CHUNK - 1) or nil
      at = at + CHUNK
      return part
    end
    for doc in tokenizer:stream(read, { size = CHUNK, splitter = by }) do doc:close() end
    best = math.min(best, (clock() - from) / #text * 1e9)
  end
  return best
end

for _, name in ipairs { "tokens", "sentences" } do
  local by = name == "sentences" and splitter or nil
  local english = measure(texts.english(SIZES[2]), by)
  print(("-- %s; English: %.2f ns a byte"):format(name, english))
  for _, case in ipairs(CASES) do
    local small = measure(case[2]:rep(SIZES[1] // #case[2]), by)
    local large = measure(case[2]:rep(SIZES[2] // #case[2]), by)
    local cost = large / english
    local line = ("%-24s %7.2f %7.2f ns a byte at 1 and 16 MB"):format(case[1], small, large)
    if case.stops then print(("%s  %.2f x English"):format(line, cost))
    else
      print(line)
      harness.bound(("%.2f x English"):format(cost), cost <= COST, COST)
    end
  end
end
harness.finish()
