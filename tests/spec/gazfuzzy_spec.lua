-- Fuzzy gazetteers: what comes back of entries that are alike, and names of a real list with an
-- edit put in, each of which must be found.
local gloss = require "gloss"
local shared = require "support.shared"

local function fuzzy(entries, options)
  local definition = { name = "list", entries = entries, case = "folded", fuzzy = 1 }
  for key, value in pairs(options or {}) do definition[key] = value end
  return gloss.gazetteer(definition)
end

local function find(list, text)
  local doc = gloss.doc(text)
  gloss.tokenizer {}:run(doc)
  return list:run(doc)
end

describe("a fuzzy gazetteer", function()
  it("gives of one span the entries of the fewest edits, or all", function()
    local entries = { "Anderson", "Andersen", "Port Anderson", "Port Andersen" }
    local function rows(policy, text)
      local found = {}
      for _, row in ipairs(find(fuzzy(entries, { policy = policy }), text):rows()) do
        found[#found + 1] = ("%s %d %d"):format(row.text, row.entry + 1, row.edits)
      end
      return found
    end
    assert.same({ "Andersen 2 0" }, rows("longest", "by Andersen."))
    assert.same({ "Andersen 2 0" }, rows("priority", "by Andersen."))
    assert.same({ "Andersen 1 1", "Andersen 2 0" }, rows("all", "by Andersen."))
    assert.same({ "Port Andersen 4 0" }, rows("longest", "in Port Andersen"))
    assert.same({ "Port Andersan 3 1", "Port Andersan 4 1" }, rows("longest", "in Port Andersan"))
  end)

  it("gives an entry once where two of its forms match", function()
    local list = fuzzy({ "Smith-Kline" }, { policy = "all", variants = { "hyphens" } })
    for _, text in ipairs { "the Smitt-Kline office", "the Smitt\u{2010}Kline office" } do
      assert.equal(1, #find(list, text))
    end
  end)
end)

-- Puts one edit into a word of plain letters: the kind and the place by a number.
local function edit(word, number)
  local at = number // 4 % #word + 1
  local head, tail, letter = word:sub(1, at - 1), word:sub(at + 1), word:sub(at, at)
  local kind = number % 4
  if kind == 0 then return head .. (letter == "q" and "w" or "q") .. tail end
  if kind == 1 then return head .. tail end
  if kind == 2 then return head .. "q" .. letter .. tail end
  return head .. tail:sub(1, 1) .. letter .. tail:sub(2)
end

describe("a list of 100,000 names", function()
  it("has every name found with one edit in one of its tokens", function()
    local path, why = shared "lists/names_100k.txt"
    if not path then return pending(why) end
    local names = {}
    for line in io.lines(path) do names[#names + 1] = line end
    local list, places, parts, size = fuzzy(names, { policy = "all" }), {}, {}, 0
    for i = 1, #names, 17 do
      local words, long = {}, {}
      for word in names[i]:gmatch "%S+" do
        words[#words + 1] = word
        if word:find "^%a+$" and #word >= 4 and #word <= 60 then long[#long + 1] = #words end
      end
      if #long > 0 and names[i]:find "^[%a ]+$" then
        local k = long[i % #long + 1]
        words[k] = edit(words[k], i // 17)
        parts[#parts + 1] = "by " .. table.concat(words, " ") .. ",\n"
        places[i] = size + 4
        size = size + #parts[#parts]
      end
    end
    local found = {}
    for _, row in ipairs(find(list, table.concat(parts)):rows()) do
      found[row.entry + 1 .. "@" .. row.first] = row.edits
    end
    local checked = 0
    for i, first in pairs(places) do
      local edits = found[i .. "@" .. first]
      assert(edits and edits <= 1, names[i])
      checked = checked + 1
    end
    assert(checked > 2000)
  end)
end)
