--- A generator of pseudo-random numbers with math.random's interface and a state of its own
-- (splitmix64): the same seed gives the same numbers in every process.
local GOLDEN <const> = 0x9E3779B97F4A7C15

--- Makes a generator: its `random` and `seed(integer)` functions.
return function()
  local state = 0

  local function bits()
    state = state + GOLDEN
    local z = state
    z = (z ~ (z >> 30)) * 0xBF58476D1CE4E5B9
    z = (z ~ (z >> 27)) * 0x94D049BB133111EB
    return z ~ (z >> 31)
  end

  -- Gives an integer in [0, limit], all alike probable: values past the mask are thrown away.
  local function below(limit)
    local mask = limit
    for _, shift in ipairs { 1, 2, 4, 8, 16, 32 } do mask = mask | (mask >> shift) end
    local value
    repeat value = bits() & mask until math.ult(value, limit) or value == limit
    return value
  end

  local function random(low, high)
    if not low then return (bits() >> 11) * 0x1p-53 end
    if not high then
      if low == 0 then return bits() end
      low, high = 1, low
    end
    low, high = math.tointeger(low), math.tointeger(high)
    if not (low and high) then error("number has no integer representation", 2) end
    if low > high then error("bad argument to 'random' (interval is empty)", 2) end
    return low + below(high - low)
  end

  return random, function(seed) state = seed end
end
