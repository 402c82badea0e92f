-- brute.lua -- the same meaning once more, without order: whether a node matches from gap i to gap
-- j, by trying every way to cut the span. Conditions and captures do not count.
local tokpat = require "support.tokpat"
local view = require "support.tokpattext"

local holds
local rule = {}

function rule.token(c, t, i, j) return j == i + 1 and view.passes(c.text, t.test, j) end

function rule.unit(c, t, i, j)
  for _, row in ipairs(c.text.rows(t.layer)) do
    if row.s == i + 1 and row.e == j and view.unit_passes(row, t.tests) then return true end
  end
  return false
end

function rule.assert(c, t, i, j) return i == j and view.places[t.what](c.text, i) end

-- Tells whether the parts from number n on match one after the other.
local function in_a_row(c, parts, n, i, j)
  if n > #parts then return i == j end
  for cut = i, j do
    if holds(c, parts[n], i, cut) and in_a_row(c, parts, n + 1, cut, j) then return true end
  end
  return false
end

function rule.seq(c, t, i, j) return in_a_row(c, t, 1, i, j) end

function rule.alt(c, t, i, j)
  for _, choice in ipairs(t) do
    if holds(c, choice, i, j) then return true end
  end
  return false
end

-- Tells whether exactly `count` copies match.
local function copies(c, a, count, i, j)
  if count == 0 then return i == j end
  for cut = i, j do
    if holds(c, a, i, cut) and copies(c, a, count - 1, cut, j) then return true end
  end
  return false
end

function rule.rep(c, t, i, j)
  for count = t.min, t.max or t.min + (j - i) do
    if copies(c, t[1], count, i, j) then return true end
  end
  return false
end

function rule.gap(c, t, i, j)
  for stop = i, j do
    for start = stop, math.min(j, stop + t.max) do
      if holds(c, t[1], i, stop) and holds(c, t[2], start, j) then return true end
    end
  end
  return false
end

function rule.look(c, t, i, j)
  if i ~= j then return false end
  local seen = false
  for other = t.behind and c.lo or i, t.behind and i or c.hi do
    local from, to = t.behind and other or i, t.behind and i or other
    seen = seen or holds(c, t[1], from, to)
  end
  return seen ~= (t.negative or false)
end

function rule.capture(c, t, i, j) return holds(c, t[1], i, j) end
rule.where, rule.agree = rule.capture, rule.capture

function rule.scope(c, t, i, j)
  return view.lies[t.how](c.text, t.layer, i, j) and holds(c, t[1], i, j)
end

holds = function(c, t, i, j)
  c.memo[t] = c.memo[t] or {}
  local memo, key = c.memo[t], i * 1000 + j
  if memo[key] == nil then memo[key] = rule[t.op](c, t, i, j) end
  return memo[key]
end

--- Gives "first-last" of every span of tokens that a rule matches, as a set; empty ones as
-- "first-".
return function(one, doc)
  local text, spans = view.read(doc), {}
  for _, scope in ipairs(tokpat.scopes(text, one)) do
    local c = { lo = scope.lo, hi = scope.hi, text = text, memo = {} }
    for i = c.lo, c.hi do
      for j = i, c.hi do
        if holds(c, one.match, i, j) then
          spans[("%d-%s"):format(i + 1, j > i and j or "")] = true
        end
      end
    end
  end
  return spans
end
