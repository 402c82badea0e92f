--- Looks a list over: entries that are hardly meant.

local SMALL = "is a short word in small letters: is it a stop entry?"

-- Gives what is doubtful about an entry, nil for nothing.
local function doubt(surface, seen, key)
  if seen[key] then return ("says the same as %s"):format(seen[key]) end
  if not surface:find "[%w\x80-\xFF]" then return "has no letter or digit" end
  if surface:find "^%l%l?%l?$" then return SMALL end
end

--- Gives how many entries are doubtful; say(place, what) is called for each.
return function(source, say)
  local seen, count = {}, 0
  local function look(surface, ...)
    if surface == nil then return false end
    local values = table.pack(surface, ...)
    for i = 1, values.n do values[i] = values[i] or "" end
    local key = table.concat(values, "\t")
    local what = doubt(surface, seen, key)
    if what then
      count = count + 1
      say(source.where "surface", ('"%s" %s'):format(surface, what))
    end
    seen[key] = seen[key] or source.where "surface":match "^[^,]*"
    return true
  end
  repeat until not look(source.each())
  return count
end
