-- hostile.lua -- inputs that are malformed: cut off, altered or senseless archives, JSON Lines,
-- tables, pages, mails and texts, in wrong encodings, with huge lines; links that lead nowhere,
-- folders, pipes, devices. Nothing may crash or hang, each file must be told of, by a record, in
-- JSON Lines or a database, or an error, and by an error what cannot be read.
--
--   lua5.4 tests/faults/hostile.lua [short | long]     from the root; needs $GLOSS_PROGRAM;
--   $GLOSS_SEED for others
local altered = require "faults.altered"
local program = require "support.program"

local COUNT = arg[1] == "long" and 10000 or 600
local BATCH <const> = 200
local MOST <const> = 300000   -- bytes of a document
local seed = tonumber(os.getenv "GLOSS_SEED") or 20240229
math.randomseed(seed)
local random, harmed, noise = math.random, altered.text, altered.noise
local folder = program.folder(true)
local failures, told = 0, { records = 0, errors = 0 }

local function fail(...)
  failures = failures + 1
  if failures <= 20 then print(string.format(...)) end
end

-- Runs a command of the shell in the folder: its exit code, 128 + N for signal N.
local function sh(text, ...)
  local _, how, code = os.execute(("cd '%s' && "):format(folder) .. text:format(...))
  return how == "signal" and 128 + code or code
end

-- What is altered

local STORY <const> = "The town of Sund voted on Tuesday, Mayor Ida Holm said. \u{C9}t\u{E9}.\n"
local JSONL <const> = ('{"text":"%s","ref_date":"2020-01-02","meta":{"a":[1,2.5e3,null,true]}}\n')
  :format(STORY:sub(1, -2)):rep(4)
local CSV <const> = 'text,author,ref_date\n"Ann said ""no"".\nShe left.",Bo,2020-01-02\nShort,,\n'
local PAGE <const> = [[<!DOCTYPE html><html lang=en><meta charset="utf-8"><title>A</title>
<script type="application/ld+json">{"datePublished":"2020-01-02"}</script><body>
<nav><a href="/">Home</a></nav><article><h1>Town votes</h1><p class='a b'>The town voted&hellip;
<table><tr><td>1<td>2</table><pre>a
b</pre><!-- no --></article><footer>&copy;</footer></body></html>]]
local MAIL <const> = [[
From a@x.example Tue May  4 10:00:00 2021
From: =?utf-8?q?Ann_L=C3=A9e?= <a@x.example>
Subject: =?iso-8859-1?b?Q2Fm6Q==?=
MIME-Version: 1.0
Content-Type: multipart/mixed;
 boundary=b

--b
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

The caf=E9 opens.
--b
Content-Type: text/html
Content-Transfer-Encoding: base64

PHA+SGkgw6l0w6k8L3A+
--b--

From b
Subject: two

Text.
]]

