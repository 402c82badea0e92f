-- faults.lua -- whatever ends a run, after --resume the output is that of one which was not ended:
-- kill -9, no space, input and output errors at every call that changes a file; kill -9 of the
-- process group, and of the reader alone, at random moments.
--
--   lua5.4 tests/faults/faults.lua [short | long [CASE [FAULT]]]     from the root; needs
--   $GLOSS_PROGRAM and $GLOSS_FAULTS, the preloaded library; $GLOSS_SEED for other moments
local clock = require "gloss".core.clock
local program = require "support.program"

local length, only, fault = arg[1] or "short", arg[2], arg[3]
local MOMENTS = length == "long" and 40 or 4   -- of each case
local library = assert(os.getenv "GLOSS_FAULTS", "GLOSS_FAULTS is not set")
local folder = program.folder(true)
local next_random = math.random
local seed = tonumber(os.getenv "GLOSS_SEED") or 20101213
math.randomseed(seed)

local function sh(text, ...)
  local ok, how, code = os.execute(text:format(...))
  return ok and 0 or how == "signal" and 128 + code or code
end

local function read(file)
  local handle = io.open(file, "rb")
  if not handle then return nil end
  local text = handle:read "a"
  handle:close()
  return text
end

program.write(folder, "records.lua", [[
local gloss = require "gloss"
local function work(doc)
  if doc.text:find "harm" then error "harm" end
  local n = 0
  for i = 1, gloss.params.work do n = n + i end
end
return gloss.pipeline { params = { work = { default = 0 } }, "token", work,
  output = function(doc) return { id = doc.id, words = #doc:layer "token", text = doc.text } end }
]])
program.write(folder, "tables.lua", [[
local gloss = require "gloss"
return gloss.pipeline { params = { work = { default = 0 } }, "token",
  function() for _ = 1, gloss.params.work do end end,
  tables = {
    docs = { columns = { "id", "size" }, rows = function(doc, emit)
      emit { id = doc.id, size = #doc.text }
    end },
    words = { columns = { "id", "word" }, rows = function(doc, emit)
      for s in doc:layer "token":spans() do emit { id = doc.id, word = s.text } end
    end } } }
]])

program.write(folder, "reduced.lua", [[
local gloss = require "gloss"
return gloss.pipeline { params = { work = { default = 0 } }, "token",
  function() for _ = 1, gloss.params.work do end end,
  tables = {
    docs = { columns = { "id", "size" }, rows = function(doc, emit)
      emit { id = doc.id, size = #doc.text }
    end },
    words = { columns = { "word", "id", "n" }, rows = function(doc, emit)
      for i, _, _, word in doc:layer "token":each "form" do
        emit { word = word, id = doc.id, n = i }
      end
    end } },
  reduce = { table = "words", by = { "word" }, order = { "n" }, keep = function(rows)
    if rows[1].word == "80" then error "harm" end
    return { word = rows[1].word, id = rows[1].id, n = #rows }
  end } }
]])

program.write(folder, "layers.lua", [[
local gloss = require "gloss"
return gloss.pipeline { params = { work = { default = 0 } }, "token", function(doc)
  if doc.text:find "harm" then error "harm" end
  for _ = 1, gloss.params.work do end
  local b = doc:build "more"
  for at in doc.text:gmatch "()more" do b:add(at, at + 3, { label = "M" }) end
  b:seal()
end }
]])

do   -- a small corpus: lines, some of them bad, and texts
  local lines = {}
  for i = 1, 400 do
    local text = ("word %d and more "):format(i):rep(i % 17)
    if i % 50 == 7 then text = "harm" end
    lines[i] = i % 90 == 3 and "no JSON\n" or ('{"id":"d%d","text":"%s"}\n'):format(i, text)
  end
  program.write(folder, "in.jsonl", table.concat(lines))
  for i = 1, 80 do
    program.write(folder, ("texts/%02d.txt"):format(i), ("text %d "):format(i):rep(i))
  end
  program.write(folder, "few.jsonl", table.concat(lines, "", 1, 12))
  program.write(folder, "some.jsonl", table.concat(lines, "", 1, 100))
end

do   -- streams: a table, and lines that hardly shrink when they are packed; both larger than a task
  local rows, lines = { "id,text\n" }, {}
  for i = 1, 600 do
    local bytes = {}
    for k = 1, 220 do bytes[k] = string.char(97 + next_random(0, 25)) end
    local word = table.concat(bytes)
    rows[i + 1] = i % 90 == 3 and "a,b,c\n" or ("r%d,\"%s\n%s\"\n"):format(i, i, word:rep(9, " "))
    lines[i] = i % 90 == 3 and "no JSON\n" or ('{"id":"p%d","text":"%s"}\n'):format(i, word .. i)
  end
  program.write(folder, "rows.csv", table.concat(rows))
  program.write(folder, "packed.jsonl", table.concat(lines, "", 1, 599):rep(3))
  sh("cd '%s' && gzip -9 packed.jsonl", folder)
end

local CASES = {
  { name = "records", script = "records.lua", out = "out.jsonl",
    files = { "out.jsonl", "out.jsonl.errors.jsonl" } },
  { name = "tables", script = "tables.lua", out = "out/",
    files = { "out/docs.csv", "out/words.csv", "out.errors.jsonl" } },
  { name = "reduced", script = "reduced.lua", out = "out/", inputs = "some.jsonl texts",
    files = { "out/docs.csv", "out/words.csv", "out.errors.jsonl" } },
  { name = "database", script = "reduced.lua", out = "out.sqlite", inputs = "some.jsonl",
    files = { "out.sqlite.errors.jsonl" }, database = "out.sqlite" },
  { name = "brat", script = "layers.lua", out = "out/", more = "-f brat", inputs = "few.jsonl",
    folder = "out", files = { "out/documents.csv", "out.errors.jsonl" } },
  { name = "unordered", script = "records.lua", out = "out.jsonl", more = "--unordered",
    sorted = true, files = { "out.jsonl", "out.jsonl.errors.jsonl" } },
  { name = "streams", script = "records.lua", out = "out.jsonl",
    streams = true, inputs = "rows.csv in.jsonl packed.jsonl.gz",
    files = { "out.jsonl", "out.jsonl.errors.jsonl" } },
}

local function clear() sh("cd '%s' && rm -rf out*", folder) end

-- Runs the program once; `settings` are of the environment. Without a limit of time: its clock is
-- too fast.
local function run(case, settings, more, lead)
  return sh("cd '%s' && setsid -w %s env %s LD_PRELOAD='%s' '%s' run %s %s -j 2 -o %s %s %s "
    .. "--timeout 0 >/dev/null 2>err", folder, lead or "", settings, library, program.path,
    case.script, case.inputs or "in.jsonl texts", case.out, case.more or "", more or "")
end

-- Gives the files of the output as one text.
local function output(case)
  local parts = {}
  for i, name in ipairs(case.files) do
    local text = read(folder .. "/" .. name) or "none"
    if case.sorted then
      local lines = {}
      for line in text:gmatch "[^\n]*\n" do lines[#lines + 1] = line end
      table.sort(lines)
      text = table.concat(lines)
    end
    parts[i] = text
  end
  if case.folder then
    sh("cd '%s/%s' && tail -n +1 $(ls) >../dump 2>&1", folder, case.folder)
    parts[#parts + 1] = read(folder .. "/dump") or "none"
  end
  if case.database then
    sh("cd '%s' && rm -f dump && sqlite3 %s .dump >dump 2>&1", folder, case.database)
    parts[#parts + 1] = read(folder .. "/dump") or "none"
  end
  return table.concat(parts, "\0")
end

local failures, checks = 0, 0

-- Goes on with a run until it ends by itself, then compares.
local function resume(case, expected, what)
  local code = run(case, "FAULTS_SPEED=100", "--resume")
  checks = checks + 1
  local left = sh("cd '%s' && find . -path './out*' | grep -qE '[.-](journal|part|rows|sort)$'",
                  folder) == 0
  if (code == 3 or code == 0) and output(case) == expected and not left then return end
  failures = failures + 1
  print(("%s: %s: exit %d, %s%s"):format(case.name, what, code, output(case) == expected
    and "the same output" or "another output", left and ", something is left" or ""))
  print((read(folder .. "/err") or ""):sub(1, 500))
end

-- Counts the calls of a whole run.
local function calls_of(case)
  clear()
  run(case, "FAULTS_SPEED=100 FAULTS_COUNT=count")
  local n = tonumber(read(folder .. "/count"))
  assert(n and n > 20, "the program's calls are not seen")
  return n, output(case)
end

-- Does something at every call, or at some.
local function at_calls(case, what)
  local n, expected = calls_of(case)
  local step = length == "long" and 1 or math.max(1, n // 4)
  local done = 0
  for at = 1, n + 3, step do
    clear()
    run(case, ("FAULTS_SPEED=100 FAULTS_AT=%d FAULTS_DO=%s"):format(at, what))
    if next_random() < 0.3 then   -- and once more while it goes on
      run(case, ("FAULTS_SPEED=100 FAULTS_AT=%d FAULTS_DO=%s"):format(next_random(n), what),
        "--resume")
    end
    resume(case, expected, ("%s at call %d"):format(what, at))
    done = done + 1
  end
  print(("%-10s %-7s at %d of about %d calls"):format(case.name, what, done, n))
  io.stdout:flush()
end

-- Kills the process group at random moments of a longer run, up to three times.
local function at_moments(case)
  clear()
  local work = "-p work=200000"
  local started = clock()
  run(case, "FAULTS_SPEED=20", work)
  local expected, most, killed, runs = output(case), clock() - started, 0, 0
  while killed < MOMENTS and runs < 10 * MOMENTS do
    clear()
    local more = work
    for _ = 1, next_random(3) do
      local code = run(case, "FAULTS_SPEED=20", more,
                       ("timeout -s KILL %.3f"):format(next_random() * most))
      if code > 128 then killed = killed + 1 end
      more = work .. " --resume"
    end
    local before = case.more
    case.more = (before or "") .. " " .. work
    resume(case, expected, "killed at random")
    case.more, runs = before, runs + 1
  end
  print(("%-10s killed  at %d moments of %.1f s, in %d runs"):format(case.name, killed, most, runs))
end

-- Runs a case and kills its reader after some seconds; the run goes on. Once only: a piece at which
-- two readers die is an error of its input. Gives 1 if there was a reader to kill, else 0.
local function run_without_reader(case, seconds)
  sh([[cd '%s' && '%s' run %s %s -j 2 -o %s 2>err & p=$!; sleep %.3f
    for c in $(cat /proc/$p/task/$p/children); do
      grep -q "gloss reader" /proc/$c/comm && kill -9 $c && echo killed
    done >'%s/kills' 2>/dev/null; wait $p]], folder, program.path, case.script, case.inputs,
    case.out, seconds, folder)
  return select(2, read(folder .. "/kills"):gsub("killed", ""))
end

-- Kills the reader at random moments until there were as many as asked for.
local function at_reader(case)
  local _, expected = calls_of(case)
  clear()
  local started = clock()
  run_without_reader(case, 0)
  local most, kills, runs = clock() - started, 0, 0
  while kills < MOMENTS and runs < 20 * MOMENTS do
    clear()
    kills = kills + run_without_reader(case, next_random() * most)
    runs, checks = runs + 1, checks + 1
    if output(case) ~= expected then
      failures = failures + 1
      print(("%s: reader killed: another output: %s"):format(case.name, read(folder .. "/err")))
    end
  end
  if kills == 0 then failures = failures + 1 end
  print(("%-10s reader  killed %d times in %d runs"):format(case.name, kills, runs))
end

-- Runs out of space on a small file system, where one can be made.
local function small_disk(case)
  local small = folder .. "/out"
  clear()
  os.execute(("mkdir -p '%s'"):format(small))
  if sh("mount -t tmpfs -o size=96k none '%s' 2>/dev/null", small) ~= 0 then
    return print "small disk: no tmpfs can be mounted here"
  end
  local code = run(case, "FAULTS_SPEED=100")
  local said = read(folder .. "/err")
  local full = code == 4 and said:find "No space left on device" ~= nil
  sh("mount -o remount,size=8m '%s'", small)
  run(case, "FAULTS_SPEED=100", "--resume")
  local whole = output(case)
  sh("umount '%s'", small)
  local _, expected = calls_of(case)
  checks = checks + 1
  if not (full and whole == expected) then
    failures = failures + 1
    print(("small disk: exit %d, %s"):format(code, said))
  end
  print "small disk: full, then larger"
end

for _, case in ipairs(CASES) do
  if not only or only == case.name then
    for _, what in ipairs { "kill", "torn", "enospc", "eio" } do
      if not fault or fault == what then at_calls(case, what) end
    end
    if not fault or fault == "moments" then at_moments(case) end
    if case.streams and (not fault or fault == "reader") then at_reader(case) end
  end
end
if not only or only == "disk" then small_disk(CASES[2]) end
program.remove(folder)
print(("%d of %d as they should be (seed %d)"):format(checks - failures, checks, seed))
os.exit(failures == 0)
