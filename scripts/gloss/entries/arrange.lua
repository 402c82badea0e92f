--- A source whose values stand in the order of other columns, which it may lack but not exceed.
local nearest = require "gloss.nearest"

return function(source, columns, where)
  local place = {}
  for i, name in ipairs(source.columns) do
    if not nearest.is_in(columns, name) then
      error(("%s: %s"):format(where, nearest.unknown("column of the base", name, columns)), 0)
    end
    place[name] = i
  end
  local function arrange(surface, ...)
    if surface == nil then return nil end
    local given, values = { ... }, {}
    for i, name in ipairs(columns) do values[i] = place[name] and given[place[name]] end
    return surface, table.unpack(values, 1, #columns)
  end
  return { columns = columns, where = source.where, each = function()
    return arrange(source.each())
  end }
end
