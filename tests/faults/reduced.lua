-- reduced.lua -- a table of 100,000 rows and more that is reduced: the same bytes for -j 1, 2, 8,
-- as CSV and in a database, and after kills of the process group at random moments.
--
--   lua5.4 tests/faults/reduced.lua [ROWS [KILLS]]     from the root; needs $GLOSS_PROGRAM
local program = require "support.program"

local ROWS, KILLS = tonumber(arg[1] or 100000), tonumber(arg[2] or 30)
local WORDS <const> = 20   -- of a document, a row each
local folder, good = program.folder(), true
math.randomseed(tonumber(os.getenv "GLOSS_SEED") or 20101213)

local function check(ok, ...)
  print(("%s%s"):format(string.format(...), ok and "" or ": NOT as it should be"))
  good = good and ok
end

local function sh(text, ...) return (select(3, os.execute(text:format(...)))) end

program.write(folder, "words.lua", [[
  return require "gloss".pipeline { "token", tables = {
    words = { columns = { "word", "day", "doc", "n" }, rows = function(doc, emit)
      for i, _, _, word in doc:layer "token":each "form" do
        emit { word = word, day = #doc.id * i % 28, doc = doc.id, n = 1 }
      end
    end } },
  reduce = { table = "words", by = { "word" }, order = { "day" }, keep = function(rows)
    rows[1].n = #rows
    return rows[1]
  end } }]])
do
  local file <close> = assert(io.open(folder .. "/in.jsonl", "wb"))
  for i = 1, ROWS // WORDS do
    local words = {}
    for k = 1, WORDS do words[k] = "w" .. i * k * 7919 % (ROWS // 5) end
    file:write(('{"id":"d%d","text":"%s"}\n'):format(i, table.concat(words, " ")))
  end
end

-- Runs the program; `lead` stands before it.
local function run(out, more, lead)
  return sh("cd '%s' && %s '%s' run words.lua in.jsonl -o %s %s 2>err", folder, lead or "",
            program.path, out, more or "")
end

-- Gives the output as text.
local function text_of(out)
  if not out:find "sqlite" then return program.read(folder .. "/" .. out) end
  sh("cd '%s' && sqlite3 %s .dump >dump", folder, out)
  return program.read(folder .. "/dump")
end

for _, out in ipairs { "out.csv", "out.sqlite" } do
  local began = os.time()
  check(run(out) == 0, "%s: %d rows reduced", out, ROWS)
  local most = math.max(1, os.time() - began)   -- seconds of a run
  local expected = text_of(out)
  for _, jobs in ipairs { 2, 8 } do
    local code = run(out, ("-j %d --overwrite"):format(jobs))
    check(code == 0 and text_of(out) == expected, "%s: the same bytes with -j %d", out, jobs)
  end
  local same, killed = 0, 0
  for _ = 1, KILLS do
    local more = "-j 2 --overwrite"
    for _ = 1, math.random(3) do
      local code = run(out, more, ("setsid -w timeout -s KILL %.3f"):format(math.random() * most))
      more = "-j 2 --resume"
      if code ~= 0 then killed = killed + 1 end
    end
    local code = run(out, more)
    if code == 0 and text_of(out) == expected then same = same + 1 end
  end
  check(same == KILLS, "%s: the same bytes after %d kills, in %d of %d runs", out, killed, same,
        KILLS)
  local left = sh("cd '%s' && ! ls -A | grep -qE '[.](part|journal|rows|sort)$'", folder)
  check(left == 0, "%s: nothing is left beside it", out)
end
program.remove(folder)
os.exit(good)
