-- The algebra of token patterns: what each operator makes, and that each wrong use names the
-- script's line, the operator and the operand.
require "gloss"
local lpeg = require "lpeg"
local P = require "gloss.pattern"
local document = require "support.document"
local core = require "gloss.core"
local resolve = require "gloss.pattern.resolve"

local w, W, t, A, any, re = P.w, P.W, P.t, P.A, P.any, P.re
local tokenizer = core.tokenizer {}

-- Gives the texts a pattern matches in a text, with what it captured: "met Ann(who=Ann)".
local function found(p, text, options)
  local doc = document.new(text)
  if options and options.layers then options.layers(doc) end
  local phase = core.phase { policy = options and options.policy or "longest", rules = {
    { name = "r", where = "here:1", match = resolve(p[1], tokenizer), priority = 0,
      within = options and options.within or "sentence" } } }
  local tokens, texts = doc:layer "token", {}
  local function text_of(one)
    return doc.text:sub(tokens:first(one.first), tokens:last(one.last))
  end
  for i, raw in ipairs(phase:run(doc)) do
    texts[i] = text_of(raw)
    for _, one in ipairs(raw.captures) do
      texts[i] = ("%s(%s=%s)"):format(texts[i], one.name, text_of(one))
    end
  end
  doc:close()
  return table.concat(texts, "; ")
end

describe("atoms", function()
  it("match words, forms and kinds of tokens", function()
    assert.equal("The; the", found(w "THE", "The cat saw the dog."))
    assert.equal("the", found(W "the", "The cat saw the dog."))
    assert.equal("cat; dog", found(w { "cat", "dog" }, "The cat saw the dog."))
    assert.equal("met; meets; Meeting",
      found(P.lem "meet", "Ana met Bo. He meets me. Meeting ends."))
    assert.equal("40", found(t { kind = "number" }, "Ana paid 40 crowns."))
    assert.equal("Ana; Bo", found(t { initcap = true }, "Ana saw Bo."))
    assert.equal("Bo", found(t { initcap = "inside" }, "Ana saw Bo."))
    assert.equal("B12", found(re "%u%d+", "The B12 and the b12."))
    assert.equal("b12", found(re(lpeg.R "az" * lpeg.R "09" ^ 1), "The B12 and the b12."))
    assert.equal("People's  Army; people's army",
      found(P.phrase "People's Army", "The People's  Army is a people's army."))
    assert.equal("People's Army",
      found(P.phrase("People's Army", { exact = true }), "The People's Army is a people's army."))
  end)

  it("match units with attributes", function()
    local function layers(doc)
      local builder = doc:build("who", { label = "symbol", n = "integer" })
      builder:add(1, 8, { label = "PER", n = 2 })
      builder:add(14, 18, { label = "PER", n = 1 })
      builder:seal()
    end
    local text = "Ana Ruiz met Bo Li."
    local options = { layers = layers }
    assert.equal("Ana Ruiz; Bo Li", found(A "who", text, options))
    assert.equal("Bo Li", found(A("who", { n = 1 }), text, options))
    assert.equal("Ana Ruiz", found(A("who", { n = { min = 2 } }), text, options))
    assert.equal("Ana Ruiz met Bo Li(a=Ana Ruiz)(b=Bo Li)",
      found(A "who":as "a" * "met" * A "who":as "b", text, options))
    assert.equal("",
      found((A "who":as "a" * "met" * A "who":as "b"):agree("a", "b", "n"), text, options))
    assert.equal("Ana; Ruiz; Bo; Li", found(any:inside "who", text, options))
    assert.equal("met; .", found(any:outside "who", text, options))
    assert.equal("Ana Ruiz met; Bo Li .", (found(any:rep(3):starts "who", text, options)
      :gsub("Li%.", "Li .")))
  end)
end)