local function as_utf16(text)
  local parts = { "\xFF\xFE" }
  for _, code in utf8.codes(text) do parts[#parts + 1] = ("<I2"):pack(code) end
  return table.concat(parts)
end

-- Packs a story, a table of lines and a page as users do: bytes by ending.
local function packed()
  local bytes = {}
  program.write(folder, "in/a.txt", STORY:rep(40))
  program.write(folder, "in/b.jsonl", JSONL)
  program.write(folder, "in/c.html", PAGE)
  sh "cp in/a.txt one.txt && gzip -k one.txt && bzip2 -k one.txt && xz -k one.txt"
  sh "tar -cf all.tar in && tar -czf all.tgz in && python3 -m zipfile -c all.zip in"
  for ending, name in pairs { ["txt.gz"] = "one.txt.gz", ["txt.bz2"] = "one.txt.bz2",
                              ["txt.xz"] = "one.txt.xz", tar = "all.tar", tgz = "all.tgz",
                              zip = "all.zip" } do
    bytes[ending] = program.read(folder .. "/" .. name)
  end
  sh "rm -r in one.txt* all.*"
  return bytes
end

local archives = packed()
local endings = {}
for ending in pairs(archives) do endings[#endings + 1] = ending end
table.sort(endings)

-- Kinds of files: each gives an ending and bytes; and true where no document can come of it whole.
local KINDS = {
  function()   -- cut off: the end of these says that they are whole
    local ending = ({ "txt.gz", "txt.bz2", "txt.xz", "tgz" })[random(4)]
    local bytes = archives[ending]
    return ending, bytes:sub(1, random(#bytes - 1)), true
  end,
  function()
    local ending = endings[random(#endings)]
    return ending, harmed(archives[ending])
  end,
  function() return ({ "txt.gz", "zip", "tar", "7z", "txt.zst", "tgz" })[random(6)], noise() end,
  function() return "jsonl", harmed(JSONL) end,
  function()
    local bad = { '{"text":', '["text"]', '"text"', "{}", '{"text":5}', '{"text":"\\ud800"}', "{]",
                  '{"text":"a"}}', ("["):rep(random(100000)), '{"text":"\xFF"}', "nul",
                  '{"text":"a\0b"}', ('{"a":'):rep(random(5000)), '{"text":1e999}', "{\0}" }
    return "jsonl", bad[random(#bad)] .. "\n", true
  end,
  function() return "csv", harmed(CSV) end,
  function()
    local bad = { 'text\n"open\n', "a,b\n1,2\n", "text,text\na,b\n", 'text\n"a"b\n', "text\na,b\n",
                  'text\n"' .. ("x\n"):rep(MOST // 2 + 1) .. '"\n', "id,text\n1\n", "\n\n" }
    return "csv", bad[random(#bad)], true
  end,
  function() return "tsv", harmed((CSV:gsub(",", "\t"))) end,
  function() return "html", harmed(PAGE) end,
  function()
    local bad = { "<", "<a '", "<!--", "<script>", "&#", "<p a=", "</", "<div>", "<td>", "<b><p>" }
    return "html", bad[random(#bad)]:rep(random(8000)) .. "x"
  end,
  function() return random(2) == 1 and "mbox" or "eml", harmed(MAIL) end,
  function() return "txt", noise() .. "\xFF", true end,
  function() return "txt", harmed(STORY:rep(5)) end,
  function() return "txt", "\xFF\xFE" .. ("<I2"):pack(0xD800 + random(0, 0x7FF)) .. "a\0", true end,
  function() return "txt", harmed(as_utf16(STORY)) end,
  function() return "txt", "\xFF\xFE\0\0" .. ("<I4"):pack(random(0x110000, 0x7FFFFFFF)), true end,
  function() return "txt", ("\0"):rep(random(5000)) end,
  function() return "txt", ("x"):rep(MOST + random(5000)), true end,
  function()
    local line = ("x"):rep(MOST + random(5000))
    return "jsonl", ('{"text":"%s"}\n'):format(line), true
  end,
  function()
    return ({ "csv", "tsv" })[random(2)], "text\n" .. ("y"):rep(MOST + 1) .. "\n", true
  end,
}

-- What is no file: a function that makes it, given its path.
local ODD = {
  function(file) sh("ln -s nowhere '%s'", file) end,
  function(file) sh("ln -s '%s' '%s'", file, file) end,
  function(file) sh("mkdir '%s'", file) end,
  function() end,
  function(file) sh("ln -s /dev/zero '%s'", file) end,
}

local function make(i)
  if i % 50 == 0 then
    local file = ("f%05d.%s"):format(i, ({ "txt", "jsonl", "csv", "txt.gz", "html" })[random(5)])
    ODD[i // 50 % #ODD + 1](file)
    return file, true
  end
  local ending, bytes, bad = KINDS[i % #KINDS + 1]()
  local file = ("f%05d.%s"):format(i, ending)
  local handle <close> = assert(io.open(folder .. "/" .. file, "wb"))
  handle:write(bytes)
  return file, bad
end

-- Gives the records of an output; a database must be whole.
local function records_of(out)
  if out ~= "out.sqlite" then return program.read(folder .. "/" .. out) end
  sh("sqlite3 out.sqlite 'PRAGMA integrity_check; SELECT record FROM records' >dump 2>&1")
  local text = program.read(folder .. "/dump")
  if not text:find "^ok\n" then fail("out.sqlite: %s", text:sub(1, 300)) end
  return text
end

-- Runs the program over the files and looks for each in what it wrote.
local function check(files, must, output)
  local words = "--max-document " .. MOST .. " --timeout 20 --memory 512M -j 2 -o " .. output
  local code = sh("timeout 280 '%s' run counts %s %s --overwrite >said 2>&1", program.path, words,
    table.concat(files, " "))
  local out, errors, by_file = records_of(output), {}, {}
  local said = program.read(folder .. "/said")   -- of what has no document
  for name in (out .. said):gmatch '(f%d%d%d%d%d)%.' do by_file[name] = true end
  if code ~= 3 then
    fail("exit %d of %s ... %s: %s", code, files[1], files[#files], said:sub(1, 500))
  end
  for line in io.lines(("%s/%s.errors.jsonl"):format(folder, output)) do
    local name = line:match '"document":"[^"]-(f%d%d%d%d%d)'
    local reason = line:match '"reason":"(%w+)"}?' or "none"
    if reason ~= "error" then fail("%s: %s", reason, line:sub(1, 300)) end
    if name then errors[name] = true else fail("no file: %s", line:sub(1, 300)) end
  end
  for i, file in ipairs(files) do
    local name = file:sub(1, 6)
    if errors[name] then told.errors = told.errors + 1
    elseif not by_file[name] then fail("%s: nothing is said of it", file)
    else told.records = told.records + 1 end
    if must[i] and not errors[name] then fail("%s: no error", file) end
  end
end

local function run_all()
  for first = 1, COUNT, BATCH do
    local files, must = {}, {}
    for i = first, math.min(COUNT, first + BATCH - 1) do
      files[#files + 1], must[#files + 1] = make(i)
    end
    local before = failures
    check(files, must, first // BATCH % 3 == 2 and "out.sqlite" or "out.jsonl")
    if failures == before then sh "rm -rf f?????.*" end
  end
end

-- Pipes and devices, each alone: what the program says of it, and how it ends.
local function check_alone()
  sh "mkfifo pipe && ln -s /dev/zero device && mkdir empty"
  for _, case in ipairs {
    { "run counts pipe", 3, "pipe: nothing writes to this pipe" },
    { "run counts pipe --in lines", 3, "pipe: nothing writes to this pipe" },
    { "run counts /dev/zero --in lines", 3, "/dev/zero: is a device" },
    { "run counts device --in csv", 3, "device: is a device" },
    { "run counts - --in jsonl </dev/zero", 3, "-: is a device" },
    { "segment /dev/urandom", 3, "/dev/urandom: is a device" },
    { "tokenize device --in lines", 3, "device: is a device" },
    { "run counts /dev/null", 0, "/dev/null: warning: empty" },
    { "run counts empty", 2, "empty: no text file in this directory" },
    { "segment empty --in csv", 2, "empty: no CSV file in this directory" },
  } do
    local code = sh("timeout 60 '%s' %s >out 2>said", program.path, case[1])
    local said = program.read(folder .. "/said")
    if code ~= case[2] or not said:find(case[3], 1, true) then
      fail("%s: exit %d: %s", case[1], code, said:sub(1, 300))
    end
  end
end

check_alone()
run_all()
if failures == 0 then program.remove(folder) else print("kept: " .. folder) end
print(("%d malformed files: %d with an error, %d read for what they hold; %d failures "
  .. "(seed %d)"):format(COUNT, told.errors, told.records, failures, seed))
os.exit(failures == 0)
