-- A list of many entries with five columns costs Lua nothing: neither opening it nor matching
-- brings values in; a script gets those that it asks for.
local gloss = require "gloss"
local core = require "gloss.core"
local program = require "support.program"

local N = 20000
local COLUMNS = { "id", "label", "country", "since", "note" }

-- Compiles the entries into a file and gives its path.
local function build(folder, tokenizer)
  local i = 0
  local engine = core.gazetteer { tokenizer = tokenizer, name = "many", columns = COLUMNS,
    entries = function()
      i = i + 1
      if i > N then return nil end
      return "Port" .. i, "Q" .. i, "label " .. i % 7, "country " .. i % 90, "since " .. i,
             ("a note of some length on entry %d"):format(i)
    end }
  local path = folder .. "/many.gaz"
  assert(engine:save(path))
  return path
end

-- The bytes that Lua holds after a full collection.
local function held()
  collectgarbage()
  collectgarbage()
  return collectgarbage "count" * 1024
end

describe("a compiled list with five columns", function()
  it("brings nothing into Lua until it is asked for", function()
    local folder, tokenizer = program.folder(), gloss.tokenizer()
    local path = build(folder, tokenizer)
    local words = {}
    for i = 1, N, 2 do words[#words + 1] = "Port" .. i end
    local doc = assert(gloss.doc(table.concat(words, " ")))
    tokenizer:run(doc)
    local before = held()
    local engine = assert(core.open_gazetteer(path, tokenizer))
    local opened = held()
    local layer = engine:run(doc)
    local matched = held()
    assert.are.equal(N, #engine)
    assert.are.equal(N // 2, #layer)
    assert(opened - before < 4096, ("opening took %d bytes"):format(opened - before))
    assert(matched - opened < 4096, ("matching took %d bytes"):format(matched - opened))
    assert.are.equal("a note of some length on entry 3", layer[2].note)
    assert(held() - matched < 4096)
    local notes = layer:column "note"
    local values = {}
    for i = 1, #notes do values[i] = notes[i] end
    assert(held() - matched > N // 2 * 32, "the values were there before")
    assert.are.equal("a note of some length on entry 19999", values[#values])
    doc:close()
    program.remove(folder)
  end)
end)
