-- tiers.lua -- what a token costs in Lua: loops over columns, whole columns, views.

local gloss = require "gloss"
local harness = require "bench.harness"

local doc = assert(gloss.doc(harness.text(1000000)))
local tokens = gloss.tokenizer():run(doc)
local n = #tokens

local cases = {
  { "tier 1: each, one string column", function()
    for _, _, _, _ in tokens:each "form" do end
  end },
  { "tier 1: each, two string columns", function()
    for _, _, _, _, _ in tokens:each("form", "kind") do end
  end },
  { "tier 2: column fetch, strings", function()
    local column, last = tokens:column "folded", nil
    for i = 1, n do last = column[i] end
    return last
  end },
  { "tier 2: where", function() return tokens:where("kind", "number") end },
  { "tier 2: count_by", function() return tokens:count_by "folded" end },
  { "tier 3: views, one string column", function()
    local last
    for i = 1, n do last = tokens[i].folded end
    return last
  end },
}

print(("%d tokens"):format(n))
for _, case in ipairs(cases) do harness.report(case[1], n, harness.best(case[2]), "M tokens/s") end
