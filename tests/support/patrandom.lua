--- Random token patterns and random documents for them, by a generator seeded by the caller.
local random = {}

local WORDS = { "a", "b", "c", "A", "B" }
local LAYERS = { "u", "v" }

local function make(rng)
  local function pick(list) return list[rng(#list)] end
  local test
  function test(depth)
    local kind = rng(depth > 0 and 8 or 4)
    if kind == 1 then return { "any" } end
    if kind == 2 then return { "word", { pick { "a", "b", "c" } } } end
    if kind == 3 then return { "exact", { pick(WORDS), pick(WORDS) } } end
    if kind == 4 then return { "flag", column = "shape", mask = 2 } end
    if kind == 5 then
      local form = pick(WORDS)
      return { "re", accept = function(f) return f == form end }
    end
    if kind == 6 then return { "not", test(depth - 1) } end
    return { kind == 7 and "and" or "or", test(depth - 1), test(depth - 1) }
  end

  local tree
  local function leaf()
    local kind = rng(10)
    if kind == 1 then return { op = "assert", what = pick { "BOS", "EOS", "DOC" } } end
    if kind <= 4 then
      local is = { "is", column = "label", values = { pick { "X", "Y" } } }
      return { op = "unit", layer = pick(LAYERS),
               tests = pick { {}, {}, { is }, { { "not", is } } } }
    end
    return { op = "token", test = test(1) }
  end

  local function rep(depth)
    local min = rng(3) - 1
    return { op = "rep", tree(depth - 1), min = min, lazy = rng(3) == 1,
             max = rng(2) == 1 and math.max(1, min + rng(3) - 1) or nil }
  end

  -- Two captures side by side or one of them missing, that must agree.
  local function agree(depth)
    local p = { op = "capture", tree(depth - 1), name = "p" }
    local q = { op = "capture", tree(depth - 1), name = "q" }
    return { op = "agree", left = "p", right = "q", attribute = pick { "label", "folded", "shape" },
             pick { { op = "seq", p, q }, { op = "gap", p, q, max = 2 }, { op = "alt", p, q } } }
  end

  function tree(depth)
    local kind = depth <= 0 and 1 or rng(15)
    if kind <= 2 then return leaf() end
    if kind <= 4 then return { op = "seq", tree(depth - 1), tree(depth - 1) } end
    if kind == 5 then return { op = "seq", tree(depth - 1), tree(depth - 2), tree(depth - 2) } end
    if kind <= 7 then return { op = "alt", tree(depth - 1), tree(depth - 1) } end
    if kind <= 9 then return rep(depth) end
    if kind == 10 then return { op = "gap", tree(depth - 1), tree(depth - 2), max = rng(4) - 1 } end
    if kind == 11 then
      return { op = "look", tree(depth - 1), negative = rng(2) == 1, behind = rng(2) == 1 }
    end
    if kind == 12 then return { op = "capture", tree(depth - 1), name = pick { "p", "q" } } end
    if kind == 13 then
      return { op = "scope", tree(depth - 1), layer = pick(LAYERS),
               how = pick { "inside", "outside", "starts" } }
    end
    if kind == 14 then return agree(depth) end
    local most = rng(4)
    return { op = "where", tree(depth - 1),
             accept = function(m) return (m.first + m.last + #m.captures) % most ~= 0 end }
  end
  return tree
end

local function layer(rng, n, apart)
  local rows, at = {}, 0
  if apart then
    while at < n do
      local last = math.min(n, at + rng(4))
      rows[#rows + 1] = { at, last }
      at = last
      if rng(4) == 1 then at = at + 1 end
    end
    return rows
  end
  for _ = 1, rng(n) do
    local first = rng(n) - 1
    rows[#rows + 1] = { first, math.min(n, first + rng(3)), label = rng(2) == 1 and "X" or "Y" }
  end
  table.sort(rows, function(a, b) return a[1] < b[1] or (a[1] == b[1] and a[2] > b[2]) end)
  return rows
end

--- A document: what tests/support/patnaive.lua reads, and its text; token i is bytes 2i - 1.
function random.document(rng, n)
  local doc, forms = { n = n, tokens = {}, layers = {} }, {}
  for i = 1, n do
    local form = WORDS[rng(#WORDS)]
    forms[i] = form
    doc.tokens[i] = { form = form, folded = form:lower(), shape = form:match "%u" and 2 or 4 }
  end
  doc.layers.u, doc.layers.v = layer(rng, n), layer(rng, n)
  doc.layers.sentence = layer(rng, n, true)
  doc.text = table.concat(forms, " ")
  return doc
end

--- A pattern of so many levels at most.
function random.pattern(rng, depth) return make(rng)(depth) end

--- A generator of 1 to n from a seed, the same everywhere.
function random.generator(seed)
  local state = seed * 2654435769 + 1
  return function(n)
    state = (state * 6364136223846793005 + 1442695040888963407)
    return (state >> 33) % n + 1
  end
end

return random
