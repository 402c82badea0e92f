-- corpus.lua -- whole runs of the program: throughput by the number of workers, from files, from
-- JSON Lines and from streams, and what supervision costs a document.

local core = require "gloss".core
local harness = require "bench.harness"
local json = require "gloss".json

local program = os.getenv "GLOSS_PROGRAM"
local folder = os.tmpname()
os.remove(folder)
os.execute("mkdir " .. folder)

local function read(file)
  local handle <close> = assert(io.open(file, "rb"))
  return handle:read "a"
end

local function write(name, text)
  local handle <close> = assert(io.open(folder .. "/" .. name, "wb"))
  handle:write(text)
end

-- The least time on the wall of two runs: the work is in other processes.
local function best(work)
  local least = math.huge
  for _ = 1, 2 do
    local from = core.clock()
    work()
    least = math.min(least, core.clock() - from)
  end
  return least
end

local function once(words)
  assert(os.execute(("cd %s && %s run %s >out 2>/dev/null"):format(folder, program, words)))
end

local function run(words) return best(function() once(words) end) end

-- Times a run by one worker and by two, three times in turn, so that what else the machine does
-- meets both; prints the best of each and the median of the ratios.
local function by_two(what, words, amount)
  local least, ratios = { math.huge, math.huge }, {}
  for round = 1, 3 do
    local taken = {}
    for workers = 1, 2 do
      local from = core.clock()
      once(("%s -j %d"):format(words, workers))
      taken[workers] = core.clock() - from
      least[workers] = math.min(least[workers], taken[workers])
    end
    ratios[round] = taken[1] / taken[2]
  end
  table.sort(ratios)
  for workers = 1, 2 do
    harness.report(("%s, -j %d"):format(what, workers), amount, least[workers])
  end
  print(("  %.2f x -j 1 (median of %.2f to %.2f)"):format(ratios[2], ratios[1], ratios[3]))
end

