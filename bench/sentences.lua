-- sentences.lua -- tokens and sentences together, beside the peers.

local gloss = require "gloss"
local harness = require "bench.harness"

local tokenizer, splitter = gloss.tokenizer(), gloss.splitter()
local text = harness.text(8000000)
local peer = harness.peers(text)["ICU words and sentences"]

for _, size in ipairs { 64 * 1024, 1000000 } do
  local pieces = harness.pieces(text, size)
  harness.report(("tokens and sentences, documents of %d KB"):format(size // 1000), #text,
    harness.best(function()
      harness.documents(pieces, function(doc)
        tokenizer:run(doc)
        splitter:run(doc)
      end)
    end), "MB/s", peer)
end
