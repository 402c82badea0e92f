-- same.lua -- the same bytes from every process and any number of workers: Lua seeds its hashes
-- anew in each, tasks are done in any order.
--
--   lua5.4 tests/faults/same.lua [PROCESSES]     from the root; needs $GLOSS_PROGRAM
local program = require "support.program"

local PROCESSES = tonumber(arg[1] or 10)
local root = assert(io.popen "pwd":read "l")
local folder = program.folder(true)
local good = true

-- Runs newswire over what texts there are here; gives the records and how many they are.
local function run(jobs)
  os.execute(("cd '%s' && '%s' run newswire *.md docs/*.md tests/golden/*.txt data/sample/*.txt "
    .. "-p annotations=true --json -j %d >%s/out 2>&1"):format(root, program.path, jobs, folder))
  local text = program.read(folder .. "/out")
  return text, select(2, text:gsub("\n", ""))
end

local expected, n = run(1)
for i = 2, PROCESSES do
  local jobs = ({ 1, 2, 8 })[i % 3 + 1]
  local same = run(jobs) == expected
  if not same then print(("process %d, -j %d: other bytes"):format(i, jobs)) end
  good = good and same
end
program.remove(folder)
good = good and n > 20
print(("%d records, the same bytes from %d processes, -j 1, 2, 8: %s"):format(n, PROCESSES,
  good and "yes" or "NO"))
os.exit(good)
