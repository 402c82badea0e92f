-- harness.lua -- what the benchmarks share: the text, repeated runs, and lines of results. Absolute
-- figures say little on a shared machine; ratios to a peer of the same run count.

local gloss = require "gloss"
local clock = gloss.core.clock

local harness = {}

local MB = 1e6

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

-- English text: the shared corpus where it is, else the sample story, repeated up to `size` bytes
-- and cut after a line.
function harness.text(size)
  local root = os.getenv "GLOSS_SHARED" or "../shared"
  local text = read(root .. "/corpus/open_news.txt") or assert(read "data/sample/story.txt") .. "\n"
  return text:rep(size // #text + 1):sub(1, size):match "^.*\n"
end

-- The text in pieces of about `size` bytes, cut at line ends.
function harness.pieces(text, size)
  local pieces, first = {}, 1
  while first <= #text do
    local last = text:find("\n", math.min(first + size, #text), true) or #text
    pieces[#pieces + 1] = text:sub(first, last)
    first = last + 1
  end
  return pieces
end

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

return harness
