--- Token patterns by brute force: every way through a tree is tried in order of preference, nothing
-- is remembered. Exponential, so for short sequences only; it is what the engine is compared with.
-- A document here is {n=, tokens={{form, folded, shape}}, layers={name={{first, last, label=}}}},
-- gaps counted from 0, rows in the layer's order.
local naive = {}

local function test_passes(t, doc, i)
  local token, kind = doc.tokens[i + 1], t[1]
  if kind == "any" then return true end
  if kind == "word" or kind == "exact" then
    for _, word in ipairs(t[2]) do
      if word == (kind == "word" and token.folded or token.form) then return true end
    end
    return false
  end
  if kind == "re" then return t.accept(token.form) end
  if kind == "flag" then return token[t.column] & t.mask ~= 0 end
  if kind == "and" then return test_passes(t[2], doc, i) and test_passes(t[3], doc, i) end
  if kind == "or" then return test_passes(t[2], doc, i) or test_passes(t[3], doc, i) end
  return not test_passes(t[2], doc, i)
end

local function row_passes(tests, row)
  for _, t in ipairs(tests or {}) do
    local negative = t[1] == "not"
    local passes = (negative and t[2] or t).values[1] == row.label
    if passes == negative then return false end
  end
  return true
end

local function rows(doc, layer) return doc.layers[layer] or {} end

local function in_scope(doc, tree, first, last)
  local function covers(a, b)
    for _, row in ipairs(rows(doc, tree.layer)) do
      if row[1] <= a and b < row[2] then return true end
    end
  end
  for i = first, last - 1 do
    if tree.how == "outside" and covers(i, i) then return false end
    if tree.how == "inside" and not covers(i > first and i - 1 or i, i) then return false end
  end
  return true
end

local function edge_at(doc, layer, side, gap)
  for _, row in ipairs(rows(doc, layer)) do if row[side] == gap then return true end end
  return false
end

local match

-- Tries a repetition's turns from `turn` on.
local function repeats(s, tree, gap, turn, log, k)
  local function once()
    return match(s, tree[1], gap, log, function(after, more)
      if turn > tree.min and not tree.max and after == gap then return nil end
      return repeats(s, tree, after, turn + 1, more, k)
    end)
  end
  if turn <= tree.min then return once() end
  if tree.max and turn > tree.max then return k(gap, log) end
  if tree.lazy then return k(gap, log) or once() end
  return once() or k(gap, log)
end

local function sequence(s, tree, place, gap, log, k)
  if place > #tree then return k(gap, log) end
  return match(s, tree[place], gap, log, function(after, more)
    return sequence(s, tree, place + 1, after, more, k)
  end)
end

local function looks(s, tree, gap)
  local first, last = gap, gap
  if tree.behind then first = s.first end
  for start = first, last do
    local found = match(s, tree[1], start, nil, function(after)
      return (not tree.behind or after == gap) or nil
    end)
    if found then return true end
  end
  return false
end

