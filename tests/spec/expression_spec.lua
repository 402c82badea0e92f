-- `gloss match -e`: patterns tried from the shell.
local program = require "support.program"

describe("gloss match -e", function()
  local folder
  setup(function()
    folder = program.folder()
    program.write(folder, "a.txt", "They met Admiral Ida Holm on Friday.\n")
    program.write(folder, "b.txt", "They met there.\n")
  end)
  teardown(function() program.remove(folder) end)

  it("matches an expression and shows its context", function()
    local code, out = program.run(folder, { "match", "-e", 'w"met" * t{initcap=true}:plus()',
                                            "a.txt" })
    assert.equal("a.txt: " .. (" "):rep(27) .. "They [met Admiral Ida Holm] on Friday.\n", out)
    assert.equal(0, code)
    code, out = program.run(folder, { "match", "--json", "-e", "re\"I%l+\"", "a.txt" })
    assert.equal('{"id":"a.txt","matches":[{"end":20,"start":17,"surface":"Ida"}],'
                 .. '"offsets":"codepoints"}\n', out)
    assert.equal(0, code)
    assert.equal(1, (program.run(folder, { "match", "-e", 'w"zebra"', "a.txt" })))
    local _, errors
    code, _, errors = program.run(folder, { "match", "-e", 'leem"meet"', "a.txt" })
    assert.equal(2, code)
    assert.matches('%-e:1: unknown name "leem" %(did you mean "lem"%?%)', errors)
    for expression, message in pairs {
      ['w"met" *'] = "match: -e:1: the expression is not complete",
      [""] = "-e:1: the expression is not complete",
      ['any^2:as"x"'] = "no method may follow ^n: write :rep(min, max)",
      ['"met" * "Ida"'] = 'a string is a word only beside a pattern: write w"..."',
      ['P.opt(w"x")'] = "-e:1: 'opt' is a method: p:opt(...)" } do
      code, _, errors = program.run(folder, { "match", "-e", expression, "a.txt" })
      assert.equal(2, code)
      assert.matches(message, errors, 1, true)
    end
  end)

  it("warns of an expression that never matches, and takes one that begins with a dash", function()
    for expression, message in pairs {
      ['w"a b"'] = '-e:1: "a b" is never one token: it is a|b; write phrase"a b"',
      ["-any"] = "-e:1: the pattern has no token: what is empty is no match" } do
      local code, _, errors = program.run(folder, { "match", "-e", expression, "a.txt" })
      assert.equal("gloss: " .. message .. "\n", errors)
      assert.equal(1, code)
    end
    local code, out = program.run(folder, { "match", "-e", '-w"they" * w"met"', "a.txt" })
    assert.equal(0, code)
    assert.matches("They [met] Admiral", out, 1, true)
    local _, errors
    code, _, errors = program.run(folder, { "match", "-e", "-g", "a.txt" })
    assert.equal(2, code)
    assert.matches("option '-e' requires an argument", errors, 1, true)
  end)

  it("goes on after a document at which a function of an expression raises", function()
    local code, out, errors = program.run(folder, { "match", "-e",
      'w"met":where(function(m) return m.doc.id == "b.txt" or m.x.y end)', "a.txt", "b.txt" })
    assert.equal(3, code)
    assert.equal("b.txt: " .. (" "):rep(27) .. "They [met] there.\n", out)
    assert.matches("gloss: a.txt: -e:1: where: -e:1: attempt to index a nil value", errors, 1, true)
  end)
end)
