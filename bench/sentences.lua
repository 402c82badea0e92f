-- sentences.lua -- English tokens and sentences together, in documents of 64 KB and 1 MB, by the
-- rules alone and with the model, beside the peers. Bounds are ratios to peers that do as much
-- (ICU) or find sentences only (BlingFire); with the model at least 0.8 of the speed without is
-- wanted.

local gloss = require "gloss"
local harness = require "bench.harness"

local tokenizer = gloss.tokenizer()
local splitters = { rules = gloss.splitter { model = false }, model = gloss.splitter() }
local text = harness.text(8000000)
local peers = harness.peers(text)
local BOUNDS = { { "ICU words and sentences", 3 }, { "BlingFire sentences", 10 } }

for _, size in ipairs { 64 * 1024, 1000000 } do
  local pieces, rates = harness.pieces(text, size), {}
  for _, by in ipairs { "rules", "model" } do
    local splitter = splitters[by]
    local seconds = harness.best(function()
      harness.documents(pieces, function(doc)
        tokenizer:run(doc)
        splitter:run(doc)
      end)
    end)
    local what = "tokens and sentences by the %s, %d KB"
    rates[by] = harness.report(what:format(by, size // 1000), #text, seconds)
    for _, bound in ipairs(BOUNDS) do
      local peer = peers[bound[1]]
      local ratio = peer and rates[by] / peer.rate
      if peer then
        harness.bound(("%.2f x %s"):format(ratio, peer.name), ratio >= bound[2], bound[2])
      end
    end
  end
  local share = rates.model / rates.rules
  harness.bound(("by the model %.2f x the rules alone"):format(share), share >= 0.8, 0.8)
end
harness.finish()
