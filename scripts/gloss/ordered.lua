--- `pairs` in a fixed order: numbers, then strings bytewise, then false and true; keys of other
-- types come last, in no fixed order. What makes two runs of a script give the same bytes.
local RANK = { number = 1, string = 2, boolean = 3 }

local function before(a, b)
  local rank_a, rank_b = RANK[type(a)], RANK[type(b)]
  if rank_a ~= rank_b then return rank_a < rank_b end
  if rank_a == 3 then return b and not a end
  return a < b
end

-- Gives a table's keys in order; one that is a plain list needs no sorting, strings no `before`.
local function keys_of(t)
  local keys, others, n, plain, strings = {}, nil, 0, true, true
  for key in next, t do
    local kind = type(key)
    if RANK[kind] then
      n = n + 1
      keys[n] = key
      plain, strings = plain and key == n, strings and kind == "string"
    else
      others = others or {}
      others[#others + 1] = key
    end
  end
  if strings then table.sort(keys) elseif not plain then table.sort(keys, before) end
  if others then table.move(others, 1, #others, n + 1, keys) end
  return keys
end

--- Iterates as `pairs` does, __pairs included, in the fixed order; fields removed on the way are
-- passed over, fields added are not seen.
return function(t)
  local meta = getmetatable(t)
  if type(meta) == "table" and meta.__pairs then return pairs(t) end
  if type(t) ~= "table" then return pairs(t) end   -- raises as pairs does
  local keys, i = keys_of(t), 0
  return function()
    local value
    repeat
      i = i + 1
      if keys[i] == nil then return nil end
      value = t[keys[i]]
    until value ~= nil
    return keys[i], value
  end, t, nil
end
