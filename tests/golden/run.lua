-- run.lua -- golden tests: the program ($GLOSS_PROGRAM) is run on each case.txt, and must write
-- what is in case.jsonl. The first line of case.args, if there, is what comes before the file; else
-- "run newswire --json". GLOSS_BLESS=1 rewrites the expected files.
package.path = "tests/?.lua;" .. package.path
local program = require "support.program"

local folder = arg[0]:match "^(.*)/[^/]*$" or "."

-- Gives the names of the cases, sorted.
local function cases()
  local names = {}
  local listing <close> = assert(io.popen(("ls '%s'"):format(folder)))
  for name in listing:lines() do
    names[#names + 1] = name:match "^(.*)%.txt$"
  end
  table.sort(names)
  return names
end

local function read(name)
  local handle = io.open(folder .. "/" .. name, "rb")
  if not handle then return nil end
  local text = handle:read "a"
  handle:close()
  return text
end

-- Gives a record with a field a line, so that a difference is a line.
local function spread(record)
  return (record:gsub('([,{%[])([{"])', "%1\n%2"))
end

-- Prints the lines that differ, as diff does.
local function show_difference(expected, got)
  local a, b = os.tmpname(), os.tmpname()
  for file, text in pairs { [a] = spread(expected), [b] = spread(got) } do
    local handle <close> = assert(io.open(file, "wb"))
    handle:write(text)
  end
  io.stdout:flush()
  os.execute(("diff -u %s %s | sed 1,2d"):format(a, b))
  os.remove(a) os.remove(b)
end

local function run(name)
  local words = {}
  for word in (read(name .. ".args") or "run newswire --json"):match "[^\n]*":gmatch "%S+" do
    words[#words + 1] = word
  end
  words[#words + 1] = name .. ".txt"
  local code, out, err = program.run(folder, words)
  if code ~= 0 then print(("%s: exit %d: %s"):format(name, code, err)) end
  return code == 0 and out
end

local function check(name)
  local got = run(name)
  if not got then return false end
  local expected = read(name .. ".jsonl")
  if expected == got then return true end
  if os.getenv "GLOSS_BLESS" == "1" then
    program.write(folder, name .. ".jsonl", got)
    print(name .. ": blessed")
    return true
  end
  print(name .. (expected and ": differs" or ": nothing to compare with; GLOSS_BLESS=1 makes it"))
  show_difference(expected or "", got)
  return false
end

local failed, names = 0, cases()
for _, name in ipairs(names) do
  if not check(name) then failed = failed + 1 end
end
print(("%d cases, %d failed"):format(#names, failed))
os.exit(failed == 0 and 0 or 1)
