-- tokens.lua -- tokenizing English, `ud`, with kinds and shapes, and with hashes, beside the peers.

local gloss = require "gloss"
local harness = require "bench.harness"

local tokenizer = gloss.tokenizer()
local text = harness.text(8000000)
local peer = harness.peers(text)["libunistring words"]

local function plain(doc) tokenizer:run(doc) end
local function hashed(doc) tokenizer:run(doc):column "hash" end

for _, size in ipairs { 64 * 1024, 1000000 } do
  local pieces = harness.pieces(text, size)
  for _, case in ipairs { { "kinds and shapes", plain }, { "with hashes", hashed } } do
    harness.report(("tokens, %s, documents of %d KB"):format(case[1], size // 1000), #text,
      harness.best(function() harness.documents(pieces, case[2]) end), "MB/s", peer)
  end
end

local large = harness.text(59000000)
local from = gloss.core.clock()
plain(gloss.doc(large))
local seconds = gloss.core.clock() - from
harness.report("tokens, one fresh document of 59 MB", #large, seconds, "MB/s", peer)
