-- harm.lua -- documents that crash a worker (1 in 500), run for ever (1 in 1,000: loops of Lua, in
-- coroutines, under pcall; string.find and LPeg backtracking) or starve it (1 in 1,000): every
-- other document's record is there once, each bad one has one error record with its reason. And
-- how late a loop of Lua and a call of C are ended.
--
--   lua5.4 tests/faults/harm.lua [DOCUMENTS]     from the root; needs $GLOSS_PROGRAM
local program = require "support.program"

local N = tonumber(arg[1] or 100000)
local TIMEOUT <const> = 0.4
local GRACE <const> = 500   -- ms from the limit to the next document: the kill, a new worker
local LOOPS = { "loop", "coroutine", "pcall", "find", "lpeg" }
local REASONS = { crash = "crash", kill = "crash", starve = "memory", loop = "timeout",
                  coroutine = "timeout", pcall = "timeout", find = "timeout", lpeg = "timeout" }
local folder = program.folder()

program.write(folder, "harm.lua", [[
local gloss, lpeg = require "gloss", require "lpeg"
gloss.params { stamps = { default = false } }
local S = lpeg.V(1)
local slow = lpeg.P { "a" * S * "b" + "a" * S * "c" + lpeg.P(true) }
local DEEDS = {
  crash = function() os.exit(7, false) end,
  kill = function() os.execute "kill -SEGV $PPID" end,
  loop = function() while true do end end,
  coroutine = function()
    coroutine.wrap(function() while true do pcall(function() while true do end end) end end)()
  end,
  pcall = function() while true do pcall(function() while true do end end) end end,
  find = function() return (("a"):rep(100000)):find((".-"):rep(30) .. "b") end,
  lpeg = function() return slow:match(("a"):rep(80)) end,
  starve = function()
    local held = {}
    while true do held[#held + 1] = ("x"):rep(1 << 18) .. #held end
  end,
}
local stamps = gloss.params.stamps and io.open("stamps", "w")
return gloss.pipeline { "token", { name = "harm", run = function(doc)
  local deed = doc.text:match "harm:(%w+)"
  if stamps then
    stamps:write(("%s %.6f\n"):format(deed or "-", gloss.core.clock()))
    stamps:flush()
  end
  if deed then DEEDS[deed]() end
end }, output = function(doc) return { id = doc.id, tokens = #doc:layer "token" } end }
]])

-- Says what a document does to its worker, if anything.
local function deed_of(i)
  if i % 500 == 250 then return i % 1000 == 250 and "crash" or "kill" end
  if i % 1000 == 333 then return LOOPS[i // 1000 % #LOOPS + 1] end
  if i % 1000 == 666 then return "starve" end
end

local function write_corpus(n, name, deed)
  local file <close> = assert(io.open(folder .. "/" .. name, "wb"))
  local bad = {}
  for i = 1, n do
    local harm = deed(i)
    if harm then bad[#bad + 1] = { id = "d" .. i, reason = REASONS[harm] } end
    file:write(('{"id":"d%d","text":"%s"}\n'):format(i, harm and "harm:" .. harm
      or "This is one of many small documents."))
  end
  return bad
end

local function run(...)
  local words = table.concat({ ... }, " ")
  local _, _, code = os.execute(("cd '%s' && '%s' run harm.lua %s --timeout %g --memory 16M "
    .. "--overwrite -o out.jsonl 2>err"):format(folder, program.path, words, TIMEOUT))
  return code
end

local function check_all()
  local bad = write_corpus(N, "in.jsonl", deed_of)
  local started = os.time()
  local code = run("in.jsonl", "-j", "2")
  local good, wrong, at, k = 0, 0, 0, 1
  for line in io.lines(folder .. "/out.jsonl") do   -- in order, each once, none missing
    at = at + 1
    while bad[k] and bad[k].id == "d" .. at do at, k = at + 1, k + 1 end
    if line:match '"id":"d(%d+)"' == tostring(at) then good = good + 1 else wrong = wrong + 1 end
  end
  local counts, e = {}, 0
  for line in io.lines(folder .. "/out.jsonl.errors.jsonl") do
    e = e + 1
    local id, reason = line:match '"document":"([^"]*)".*"reason":"(%w+)"'
    local expected = bad[e] or {}
    if id ~= expected.id or reason ~= expected.reason then wrong = wrong + 1 end
    counts[reason] = (counts[reason] or 0) + 1
  end
  print(("%d documents in %d s: %d records, %d crashes, %d timeouts, %d out of memory; exit %d")
    :format(N, os.time() - started, good, counts.crash or 0, counts.timeout or 0,
      counts.memory or 0, code))
  return code == 3 and wrong == 0 and good == N - #bad and e == #bad
end

-- How late documents are ended that do one of some deeds: from their start to that of the next
-- document, less the limit. Says whether the median, in milliseconds, is within a bound.
local function check_lateness(what, deeds, n, bound)
  write_corpus(n, "late.jsonl", function(i)
    return i % 2 == 0 and deeds[i // 2 % #deeds + 1] or nil
  end)
  run("late.jsonl", "-p stamps=true")
  local late, before = {}, nil
  for line in io.lines(folder .. "/stamps") do
    local deed, time = line:match "(%S+) (%S+)"
    if before and deed == "-" then late[#late + 1] = (time - before - TIMEOUT) * 1000 end
    before = deed ~= "-" and tonumber(time) or nil
  end
  table.sort(late)
  local median = late[(#late + 1) // 2]
  print(("%d %s ended late by %.2f ms (median), %.2f ms at most"):format(#late, what, median,
    late[#late]))
  return #late > n // 2 - 10 and median <= bound
end

local whole = check_all()
local loops = check_lateness("loops of Lua", { "loop", "coroutine", "pcall" }, 120, 50)
local calls = check_lateness("calls of C", { "find", "lpeg" }, 60, GRACE)
program.remove(folder)
local ok = whole and loops and calls
print(ok and "as it should be" or "NOT as it should be")
os.exit(ok)
