-- gazfiles.lua -- what a .gaz file of the benchmark's names costs: to build by the program, to
-- keep, to open, checked or not, with attributes or without; and the memory of matching.

local harness = require "bench.harness"
local core = require "gloss.core"
local lists = require "bench.lists"
local clock = os.clock

local files = {}

local PROGRAM = os.getenv "GLOSS_PROGRAM"

local function size_of(path)
  local file = assert(io.open(path, "rb"))
  local size = file:seek "end"
  file:close()
  return size
end

-- Runs the program to compile a list: seconds of the processor, and bytes it held at most.
local function build(source, target)
  local log = os.tmpname()
  local command = ("/usr/bin/env time -f '%%U %%S %%M' -o %s %s gazetteer build %s -o %s "
    .. "--overwrite"):format(log, PROGRAM, source, target)
  assert(os.execute(command .. " >/dev/null 2>&1"))
  local file = assert(io.open(log))
  local user, system, kilobytes = file:read("n", "n", "n")
  file:close()
  os.remove(log)
  return user + system, kilobytes * 1024
end

-- Opens a file: the engine, and the least milliseconds of some times.
local function open(path, tokenizer, verify)
  local best, engine = math.huge, nil
  for _ = 1, 3 do
    engine = nil -- luacheck: ignore
    collectgarbage()
    local from = clock()
    engine = assert(core.open_gazetteer(path, tokenizer, verify))
    best = math.min(best, (clock() - from) * 1000)
  end
  return engine, best
end

-- Builds with five columns of attributes and says what that and matching take.
local function attributes(job, names)
  local source, target = lists.table(names, 5), os.tmpname() .. ".gaz"
  local seconds, bytes = build(source, target)
  print(("  five columns: built in %.2f s, %.0f MB at most; file of %.1f MB"):format(seconds,
    bytes / 1e6, size_of(target) / 1e6))
  local pipe = assert(io.popen(("lua5.4 bench/gazmemory.lua %s %s"):format(target, job.path)))
  print("  " .. pipe:read "l")
  pipe:close()
  os.remove(source)
  os.remove(target)
end

--- Prints what the file of these names costs; a million have bounds.
function files.run(job, size, names, count)
  local source, target = lists.table(names, 0), os.tmpname() .. ".gaz"
  local seconds, bytes = build(source, target)
  local bounded = size == "1m"
  local each = size_of(target) / count
  local _, opened = open(target, job.tokenizer, false)
  local _, verified = open(target, job.tokenizer, true)
  local function say(what, holds, bound)
    if bounded then harness.bound(what, holds, bound) else print("  " .. what) end
  end
  say(("built in %.2f s"):format(seconds), seconds <= 3, "<= 3")
  say(("%.0f MB held at most while building"):format(bytes / 1e6), bytes <= 250e6, "<= 250")
  say(("%.1f bytes an entry"):format(each), each <= 45, "<= 45")
  say(("opened in %.2f ms"):format(opened), opened <= 5, "<= 5")
  print(("  opened and verified in %.1f ms"):format(verified))
  if bounded then attributes(job, names) end
  os.remove(source)
  os.remove(target)
end

return files