local story = read "data/sample/story.txt"
local copies = 1200
os.execute(("mkdir %s/stories"):format(folder))
for i = 1, copies do write(("stories/%04d.txt"):format(i), story) end
by_two("newswire", "newswire --json stories", copies * #story)
do   -- one packed file, of texts that differ
  local lines, lead = {}, {}
  for i = 1, copies do
    for k = 1, 40 do lead[k] = ("%x"):format(i * k * 2654435761 % (1 << 28)) end
    lines[i] = ('{"text":%s}\n'):format(json.encode(table.concat(lead, " ") .. "\n\n" .. story))
  end
  write("stories.jsonl", table.concat(lines))
end
assert(os.execute(("cd %s && gzip stories.jsonl"):format(folder)))
by_two("newswire, JSON Lines in one gz", "newswire stories.jsonl.gz", copies * #story)

write("names.lua", [[
local gloss = require "gloss"
return gloss.pipeline { "token", "sentence", gloss.gazetteer { file = "names.gaz" },
  output = function(doc)
    return { id = doc.id, tokens = #doc:layer "token", sentences = #doc:layer "sentence",
             names = #doc:layer "names" }
  end }
]])
local names = { "surface" }
for i = 1, 100000 do   -- as many names, of invented words
  names[#names + 1] = ("%s%s %s%d"):format(("BDGKLM"):sub(i % 6 + 1, i % 6 + 1),
    ("aeiou"):sub(i % 5 + 1, i % 5 + 1), "Name", i)
end
write("names.tsv", table.concat(names, "\n") .. "\n")
assert(os.execute(("cd %s && %s gazetteer build names.tsv -o names.gaz 2>/dev/null"):format(folder,
  program)))
local text = story:rep(65536 // #story)
os.execute(("mkdir %s/large"):format(folder))
for i = 1, 1500 do write(("large/%04d.txt"):format(i), text) end
for _, jobs in ipairs { 1, 2 } do
  harness.report(("tokens, sentences, 100,000 names, 64 KB files, -j %d"):format(jobs),
    1500 * #text, run("names.lua large -j " .. jobs))
end
write("line.txt", text:gsub("\n", " ") .. "\n")
os.execute(("cd %s && for i in $(seq 1500); do cat line.txt; done >all.txt && gzip -1k all.txt")
  :format(folder))
harness.report("the same as lines of a file, -j 1", 1500 * #text,
  run "names.lua all.txt --in lines -j 1")
harness.report("the same as lines of a gz, -j 1", 1500 * #text,
  run "names.lua all.txt.gz --in lines -j 1")

-- Small documents: what a document costs beside its text.
do
  local flat, parts, lines, size = (story:gsub("\n", " ")):rep(2), {}, {}, 0
  os.execute(("mkdir %s/small"):format(folder))
  for i = 1, 20000 do
    local part = flat:sub(1, 2000 + i * 7919 % 2000):gsub("[\x80-\xFF]+$", "")
    parts[i] = ('{"id":"d%d","text":"%s"}\n'):format(i, (part:gsub('[\\"]', "\\%0")))
    lines[i], size = part .. "\n", size + #part
    if i <= 5000 then write(("small/%05d.txt"):format(i), part) end
  end
  write("small.jsonl", table.concat(parts))
  write("small.txt", table.concat(lines))
  local empty = run "names.lua line.txt --limit 1"   -- the program's start
  for _, input in ipairs { "small.txt --in lines", "small.jsonl", "small" } do
    local share = input == "small" and 4 or 1
    local seconds = run("names.lua " .. input) - empty
    harness.report("the same, 2 to 4 KB a document, " .. input, size / share, seconds)
    print(("  %.1f us a document"):format(seconds / 20000 * share * 1e6))
  end
end

-- A gz that packs as text does, to half its size or less: read as it is, and behind zcat.
do
  local words, random = {}, require "gloss.random"()
  for word in story:gmatch "%S+" do words[#words + 1] = word end
  for i = 1, 20000 do words[#words + 1] = ("%x"):format(i * 2654435761 % (1 << 28)) end
  local file <close> = assert(io.open(folder .. "/mixed.txt", "wb"))
  for _ = 1, 600 do
    local line = {}
    for k = 1, 8500 do line[k] = words[random(#words)] end
    file:write(table.concat(line, " "), "\n")
  end
  text = file:seek "end"
end
local function shell(command)
  return best(function()
    assert(os.execute(("cd %s && %s 2>/dev/null"):format(folder, command)))
  end)
end
assert(os.execute(("cd %s && gzip -k mixed.txt"):format(folder)))
harness.report("zcat of a gz", text, shell "zcat mixed.txt.gz >/dev/null")
harness.report("counts of its lines, unpacked before", text, run "counts mixed.txt --in lines")
local as_it_is = run "counts mixed.txt.gz --in lines"
local behind = shell(("zcat mixed.txt.gz | %s run counts - --in lines >out"):format(program))
harness.report("counts of its lines, packed", text, as_it_is)
harness.report("counts of its lines, behind zcat", text, behind)
print(("  packed takes %.2f of the time behind zcat"):format(as_it_is / behind))

local record, n = ("x"):rep(2048), 200000
local sink = assert(io.open("/dev/null", "wb"))
local seconds = best(function()
  core.supervise { tasks = n // 500, channels = { sink }, work = function(worker)
    while worker:next() do
      for _ = 1, 500 do worker:document(function() worker:write(1, record) end, error) end
    end
  end }
end)
print(("supervision of a document with 2 KB of output, worker and supervisor: %.2f us"):format(
  seconds / n * 1e6))

-- The same documents as a stream: what the reader gives comes to the worker by slots.
local given = os.clock()
core.supervise { tasks = 1, streams = { 1 }, channels = { sink }, work = function(worker)
  local number, _, part = worker:next()
  while number do
    if part == "read" then
      local k = 0
      while worker:piece(function()
        k = k + 1
        if k <= n then return record end
      end) do end
      worker:send(true)
    else
      while worker:document(function()
        if not worker:take() then return "none" end
        worker:write(1, record)
      end, error) ~= "none" do end
    end
    number, _, part = worker:next()
  end
end }
print(("of one out of a stream, supervisor alone: %.2f us"):format((os.clock() - given) / n * 1e6))
os.execute("rm -rf " .. folder)
