-- How the command line says how tokens are cut: options that `tokenize` and `segment` share.
local program = require "support.program"

-- Runs a command on a text: exit code, stdout, stderr.
local function run(command, input, ...)
  return program.run(".", { command, "--in", "text", ... }, { input = input })
end

-- Gives the forms that `tokenize` shows, bars between.
local function forms(input, ...)
  local code, out, err = run("tokenize", input, ...)
  assert.are.equal("", err)
  assert.are.equal(0, code)
  local parts = {}
  for form in out:gmatch "%d +%d+  %l+ +(%C+)\n" do parts[#parts + 1] = form end
  return table.concat(parts, "|")
end

describe("options of tokens", function()
  it("choose a style", function()
    local text = "and/or can't 5pm."
    assert.are.equal("and|/|or|ca|n't|5|pm|.", forms(text))
    assert.are.equal("and/or|ca|n't|5pm|.", forms(text, "--style", "ptb"))
    assert.are.equal("and|/|or|can't|5pm|.", forms(text, "--style", "uax29"))
    assert.are.equal("and/or|can't|5pm.", forms(text, "--style", "whitespace"))
  end)

  it("choose a language, of sentences too", function()
    local text = "Am 3. Mai kam er."
    assert.are.equal("Am|3|.|Mai|kam|er|.", forms(text))
    assert.are.equal("Am|3.|Mai|kam|er|.", forms(text, "--language", "de"))
    assert.are.equal("Am|3.|Mai|kam|er|.", forms(text, "--lang", "de"))
    local _, out = run("segment", text, "--language", "de")
    assert.matches('"sentences":%[%[0,17%]%]', out)
    _, out = run("tokenize", text)
    assert.are.equal(2, select(2, out:gsub("\n\n", "")))
    _, out = run("tokenize", text, "--language", "de")
    assert.are.equal(1, select(2, out:gsub("\n\n", "")))
  end)

  it("keep and split", function()
    local text = "don't go 5pm: 15-year dunno C++ http://a.org/b :-)"
    assert.are.equal("do|n't|go|5|pm|:|15|-|year|dunno|C|++|http://a.org/b|:-)", forms(text))
    assert.are.equal("don't|go|5pm|:|15-year|du|n|no|C++|http://a.org/b|:-)",
      forms(text, "--clitics", "keep", "--symbols", "keep", "--hyphens", "keep",
        "--keep", "C++", "--split", "du n no", "--keep", "zzz"))
    assert.is_nil(forms(text, "--urls", "split"):find("http://a.org/b", 1, true))
    assert.is_nil(forms(text, "--emoji", "split"):find(":-)", 1, true))
    assert.are.equal("the|Verw.|of", forms("the Verw. of", "--abbreviation", "verw."))
  end)

  it("are the same of segment", function()
    local _, out = run("segment", "C++ don't", "--keep", "C++", "--clitics", "keep")
    assert.matches('"tokens":%[%[0,3%],%[4,9%]%]', out)
  end)

  it("know every language that help names", function()
    local _, out = program.run(".", { "tokenize", "--help" })
    local codes = out:match("Language of the text: ([%l%s]+)%."):gsub("%s+", " ")
    for code in codes:gmatch "%l+" do assert.are.equal("x", forms("x", "--language", code)) end
    local _, _, err = run("tokenize", "x", "--language", "xx")
    assert.matches("There are " .. codes .. "%s", err)
  end)

  it("that are wrong name the nearest, and end with 2", function()
    for _, case in ipairs {
      { 'unknown style "udd": did you mean "ud"', "--style", "udd" },
      { 'did you mean "de" %(German%)', "--language", "germn" },
      { 'unknown value "kepe" of hyphens: did you mean "keep"', "--hyphens", "kepe" },
      { 'style "uax29" takes no option clitics', "--style", "uax29", "--clitics", "keep" },
      { 'bad form in keep: "a b"', "--keep", "a b" },
      { 'bad form in split: "ab"', "--split", "ab" },
      { 'bad abbreviation "Abt"', "--abbreviation", "Abt" },
      { "Did you mean '%-%-language'", "--langauge", "de" } } do
      for _, command in ipairs { "tokenize", "segment" } do
        local code, out, err = run(command, "x", table.unpack(case, 2))
        assert.are.equal(2, code)
        assert.are.equal("", out)
        assert.matches("^gloss: " .. command .. ": .*" .. case[1] .. "[^\n]*\n$", err)
      end
    end
  end)
end)
