-- tokpatsettle.lua -- how conflicts between matches of a phase end, in slow, plain Lua.

local function better(policy, rules)
  return function(a, b)
    local x, y = rules[a.rule].priority or 0, rules[b.rule].priority or 0
    if policy == "priority" and x ~= y then return x > y end
    local n, k = a.last - a.first, b.last - b.first
    if n ~= k then return n > k end
    if a.first ~= b.first then return a.first < b.first end
    if x ~= y then return x > y end
    if a.rule ~= b.rule then return a.rule < b.rule end
    return a.order < b.order
  end
end

-- Gives the set of tokens that a match claims: those of captures, or all.
local function claimed(raw, rule)
  local set = {}
  local parts = rule.claims and raw.captures or { raw }
  for _, one in ipairs(parts) do
    if not rule.claims or one.name == rule.claims then
      for token = one.first, one.last do set[token] = true end
    end
  end
  return set
end

local function meet(a, b)
  for token in next, a do
    if b[token] then return true end
  end
  return false
end

--- Gives each loser among the matches of a phase its `winner`.
return function(policy, rules, list)
  local claims = {}
  for order, raw in ipairs(list) do
    raw.order, claims[raw] = order, claimed(raw, rules[raw.rule])
  end
  local ranked = table.move(list, 1, #list, 1, {})
  table.sort(ranked, better(policy, rules))
  for n, raw in ipairs(ranked) do
    for k = 1, n - 1 do
      local other = ranked[k]
      if not other.winner and not raw.winner and meet(claims[raw], claims[other]) then
        raw.winner = other
      end
    end
  end
end
