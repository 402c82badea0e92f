-- Counts: count_by's options, n-grams of a layer, frequencies over documents.
local gloss = require "gloss"
local document = require "support.document"
local raises = document.raises

local tok

-- The counts of a table by form.
local function counts(f)
  local all = {}
  for form, count in f:each() do all[form] = count end
  return all
end

local function forms(list)
  local all = {}
  for i, gram in ipairs(list) do all[i] = gram.form end
  return table.concat(all, ", ")
end

local function tokens(text) return document.new(text):layer "token" end

before_each(function() tok = tokens "A rose is a rose. Is a daisy, too, a rose?" end)

describe("count_by", function()
  it("counts every value", function()
    assert.are.same({ a = 4, rose = 3, is = 2, daisy = 1, too = 1, ["."] = 1, [","] = 2,
                      ["?"] = 1 }, tok:count_by "folded")
    assert.are.same({ word = 11, punct = 4 }, tok:count_by "kind")
    assert.are.same({}, gloss.tokenizer():run(gloss.doc ""):count_by "folded")
  end)

  it("counts some rows", function()
    assert.are.same({ a = 4, rose = 3, is = 2, daisy = 1, too = 1 },
                    tok:count_by("folded", { kind = "word" }))
    assert.are.same({ ["."] = 1, [","] = 2, ["?"] = 1 },
                    tok:count_by("folded", { kind = { "punct", "number" } }))
    assert.are.same({ a = 1, rose = 1 }, tok:count_by("folded", { rows = { 2, 1, 2 } }))
    assert.are.same({ rose = 3 }, tok:count_by("folded", { rows = tok:where("folded", "rose") }))
    assert.are.same({ rose = 1 }, tok:count_by("folded", { rows = { 2, 6 }, kind = "word" }))
    assert.are.same({}, tok:count_by("folded", { rows = {} }))
  end)

  it("refuses what is no option", function()
    raises('unknown option "kinds" %(did you mean "kind"%?%)', tok.count_by, tok, "folded",
           { kinds = "word" })
    raises('unknown kind "wrod" %(did you mean "word"%?%)', tok.count_by, tok, "folded",
           { kind = "wrod" })
    raises("a token kind or a list", tok.count_by, tok, "folded", { kind = {} })
    raises("no token kind 32", tok.count_by, tok, "folded", { kind = 32 })
    raises("rows must be a table", tok.count_by, tok, "folded", { rows = 5 })
    raises('entry 1 is no row of layer "token"', tok.count_by, tok, "folded", { rows = { 0 } })
    raises('unknown column of layer "sentence"', function()
      tok.doc:layer("sentence"):count_by("kind")
    end)
    local few = tok:filter({ 1 }):add_column("pos", "symbol", { "DET" })
    assert.are.same({ DET = 1 }, few:count_by("pos", { kind = "word" }))
    local b = tok.doc:build("odd", { kind = "symbol" })
    b:add(1, 1, { kind = "x" })
    raises('column "kind" of layer "odd" holds no token kinds', function()
      b:seal():count_by("kind", { kind = "word" })
    end)
  end)
end)

