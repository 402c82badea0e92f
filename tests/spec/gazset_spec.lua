-- Gazetteers that follow one another in a pipeline are run in one pass, and nothing shows of it.
local gloss = require "gloss"
local core = require "gloss.core"
local fuse = require "gloss.fuse"

local TEXT = "Ann Lee of Lune Lines met Port of Lune, then Lee left Lune."

local function list(name, entries, more)
  local definition = { name = name, entries = entries }
  for key, value in pairs(more or {}) do definition[key] = value end
  return gloss.gazetteer(definition)
end

local function lists()
  local people = list("people", { { surface = "Ann Lee", id = "p1" },
                                  { surface = "Lee", id = "p2" } })
  return { people, list("places", { "Lune", "Port of Lune" }, { case = "folded", policy = "all" }),
           list("firms", { "Lune Lines" }, { diacritics = "off" }), list("none", { "Oslo" }),
           list("near", { "Linos" }, { case = "folded", fuzzy = 1 }) }
end

-- Writes what a document's layers hold, the tokens left out.
local function rows(doc)
  local out = {}
  for _, name in ipairs(doc:layers()) do
    local layer = doc:layer(name)
    for s in layer:spans() do
      local id = layer:has "id" and s.id
      if layer:has "entry" then
        out[#out + 1] = ("%s %d-%d %d %s"):format(name, s.first, s.last, s.entry, id)
      end
    end
  end
  return out
end

describe("gazetteers in a row", function()
  it("make the layers that they make apart, in the same order", function()
    local together = { "token", table.unpack(lists()) }
    local apart = { "token" }
    for _, one in ipairs(lists()) do
      apart[#apart + 1] = one
      apart[#apart + 1] = function() end
    end
    local a, b = gloss.pipeline(together), gloss.pipeline(apart)
    local x, y = a:run(assert(gloss.doc(TEXT))), b:run(assert(gloss.doc(TEXT)))
    assert.are.same(y:layers(), x:layers())
    assert.are.same(rows(y), rows(x))
    assert.are.equal(8, #rows(x))
    assert.are.equal(a.sets[2], a.sets[6])
    assert.are.same({}, b.sets)
  end)

  it("are counted each, and named when they find nothing", function()
    local p, counts = gloss.pipeline { "token", table.unpack(lists()) }, {}
    p:run(assert(gloss.doc(TEXT)), counts)
    assert.are.same({ 2, 4, 1, 0, 1 }, { table.unpack(counts, 2) })
    p:run(assert(gloss.doc(TEXT)), counts)
    assert.are.same({ 4, 8, 2, 0, 2 }, { table.unpack(counts, 2) })
  end)

  it("are sets only where two or more stand together", function()
    local all = lists()
    local p = gloss.pipeline { "token", all[1], function() end, all[2], all[3], "sentence", all[4] }
    p:prepare()
    local sets = fuse.plan(p.stages)
    assert.is_nil(sets[2])
    assert.are.equal(4, sets[4].first)
    assert.are.equal(4, sets[5].first)
    assert.is_nil(sets[7])
  end)

  it("refuse a document that has one of their layers", function()
    local all, tokenizer = lists(), gloss.tokenizer()
    local set = core.gazetteers { all[1]:compile(tokenizer), all[2]:compile(tokenizer) }
    assert.are.equal(2, #set)
    local doc = assert(gloss.doc(TEXT))
    tokenizer:run(doc)
    all[2]:run(doc)
    assert.has_error(function() set:run(doc) end, "the document has a layer \"places\" already")
    local people, places = set:run(assert(tokenizer:run(assert(gloss.doc(TEXT))).doc))
    assert.are.equal("people places", people.name .. " " .. places.name)
    local engine = all[1]:compile(tokenizer)
    assert.has_error(function() core.gazetteers { engine, engine } end,
      "gazetteer \"people\" is in the set twice")
    assert.has_error(function() core.gazetteers { engine, "x" } end)
  end)
end)
