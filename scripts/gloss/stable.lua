--- `table.sort` that is stable: elements of which neither is less keep their order. Lua's own sort
-- draws its pivots by the clock in lists of over a hundred elements, so that with such elements two
-- runs differ. A merge sort from below: at most n log2 n comparisons.

local function less(a, b) return a < b end

-- Merges the sorted runs from[low..middle - 1] and from[middle..high - 1] into to[low..high - 1].
local function merge(from, to, low, middle, high, before)
  local i, j = low, middle
  for k = low, high - 1 do
    if i < middle and (j >= high or not before(from[j], from[i])) then
      to[k], i = from[i], i + 1
    else
      to[k], j = from[j], j + 1
    end
  end
end

--- Sorts a list in place, as table.sort does.
--   before  tells whether its first argument comes before its second; `<` unless given
return function(list, before)
  local first = type(list) == "table" and list[1]
  if before == nil and (type(first) == "number" or type(first) == "string") then
    return table.sort(list)   -- elements that are equal are the same
  elseif type(list) ~= "table" or before ~= nil and type(before) ~= "function" then
    return table.sort(list, before)   -- raises
  end
  before = before or less
  local n, width, from, to = #list, 1, list, {}
  while width < n do
    for low = 1, n, 2 * width do
      merge(from, to, low, math.min(low + width, n + 1), math.min(low + 2 * width, n + 1), before)
    end
    from, to, width = to, from, 2 * width
  end
  if from ~= list then table.move(from, 1, n, 1, list) end
end
