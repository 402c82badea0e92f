-- Encodings: told by marks, options and statistics, decoded, bad bytes named by their place.
local gloss = require "gloss"
local core = gloss.core
local encodings = require "gloss.encodings"
local program = require "support.program"

-- Gives a text in UTF-16 or UTF-32, little-endian, with its mark.
local function wide(text, format)
  local parts = { format == "<I4" and "\xFF\xFE\0\0" or "\xFF\xFE" }
  for _, code in utf8.codes(text) do
    if format == "<I2" and code > 0xFFFF then
      parts[#parts + 1] = ("<I2I2"):pack(0xD800 + ((code - 0x10000) >> 10),
                                         0xDC00 + ((code - 0x10000) & 0x3FF))
    else
      parts[#parts + 1] = format:pack(code)
    end
  end
  return table.concat(parts)
end

describe("core.decode", function()
  it("gives UTF-8", function()
    assert.are.equal("déjà \u{201C}vu\u{201D}",
      core.decode("d\xE9j\xE0 \x93vu\x94", "windows-1252"))
    assert.are.equal("日本", core.decode("\x93\xFA\x96\x7B", "CP932"))
    assert.are.equal("日本", core.decode("\27$BF|K\\\27(B", "ISO-2022-JP"))
    assert.are.equal("", core.decode("", "UTF-16LE"))
    local long = ("\xE9"):rep(100000)
    assert.are.equal(("é"):rep(100000), core.decode(long, "ISO-8859-1"))
  end)

  it("names bad bytes by their position, or replaces them", function()
    assert.same({ nil, "not UTF-16LE", 3 }, { core.decode("a\0\0\xDCb\0", "UTF-16LE") })
    assert.are.equal("a\u{FFFD}b", core.decode("a\0\0\xDCb\0", "UTF-16LE", true))
    assert.same({ nil, "not CP932", 2 }, { core.decode("a\x81", "CP932") })
    assert.are.equal("a\u{FFFD}", core.decode("a\x81", "CP932", true))
    assert.are.equal(("\u{FFFD}"):rep(30000), core.decode(("\x81"):rep(30000), "windows-1252",
      true))
  end)

  it("knows only names", function()
    for _, name in ipairs { "no-such", "", "UTF-8//IGNORE", "a b", "../x" } do
      local text, why = core.decode("a", name)
      assert.is_nil(text)
      assert.matches("unknown encoding", why)
    end
  end)
end)

describe("encodings", function()
  local folder
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)
  local function run(...) return program.run(folder, { "run", "text.lua", ... }) end
  local function write(name, text) return program.write(folder, name, text) end

  before_each(function()
    write("text.lua", [[return require("gloss").pipeline { "token", output = function(doc)
      return { id = doc.id, text = doc.text, words = #doc:layer "token" } end }]])
  end)

  it("are told by their marks", function()
    local text = "Ann \u{1F600} left.\nBo stayed.\n"
    for name, unit in pairs { ["UTF-16LE"] = "<I2", ["UTF-32LE"] = "<I4" } do
      local bytes = wide(text, unit)
      write("a.txt", bytes)
      local code, out, err = run("a.txt")
      assert.same({ 0, "" }, { code, err })
      assert.matches('"encoding":"' .. name:gsub("%-", "%%-") .. '"', out)
      assert.matches('"text":"Ann \u{1F600} left%.\\nBo stayed%.\\n"', out)
      assert.matches('"text_hash":"%x+"', out)
      code, out = run("a.txt", "--in", "lines", "-j", "2")
      assert.are.equal(0, code)
      assert.matches('"text":"Ann \u{1F600} left%."', out)
      assert.matches('"text":"Bo stayed%."', out)
    end
    assert.are.equal("UTF-16BE", encodings.marked "\xFE\xFFx")
    assert.is_nil(encodings.marked "abc")
  end)

  it("read what stands across the blocks of a file", function()
    local text = ("%s\n"):format(("\u{1F600}a"):rep(70000))
    write("a.txt", wide(text, "<I2"))
    local code, out = run("a.txt", "--in", "lines")
    assert.are.equal(0, code)
    assert.is_truthy(out:find(text:sub(1, -2), 1, true))
  end)

  it("are declared", function()
    write("a.txt", "caf\xE9\nd\xE9j\xE0\n")
    local code, out, err = run("a.txt", "--encoding", "windows-1252")
    assert.same({ 0, "" }, { code, err })
    assert.matches('"source":{"byte":0,"encoding":"windows%-1252","path":"a%.txt"}', out)
    assert.matches('"text":"café\\ndéjà\\n"', out)
    code, out = run("a.txt", "--encoding", "windows-1252", "--in", "lines")
    assert.are.equal(0, code)
    assert.matches('"id":"a%.txt@5".*"text":"déjà"', out)
    write("a.jsonl", '{"text":"caf\xE9"}\n')
    assert.matches('"text":"café"', select(2, run("a.jsonl", "--encoding", "windows-1252")))
    write("a.csv", "text\ncaf\xE9\n")
    assert.matches('"text":"café"', select(2, run("a.csv", "--encoding", "windows-1252")))
  end)

  it("of names may be any", function()
    write("caf\xE9.jsonl", "no JSON\n")
    assert.are.equal(3, (run("caf\xE9.jsonl", "-o", "out.jsonl")))
    assert.matches('"document":"caf%%E9%.jsonl"', program.read(folder .. "/out.jsonl.errors.jsonl"))
  end)

  it("say nothing of UTF-8", function()
    write("a.txt", "café")
    local _, out = run("a.txt", "--encoding", "UTF-8")
    assert.is_nil(out:find "source")
  end)

  it("are told by statistics, where the build can", function()
    if not core.options.uchardet then return end
    write("a.txt", ("La for\xEAt \xE9tait tr\xE8s fra\xEEche, d\xE9j\xE0. "):rep(5))
    local code, out, err = run("a.txt", "--encoding", "auto")
    assert.same({ 0, "" }, { code, err })
    assert.matches("La forêt était très fraîche, déjà", out)
    write("b.txt", "forêt")
    assert.matches("forêt", select(2, run("b.txt", "--encoding", "auto")))
    write("c.txt", "caf\xE9\n")   -- its only bad byte is near the end
    code, out, err = run("c.txt", "--encoding", "auto")
    assert.same({ 0, "" }, { code, err })
    assert.matches("caf", out)
    write("none.txt", "")
    assert.are.equal(0, (run("none.txt", "--encoding", "auto")))
    code, out = run("a.txt", "--encoding", "auto", "--in", "lines")
    assert.are.equal(0, code)
    assert.matches("forêt", out)
  end)

  it("are errors with the byte when they do not fit", function()
    write("a.txt", "ab\x81cd")
    local code, out, err = run("a.txt", "--encoding", "windows-1252")
    assert.same({ 3, "" }, { code, out })
    assert.matches("a%.txt: byte 2: not windows%-1252", err)
    assert.matches("ab\u{FFFD}cd", select(2, run("a.txt", "--encoding", "windows-1252",
      "--replace-bad")))
    write("l.txt", "good\nb\x81d\ngood\n")
    code, out, err = run("l.txt", "--encoding", "windows-1252", "--in", "lines")
    assert.are.equal(3, code)
    assert.matches("l%.txt: byte 6: line 2: not windows%-1252", err)
    assert.are.equal(2, select(2, out:gsub("good", "")))
    write("w.txt", wide("abc", "<I2") .. "\0")
    assert.matches("w%.txt: byte 8: not UTF%-16LE", select(3, run("w.txt")))
    assert.matches("w%.txt: byte 8: not UTF%-16LE", select(3, run("w.txt", "--in", "lines")))
    assert.are.equal(2, (run("a.txt", "--encoding", "no-such")))
  end)
end)
