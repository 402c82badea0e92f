-- Compressed files and archives: read as what is inside, broken ones reported, bombs stopped.
local gloss_core = require "gloss".core
local program = require "support.program"

local folder

local function write(name, text) return program.write(folder, name, text) end
local function gloss(...) return program.run(folder, { ... }) end
local function sh(command) assert(os.execute(("cd '%s' && %s"):format(folder, command))) end
local function ids(out)
  local list = {}
  for id in out:gmatch '"id":"([^"]*)"' do list[#list + 1] = id end
  return table.concat(list, " ")
end

describe("packed inputs", function()
  before_each(function()
    folder = program.folder()
    write("a.txt", "Ann left. Bob stayed.")
    write("b.jsonl", '{"id":"one","text":"Ann"}\n{"text":"Bob"}\nbad\n')
  end)
  after_each(function() program.remove(folder) end)

  it("are read as what they hold, compressed", function()
    sh "gzip -k a.txt && bzip2 -k a.txt && xz -k a.txt && gzip -k b.jsonl"
    local plain = select(2, gloss("run", "counts", "a.txt"))
    for _, ending in ipairs { "gz", "bz2", "xz" } do
      local code, out, err = gloss("run", "counts", "a.txt." .. ending)
      assert.same({ 0, "" }, { code, err })
      assert.are.equal(plain, (out:gsub("txt%." .. ending, "txt")))
    end
    local code, out, err = gloss("run", "counts", "b.jsonl.gz", "-j", "2")
    assert.are.equal(3, code)
    assert.are.equal("one b.jsonl.gz@26", ids(out))
    assert.matches("^gloss: b%.jsonl%.gz: byte %d+: line 3: ", err)
    assert.are.equal("b.jsonl.gz@0 b.jsonl.gz@26 b.jsonl.gz@41",
      ids(select(2, gloss("run", "counts", "b.jsonl.gz", "--in", "lines"))))
  end)

  it("are read as what they hold, archives", function()
    write("d/c.txt", "Cy")
    write("d/x.pdf", "no text")
    sh "tar -czf all.tar.gz a.txt d b.jsonl && tar -cf all.tar a.txt d"
    local code, out = gloss("run", "counts", "all.tar.gz")
    assert.are.equal(3, code)
    assert.are.equal("all.tar.gz/a.txt all.tar.gz/d/c.txt one all.tar.gz/b.jsonl@26", ids(out))
    sh "rm a.txt b.jsonl && rm -r d"
    assert.are.equal("./all.tar/a.txt ./all.tar/d/c.txt ./all.tar.gz/a.txt ./all.tar.gz/d/c.txt "
      .. "one ./all.tar.gz/b.jsonl@26", ids(select(2, gloss("run", "counts", "."))))
    assert.are.equal("one all.tar.gz/b.jsonl@26",
      ids(select(2, gloss("run", "counts", "all.tar.gz", "--in", "jsonl"))))
  end)

  it("are a document even when nothing is what is in them", function()
    write("none.txt", "")
    write("none", "")
    sh "gzip none.txt && mv none none.gz"
    local code, out, err = gloss("run", "counts", "none.txt.gz", "none.gz")
    assert.are.equal(3, code)
    assert.are.equal("none.txt.gz", ids(out))
    assert.matches("none%.txt%.gz: warning: empty", err)
    assert.matches("none%.gz: is not compressed", err)
  end)

  it("are checked: a bit that is altered is an error", function()
    local words = {}
    for i = 1, 50 do words[i] = ("Ann left at %d."):format(i * i * 7919 % 100003) end
    write("bits.txt", table.concat(words, " "))
    sh "gzip -k bits.txt && tar -czf bits.tgz bits.txt && cat bits.txt.gz bits.txt.gz >two.txt.gz"
    local bytes, story = program.read(folder .. "/bits.txt.gz"), program.read(folder .. "/bits.txt")
    assert.are.equal(0, (gloss("run", "counts", "bits.tgz", "two.txt.gz")))
    local archive = gloss_core.archive(folder .. "/two.txt.gz", true)
    archive:next()
    assert.are.equal(story, archive:read(#story))
    assert.are.equal(story, archive:read(#story))
    for at = #bytes // 2, #bytes // 2 + 7 do
      write("bits.txt.gz", bytes:sub(1, at - 1) .. string.char(bytes:byte(at) ~ 4)
        .. bytes:sub(at + 1))
      local code, out = gloss("run", "counts", "bits.txt.gz")
      assert.same({ 3, "" }, { code, out })
    end
  end)

  it("are errors when they are broken, too large, or swell", function()
    write("bytes.txt", ("abcdefghij"):rep(20000))
    sh "gzip -k bytes.txt && head -c 100 bytes.txt.gz >cut.txt.gz && cp a.txt none.txt.gz"
    sh "tar -cf t.tar a.txt bytes.txt && head -c 5000 t.tar >cut.tar && cp a.txt none.zip"
    sh "head -c 120000000 /dev/zero | tr '\\0' ' ' | fold -w 1000 | xz -1 >swells.txt.xz"
    local code, out, err = gloss("run", "counts", "cut.txt.gz", "none.txt.gz", "cut.tar",
      "none.zip", "bytes.txt.gz", "swells.txt.xz", "a.txt", "--max-document", "150000")
    assert.are.equal(3, code)
    assert.are.equal("cut.tar/a.txt a.txt", ids(out))
    for _, name in ipairs { "cut%.txt%.gz", "cut%.tar", "none%.zip" } do
      assert.matches("gloss: " .. name .. "[^:]*: %S", err)
    end
    assert.matches("none%.txt%.gz: is not compressed", err)
    assert.matches("bytes%.txt%.gz: more bytes than a document may have, 150000", err)
    code, out, err = gloss("run", "counts", "swells.txt.xz", "--in", "lines")
    assert.are.equal(3, code)
    assert.are.equal("", out)
    assert.matches("swells%.txt%.xz: swells more than 1000 times", err)
  end)
end)
