--- Messages about names that are not there, with the nearest one that is.
local core = require "gloss.core"

local nearest = {}

local MANY = 12

--- Gives the message `unknown KIND "NAME"` with the nearest of the names, or, when none is near
-- and they are few, all of them.
function nearest.unknown(kind, name, names)
  if #names > MANY and not core.nearest(tostring(name), names) then names = {} end
  return (select(2, pcall(core.unknown, kind, tostring(name), names, 0)))
end

--- Gives the keys of a table as a sorted list.
function nearest.names(t)
  local list = {}
  for name in next, t do list[#list + 1] = name end
  table.sort(list, function(a, b) return tostring(a) < tostring(b) end)
  return list
end

--- Tells whether a name is in a list.
function nearest.is_in(names, name)
  for _, other in ipairs(names) do
    if other == name then return true end
  end
  return false
end

-- Lists of names as sets.
local sets = setmetatable({}, { __mode = "k", __index = function(made, list)
  local set = {}
  for _, name in ipairs(list) do set[name] = true end
  made[list] = set
  return set
end })

--- Raises on a field of a table that is not in the list `known`; numbered fields are let pass.
function nearest.check_fields(what, t, known)
  local is_known = sets[known]
  for key in next, t do
    if not is_known[key] and math.type(key) ~= "integer" then
      error(("%s: %s"):format(what, nearest.unknown("field", key, known)), 0)
    end
  end
end

return nearest