describe("operators", function()
  it("join, choose, repeat and look around", function()
    local text = "a a b. a c b."
    assert.equal("a a b", found(w "a" ^ 1 * "b", text))
    assert.equal("a a b", found(w "a":plus():seq "b", text))
    assert.equal("a b; c b", found((w "a" + "c") * w "b", text))
    assert.equal("a a; a", found(w "a" ^ { 1, 2 }, text))
    assert.equal("a; a; a", found(w "a":rep(1, 2):lazy(), text))
    assert.equal("a; c", found(((w "a" | w "c") & ~w "b") * #w "b", "a b. c b."))
    assert.equal("a; c", found((any - w "b") * #w "b", text))
    assert.equal("c", found(P.before "a" * (any - w { "a", "b" }), text))
    assert.equal("a", found(w "a" * -(w "a" + "b"), text))
    assert.equal("a a b; a c b", found(w "a" .. w "b", text))
    assert.equal("a b", found(w "a":gap(w "b", 0), text))
    assert.equal("Ana met; She left", found(P.BOS * any * any, "Ana met Bo. She left."))
    assert.equal("a", found(P.DOC * any, text))
    assert.equal("Bo.; left.", found(any * any * P.EOS, "Ana met Bo. She left."))
  end)

  it("stay in a sentence unless told otherwise", function()
    assert.equal("", found(w "Bo" .. w "She", "Ana met Bo. She left."))
    assert.equal("Bo. She",
      found(w "Bo" .. w "She", "Ana met Bo. She left.", { within = "document" }))
  end)

  it("give every end under the policy all", function()
    assert.equal("a a; a; a", found(w "a" ^ 1, "a a b", { policy = "all" }))
  end)

  it("ask a function of the finished match", function()
    local p = (any:as "x" * any:as "y"):where(function(m) return m.x.text == m.y.text end)
    assert.equal("a a(x=a)(y=a)", found(p, "b a a b"))
  end)
end)

describe("wrong patterns", function()
  local function refuses(pattern, f)
    local line = debug.getinfo(f, "S").linedefined
    local ok, why = pcall(f)
    assert.is_false(ok)
    local at, message = why:match "pattern_spec%.lua:(%d+): (.*)"
    assert.equal(line, tonumber(at))
    assert(message:find(pattern, 1, true), ("raised %q, expected %q"):format(message, pattern))
  end

  it("name the line, the operator and the operand", function()
    refuses([['..' takes patterns, not the string "tob": write w"tob"]],
            function() return w "a" .. "to" .. "b" end)
    refuses("'*' takes patterns, not the number 3;", function() return #"who" * w "x" end)
    refuses("write #w\"...\"", function() return #"who" * w "x" end)
    refuses("'*' takes patterns, not the number -1; the end is EOS, or -any",
            function() return w "a" * -1 end)
    refuses("'*' takes patterns, not the number 0;", function() return any * 0 end)
    refuses("'^' takes {min, max}, not a list of 1: write :rep(2, 2)",
            function() return any ^ { 2 } end)
    refuses("'+' takes patterns, not the boolean true", function() return any + true end)
    refuses("'-' takes patterns, not the string \"b\": write w\"b\"",
            function() return any - "b" end)
    refuses("'&' takes patterns of one token, not a sequence",
            function() return t { initcap = true } & w "x" * w "y" end)
    refuses("'^' takes counts from 0 to 10000, not 1.5", function() return any ^ { 1.5, 2 } end)
    refuses("'rep': at least 3 and at most 2", function() local p = any:rep(3, 2) return p end)
    refuses("'rep': at most 0 times matches nothing",
            function() local p = any:rep(0, 0) return p end)
    refuses("'gap': a gap is of 0 to 10000 tokens, not -1",
            function() local p = any:gap(any, -1) return p end)
    refuses(":lazy is for repetitions, not a pattern of one token",
            function() local p = any:lazy() return p end)
    refuses("patterns have no '/'", function() return any / 3 end)
    refuses("unknown method of patterns \"lasy\" (did you mean \"lazy\"?)",
            function() return any:lasy() end)
    refuses("a pattern does not change: 'x' is set", function() any.x = 1 end)
    refuses("unknown field of gloss.pattern \"phrases\" (did you mean \"phrase\"?)",
            function() return P.phrases end)
  end)

  it("name wrong values of atoms", function()
    refuses("word takes a string or a list of strings, not an empty table",
            function() local p = w {} return p end)
    refuses("word takes strings, not the number 3", function() local p = w { 3 } return p end)
    refuses("unknown kind of token \"nmber\" (did you mean \"number\"?)",
            function() local p = t { kind = "nmber" } return p end)
    refuses("attribute 'initcap' is true or false or \"inside\", not the number 3",
            function() local p = t { initcap = 3 } return p end)
    refuses("re: %", function() local p = re "%" return p end)
    refuses("layer takes the name of a layer, not the number 3",
            function() local p = A(3) return p end)
  end)

  local function complaint(phase) return select(2, pcall(phase.compile, phase, tokenizer)) end

  it("that share parts without end are made or refused in short time", function()
    local shared, tests = w"a", w"a"
    for _ = 1, 60 do
      shared = shared:opt() * shared:opt()
      tests = (tests | w"b") & (tests | w"c")
    end
    local rule = P.rule { name = "shared", match = shared:as "x" }
    assert.is_truthy(rule.captures.x)
    for p, message in pairs { [shared] = "32,768 instructions", [tests] = "32,768 tests in one" } do
      local phase = P.phase { P.rule { name = "shared", match = p } }
      assert.matches("^[^:]*pattern_spec.lua:%d+: .*" .. message, complaint(phase))
    end
  end)

  it("nested too deep name the line", function()
    local p = w"a"
    for _ = 1, 3000 do p = (p * w"b"):opt() end
    local phase = P.phase { P.rule { name = "deep", match = p } }
    assert.matches("^[^:]*pattern_spec.lua:%d+: .*nested", complaint(phase))
  end)

  it("have a priority that fits", function()
    local phase = P.phase { P.rule { name = "r", match = any, priority = 1 << 40 } }
    assert.matches("priority must be an integer from %-2147483648 to 2147483647",
                   complaint(phase))
  end)
end)
