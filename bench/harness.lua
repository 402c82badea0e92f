-- harness.lua -- what the benchmarks share: repeated runs, peers, and lines of results. Absolute
-- figures say little on a shared machine; ratios to a peer of the same run count. Times are the
-- processor's, so that other processes on the machine cost less.

local gloss = require "gloss"
local texts = require "bench.texts"
local clock = os.clock

local harness = { text = texts.english, pieces = texts.pieces }

local MB = 1e6
local REFERENCE = 132 -- MB/s of libunistring's words on the machine that figures are scaled to

-- The least time of `rounds` runs of a function, in seconds, after one run to warm up.
function harness.best(run, rounds)
  run()
  local best = math.huge
  for _ = 1, rounds or 5 do
    collectgarbage()
    local from = clock()
    run()
    best = math.min(best, clock() - from)
  end
  return best
end

-- Prints a rate, and its ratio to a peer's where one is given.
function harness.report(what, amount, seconds, unit, peer)
  local rate = amount / seconds / MB
  local line = ("%-44s %10.1f %s"):format(what, rate, unit or "MB/s")
  if peer then line = line .. ("   %5.2f x %s"):format(rate / peer.rate, peer.name) end
  print(line)
  return rate
end

function harness.verdict(holds) return holds and "holds" or "FAILS" end

local failed = 0

-- Prints a figure with its bound and whether it holds; those that do not are counted.
function harness.bound(what, holds, bound)
  if not holds then failed = failed + 1 end
  print(("  %s (bound %s: %s)"):format(what, bound, harness.verdict(holds)))
end

-- Says at the end how many bounds did not hold.
function harness.finish()
  print(failed == 0 and "all bounds hold" or ("%d bounds do not hold"):format(failed))
end

-- Prints a rate beside libunistring's: what it is on the reference machine, the ratio, the bound
-- of the ratio and whether it holds, and the rate with the making of documents.
function harness.compare(what, rate, whole, peer, bound)
  local line = ("%-36s %7.1f MB/s"):format(what, rate)
  if peer then
    local ratio = rate / peer.rate
    line = ("%s %7.1f scaled %6.2f x"):format(line, ratio * REFERENCE, ratio)
    local verdict = bound and (" (bound %.1f %s)"):format(bound, harness.verdict(ratio >= bound))
    line = line .. (verdict or (" "):rep(17))
  end
  if whole then line = ("%s %7.1f with documents"):format(line, whole) end
  print((line:gsub(" +$", "")))
end

-- Runs the peers on a piece of text: a table name -> {name=, rate=}, empty where none was built.
function harness.peers(text)
  local program, found = os.getenv "GLOSS_PEERS", {}
  if not program then return found end
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  for one in program:gmatch "%S+" do
    local pipe = assert(io.popen(one .. " " .. path))
    for line in pipe:lines() do
      local name, rate = line:match "^(.-)\t(.*)$"
      found[name] = { name = name, rate = tonumber(rate) }
      print(("%-44s %10.1f MB/s"):format(name, found[name].rate))
    end
    pipe:close()
  end
  os.remove(path)
  return found
end

-- Runs an engine's function on each piece as a document of its own, closed at once.
function harness.documents(pieces, run)
  for _, piece in ipairs(pieces) do
    local doc = gloss.doc(piece)
    run(doc)
    doc:close()
  end
end

-- Times a function over documents of these pieces, made through one pool after a warm-up: the
-- rates in MB/s of the function alone, and with the making and closing of the documents (a copy,
-- the check of the UTF-8). Each is the best of `rounds`.
function harness.rates(pieces, run, rounds)
  local size, alone = 0, math.huge
  for _, piece in ipairs(pieces) do size = size + #piece end
  local whole = harness.best(function()
    local time = 0
    harness.documents(pieces, function(doc)
      local from = clock()
      run(doc)
      time = time + (clock() - from)
    end)
    alone = math.min(alone, time)
  end, rounds)
  return size / alone / MB, size / whole / MB
end

return harness
