-- patternrules.lua -- rules of token patterns for the benchmarks, each as a tree and in spaCy's
-- notation. Their words are drawn from a text: rules are made of what stands together somewhere,
-- but of no word that is among the most frequent.
local rules = {}

-- Gives the words of a text in order, and how often each is there.
local function words_of(text)
  local words, counts = {}, {}
  for form in text:gmatch "%a+" do
    form = form:lower()
    words[#words + 1] = form
    counts[form] = (counts[form] or 0) + 1
  end
  return words, counts
end

-- Gives a function that draws n words in a row, the first of them of middling frequency.
local function drawer(text)
  local words, counts = words_of(text)
  local seed = 7
  local function random(n)
    seed = seed * 6364136223846793005 + 1442695040888963407
    return (seed >> 33) % n + 1
  end
  return function(n)
    for _ = 1, 1000 do
      local at = random(#words - n)
      local count = counts[words[at]]
      if #words[at] > 3 and count > #words / 2e5 and count < #words / 2e3 then
        return table.unpack(words, at, at + n - 1)
      end
    end
  end
end

local function word(w)
  return { op = "token", test = { "word", type(w) == "table" and w or { w } } }
end
local CAP = { op = "token", test = { "flag", column = "shape", mask = 2 } }
local NUMBER = { op = "token", test = { "is", column = "kind", values = { "number" } } }
local function seq(...) return { op = "seq", ... } end
local function as(tree, name) return { op = "capture", tree, name = name } end
local function rep(tree, min, max) return { op = "rep", tree, min = min, max = max } end

local CAPS = { REGEX = "^X" }

-- The kinds of rules, and each in spaCy's notation.
local kinds = {
  function(draw) -- two words
    local a, b = draw(2)
    return seq(word(a), word(b)), { { LOWER = a }, { LOWER = b } }
  end,
  function(draw) -- three words, the last one optional
    local a, b, c = draw(3)
    return seq(word(a), word(b), rep(word(c), 0, 1)),
      { { LOWER = a }, { LOWER = b }, { LOWER = c, OP = "?" } }
  end,
  function(draw) -- a name and a cue
    local cue = draw(1)
    return seq(as(rep(CAP, 1, 3), "name"), as(word(cue), "cue")),
      { { SHAPE = CAPS, OP = "{1,3}" }, { LOWER = cue } }
  end,
  function(draw) -- a gap
    local a, _, _, b = draw(4)
    return { op = "gap", word(a), word(b), max = 10 },
      { { LOWER = a }, { OP = "{0,10}" }, { LOWER = b } }
  end,
  function(draw) -- a number and its unit
    local unit = draw(1)
    return seq(as(NUMBER, "n"), rep(word "million", 0, 1), as(word(unit), "unit")),
      { { LIKE_NUM = true }, { LOWER = "million", OP = "?" }, { LOWER = unit } }
  end,
  function(draw) -- one of several words, then a name or not
    local list = { (draw(1)), (draw(1)), (draw(1)) }
    local last = draw(1)
    return seq(as(word(list), "a"), rep(CAP, 0, 2), as(word(last), "b")),
      { { LOWER = { IN = list } }, { SHAPE = CAPS, OP = "{0,2}" }, { LOWER = last } }
  end,
  function(draw, places) -- a place of the list
    local cue = draw(1)
    return seq(as({ op = "unit", layer = "place", tests = {} }, "place"), word(cue)),
      { { LOWER = { IN = places } }, { LOWER = cue } }
  end,
  function(draw) -- a word and what is written large after it
    local cue = draw(1)
    return seq(word(cue), rep(CAP, 1, 2), rep(NUMBER, 0, 1)),
      { { LOWER = cue }, { SHAPE = CAPS, OP = "{1,2}" }, { LIKE_NUM = true, OP = "?" } }
  end,
}
-- Rules of classes alone, which no word can rule out: two in a hundred.
local bare = {
  function()
    return seq(as(rep(CAP, 2, 4), "name"), as(NUMBER, "n")),
      { { SHAPE = CAPS, OP = "{2,4}" }, { LIKE_NUM = true } }
  end,
  function()
    return seq(as(NUMBER, "n"), as(rep(CAP, 1, 2), "name"), word ","),
      { { LIKE_NUM = true }, { SHAPE = CAPS, OP = "{1,2}" }, { LOWER = "," } }
  end,
}

-- Makes rules of the kinds in turn.
local function mixed(n, draw, places)
  local list = {}
  for i = 1, n do
    local make = i % 50 == 0 and bare[i // 50 % #bare + 1] or kinds[(i - 1) % #kinds + 1]
    local match, spacy = make(draw, places)
    list[i] = { name = "r" .. i, match = match, spacy = spacy }
  end
  return list
end

-- Gives of rules 1 in 100 as it is, the others with a word behind that is nowhere.
local function rare(list)
  for i, rule in ipairs(list) do
    if i % 100 ~= 1 + i // 100 % 8 then
      rule.match = { op = "seq", rule.match, word("zq" .. i .. "x") }
    end
  end
  return list
end

--- Gives a maker of rules from a text.
--   places   words that the layer "place" is to find
--   mixed(n), rare(n)   n rules of all kinds; the same, of which 1 in 100 may match
function rules.of(text)
  local draw, places = drawer(text), {}
  for _ = 1, 300 do places[#places + 1] = draw(1) end
  return {
    places = places,
    mixed = function(n) return mixed(n, draw, places) end,
    rare = function(n) return rare(mixed(n, draw, places)) end,
  }
end

return rules
