-- The record: its fields, and that every fact can be traced to the text.
local gloss = require "gloss"
local json = require "gloss.json"
local load_pipeline = require "gloss.load"
local program = require "support.program"
local wire = require "support.wire"

local handle = assert(io.open("data/sample/story.txt", "rb"))
local STORY = handle:read "a"
handle:close()

local record = wire.record(STORY)

local function find(list, key, value)
  for _, item in ipairs(list) do
    if item[key] == value then return item end
  end
end

-- The text between two code points of the story.
local function between(at)
  local first, last = utf8.offset(STORY, at[1] + 1), utf8.offset(STORY, at[2] + 1)
  return STORY:sub(first, last - 1)
end

describe("record", function()
  it("frames the story", function()
    assert.equal("Norway, Chile seal copper pact as ministers meet in Bergen", record.headline)
    assert.equal("Bergen", record.dateline.place)
    assert.equal("2024-06-14", record.dateline.date)
    assert.same({ "Ingrid Solheim-Park" }, record.reporters)
    assert.same({ "Luis Andrade" }, record.contributors)
    assert.same({ "Maeve Corrigan" }, record.editors)
    assert.same({ "2024-06-14", "dateline" }, { record.ref_date, record.ref_date_from })
    assert.equal("gloss.newswire/1", record.schema)
  end)

  it("names people with titles, roles and organisations", function()
    local person = find(record.people, "name", "Henrik Aasland")
    assert.same({ "Dr." }, person.titles)
    assert.same({ "chief executive of Nordhav" }, person.roles)
    assert.equal("Aasland", person.family)
    assert.is_nil(find(record.people, "name", "Ingrid Solheim-Park"))
  end)

  it("lists positions with their status", function()
    local position = find(record.positions, "role",
      "former president of the Atacama Copper Council")
    assert.equal("former", position.status)
    assert.equal("Atacama Copper Council", position.org)
    assert.equal("current", find(record.positions, "title", "Foreign Minister").status)
    assert.is_nil(find(record.positions, "title", "Dr."))
  end)

  it("lists countries, dates and events", function()
    assert.same({ "CL", "NO" }, record.countries)
    assert.truthy(#record.dates > 3)
    local sorted = { table.unpack(record.dates) }
    table.sort(sorted)
    assert.same(sorted, record.dates)
    local met = find(record.events, "trigger", "met")
    assert.same({ "Astrid Haukeland", "Rodrigo Pizarro Lagos" }, met.participants)
    assert.equal(find(record.people, "name", "Astrid Haukeland").id, met.args[1].id)
    assert.same({ "anon:senior Norwegian official", "anon:foreign ministry" },
      record.anonymous_sources)
  end)

  it("traces every fact", function()
    for _, field in ipairs { "people", "positions", "locations", "money", "quotes", "events",
      "acronyms", "evidence" } do
      assert.truthy(#record[field] > 0, field)
      for _, fact in ipairs(record[field]) do
        assert.truthy(#fact.at > 0)
        assert.truthy(type(fact.rule) == "string" and fact.rule:find "^[%w.]+/", field)
        assert.truthy(fact.via == "rule" or fact.via == "sentence" or fact.via == "document", field)
        for _, at in ipairs(fact.at) do assert.truthy(between(at):find "%S") end
      end
    end
    local quote = record.quotes[1]
    assert.equal(quote.text, between(quote.at[1]))
    assert.truthy(between(quote.sentence):find(quote.text, 1, true))
  end)

  it("has evidence for each string of its lists", function()
    for _, field in ipairs { "organisations", "countries", "dates", "reporters", "editors",
      "contributors" } do
      for _, value in ipairs(record[field]) do
        local found = false
        for _, fact in ipairs(record.evidence) do
          found = found or fact.field == field and fact.value == value
        end
        assert.truthy(found, field .. " " .. value)
      end
    end
  end)

  it("comes of any text", function()
    for _, text in ipairs { "", "\n", "word", "\"", "(Reuters) -", "By", "said \"said\" said" } do
      local empty = wire.record(text)
      assert.same({}, empty.people)
      assert.equal(json.null, empty.ref_date)
    end
  end)
end)

describe("annotations", function()
  it("come beside the record on request", function()
    local pipeline = assert(load_pipeline.load("newswire", { annotations = "true" }, true))
    local out = json.decode(json.encode(pipeline:record(assert(gloss.doc(STORY, { id = "s" })))))
    assert.equal(record.headline, out.record.headline)
    local layers = {}
    for _, a in ipairs(out.annotations) do
      layers[a.layer] = true
      assert.equal(a.text, between { a.start, a["end"] })
    end
    for _, layer in ipairs { "entity", "quote", "event", "dateline", "byline", "boilerplate",
      "headline" } do
      assert.truthy(layers[layer], layer)
    end
    assert.equal("Norway, Chile seal copper pact as ministers meet in Bergen",
      between(out.sentences[1]))
  end)

  it("follow the unit of offsets", function()
    local folder = program.folder()
    local file = program.write(folder, "s.txt", STORY)
    local _, text = program.run(folder, { "run", "newswire", "--json", "--offsets", "bytes", file })
    program.remove(folder)
    local bytes = json.decode(text)
    local name = find(bytes.people, "name", "Camila Errázuriz")
    assert.equal("Camila Errázuriz", STORY:sub(name.at[1][1] + 1, name.at[1][2]))
  end)
end)

describe("the screen", function()
  it("says who said what and when", function()
    local folder = program.folder()
    local file = program.write(folder, "s.txt", STORY)
    local code, screen = program.run(folder, { "run", "newswire", "--pretty", "--color", "never",
      file })
    program.remove(folder)
    assert.equal(0, code)
    for _, line in ipairs { "Astrid Haukeland told", "Foreign Minister",
      "meet, actual, 2024-06-14, Bergen",
                            '"Scrap is the only mine that grows,"' } do
      assert.truthy(screen:find(line, 1, true), line)
    end
  end)
end)
