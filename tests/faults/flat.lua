-- flat.lua -- memory over a corpus: flat over a million small documents, plain and packed, to JSON
-- Lines, a folder of CSV and a database; bounded over a file of 1 GB of lines, plain and packed; a
-- document of 200 MB is refused, or done when it is allowed.
--
--   lua5.4 tests/faults/flat.lua [DOCUMENTS [MEGABYTES]]     from the root; needs $GLOSS_PROGRAM
local program = require "support.program"

local N, MEGABYTES = tonumber(arg[1] or 1000000), tonumber(arg[2] or 1000)
local folder = program.folder(true)
local good = true

local function check(ok, ...)
  print(("%s%s"):format(string.format(...), ok and "" or ": NOT as it should be"))
  good = good and ok
end

local function resident(pid)
  local file = io.open(("/proc/%s/status"):format(pid))
  local text = file and file:read "a" or ""
  if file then file:close() end
  return tonumber(text:match "VmRSS:%s*(%d+)"), tonumber(text:match "RssAnon:%s*(%d+)")
end

-- Runs the program; of the supervisor and its worker each, the private kilobytes over time, as
-- long as there is a worker.
local function watch(words)
  local handle = assert(io.popen(("cd '%s' && { '%s' run %s >out 2>err & echo $!; wait $!; "
    .. "echo code $? >&2; } 2>code"):format(folder, program.path, words)))
  local pid = handle:read "l"
  local series = { {}, {} }
  while resident(pid) do
    local children = io.open(("/proc/%s/task/%s/children"):format(pid, pid))
    local worker = children and children:read "a":match "%d+"
    if children then children:close() end
    for i, id in ipairs(worker and { pid, worker } or {}) do
      local _, own = resident(id)
      if own then table.insert(series[i], own) end
    end
    os.execute "sleep 0.2"
  end
  handle:close()
  return series, tonumber(program.read(folder .. "/code"):match "%d+")
end

do
  local file <close> = assert(io.open(folder .. "/many.jsonl", "wb"))
  for i = 1, N do
    file:write(('{"id":"d%d","text":"One of many small documents, number %d."}\n'):format(i, i))
  end
end
program.write(folder, "tables.lua", [[
return require "gloss".pipeline { "token", tables = {
  docs = { columns = { "id", "size" }, rows = function(doc, emit)
    emit { id = doc.id, size = #doc.text }
  end },
  words = { columns = { "id", "word" }, rows = function(doc, emit)
    emit { id = doc.id, word = doc:layer "token"[1].text }
  end } } }
]])
os.execute(("gzip -1k '%s/many.jsonl'"):format(folder))
for _, words in ipairs { "counts many.jsonl", "counts many.jsonl.gz",
                         "tables.lua many.jsonl -o tables/", "counts many.jsonl -o out.sqlite" } do
  local series, code = watch(words)
  assert(#series[2] > 0, "the run is over too soon")
  for i, name in ipairs { "supervisor", "worker" } do
    local list = series[i]
    local warm = #list // 5 + 1
    local growth = (list[#list] - list[warm]) / (N * (1 - warm / #list) / 1000)
    check(code == 0 and growth <= 1, "%s, %d documents, %s: %d KB when warm, %d KB in the end, "
      .. "%.3f KB a thousand documents", words, N, name, list[warm], list[#list], growth)
  end
  os.execute(("cd '%s' && rm -rf out out.* tables"):format(folder))
end
os.execute(("rm '%s'/many.*"):format(folder))

do
  local file <close> = assert(io.open(folder .. "/lines.txt", "wb"))
  local line = ("This line is one of many, and a document of its own. "):rep(38) .. "\n"
  local block = line:rep(1000000 // #line)
  for _ = 1, MEGABYTES do file:write(block) end
end
os.execute(("gzip -1k '%s/lines.txt'"):format(folder))
for _, name in ipairs { "lines.txt", "lines.txt.gz" } do
  local started = os.time()
  local series, code = watch(("counts %s --in lines"):format(name))
  table.sort(series[1])
  table.sort(series[2])
  check(code == 0 and series[2][#series[2]] < 64 << 10, "%s, %d MB of lines in %d s: at most %d KB "
    .. "in the supervisor, %d KB in a worker", name, MEGABYTES, os.time() - started,
    series[1][#series[1]], series[2][#series[2]])
end
os.execute(("rm '%s'/lines.*"):format(folder))

local size
do
  local file <close> = assert(io.open(folder .. "/large.txt", "wb"))
  for i = 1, 4500000 do file:write(("A sentence that says %d things. All so.\n"):format(i)) end
  size = file:seek "end" // 1000000
end
local _, code = watch "counts large.txt"
check(code == 3, "a document of %d MB: %s", size, program.read(folder .. "/err"):match "[^\n]*")
local series
series, code = watch "counts large.txt --max-document 1G --memory 8G --timeout 300"
table.sort(series[2])
check(code == 0, "when it may be so large: done, at most %d MB in the worker: %s",
  series[2][#series[2]] // 1024, program.read(folder .. "/out"):match "[^\n]*")
program.remove(folder)
print(good and "as it should be" or "NOT as it should be")
os.exit(good)
