-- The name lists: what the stage news.lists finds, and that the list files are sound.
local gloss = require "gloss"

local pipeline = gloss.pipeline { "token", "news.lists" }

local function lists_of(text)
  local doc = pipeline:run(assert(gloss.doc(text, { id = "d" })))
  local found = {}
  for s in doc:layer "list":spans() do found[s.list .. " " .. s.text] = s end
  return found, doc
end

describe("news.lists", function()
  it("knows countries with their codes, and their short forms", function()
    local found = lists_of "Talks between the U.S., Britain, Cote d'Ivoire and the U.A.E. ended."
    assert.same({ "United States", "US" }, { found["country U.S."].ref, found["country U.S."].iso })
    assert.same({ "United Kingdom", "GB" }, { found["country Britain"].ref,
      found["country Britain"].iso })
    assert.equal("CI", found["country Cote d'Ivoire"].iso)
    assert.equal("AE", found["country U.A.E."].iso)
  end)

  it("knows nationalities, with several words and in the plural", function()
    local found = lists_of "South Koreans and a Danish expert met African and Muslim groups."
    assert.equal("KR", found["norp South Koreans"].iso)
    assert.equal("Denmark", found["norp Danish"].ref)
    assert.is_nil(found["norp African"].iso)
    assert.is_not_nil(found["norp Muslim"])
  end)

  it("finds names in capitals and without their accents", function()
    local found = lists_of "BOGOTA and Medellín"
    assert.equal("CO", found["capital BOGOTA"].iso)
    assert.equal("CO", found["city Medellín"].iso)
    assert.is_nil(found["city BOGOTA"] and found["city BOGOTA"].ref)
  end)

  it("knows in scripts the countries that stand in the list", function()
    local pipe = assert(io.popen "lua5.4 scripts/tools/make_countries.lua data/countries.tsv")
    local made = pipe:read "a"
    pipe:close()
    assert.same(assert(load(made))(), require "gloss.news.events.countries")
  end)

  it("gives nested matches too", function()
    local found = lists_of "the Bank of England"
    assert.equal("ORG", found["org Bank of England"].label)
    assert.equal("GB", found["country England"].iso)
  end)

  it("marks common words with a capital, not those in lower case", function()
    local _, doc = lists_of "Insurers paid. The insurers left."
    local words = {}
    for s in doc:layer "list.word":spans() do words[#words + 1] = s.text end
    assert.same({ "Insurers", "The" }, words)
  end)
end)

describe("the list files", function()
  local function files()
    local names = {}
    for line in io.lines "data/manifest.txt" do
      if not line:find "^#" then
        for name in line:match("^%S+ (%S+)"):gmatch "[^,]+" do names[#names + 1] = name end
      end
    end
    return names
  end

  local NAMES = { header = "surface\tlist\tlabel\tref\tiso",
    row = "^[^\t]+\t[%w-]+\t[%w-]*\t[^\t]*\t%u?%u?$" }
  local TRIGGERS = { header = "surface\ttype\tpos\tform\tbase\tneed",
    row = "^[^\t]+\t%u+\t%l+\t%l+\t[^\t]+\t%l+$" }

  it("have their columns, the header of one another, and no bad UTF-8", function()
    local number = 0
    for _, name in ipairs(files()) do
      local form = name == "triggers.tsv" and TRIGGERS or NAMES
      for line in io.lines("data/" .. name) do
        number = number + 1
        if not line:find(form.row) and line ~= form.header then
          error(("%s: %s"):format(name, line))
        end
        assert.is_truthy(utf8.len(line), name)
      end
    end
    assert.is_true(number > 90000)
  end)

  it("are all named in SOURCES.md", function()
    local handle <close> = assert(io.open("data/SOURCES.md", "rb"))
    local text = handle:read "a"
    for _, name in ipairs(files()) do assert.is_truthy(text:find(name, 1, true), name) end
  end)
end)
