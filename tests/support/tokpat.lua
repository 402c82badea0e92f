-- tokpat.lua -- the meaning of token patterns (docs/pattern-ast.md) in slow, plain Lua:
-- backtracking over the tree, every choice in order of preference. Gives what an engine's `run`
-- gives.
local settle = require "support.tokpatsettle"
local view = require "support.tokpattext"

local tokpat = {}

-- ---- Matching: m(node, i, trail, k) tries k(j, trail) for each way of the node from gap i ----

local m
local way = {}

function way.token(c, t, i, trail, k)
  return i < c.hi and view.passes(c.text, t.test, i + 1) and k(i + 1, trail)
end

function way.unit(c, t, i, trail, k)
  for _, row in ipairs(c.text.rows(t.layer)) do
    if row.s == i + 1 and row.e <= c.hi and view.unit_passes(row, t.tests) then
      local found = k(row.e, { before = trail, unit = row, i = i, j = row.e, layer = t.layer })
      if found then return found end
    end
  end
end

function way.assert(c, t, i, trail, k) return view.places[t.what](c.text, i) and k(i, trail) end

function way.seq(c, t, i, trail, k)
  local function part(n, at, so_far)
    if n > #t then return k(at, so_far) end
    return m(c, t[n], at, so_far, function(j, after) return part(n + 1, j, after) end)
  end
  return part(1, i, trail)
end

function way.alt(c, t, i, trail, k)
  for _, choice in ipairs(t) do
    local found = m(c, choice, i, trail, k)
    if found then return found end
  end
end

function way.rep(c, t, i, trail, k)
  local function turn(count, at, so_far)
    local function more()
      if t.max and count >= t.max then return nil end
      return m(c, t[1], at, so_far, function(j, after)
        if count >= t.min and not t.max and j == at then return nil end
        return turn(count + 1, j, after)
      end)
    end
    if count < t.min then return more() end
    if t.lazy then return k(at, so_far) or more() end
    return more() or k(at, so_far)
  end
  return turn(0, i, trail)
end

function way.gap(c, t, i, trail, k)
  return m(c, t[1], i, trail, function(j, after)
    for between = 0, math.min(t.max, c.hi - j) do
      local found = m(c, t[2], j + between, after, k)
      if found then return found end
    end
  end)
end

function way.look(c, t, i, trail, k)
  local seen = false
  if t.behind then
    for from = i, c.lo, -1 do
      seen = seen or m(c, t[1], from, nil, function(j) return j == i end) or false
    end
  else
    seen = m(c, t[1], i, nil, function() return true end) or false
  end
  return seen ~= (t.negative or false) and k(i, trail)
end

function way.capture(c, t, i, trail, k)
  return m(c, t[1], i, trail, function(j, after)
    local one = { before = after, name = t.name, i = i, j = j }
    local event = after
    while event ~= trail do
      if event.unit and event.i == i and event.j == j then one.row = event end
      event = event.before
    end
    return k(j, one)
  end)
end

function way.scope(c, t, i, trail, k)
  return m(c, t[1], i, trail, function(j, after)
    return view.lies[t.how](c.text, t.layer, i, j) and k(j, after)
  end)
end

function way.where(c, t, i, trail, k)
  return m(c, t[1], i, { before = trail, condition = t }, k)
end
way.agree = way.where

m = function(c, t, i, trail, k)
  c.text.steps = c.text.steps + 1
  if c.limit and c.text.steps > c.limit then error({ "too many steps" }) end
  return way[t.op](c, t, i, trail, k)
end

-- ---- A rule alone ----

