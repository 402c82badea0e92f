-- bombs.lua -- small files that swell to hundreds of megabytes, and annotations (--annotations)
-- that are malformed: nothing may crash or hang, memory is bounded, each is told of.
--
--   lua5.4 tests/faults/bombs.lua [short | long]     from the root; needs $GLOSS_PROGRAM;
--   $GLOSS_SEED for others
local altered = require "faults.altered"
local program = require "support.program"

local COUNT = arg[1] == "long" and 1000 or 40
local MEGABYTES = arg[1] == "long" and 600 or 100
-- Megabytes a process may hold: a few documents of the size allowed.
local MOST = arg[1] == "long" and 300 or math.huge
local seed = tonumber(os.getenv "GLOSS_SEED") or 20240229
math.randomseed(seed)
local folder = program.folder(true)
local failures = 0

local function fail(...)
  failures = failures + 1
  print(string.format(...))
end

local function sh(text, ...)
  local _, how, code = os.execute(("cd '%s' && "):format(folder) .. text:format(...))
  return how == "signal" and 128 + code or code
end

local function read(name) return program.read(folder .. "/" .. name) end

-- Bombs: a command that gives the bytes, and the file it is packed in.
local ZEROS = ("head -c %dM /dev/zero"):format(MEGABYTES)
local ZIP = [[python3 -c '
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:
  for name in sys.argv[3:]:
    with z.open(name, "w", force_zip64=True) as f:
      for i in range(int(sys.argv[2])): f.write(bytes(1 << 20))
' ]]
local BOMBS = {
  { "one.txt.gz", ZEROS .. " | gzip >one.txt.gz" },
  { "two.txt.bz2", ZEROS .. " | bzip2 >two.txt.bz2" },
  { "three.jsonl.bz2", ZEROS .. " | bzip2 >three.jsonl.bz2" },
  { "four.csv.xz", ("(echo text; %s) | xz -0 >four.csv.xz"):format(ZEROS) },
  { "five.tar.bz2", ("truncate -s %dM a.txt b.html && tar -cf - a.txt b.html | bzip2 "
    .. ">five.tar.bz2; rm a.txt b.html"):format(MEGABYTES) },
  { "six.zip", ("%s six.zip %d a.txt b.jsonl c.html"):format(ZIP, MEGABYTES) },
  { "seven.mbox.gz", ("(echo 'From a'; %s) | gzip >seven.mbox.gz"):format(ZEROS) },
  { "eight.html.bz2", ("(echo '<p>'; %s) | bzip2 >eight.html.bz2"):format(ZEROS) },
}

-- Runs one bomb with the most memory any process of it holds.
local function explode(file)
  local code = sh("timeout 280 /usr/bin/env python3 -c 'import resource, subprocess, sys\n"
    .. "code = subprocess.run(sys.argv[1:]).returncode\n"
    .. "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=open(\"most\", "
    .. "\"w\"))\nsys.exit(code)' '%s' run counts %s --timeout 30 --memory 512M -o out.jsonl "
    .. "--overwrite >said 2>&1", program.path, file)
  local said, most = read "said", tonumber(read "most")
  if code ~= 3 or not said:find(file, 1, true) or said:find "internal error" then
    fail("%s: exit %d: %s", file, code, said:sub(1, 300))
  end
  if most > MOST then fail("%s: %d MB", file, most) end
  print(("%-16s of %9d bytes: at most %d MB; %s"):format(file, #read(file), most,
    said:match "[^\n]*":sub(1, 120)))
end

for _, bomb in ipairs(BOMBS) do
  sh("%s", bomb[2])
  explode(bomb[1])
  sh("rm -f %s out.jsonl*", bomb[1])
end

-- Annotations: of a document "a", altered.
local TEXT <const> = "Ann Lee left Oslo."
local GOOD = {
  { "jsonl", [[
{"id":"a","offsets":"codepoints","person":[{"start":0,"end":7,"text":"Ann Lee","label":"PER"}]}
{"id":"b","text":"No such.","person":[]}
{"id":"a","token":[{"start":13,"end":17,"text":"Oslo","pos":"PROPN","n":[1,2.5]}]}
]] },
  { "conllu", "# newdoc id = a\n# text = Ann Lee left Oslo.\n"
    .. "1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\t_\n"
    .. "2\tLee\tLee\tPROPN\tNNP\t_\t1\tflat\t_\t_\n3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    .. "4\tOslo\tOslo\tPROPN\tNNP\t_\t3\tobj\t_\tSpaceAfter=No\n"
    .. "5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n" },
}
program.write(folder, "in.jsonl", ('{"id":"a","text":"%s"}\n'):format(TEXT))
local ends = { [0] = 0, [2] = 0, [3] = 0 }
for i = 1, COUNT do
  local ending, text = table.unpack(GOOD[i % 2 + 1])
  program.write(folder, "more." .. ending, i % 10 == 0 and altered.noise() or altered.text(text))
  local code = sh("timeout 60 '%s' run counts in.jsonl --annotations more.%s >out 2>said",
    program.path, ending)
  local said = read "said"
  local told = code == 0 and read "out":find '"id":"a"' or said:find "more%."
               or said:find "^gloss: a:"
  if not (ends[code] and told) or said:find "internal error" then
    fail("annotations %d: exit %d: %s", i, code, said:sub(1, 300))
  else
    ends[code] = ends[code] + 1
  end
end
program.remove(folder)
print(("%d malformed annotations: %d taken, %d refused, %d an error of the document; %d failures "
  .. "(seed %d)"):format(COUNT, ends[0], ends[2], ends[3], failures, seed))
os.exit(failures == 0)
