-- The engine of token patterns against brute force, on random patterns over random documents.
-- GLOSS_PATTERNS is how many patterns (100,000 for a long run), GLOSS_SEED where to begin.
local gloss = require "gloss"
local core = require "gloss.core"
local naive = require "support.patnaive"
local random = require "support.patrandom"

local COUNT = tonumber(os.getenv "GLOSS_PATTERNS" or 3000)
local SEED = tonumber(os.getenv "GLOSS_SEED" or 1)

local function build(doc)
  local made = gloss.doc(doc.text)
  gloss.tokenizer { style = "whitespace" }:run(made)
  for name, rows in pairs(doc.layers) do
    local b = made:build(name, { label = "symbol" })
    for _, row in ipairs(rows) do b:add(2 * row[1] + 1, 2 * row[2] - 1, { label = row.label }) end
    b:seal()
  end
  return made
end

local function show(list)
  local out = {}
  for _, m in ipairs(list) do
    local captures = {}
    for i, c in ipairs(m.captures) do
      captures[i] = ("%s %d-%d %s %s"):format(c.name, c.first, c.last, c.layer, c.row)
    end
    out[#out + 1] = ("%d-%d{%s}"):format(m.first, m.last, table.concat(captures, ","))
  end
  table.sort(out)
  return table.concat(out, " ")
end

local function dump(t)
  if type(t) ~= "table" then return type(t) == "function" and "fn" or tostring(t) end
  local keys, out = {}, {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, k in ipairs(keys) do
    out[#out + 1] = (type(k) == "number" and "" or k .. "=") .. dump(t[k])
  end
  return "{" .. table.concat(out, ",") .. "}"
end

local function compare(seed, policy)
  local rng = random.generator(seed)
  local doc, tree = random.document(rng, rng(9)), random.pattern(rng, 4)
  local within = rng(2) == 1 and "sentence" or "document"
  local ok, phase = pcall(core.phase, { policy = policy,
                            rules = { { name = "r", match = tree, within = within } } })
  if not ok then error(("seed %d: %s: %s"):format(seed, phase, dump(tree)), 0) end
  local found = phase:run(build(doc))
  local expected = {}
  local scopes = within == "document" and { { 0, doc.n } } or doc.layers.sentence
  for _, scope in ipairs(scopes) do
    for _, m in ipairs(naive.matches(doc, tree, scope[1], scope[2], policy)) do
      expected[#expected + 1] = m
    end
  end
  local got, wanted = show(found), show(expected)
  if got ~= wanted then
    error(("seed %d, %s, %s\n  %s\n  %s\n  engine %s\n  naive  %s"):format(
      seed, policy, within, doc.text, dump(tree), got, wanted) .. "\n " .. dump(doc.layers), 0)
  end
end

describe("the engine of token patterns", function()
  it("finds what brute force finds", function()
    for seed = SEED, SEED + COUNT - 1 do
      compare(seed, seed % 3 == 0 and "all" or "longest")
    end
  end)
end)