-- Drops captures of no tokens and sorts the others, given as they ended, by start, the outer first.
local function in_order(captures)
  local list = {}
  for i, one in ipairs(captures) do
    one.order = i
    if one.last >= one.first then list[#list + 1] = one end
  end
  table.sort(list, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    return a.order > b.order
  end)
  return list
end

-- Gives the raw match of a trail, conditions as they were entered.
local function raw_match(c, number, i, j, trail)
  local raw = { rule = number, first = i + 1, last = j, captures = {}, doc = c.text.doc }
  local conditions, event = {}, trail
  while event do
    if event.name then
      table.insert(raw.captures, 1, { name = event.name, first = event.i + 1, last = event.j,
        layer = event.row and event.row.layer, row = event.row and event.row.unit.row })
    elseif event.condition then
      table.insert(conditions, 1, event.condition)
    end
    event = event.before
  end
  raw.captures = in_order(raw.captures)
  return raw, conditions
end

local function values_of(text, raw, name, attribute)
  local values, count = {}, 0
  for _, one in ipairs(raw.captures) do
    if one.name == name then
      count = count + 1
      if one.layer then
        local layer = text.doc:layer(one.layer)
        values[count] = layer:has(attribute) and layer:get(one.row, attribute) or nil
      elseif one.first == one.last then
        values[count] = text.layer:has(attribute) and text.layer:get(one.first, attribute) or nil
      end
    end
  end
  return values, count
end

local function agrees(text, raw, t)
  local left, n = values_of(text, raw, t.left, t.attribute)
  local right, k = values_of(text, raw, t.right, t.attribute)
  for a = 1, n do
    for b = 1, k do
      if left[a] == nil or left[a] ~= right[b] then return false end
    end
  end
  return true
end

local function accepted(text, raw, conditions)
  for _, t in ipairs(conditions) do
    if t.op == "agree" and not agrees(text, raw, t) then return false end
    if t.op == "where" and not t.accept(raw) then return false end
  end
  return true
end

local function first_matches(c, rule, number, list)
  local i = c.lo
  while i < c.hi do
    local raw, conditions
    m(c, rule.match, i, nil, function(j, trail)
      raw, conditions = raw_match(c, number, i, j, trail)
      return true
    end)
    if raw and raw.last > i and accepted(c.text, raw, conditions) then
      list[#list + 1] = raw
      i = raw.last
    else
      i = i + 1
    end
  end
end

local function all_matches(c, rule, number, list)
  for i = c.lo, c.hi - 1 do
    local seen = {}
    m(c, rule.match, i, nil, function(j, trail)
      if j > i and not seen[j] then
        seen[j] = true
        local raw, conditions = raw_match(c, number, i, j, trail)
        if accepted(c.text, raw, conditions) then list[#list + 1] = raw end
      end
    end)
  end
end

-- Gives the ranges of tokens {lo, hi} (gaps) in which a rule may match.
function tokpat.scopes(text, rule)
  local all = { { first = 1, last = #text.doc.text } }
  local within, zones = all, all
  if rule.within ~= "document" then within = text.rows(rule.within or "sentence") end
  if rule.zones and #text.rows "zone" > 0 then
    zones = {}
    for _, row in ipairs(text.rows "zone") do
      if view.has(rule.zones, row.layer:get(row.row, "label")) then zones[#zones + 1] = row end
    end
  end
  local list = {}
  local function holds(row, token) return row.first <= token.first and token.first <= row.last end
  for _, row in ipairs(within) do
    for _, zone in ipairs(zones) do
      local lo, hi
      for i, token in ipairs(text.tokens) do
        if holds(row, token) and holds(zone, token) then lo, hi = lo or i - 1, i end
      end
      if lo then list[#list + 1] = { lo = lo, hi = hi, text = text } end
    end
  end
  return list
end

--- Runs a phase {policy, rules} on a document: matches in order of (first, longest, rule), losers
-- with their `winner`, a match.
--   limit  steps after which {"too many steps"} is raised
function tokpat.run(phase, doc, limit)
  local text, list = view.read(doc), {}
  for number, rule in ipairs(phase.rules) do
    for _, scope in ipairs(tokpat.scopes(text, rule)) do
      scope.limit = limit
      local each = phase.policy == "all" and all_matches or first_matches
      each(scope, rule, number, list)
    end
  end
  if phase.policy ~= "all" then settle(phase.policy, phase.rules, list) end
  table.sort(list, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    return a.rule < b.rule
  end)
  return list
end

return tokpat
