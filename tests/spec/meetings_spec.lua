-- The pipeline `meetings`: its examples, and the source story.
local gloss = require "gloss"
local program = require "support.program"
local shared = require "support.shared"

describe("the rules of meetings", function()
  it("stand their own examples", function()
    local code, out = program.run(".", { "test", "meetings" })
    assert.matches("17 examples of 8 rules, 0 failed", out)
    assert.equal(0, code)
  end)

  -- Rule, match, captures: offsets alone, as the story's text is not ours to copy.
  local STORY = {
    "people/dateline 39:61 place=39:49 agency=51:58",
    "people/apposition 270:286 name=270:286",
    "people/title 335:354 title=335:342 name=343:354",
    "people/title 588:618 title=588:605 name=606:618",
    "facts/role 270:324 person=270:286 role=288:324",
    "facts/role 343:417 person=343:354 role=356:385 org=393:417",
    "facts/quote 448:576 words=448:562 speaker=563:571 cue=572:576",
    "facts/quote 1227:1366 words=1227:1352 speaker=1353:1361 cue=1362:1366",
    "facts/quote 1717:1814 words=1717:1800 speaker=1801:1809 cue=1810:1814",
    "meetings/met.group 62:142 who=62:97 day=105:111 topic=116:142",
    "meetings/met 270:354 a=270:286 b=343:354",
  }

  it("find in the source story what they are for", function()
    local story = shared "seed/000_4ca28a3388a8b964.txt"
    if not story then return pending "no source story" end
    local _, out = program.run(".", { "explain", "meetings", story, "--json" })
    local found = {}
    for i, match in ipairs(gloss.json.decode(out).matches) do
      local parts = { ("%s %d:%d"):format(match.rule, match.start, match["end"]) }
      for _, one in ipairs(match.captures) do
        parts[#parts + 1] = ("%s=%d:%d"):format(one.name, one.start, one["end"])
      end
      found[i] = table.concat(parts, " ")
    end
    assert.same(STORY, found)
  end)

  it("say in the source story why they have no match", function()
    local story = shared "seed/000_4ca28a3388a8b964.txt"
    if not story then return pending "no source story" end
    local function ask(rule, at)
      local _, out = program.run(".", { "explain", "meetings", story, "--json", "--why-not", rule,
                                        "--at", at })
      local answer, wanted = gloss.json.decode(out).why_not, {}
      for i, one in ipairs(answer.wanted or {}) do wanted[i] = one.pattern end
      local stop = answer.furthest and answer.furthest.start or 0
      return ("%s at %d: %s"):format(answer.answer, stop, table.concat(wanted, " "))
    end
    assert.equal('failed at 303: t{initcap=true, kind="word"}', ask("title", "288"))
    assert.equal('failed at 619: w","', ask("role", "606"))
    assert.equal("lost at 0: ", ask("apposition", "343"))
  end)
end)
