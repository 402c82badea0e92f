-- gazmemory.lua -- what matching with a .gaz file takes in memory, in a process of its own: the
-- file and the text are its arguments. Nothing of the list is read in Lua.

local gloss = require "gloss"
local core = require "gloss.core"
local harness = require "bench.harness"

local SIZE, PIECE = 5000000, 1000000

local function status(field)
  local file = io.open("/proc/self/status", "rb")
  local kilobytes = file and file:read("a"):match(field .. ":%s*(%d+)")
  if file then file:close() end
  return (tonumber(kilobytes) or 0) * 1024
end

local function heap()
  collectgarbage()
  collectgarbage()
  return collectgarbage "count"
end

local gazetteer, path = arg[1], arg[2]
local file = assert(io.open(path, "rb"))
local text = file:read(SIZE)
file:close()
local tokenizer, pieces = gloss.tokenizer(), harness.pieces(text, PIECE)
local function match(engine)
  harness.documents(pieces, function(doc)
    tokenizer:run(doc):column "hash"
    if engine then engine:run(doc) end
  end)
end
match() -- what tokenizing takes is there
local before, own, mapped = heap(), status "RssAnon", status "RssFile"
local engine = assert(core.open_gazetteer(gazetteer, tokenizer))
match(engine)
print(("%d entries, %d columns, %.0f MB matched: %.1f MB of its own, %.1f MB of the file, "
  .. "%.1f KB in Lua"):format(#engine, #engine.columns, #text / 1e6, (status "RssAnon" - own) / 1e6,
  (status "RssFile" - mapped) / 1e6, heap() - before))
