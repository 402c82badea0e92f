-- run.lua -- golden tests: the program ($GLOSS_PROGRAM) is run on each case.txt, and must write
-- what is in case.jsonl. The first line of case.args, if there, is what comes before the file; else
-- "run newswire --json". Each case.console is a transcript: its commands are run in the project and
-- must print what stands below them, "exit N" last where they end so. GLOSS_BLESS=1 rewrites the
-- expected files.
package.path = "tests/?.lua;" .. package.path
local console = require "support.console"
local program = require "support.program"

local folder = arg[0]:match "^(.*)/[^/]*$" or "."

-- Gives the files of cases, sorted.
local function cases()
  local names = {}
  local listing <close> = assert(io.popen(("ls '%s'"):format(folder)))
  for name in listing:lines() do
    if name:find "%.txt$" or name:find "%.console$" then names[#names + 1] = name end
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

-- Gives what the program writes for a text, and the file that holds what it must.
local function run(file)
  local name, words = file:match "^(.*)%.txt$", {}
  for word in (read(name .. ".args") or "run newswire --json"):match "[^\n]*":gmatch "%S+" do
    words[#words + 1] = word
  end
  words[#words + 1] = file
  local code, out, err = program.run(folder, words)
  if code ~= 0 then print(("%s: exit %d: %s"):format(name, code, err)) end
  return code == 0 and out, name .. ".jsonl"
end

-- Gives a transcript as its commands make it now.
local function transcript(file)
  local lines, made = {}, {}
  for line in read(file):gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  for _, case in ipairs(console.commands(lines)) do
    local output, _, _, code = console.run(".", case.command)
    made[#made + 1] = "$ " .. case.command
    if output ~= "" then made[#made + 1] = output end
    if code ~= 0 then made[#made + 1] = ("exit %d"):format(code) end
  end
  return table.concat(made, "\n") .. "\n", file
end

local function check(file)
  local got, golden = (file:find "%.console$" and transcript or run)(file)
  if not got then return false end
  local expected = read(golden)
  if expected == got then return true end
  if os.getenv "GLOSS_BLESS" == "1" then
    program.write(folder, golden, got)
    print(golden .. ": blessed")
    return true
  end
  print(golden .. (expected and ": differs" or ": nothing to compare with; GLOSS_BLESS=1 makes it"))
  show_difference(expected or "", got)
  return false
end

local failed, files = 0, cases()
for _, file in ipairs(files) do
  if not check(file) then failed = failed + 1 end
end
print(("%d cases, %d failed"):format(#files, failed))
os.exit(failed == 0 and 0 or 1)
