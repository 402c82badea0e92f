-- randompattern.lua -- random documents and patterns of a seed, over few words so that much
-- matches.
local gloss = require "gloss"
local P = require "gloss.pattern"
local resolve = require "gloss.pattern.resolve"

local random = {}

local WORDS = { "a", "b", "c", "A", "B", "7", ",", "." }
local LAYERS = { "u", "v" }
local tokenizer = gloss.tokenizer { style = "whitespace" }

local function pick(list) return list[math.random(#list)] end

-- Adds up to five rows of one to three tokens with a label and a number: anywhere, beside the last
-- one, or over it.
local function add_units(doc, name)
  local tokens = doc:layer "token"
  local builder = doc:build(name, { label = "symbol", n = "integer" })
  local s, e = 1, 0
  for _ = 1, math.random(0, 5) do
    local where = math.random(4)
    if where <= 2 then s, e = math.random(#tokens), 0 end
    if where == 3 and e < #tokens then s, e = e + 1, 0 end
    if e < s then e = math.min(#tokens, s + math.random(0, 2)) end
    builder:add(tokens:first(s), tokens:last(e), { label = pick { "X", "Y" },
      n = math.random(4) > 1 and math.random(3) or nil })
  end
  builder:seal()
end

-- Cuts the tokens into rows of a layer.
local function add_rows(doc, name, most, labels)
  local tokens = doc:layer "token"
  local builder, s = doc:build(name, { label = "symbol" }), 1
  while s <= #tokens do
    local e = math.min(#tokens, s + math.random(most) - 1)
    builder:add(tokens:first(s), tokens:last(e), { label = labels and pick(labels) or nil })
    s = e + 1
  end
  builder:seal()
end

--- A document of up to `most` tokens with sentences, zones, and units in the layers u and v.
function random.doc(most)
  local words = {}
  for i = 1, math.random(most) do words[i] = pick(WORDS) end
  local doc = assert(gloss.doc(table.concat(words, " ")))
  tokenizer:run(doc)
  add_rows(doc, "sentence", most)
  add_rows(doc, "zone", most, { "body", "body", "headline" })
  for _, name in ipairs(LAYERS) do add_units(doc, name) end
  return doc
end

local function token()
  local n = math.random(12)
  if n <= 4 then return P.w(pick(WORDS)) end
  if n <= 5 then return P.w { pick(WORDS), pick(WORDS) } end
  if n <= 6 then return P.W(pick(WORDS)) end
  if n <= 7 then return P.t { initcap = pick { true, false, "inside" } } end
  if n <= 8 then return P.t { kind = pick { "word", "punct", "number" } } end
  if n <= 9 then return P.re "[ab]" end
  return P.any
end

local function unit()
  local attributes = math.random(2) == 1 and { label = pick { "X", "Y" } } or nil
  if math.random(4) == 1 then attributes = { n = { min = 1, max = math.random(3) } } end
  return P.A(pick(LAYERS), attributes)
end

local function leaf()
  local n = math.random(14)
  if n <= 8 then return token() end
  if n <= 12 then return unit() end
  return pick { P.BOS, P.EOS, P.DOC }
end

local pattern

local function repetition(size)
  local p = pattern(size)
  local min = math.random(0, 2)
  local max = math.random(3) > 1 and math.max(1, min + math.random(0, 2)) or math.huge
  p = p:rep(min, max)
  return math.random(3) == 1 and p:lazy() or p
end

local FORMS = {
  function(a, b) return pattern(a) * pattern(b) end,
  function(a, b) return pattern(a) * pattern(b) end,
  function(a, b) return pattern(a) + pattern(b) end,
  function(a, b) return pattern(a):gap(pattern(b), math.random(0, 3)) end,
  function(a, b) return pattern(a) - pattern(b) end,
  function(a, b) return repetition(a + b) end,
  function(a, b) return repetition(a + b) end,
  function(a, b) return #pattern(a) * pattern(b) end,
  function(a, b) return pattern(b) * -pattern(a) end,
  function(a, b) return P.before(pattern(a)) * pattern(b) end,
  function(_, b) return unit() * pattern(b) end,
  function(_, b)
    return pick { #unit(), -unit(), P.before(unit()), -P.before(unit()) } * pattern(b)
  end,
  function(_, b) return (unit() + token()):gap(pattern(b), math.random(0, 3)) end,
  function(a, b) return pattern(a + b):as(pick { "x", "y" }) end,
  function(a, b) return pattern(a + b):as(pick { "x", "y" }) end,
  function(a, b)
    local p = pattern(a + b)
    return p[pick { "inside", "outside", "starts" }](p, pick(LAYERS))
  end,
  function(a, b) return pattern(a + b):agree("x", "y", pick { "n", "label", "folded" }) end,
  function(a, b)
    return pattern(a + b):where(function(m) return (m.last - m.first) % 4 ~= 2 end)
  end,
  function() return token() & ~token() | token() end,
}

pattern = function(size)
  if size <= 1 then return leaf() end
  local a = math.random(size - 1)
  return pick(FORMS)(a, size - a)
end

--- A rule for an engine of up to `most` atoms; every one captures x and y somewhere.
function random.rule(name, most)
  local p = pattern(math.random(most)):as "z"
  p = p * (P.any:as "x" * P.any:as "y"):rep(0, 1):lazy()
  return { name = name, where = "here:1", match = resolve(p[1], tokenizer),
           priority = math.random(-1, 1), within = pick { "sentence", "document" },
           claims = pick { "x", "z", false, false } or nil,
           zones = pick { { "body" }, false } or nil }
end

--- A phase of up to `most` rules of up to `atoms` atoms.
function random.phase(most, atoms)
  local rules = {}
  for i = 1, math.random(most) do rules[i] = random.rule("r" .. i, atoms) end
  return { policy = pick { "longest", "priority", "all" }, rules = rules }
end

return random
