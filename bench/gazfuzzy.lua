-- gazfuzzy.lua -- a list matched with one edit and with two: the rate with tokenizing, and what
-- building the list costs, and opening its file, as the index of edits is made again.

local gloss = require "gloss"
local core = require "gloss.core"
local harness = require "bench.harness"
local texts = require "bench.texts"
local clock = os.clock

local fuzzy = {}

local SIZE, ROUNDS = 10000000, 4

-- Matches the pieces: megabytes a second, the best of some rounds, and the rows.
local function match(pieces, bytes, tokenizer, engine)
  local best, rows = math.huge, 0
  for _ = 1, ROUNDS do
    local seconds = 0
    rows = 0
    harness.documents(pieces, function(doc)
      local from = clock()
      tokenizer:run(doc)
      local layer = engine:run(doc)
      seconds = seconds + clock() - from
      rows = rows + #layer
    end)
    best = math.min(best, seconds)
  end
  return bytes / best / 1e6, rows
end

--- Prints what matching the names in a file, one a line, costs with edits.
function fuzzy.run(job, names)
  local entries, text = {}, job.text:sub(1, SIZE)
  for line in io.lines(names) do entries[#entries + 1] = line end
  for edits = 1, 2 do
    local from = clock()
    local engine = gloss.gazetteer { name = "names", entries = entries, case = "folded",
                                     fuzzy = edits }:compile(job.tokenizer)
    local built, path = clock() - from, os.tmpname()
    assert(engine:save(path))
    from = clock()
    assert(core.open_gazetteer(path, job.tokenizer))
    local opened = clock() - from
    os.remove(path)
    local rate, rows = match(texts.pieces(text, 1000000), #text, job.tokenizer, engine)
    print(("fuzzy, %d edit%s: built in %.2f s, opened in %.0f ms, %d matches in %.0f MB"):format(
      edits, edits == 1 and "" or "s", built, opened * 1000, rows, #text / 1e6))
    local what = ("%.1f MB/s, all in"):format(rate)
    if edits == 1 then
      harness.bound(what, rate >= 30, ">= 30")
    else
      print("  " .. what)
    end
  end
end

return fuzzy