local function units(s, tree, gap, log, k)
  local list = {}
  for number, row in ipairs(rows(s.doc, tree.layer)) do
    if row[1] == gap and row[2] <= s.last and row_passes(tree.tests, row) then
      list[#list + 1] = { row[2], number }
    end
  end
  table.sort(list, function(a, b) return a[1] > b[1] or (a[1] == b[1] and a[2] < b[2]) end)
  for _, u in ipairs(list) do
    local found = k(u[1], { "unit", gap, u[1], tree.layer, u[2], before = log })
    if found then return found end
  end
end

local ways = {
  token = function(s, tree, gap, log, k)
    if gap < s.last and test_passes(tree.test, s.doc, gap) then return k(gap + 1, log) end
  end,
  unit = units,
  assert = function(s, tree, gap, log, k)
    local holds = tree.what == "DOC" and gap == 0
      or tree.what == "BOS" and edge_at(s.doc, "sentence", 1, gap)
      or tree.what == "EOS" and edge_at(s.doc, "sentence", 2, gap)
    return holds and k(gap, log) or nil
  end,
  seq = function(s, tree, gap, log, k) return sequence(s, tree, 1, gap, log, k) end,
  alt = function(s, tree, gap, log, k)
    for _, way in ipairs(tree) do
      local found = match(s, way, gap, log, k)
      if found then return found end
    end
  end,
  rep = function(s, tree, gap, log, k) return repeats(s, tree, gap, 1, log, k) end,
  gap = function(s, tree, gap, log, k)
    return match(s, tree[1], gap, log, function(after, more)
      for to = after, math.min(after + tree.max, s.last) do
        local found = match(s, tree[2], to, more, k)
        if found then return found end
      end
    end)
  end,
  look = function(s, tree, gap, log, k)
    if looks(s, tree, gap) ~= (tree.negative or false) then return k(gap, log) end
  end,
  capture = function(s, tree, gap, log, k)
    local open = { "open", gap, name = tree.name, before = log }
    return match(s, tree[1], gap, open, function(after, more)
      return k(after, { "close", after, open = open, before = more })
    end)
  end,
  scope = function(s, tree, gap, log, k)
    if tree.how == "starts" and not edge_at(s.doc, tree.layer, 1, gap) then return nil end
    return match(s, tree[1], gap, log, function(after, more)
      if tree.how == "starts" or in_scope(s.doc, tree, gap, after) then return k(after, more) end
    end)
  end,
  where = function(s, tree, gap, log, k)
    return match(s, tree[1], gap, { "check", tree = tree, before = log }, k)
  end,
}
ways.agree = ways.where

function match(s, tree, gap, log, k) return ways[tree.op](s, tree, gap, log, k) end

-- Gives the captures of a match in order of opening, those of no token left out.
local function captures_of(events)
  local made, open, list = {}, {}, {}
  for _, e in ipairs(events) do
    if e[1] == "open" then
      made[e] = { name = e.name, first = e[2] + 1 }
      open[#open + 1], list[#list + 1] = made[e], made[e]
    elseif e[1] == "close" then
      table.remove(open).last = e[2]
    elseif e[1] == "unit" then
      for _, c in ipairs(open) do
        if c.first == e[2] + 1 and not c.unit then c.unit = e end
      end
    end
  end
  local kept = {}
  for _, c in ipairs(list) do
    if c.unit and c.unit[3] == c.last then c.layer, c.row = c.unit[4], c.unit[5] end
    c.unit = nil
    if c.last >= c.first then kept[#kept + 1] = c end
  end
  return kept
end

local function value_of(doc, capture, attribute)
  if capture.layer then return doc.layers[capture.layer][capture.row][attribute] end
  return capture.first == capture.last and doc.tokens[capture.first][attribute] or nil
end

local function agrees(doc, tree, captures)
  local seen, values = {}, {}
  for _, c in ipairs(captures) do
    if c.name == tree.left or c.name == tree.right then
      seen[c.name] = true
      values[#values + 1] = value_of(doc, c, tree.attribute) or {}
    end
  end
  if not (seen[tree.left] and seen[tree.right]) then return true end
  for _, value in ipairs(values) do
    if type(value) == "table" or value ~= values[1] then return false end
  end
  return true
end

-- Makes the match of a log, unless a check rejects it.
local function finish(s, start, last, log)
  local events = {}
  while log do table.insert(events, 1, log) log = log.before end
  local found = { first = start + 1, last = last, captures = captures_of(events) }
  for _, e in ipairs(events) do
    if e[1] == "check" then
      local tree, captures = e.tree, found.captures
      if tree.op == "agree" and not agrees(s.doc, tree, captures) then return nil end
      if tree.op == "where" and not tree.accept(found) then return nil end
    end
  end
  return found
end

--- All matches of one tree in the scope of tokens [first, last), gaps.
function naive.matches(doc, tree, first, last, policy)
  local s, list = { doc = doc, first = first, last = last }, {}
  local start = first
  while start < last do
    local next_start, ends = start + 1, {}
    local hit = match(s, tree, start, nil, function(after, log)
      if policy ~= "all" then return { after, log } end
      if after > start and not ends[after] then
        ends[after] = true
        list[#list + 1] = finish(s, start, after, log)
      end
    end)
    if hit and hit[1] > start then
      local made = finish(s, start, hit[1], hit[2])
      if made then list[#list + 1], next_start = made, hit[1] end
    end
    start = next_start
  end
  return list
end

return naive
