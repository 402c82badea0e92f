-- matching.lua -- a list of names matched in the benchmark's text, by gloss and by the peers.

local gloss = require "gloss"
local harness = require "bench.harness"
local texts = require "bench.texts"
local clock = os.clock

local matching = {}

local SIZES = { { "64 KB", 64 * 1024 }, { "1 MB", 1000000 } }
local ROUNDS = 3

-- Bounds: nanoseconds a token over tokenizing; times the rate of a peer by name, or of the best.
local COST = { ["1k"] = 3, ["10k"] = 4, ["100k"] = 7, ["1m"] = 15 }
local RATIOS = {
  ["1k"] = { exact = { "Hyperscan", 0.65, 1 } },
  ["100k"] = { exact = { "best", 2.5, 3 } },
  ["1m"] = { exact = { "daachorse", 5.5, 7 }, folded = { "best", 7, 7 } },
}

-- Runs over documents of these pieces through one pool: seconds of tokenizing, and of the engine if
-- there is one or else of hashes, each the least of some rounds, and the tokens.
local function times(pieces, tokenizer, engine)
  local best, tokens = { math.huge, math.huge }, 0
  for _ = 1, ROUNDS + 1 do
    local sum = { 0, 0 }
    tokens = 0
    harness.documents(pieces, function(doc)
      local from = clock()
      local layer = tokenizer:run(doc)
      local tokenized = clock()
      local _ = engine and engine:run(doc) or layer:column "hash"
      local done = clock()
      sum = { sum[1] + tokenized - from, sum[2] + done - tokenized }
      tokens = tokens + #layer
    end)
    for i = 1, 2 do best[i] = math.min(best[i], sum[i]) end
  end
  return best, tokens
end

--- Prints what tokenizing costs.
function matching.tokens(job)
  for _, size in ipairs(SIZES) do
    local best, tokens = times(texts.pieces(job.text, size[2]), job.tokenizer)
    print(("tokenizing, %s: %.1f MB/s, with hashes %.1f, %.2f and %.2f ns a token"):format(size[1],
      #job.text / best[1] / 1e6, #job.text / (best[1] + best[2]) / 1e6, best[1] / tokens * 1e9,
      best[2] / tokens * 1e9))
  end
end

-- Counts the matches, and adds up start * 31 + end as the peers do, over the first bytes too. Those
-- that a peer cannot see are left out: their white space is not one space.
local function count(job, engine)
  local n, sum, base, first = 0, 0, 0, nil
  for _, piece in ipairs(texts.pieces(job.text, 1000000)) do
    if base >= 2000000 and not first then first = n end
    local doc, ended = gloss.doc(piece), 0
    job.tokenizer:run(doc)
    for _, from, to in engine:run(doc):each() do
      if to > ended then
        ended = to
        if not piece:find("[\n\t]", from) or not piece:sub(from, to):find "%s%s" and
           not piece:sub(from, to):find "[\n\t]" then
          n = n + 1
          sum = (sum + (base + from - 1) * 31 + base + to) % 1000000007
        end
      end
    end
    base = base + #piece
    doc:close()
  end
  return n, sum
end

-- Runs the peers: a list of {name=, rate=, count=, sum=}.
local function peers(job, names, case, size)
  local found = {}
  for one in (os.getenv "GLOSS_LIST_PEERS" or ""):gmatch "[^;]+" do
    local command = ("%s %s %s %s %s 2>&1"):format(one, job.path, job.marks, names, case)
    local pipe = assert(io.popen(command))
    for line in pipe:lines() do
      local name, rate, n, sum, build = line:match "^(.-)\t(.-)\t(.-)\t(.-)\t(.*)$"
      if name then
        found[#found + 1] = { name = name, rate = tonumber(rate), count = tonumber(n),
                              sum = tonumber(sum), build = tonumber(build) }
      else
        print(("  %s: %s"):format(size, line))
      end
    end
    pipe:close()
  end
  return found
end

local SMALL = { pyahocorasick = true, ["ahocorasick-rs"] = true, FlashText = true }

local function print_peers(found, n, sum)
  local best
  for _, peer in ipairs(found) do
    local same
    if SMALL[peer.name] then
      same = "on the first 2 MB"
    elseif peer.count == n and peer.sum == sum then
      same = "the same"
    else
      same = ("%+.3f %%"):format((peer.count - n) / n * 100)
    end
    print(("  %-20s %8.1f MB/s, built in %.2f s, %d matches, %s"):format(peer.name, peer.rate,
      peer.build, peer.count, same))
    if not best or peer.rate > best.rate then best = peer end
  end
  return best
end

local function compare(rate, rule, found, best)
  if not rule then return end
  local peer
  if rule[1] == "best" then peer = best end
  for _, one in ipairs(found) do if one.name == rule[1] then peer = one end end
  if not peer then return print(("  bound: there is no %s"):format(rule[1])) end
  harness.bound(("%.2f x %s"):format(rate / peer.rate, peer.name), rate / peer.rate >= rule[2],
    (">= %.2f, goal %g"):format(rule[2], rule[3]))
end

--- Matches the names in a file, one a line, and prints the figures.
function matching.run(job, size, names, case)
  local entries = {}
  for line in io.lines(names) do entries[#entries + 1] = line end
  local engine = gloss.gazetteer { name = "names", entries = entries, case = case,
                                   tokenizer = job.tokenizer }:compile(job.tokenizer)
  entries = nil -- luacheck: ignore
  collectgarbage()
  local n, sum = count(job, engine)
  local found = peers(job, names, case, size)
  print(("%s, %d matches"):format(case, n))
  local best = print_peers(found, n, sum)
  for _, piece in ipairs(SIZES) do
    local time, tokens = times(texts.pieces(job.text, piece[2]), job.tokenizer, engine)
    local rate, cost = #job.text / (time[1] + time[2]) / 1e6, time[2] / tokens * 1e9
    print(("  gloss, %-13s %8.1f MB/s, all in"):format(piece[1], rate))
    if best then print(("%31.2f x the best peer, %s"):format(rate / best.rate, best.name)) end
    local what = ("%.2f ns a token over tokenizing"):format(cost)
    if case == "exact" then
      harness.bound(what, cost <= COST[size], ("<= %d"):format(COST[size]))
    else
      print(("  %s"):format(what))
    end
    compare(rate, RATIOS[size] and RATIOS[size][case], found, best)
  end
end

return matching