describe("ngrams", function()
  it("are rows that follow one another", function()
    local f = tok:ngrams(2, "folded")
    assert.are.equal(14, f.total)
    assert.are.equal(3, (f:count "a rose"))
    assert.are.equal(1, (f:count("rose", ".")))
    assert.are.same({ 2, "folded", 1 }, { f.n, f.column, f.documents })
    assert.are.equal(1, #tok:ngrams(#tok, "form"))
    assert.are.equal(0, #tok:ngrams(#tok + 1, "form"))
    assert.are.equal('frequencies of 2-grams of "folded" (11 distinct, 14 in all)', tostring(f))
  end)

  it("stay in a row of a layer, and among tokens of a kind", function()
    local f = tok:ngrams(2, "folded", { within = "sentence" })
    assert.are.equal(13, f.total)
    assert.are.equal(0, (f:count(".", "is")))
    assert.are.same({ ["a rose"] = 3, ["rose is"] = 1, ["is a"] = 2, ["a daisy"] = 1 },
                    counts(tok:ngrams(2, "folded", { within = "sentence", kind = "word" })))
    assert.are.same({ ["is a rose"] = 1, ["is a daisy"] = 1, ["a rose is"] = 1,
                      ["rose is a"] = 1 },
                    counts(tok:ngrams(3, "folded", { kind = { "word" } })))
    local clause = tok.doc:build "clause"
    clause:add(1, 16)
    clause:add(3, 9)
    assert.are.equal(4, tok:ngrams(2, "form", { within = clause:seal(false) }).total)
  end)

  it("span what a filter leaves out", function()
    local content = tok:filter(function(s) return s.kind == "word" and #s.text > 2 end)
    assert.are.same({ ["rose rose"] = 1, ["rose daisy"] = 1, ["daisy too"] = 1, ["too rose"] = 1 },
                    counts(content:ngrams(2, "folded")))
  end)

  it("break where a value is absent", function()
    local few = tok:filter { 1, 2, 3, 4 }
    few:add_column("pos", "symbol", { "DET", "NOUN", nil, "DET" })
    assert.are.same({ ["DET NOUN"] = 1 }, counts(few:ngrams(2, "pos")))
  end)

  it("are counted in relations too", function()
    local b = tok.doc:relation "seen"
    for _, name in ipairs { "a", "b", "a" } do b:add { name = name } end
    local seen = b:seal()
    assert.are.same({ ["a b"] = 1, ["b a"] = 1 }, counts(seen:ngrams(2, "name")))
    raises("layer seen has no spans", seen.ngrams, seen, 1, "name", { within = "sentence" })
    raises("no spans in one row of seen", tok.ngrams, tok, 1, "form", { within = "seen" })
  end)

  it("refuse what cannot be counted", function()
    raises("n out of range", tok.ngrams, tok, 0, "folded")
    raises("n out of range", tok.ngrams, tok, 17, "folded")
    raises('unknown column of layer "token": "flded" %(did you mean "folded"%?%)', tok.ngrams, tok,
           2, "flded")
    raises('column kind of layer token does not hold strings', tok.ngrams, tok, 2, "kind")
    raises('unknown layer "sentense"', tok.ngrams, tok, 2, "folded", { within = "sentense" })
    raises("layer of another document", tok.ngrams, tok, 2, "folded",
           { within = tokens "x" })
    raises('unknown option "top"', tok.ngrams, tok, 2, "folded", { top = 5 })
  end)
end)

describe("frequencies", function()
  it("add up over documents", function()
    local f = gloss.frequencies()
    assert.are.same({ 1, "folded", 0, 0, 0 }, { f.n, f.column, f.total, f.documents, #f })
    assert.are.equal(f, f:add(tok))
    f:add(tokens "One rose, one thorn."):add(tokens "")
    assert.are.same({ 3, 21 }, { f.documents, f.total })
    assert.are.same({ 4, 2 }, { f:count "rose" })
    assert.are.same({ 2, 1 }, { f:count "one" })
    assert.are.same({ 0, 0 }, { f:count "Rose" })
    collectgarbage()
    assert.are.equal("a", (f:each()()))
  end)

  it("outlive documents, and take many", function()
    local f = gloss.frequencies { n = 2, kind = "word", within = "sentence" }
    for i = 1, 300 do
      local doc = document.new(("word%d word%d. Same here."):format(i, i % 7))
      f:add(doc:layer "token")
      doc:close()
    end
    assert.are.same({ 300, 300 }, { f:count "same here" })
    assert.are.same({ 301, 600, 300 }, { #f, f.total, f.documents })
  end)

  it("merge", function()
    local f, g = tok:ngrams(2, "folded"), tokens "A rose, a thorn.":ngrams(2, "folded")
    assert.are.equal(f, f:merge(g))
    assert.are.same({ 4, 2 }, { f:count "a rose" })
    assert.are.same({ 1, 1 }, { g:count "a rose" })
    assert.are.same({ 19, 2 }, { f.total, f.documents })
    f:merge(f)
    assert.are.same({ 8, 4 }, { f:count "a rose" })
    raises("3%-grams cannot be merged into one of 2%-grams", f.merge, f, tok:ngrams(3, "form"))
  end)

  it("rank", function()
    local f = gloss.frequencies { kind = "word" }:add(tok):add(tokens "Is Zoe too daisy?")
    assert.are.equal("a, is, rose, daisy, too, zoe", forms(f:top()))
    assert.are.equal("a, is", forms(f:top(2)))
    assert.are.equal("", forms(f:top(0)))
    assert.are.equal("is, daisy, too, a, rose, zoe", forms(f:top(nil, { by = "documents" })))
    assert.are.equal("is, daisy, too", forms(f:top(9, { min_documents = 2, by = "documents" })))
    assert.are.equal("a, is, rose", forms(f:top(9, { min_count = 3 })))
    assert.are.same({ "a", form = "a", count = 4, documents = 1, per_million = 4e6 / 15 },
                    f:top(1)[1])
    assert.are.same({}, gloss.frequencies():top(5))
  end)

  it("score pairs of words", function()
    local f = tokens("a b a b a b c b a c"):ngrams(2, "folded")
    local best = f:top(1, { by = "log_likelihood" })[1]
    assert.are.same({ "b", "a", "b a", 3 }, { best[1], best[2], best.form, best.count })
    local function score(by)
      for _, gram in ipairs(f:top(nil, { by = by })) do
        if gram.form == "a b" then return gram.score end
      end
    end
    local function near(got, expected) assert.is_true(math.abs(got - expected) < 1e-9, got) end
    near(score "pmi", math.log(27 / 16, 2))
    near(score "t_score", (3 - 16 / 9) / 3 ^ 0.5)
    near(score "log_dice", 14 + math.log(6 / 8, 2))
    near(score "log_likelihood", 2 * (3 * math.log(27 / 16) + 2 * math.log(9 / 20)
                                      + 4 * math.log(36 / 25)))
  end)

  it("find keywords against a reference", function()
    local f = tokens("k k k m"):ngrams(1, "folded")
    local reference = tokens("k m m m n n"):ngrams(1, "folded")
    local keys = f:top(nil, { by = "log_likelihood", reference = reference })
    assert.are.equal("k, m", forms(keys))
    assert.is_true(keys[1].score > 0 and keys[2].score < 0)
  end)

  it("refuse wrong calls", function()
    local f = gloss.frequencies { n = 2 }
    local words = gloss.frequencies()
    raises('unknown option "size"', gloss.frequencies, { size = 2 })
    raises("n must be an integer, at least 1", gloss.frequencies, { n = 0 })
    raises("n must be an integer, at least 1", gloss.frequencies, { n = "2" })
    raises("n must be at most 16", gloss.frequencies, { n = math.maxinteger })
    raises("column must be a string", gloss.frequencies, { column = 5 })
    raises("within must be a layer or its name, not number", gloss.frequencies, { within = 5 })
    raises("gloss.layer expected", f.add, f, "token")
    raises("2 words expected", f.count, f, "one")
    raises("2 words expected", f.count, f, "one two three")
    raises("2 words expected", f.count, f, "one", "two", "three")
    raises("2 words expected", f.count, f)
    raises("string expected", f.count, f, "one", {})
    raises("gloss.frequencies expected", f.merge, f, tok)
    raises("a number of grams expected", f.top, f, -1)
    raises('unknown by "mi"', f.top, f, 5, { by = "mi" })
    raises("min_count must be an integer", f.top, f, 5, { min_count = 0.5 })
    raises("needs grams of n = 2", words.top, words, 5, { by = "pmi" })
    raises("the reference counts grams of another n", words.top, words, 5,
           { by = "pmi", reference = f })
    raises("a reference needs by", f.top, f, 5, { reference = f })
    raises("reference must be frequencies, not number", f.top, f, 5, { by = "pmi", reference = 5 })
    raises("unknown field of a frequencies", function() return f.size end)
  end)

  it("close", function()
    local f
    do
      local closing <close> = gloss.frequencies()
      f = closing
    end
    raises("frequencies is closed", function() return f.total end)
    raises("frequencies is closed", f.add, f, tok)
    assert.are.equal("frequencies (closed)", tostring(f))
    local g = gloss.frequencies { within = tok.doc:layer "sentence" }
    tok.doc:close()
    raises("document is closed", g.add, g, tok)
  end)
end)
