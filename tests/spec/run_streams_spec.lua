-- What `gloss run` makes of large packed files, tables and mails, and of pipes: streams.
local program = require "support.program"

describe("gloss run over streams", function()
  local folder
  local SCRIPT = [[
    local gloss = require "gloss"
    return gloss.pipeline { function(doc)
      if doc.text:find "harm" then error "harm" end
    end, output = function(doc) return { id = doc.id, text = doc.text, meta = doc.meta } end }]]

  setup(function()
    folder = program.folder()
    program.write(folder, "all.lua", SCRIPT)
    local lines, rows, mails = {}, { "id,text,author\n" }, {}
    for i = 1, 2500 do
      local words = {}
      for k = 1, 90 do words[k] = ("%x"):format((i * 7919 + k * k * 104729) % 1000003) end
      local text = table.concat(words, " ")
      if i % 400 == 9 then text = "harm" end
      lines[i] = i % 500 == 3 and "no JSON\n" or ('{"id":"d%d","text":"%s"}\n'):format(i, text)
      rows[i + 1] = i % 500 == 3 and "a,b,c,d\n" or ('d%d,"%s\n""q""",Bo\n'):format(i, text)
      mails[i] = ("From a@x.example\nSubject: m%d\n\n%s\n\n"):format(i, text)
      if i <= 500 then program.write(folder, ("t/%03d.txt"):format(i), text .. text) end
    end
    program.write(folder, "in.jsonl", table.concat(lines))
    program.write(folder, "in.csv", table.concat(rows))
    program.write(folder, "in.tsv", "id\ttext\n" .. table.concat(rows, "", 2)
      :gsub('"[^\n]*\n""q"""', "x"):gsub(",", "\t") .. ("a\t" .. ("b"):rep(999) .. "\n"):rep(1500))
    program.write(folder, "in.mbox", table.concat(mails))
    os.execute(("cd '%s' && gzip -k in.jsonl && bzip2 -k in.jsonl && gzip -kc in.csv >table.csv.gz "
      .. "&& tar -cf in.tar t in.mbox in.jsonl && head -c 500000 in.jsonl.gz >cut.jsonl.gz "
      .. "&& tar -czf in.tgz t"):format(folder))
  end)
  teardown(function() program.remove(folder) end)

  local INPUTS = { "in.jsonl.gz", "in.csv", "in.tsv", "in.mbox", "table.csv.gz", "in.tar", "in.tgz",
                   "cut.jsonl.gz", "in.jsonl.bz2 in.csv in.jsonl.gz t" }

  -- Runs over inputs: output, errors, what was said.
  local function run(words)
    local _, _, code = os.execute(("cd '%s' && %s -o out.jsonl --overwrite 2>err"):format(folder,
      words:gsub("GLOSS", "'" .. program.path .. "' run all.lua")))
    local errors = io.open(folder .. "/out.jsonl.errors.jsonl")
    local texts = { code, program.read(folder .. "/out.jsonl"), errors and errors:read "a" or "",
                    program.read(folder .. "/err") }
    if errors then errors:close() end
    os.remove(folder .. "/out.jsonl.errors.jsonl")
    return table.concat(texts, "\0")
  end

  it("gives the same bytes for every -j", function()
    for _, input in ipairs(INPUTS) do
      local one = run("GLOSS " .. input)
      assert.is_true(#one > 10000, one)
      for _, jobs in ipairs { 2, 8 } do
        assert.is_true(run(("GLOSS %s -j %d"):format(input, jobs)) == one, input)
      end
    end
  end)

  it("gives of a stream what a file gives", function()
    for _, input in ipairs { "jsonl", "csv", "tsv", "mbox" } do
      local file = run(("GLOSS - --in %s <in.%s"):format(input, input))
      assert.is_true(run(("cat in.%s | GLOSS - --in %s -j 2"):format(input, input)) == file, input)
    end
    local lines = run "GLOSS in.jsonl"
    assert.is_true(run("GLOSS in.jsonl.gz -j 2"):gsub("in%.jsonl%.gz", "in.jsonl") == lines)
    assert.is_true(run("mkfifo pipe; cat in.jsonl >pipe & GLOSS pipe --in jsonl -j 2")
      :gsub("pipe", "in.jsonl") == lines)
  end)

  it("gives what standard input has so far", function()
    local handle = io.popen(("cd '%s' && (printf 'one\\ntwo'; sleep 1; printf 'ty\\n'; sleep 1.5; "
      .. "date +%%s.%%N >last; echo three) | '%s' run all.lua - --in lines | (read a; read b; "
      .. "date +%%s.%%N; echo $a $b; cat)"):format(folder, program.path))
    local time, text = tonumber(handle:read "l"), handle:read "a"
    handle:close()
    assert.matches("one.*twoty.*three", text)
    assert.is_true(time < tonumber(program.read(folder .. "/last")))
  end)

  it("needs no end of standard input for a number of documents", function()
    local text = run "yes word | timeout 20 GLOSS - --in lines --limit 5 -j 2"
    assert.are.equal(5, select(2, text:gsub("word", "")))
  end)

  it("says that standard input is lost with its reader", function()
    local _, _, code = os.execute(([[cd '%s' && (for i in 1 2 3 4; do echo $i; sleep 0.5; done |
      '%s' run all.lua - --in lines -o out.jsonl --overwrite 2>err & p=$!; n=0
      while [ $n = 0 ] && [ -d /proc/$p ]; do
        sleep 0.2
        for c in $(cat /proc/$p/task/$p/children); do
          if grep -q "gloss reader" /proc/$c/comm; then kill -9 $c; n=1; fi
        done
      done; wait $p) 2>/dev/null]]):format(folder, program.path))
    assert.are.equal(3, code)
    assert.matches("^gloss: %-: crashed: Killed\n", program.read(folder .. "/err"))
    assert.matches('"reason":"crash"', program.read(folder .. "/out.jsonl.errors.jsonl"))
  end)

  it("refuses to go on with a stream that has changed", function()
    program.write(folder, "stop.lua", SCRIPT:gsub("return gloss", function(text)
      return 'gloss.params { stop = { default = "none" } }\n' .. text
    end):gsub("harm", "d2000", 1):gsub("doc.text:find", "doc.id:find"))
    local csv = program.read(folder .. "/in.csv")
    program.write(folder, "old.csv", csv)
    local code = program.run(folder, { "run", "stop.lua", "old.csv", "-o", "s.jsonl",
                                       "--max-errors", "4" })
    assert.are.equal(3, code)
    os.execute(("cd '%s' && touch -r old.csv stamp"):format(folder))
    program.write(folder, "old.csv", (csv:gsub("Bo\n", "Bi\n", 1)))
    os.execute(("cd '%s' && touch -r stamp old.csv"):format(folder))
    local again, _, err = program.run(folder, { "run", "stop.lua", "old.csv", "-o", "s.jsonl",
                                                "--resume" })
    assert.are.equal(3, again)
    assert.matches("old%.csv: is not what it was when the run began", err)
  end)
end)
