-- gazetteer.lua -- entity matching by the size of the list, tokenizing included, and what it adds
-- a token. The lists are the names for benchmarks where they are, else the cities in data/.

local gloss = require "gloss"
local harness = require "bench.harness"

local tokenizer = gloss.tokenizer()
local text = harness.text(8000000)
local pieces = harness.pieces(text, 64 * 1024)

local function names(size)
  local root = os.getenv "GLOSS_SHARED" or "../shared"
  local file = io.open(("%s/lists/names_%s.txt"):format(root, size), "rb")
  local list = {}
  if file then
    for line in file:lines() do list[#list + 1] = { surface = line } end
  else
    file = assert(io.open("data/cities.tsv", "rb"))
    for line in file:lines() do list[#list + 1] = { surface = line:match "^[^\t]+" } end
  end
  file:close()
  return list
end

local count = 0
local tokenizing = harness.best(function()
  count = 0
  harness.documents(pieces, function(doc) count = count + #tokenizer:run(doc) end)
end)

for _, size in ipairs { "1k", "10k", "100k" } do
  local entries = names(size)
  for _, case in ipairs { "exact", "folded" } do
    local gazetteer = gloss.gazetteer { name = "names", entries = entries, case = case,
                                        tokenizer = tokenizer }
    local seconds = harness.best(function()
      harness.documents(pieces, function(doc)
        tokenizer:run(doc)
        gazetteer:run(doc)
      end)
    end)
    harness.report(("names %s (%d), %s"):format(size, #entries, case), #text, seconds)
    local cost = (seconds - tokenizing) / count * 1e9
    print(("%-44s %10.1f ns a token"):format("  over tokenizing", cost))
  end
end
