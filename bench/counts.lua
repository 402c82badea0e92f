-- counts.lua -- what counting costs a token: values of columns, n-grams, rankings of them.

local gloss = require "gloss"
local harness = require "bench.harness"

local doc = assert(gloss.doc(harness.text(1000000)))
local tokens = gloss.tokenizer():run(doc)
local sentences = gloss.splitter():run(doc)
local n = #tokens
tokens:column "folded"

print(("%d tokens, %d sentences"):format(n, #sentences))

local function report(what, run) harness.report(what, n, harness.best(run), "M tokens/s") end

for _, column in ipairs { "folded", "kind" } do
  report("count_by " .. column, function() return tokens:count_by(column) end)
end
for _, size in ipairs { 1, 2, 3, 5 } do
  report(("ngrams, n = %d"):format(size), function() return tokens:ngrams(size, "folded") end)
  local counts = gloss.frequencies { n = size, within = "sentence", kind = "word" }
  report(("n = %d, words in sentences, known grams"):format(size), function()
    counts:add(tokens)
  end)
end
local pairs_of_words = tokens:ngrams(2, "folded", { within = "sentence", kind = "word" })
local distinct = #pairs_of_words
for _, by in ipairs { "count", "log_likelihood" } do
  harness.report("top 20 bigrams by " .. by, distinct, harness.best(function()
    return pairs_of_words:top(20, { by = by })
  end), "M bigrams/s")
end
