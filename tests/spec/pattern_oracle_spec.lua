-- The reference for token patterns against an enumeration without order, and the engine against the
-- reference, on random patterns. GLOSS_PATTERNS=100000 sets how many; each has a seed of its own.
require "gloss"
local core = require "gloss.core"
local brute = require "support.brute"
local random = require "support.randompattern"
local tokpat = require "support.tokpat"

local COUNT = tonumber(os.getenv "GLOSS_PATTERNS") or 3000
local FROM = tonumber(os.getenv "GLOSS_SEED") or 1
local STEPS = 100000

-- Writes matches for comparison.
local function written(found)
  local lines = {}
  for i, raw in ipairs(found) do
    local winner = raw.winner
    if type(winner) == "number" then winner = found[winner] end
    local parts = { ("%d:%d-%d"):format(raw.rule, raw.first, raw.last) }
    if winner then
      parts[2] = ("< %d:%d-%d"):format(winner.rule, winner.first, winner.last)
    end
    for _, one in ipairs(raw.captures) do
      parts[#parts + 1] = ("%s=%d-%d%s"):format(one.name, one.first, one.last,
        one.layer and ("@%s.%d"):format(one.layer, one.row) or "")
    end
    lines[i] = table.concat(parts, " ")
  end
  table.sort(lines)
  return table.concat(lines, "\n")
end

-- Runs the reference; nil when it takes too long.
local function reference(phase, doc)
  local ok, result = pcall(tokpat.run, phase, doc, STEPS)
  if ok then return result end
  if type(result) ~= "table" then error(result, 0) end
end

local function has_condition(t)
  if t.op == "agree" or t.op == "where" then return true end
  for _, operand in ipairs(t) do
    if has_condition(operand) then return true end
  end
  return false
end

-- Checks one rule of the reference against the set of spans.
local function check_rule(rule, doc, seed)
  local all = reference({ policy = "all", rules = { rule } }, doc)
  local first = reference({ policy = "longest", rules = { rule } }, doc)
  if not all or not first then return false end
  local spans, seen = brute(rule, doc), {}
  for _, raw in ipairs(all) do
    local span = ("%d-%d"):format(raw.first, raw.last)
    assert(spans[span], ("seed %d: %s is no match of all"):format(seed, span))
    seen[span] = true
  end
  for _, raw in ipairs(first) do
    local span = ("%d-%d"):format(raw.first, raw.last)
    assert(spans[span], ("seed %d: %s is no match"):format(seed, span))
    for i = raw.first + 1, raw.last do spans[i] = true end
  end
  if has_condition(rule.match) then return true end
  for span in next, spans do
    if type(span) == "string" and span:find "%-%d" then
      assert(seen[span], ("seed %d: %s is not found"):format(seed, span))
      local start = tonumber(span:match "^%d+")
      local taken = spans[start] or spans[start .. "-"]
      for _, raw in ipairs(first) do taken = taken or raw.first == start end
      assert(taken, ("seed %d: no match from %d"):format(seed, start))
    end
  end
  return true
end

describe("token patterns", function()
  it("mean in the reference what an enumeration finds", function()
    local checked = 0
    for seed = FROM, FROM + COUNT - 1 do
      math.randomseed(seed)
      local doc <close> = random.doc(6)
      if check_rule(random.rule("r", 5), doc, seed) then checked = checked + 1 end
    end
    assert(checked > COUNT * 0.99, ("only %d of %d were small enough"):format(checked, COUNT))
  end)

  it("mean in the engine what they do in the reference", function()
    local checked, matches = 0, 0
    for seed = FROM, FROM + COUNT - 1 do
      math.randomseed(seed)
      local phase = random.phase(3, 7)
      local fits, engine = pcall(core.phase, phase)
      assert(fits or engine:find("instructions", 1, true), engine)
      for _, most in ipairs { 10, 6 } do   -- the second document meets what the first one taught
        local doc <close> = random.doc(most)
        local expected = reference(phase, doc)
        if expected and fits then
          local found = engine:run(doc)
          checked, matches = checked + 1, matches + #found
          local a, b = written(expected), written(found)
          assert(a == b, ("seed %d: reference\n%s\nengine\n%s"):format(seed, a, b))
        end
      end
    end
    assert(checked > COUNT * 1.9, ("only %d of %d were small enough"):format(checked, COUNT * 2))
    assert(matches > COUNT, "patterns that hardly match test little")
  end)
end)
