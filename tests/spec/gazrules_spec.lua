-- What rules when an entry matches: dates, evidence, stop entries, policies; and how sources say
-- where they are wrong.
local gloss = require "gloss"
local program = require "support.program"

local folder

-- Gives the matches as "surface:id", and the spans.
local function find(definition, text, options)
  local stages = { "token", gloss.gazetteer(definition) }
  if options and options.sentences then table.insert(stages, 2, "sentence") end
  local p = gloss.pipeline(stages)
  local d = p:run(assert(gloss.doc(text, { id = "d", ref_date = options and options.ref_date })))
  local words, spans = {}, {}
  for s in d:layer(definition.name or "list"):spans() do
    words[#words + 1] = s.text .. ":" .. (s.layer:has "id" and s.id or "")
    spans[#spans + 1] = s
  end
  return table.concat(words, " "), spans
end

local function refuses(definition, pattern)
  local ok, why = pcall(find, definition, "x")
  assert.is_false(ok)
  assert.matches(pattern, why)
end

local POSTS = {
  { surface = "prefect", id = "ruiz", valid_from = "2019-03", valid_to = "2022" },
  { surface = "prefect", id = "kim", valid_from = "2023", valid_to = "2024-02" },
  { surface = "prefect", id = "sato", valid_from = "2024-03-01" },
  { surface = "prefect", id = "office" },
}

local function at(day, validity)
  return find({ name = "list", entries = POSTS, validity = validity }, "prefect",
              { ref_date = day })
end

describe("validity", function()
  it("is not known without a reference date", function()
    local words, spans = at(nil)
    assert.are.equal("prefect:ruiz prefect:kim prefect:sato prefect:office", words)
    for _, s in ipairs(spans) do assert.is_nil(s.valid) end
    assert.are.equal("prefect:office", (at(nil, "only")))
  end)

  it("takes a partial date as its whole period, both ends included", function()
    for day, who in next, { ["2019-02-28"] = "", ["2019-03-01"] = "prefect:ruiz ",
      ["2022-12-31"] = "prefect:ruiz ", ["2023-01-01"] = "prefect:kim ",
      ["2024-02-29"] = "prefect:kim ", ["2024-03-01"] = "prefect:sato ",
      ["2999-01-01"] = "prefect:sato " } do
      assert.are.equal(who .. "prefect:office", (at(day, "only")))
    end
  end)

  it("flags every entry, those without dates as valid", function()
    local _, spans = at("2023-06-01")
    local valid = {}
    for i, s in ipairs(spans) do valid[i] = s.valid end
    assert.are.same({ false, true, false, true }, valid)
    assert.are.equal("2023", spans[2].valid_from)
  end)

  it("is open at an empty end", function()
    local entries = { { surface = "a", id = "1", valid_to = "2000" } }
    assert.are.equal("a:1", (find({ name = "list", entries = entries, validity = "only" }, "a",
                                  { ref_date = "0001-01-01" })))
  end)

  it("lets a shorter entry match where the longer one is not valid", function()
    local entries = { { surface = "North Port", id = "1", valid_to = "1990" },
                      { surface = "Port", id = "2" } }
    local definition = { name = "list", entries = entries, validity = "only" }
    assert.are.equal("Port:2", (find(definition, "North Port", { ref_date = "2020-01-01" })))
    assert.are.equal("North Port:1", (find(definition, "North Port", { ref_date = "1980-01-01" })))
  end)

  it("survives a file", function()
    local gaz = folder .. "/list.gaz"
    local made = gloss.gazetteer { name = "list", entries = POSTS, validity = "only" }
    assert.is_true(made:compile(gloss.tokenizer {}):save(gaz))
    assert.are.equal("prefect:kim prefect:office",
      (find({ file = gaz, name = "list" }, "prefect", { ref_date = "2023-06-01" })))
  end)

  it("refuses what is no date, with file, line and column", function()
    local file = program.write(folder, "a.tsv",
      "surface\tid\tvalid_from\nAnn\tp1\t2024\nBob\tp2\t2023-02-29\n")
    refuses({ file = file }, "a%.tsv: line 3, column 8: .*valid_from: expected a date as "
      .. '2024, 2024%-05 or 2024%-05%-31, found "2023%-02%-29"')
    file = program.write(folder, "b.csv", 'surface,valid_from,valid_to\n"A, b",2024,2023-12-31\n')
    refuses({ file = file }, "b%.csv: line 2, column 13: .*valid_to: expected no day before")
    file = program.write(folder, "c.jsonl",
      '{"surface":"x"}\n\n{"surface":"y","valid_to":"soon"}\n')
    refuses({ file = file }, "c%.jsonl: line 3, column 16: .*valid_to: expected a date")
    refuses({ name = "x", entries = { "x" }, validity = "only" },
            "needs a column valid_from or valid_to")
  end)
end)

describe("evidence", function()
  local entries = { { surface = "Will", id = "1", evidence = "inside" },
                    { surface = "Ann", id = "2", evidence = "capital" }, "will power" }
  local list = { name = "list", case = "folded", columns = { "id", "evidence" }, entries = entries }

  it("asks for a capital, and not at the start of a sentence", function()
    for _, sentences in ipairs { true, false } do
      local options = { sentences = sentences }
      assert.are.equal("Will:1", (find(list, "They met Will there.", options)))
      assert.are.equal("", (find(list, "Will they? Will you. \"Will we?\" I will.", options)))
      assert.are.equal("Ann:2", (find(list, "Ann said: Will you, or will ann?", options)))
      assert.are.equal("", (find(list, "One line\n\nWill two", options)))
      assert.are.equal("", (find(list, "He asked, \"Will it?\"", options)))
      assert.are.equal("Will:1", (find(list, "It's Will.", options)))
    end
  end)

  it("is given to a list from outside, and stop entries with it", function()
    local names = { name = "list", entries = { "May", "New York", "Of" }, stop = { "Of",
      "New York Times" }, evidence = { May = "inside" } }
    assert.are.equal("May:", (find(names, "Of New York Times, May. May Of May")):match "May:")
    local words = find(names, "The New York Times in New York. May of May.")
    assert.are.equal("New York: May:", words)
  end)

  it("keeps every match out of a stop entry", function()
    local names = { name = "list", policy = "all", entries = { "New York", "York",
      "York Times Co" }, stop = { "New York Times" } }
    assert.are.equal("York Times Co:", (find(names, "New York Times Co")))
  end)

  it("is one of three words", function()
    refuses({ name = "x", entries = { "a" }, evidence = { a = "much" } },
            'evidence: expected capital, inside or never, found "much"')
  end)
end)

describe("policy", function()
  local entries = { { surface = "Port of", id = "1", priority = "1" },
    { surface = "of Lune Bay", id = "2", priority = "5" },
    { surface = "Lune", id = "3", priority = "9" }, { surface = "Lune", id = "4", priority = "9" },
    { surface = "Lune", id = "5" },
    { surface = "Bay", id = "6" } }

  it("longest takes what is leftmost, then longest", function()
    assert.are.equal("Port of:1 Lune:3 Lune:4 Lune:5 Bay:6",
      (find({ name = "list", entries = entries }, "Port of Lune Bay")))
  end)

  it("all takes every match", function()
    assert.are.equal("Port of:1 of Lune Bay:2 Lune:3 Lune:4 Lune:5 Bay:6",
      (find({ name = "list", entries = entries, policy = "all" }, "Port of Lune Bay")))
  end)

  it("priority takes the highest first, of one span those of the highest", function()
    assert.are.equal("Port of:1 Lune:3 Lune:4 Bay:6",
      (find({ name = "list", entries = entries, policy = "priority" }, "Port of Lune Bay")))
    assert.are.equal("of Lune Bay:2", (find({ name = "list", policy = "priority",
      entries = { entries[1], entries[2], entries[6] } }, "Port of Lune Bay")))
    refuses({ name = "x", entries = { { surface = "x", priority = "high" } } },
            "priority: expected")
  end)
end)

describe("entries added to a gazetteer", function()
  local base = { name = "list", case = "folded", columns = { "id", "kind" }, entries = {
    { surface = "North Port", id = "1", kind = "x" }, { surface = "Port Bay", id = "2" } } }
  local more = { { surface = "Bay of Port", id = "3" }, { surface = "north port", id = "4" },
                 { surface = "The North", id = "5" } }

  -- Gives the matches, with entries' numbers, of a description in a text.
  local function rows(description, text)
    local doc = assert(gloss.doc(text))
    gloss.tokenizer():run(doc)
    local out = {}
    for s in description:run(doc):spans() do
      out[#out + 1] = ("%s:%s:%s:%d"):format(s.text, s.id, s.kind or "", s.entry)
    end
    return table.concat(out, " ")
  end

  it("match as if all were one list", function()
    for _, policy in ipairs { "longest", "all", "priority" } do
      base.policy = policy
      local whole = { name = "list", case = "folded", policy = policy, columns = base.columns,
        entries = table.move(more, 1, #more, 3, table.move(base.entries, 1, 2, 1, {})) }
      local both = gloss.gazetteer { base = gloss.gazetteer(base), entries = more }
      local twice = gloss.gazetteer { base = both, entries = { { surface = "Port", id = "6" } } }
      for _, text in ipairs { "North Port Bay of Port", "the north port bay", "Bay of Port Bay" } do
        assert.are.equal(rows(gloss.gazetteer(whole), text), rows(both, text))
        assert.is_truthy(#rows(twice, text) >= #rows(both, text))
      end
      assert.are.equal("Port:6::5", rows(twice, "a Port"))
    end
  end)

  it("have the columns and settings of the base", function()
    local of = gloss.gazetteer(base)
    refuses({ base = of, entries = more, case = "exact" }, "case is that of the base")
    refuses({ base = "list", entries = more }, "base must be a gazetteer")
    local new = gloss.gazetteer { base = of, entries = { { surface = "x", idd = "1" } } }
    local ok, why = pcall(rows, new, "x")
    assert.is_false(ok)
    assert.matches('unknown column of the base "idd"', why)
    local fuzzy = gloss.gazetteer { name = "list", entries = { "Port" }, case = "folded",
      fuzzy = 1 }
    ok, why = pcall(rows, gloss.gazetteer { base = fuzzy, entries = { "Bay" } }, "x")
    assert.is_false(ok)
    assert.matches("take no more entries", why)
    local engine = gloss.gazetteer { base = of, entries = more }:compile(gloss.tokenizer())
    local saved, message = engine:save(folder .. "/no.gaz")
    assert.is_nil(saved)
    assert.matches("an overlay is no file", message)
  end)
end)

describe("a spaCy EntityRuler's patterns", function()
  it("are read where they are phrases", function()
    local file = program.write(folder, "list.jsonl",
      '{"label":"ORG","pattern":"Lune Lines","id":"ll"}\n{"label":"GPE","pattern":"Lune"}\n')
    local words, spans = find({ file = file }, "Lune Lines of Lune")
    assert.are.equal("ORG", spans[1].label)
    assert.are.equal("Lune Lines:ll", words:match "^.-:ll")
    assert.is_nil(spans[2].id)
  end)

  it("are refused where they are tokens", function()
    local file = program.write(folder, "list.jsonl", '{"label":"ORG","pattern":"Lune"}\n'
      .. '{"label":"ORG","pattern":[{"LOWER":"lune"}]}\n')
    refuses({ file = file },
      "list%.jsonl: line 2, column 16: a token pattern %(a list%) is not read")
  end)
end)

setup(function() folder = program.folder() end)
teardown(function() program.remove(folder) end)
