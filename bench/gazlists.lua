-- gazlists.lua -- ten lists of a thousand names, matched one after the other and in one pass,
-- beside one of them alone and one list of all their names.

local gloss = require "gloss"
local core = require "gloss.core"
local harness = require "bench.harness"
local texts = require "bench.texts"
local clock = os.clock

local lists = {}

local SIZES = { { "64 KB", 64 * 1024 }, { "1 MB", 1000000 } }
local LISTS, ROUNDS = 10, 4

-- Runs engines over documents of these pieces: nanoseconds a token over tokenizing, the best of
-- some rounds, and the rows.
local function cost(pieces, tokenizer, engines)
  local best, tokens, rows = math.huge, 0, 0
  for _ = 1, ROUNDS do
    local seconds = 0
    tokens, rows = 0, 0
    harness.documents(pieces, function(doc)
      local layer = tokenizer:run(doc)
      tokens = tokens + #layer
      local from = clock()
      for _, engine in ipairs(engines) do engine:run(doc) end
      seconds = seconds + clock() - from
      for _, name in ipairs(doc:layers()) do
        if name ~= "token" then rows = rows + #doc:layer(name) end
      end
    end)
    best = math.min(best, seconds)
  end
  return best / tokens * 1e9, rows
end

local function compile(job, name, entries, case)
  return gloss.gazetteer { name = name, entries = entries, case = case }:compile(job.tokenizer)
end

-- Prints what the lists cost in documents of one size.
local function compare(job, what, pieces, engines, set, whole)
  local alone = cost(pieces, job.tokenizer, { engines[1] })
  local apart, rows = cost(pieces, job.tokenizer, engines)
  local fused, same = cost(pieces, job.tokenizer, { set })
  assert(rows == same, "the set finds something else")
  print(("  %s: one list %.2f ns a token over tokenizing, one of all names %.2f")
    :format(what, alone, (cost(pieces, job.tokenizer, { whole }))))
  print(("    %d lists one by one %.2f, in one pass %.2f: %.2f a list more; %d matches"):format(
    #engines, apart, fused, (fused - alone) / (#engines - 1), rows))
end

--- Prints what the names in a file, one a line, cost as ten lists.
function lists.run(job, names)
  local parts, all = {}, {}
  for i = 1, LISTS do parts[i] = {} end
  for line in io.lines(names) do
    all[#all + 1] = line
    local part = parts[#all % LISTS + 1]
    part[#part + 1] = line
  end
  for _, case in ipairs { "exact", "folded" } do
    local engines = {}
    for i, part in ipairs(parts) do engines[i] = compile(job, "list" .. i, part, case) end
    local from = clock()
    local set = core.gazetteers(engines)
    print(("%d lists of %d names, %s: a set made in %.1f ms"):format(LISTS, #all // LISTS, case,
      (clock() - from) * 1000))
    local whole = compile(job, "all", all, case)
    for _, size in ipairs(SIZES) do
      compare(job, size[1], texts.pieces(job.text, size[2]), engines, set, whole)
    end
  end
end

return lists
