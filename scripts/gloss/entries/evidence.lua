--- Stop entries and minimum evidence that a list is given from outside: values of the column
-- `evidence`, which is added where the source has none.

-- Gives the place of a name in a list, nil without.
local function index_of(names, name)
  for i, other in ipairs(names) do
    if other == name then return i end
  end
end

--- Gives a source that goes on with the stop entries.
--   stop      list of surfaces that never give a row
--   evidence  {surface = "capital"|"inside"|"never"}, for entries that say nothing themselves
return function(source, stop, evidence)
  if not stop and not evidence then return source end
  stop, evidence = stop or {}, evidence or {}
  local names = table.move(source.columns, 1, #source.columns, 1, {})
  local column = index_of(names, "evidence") or #names + 1
  names[column] = "evidence"
  local i, n = 0, #names
  local function entry(surface, ...)
    if surface == nil then
      i = i + 1
      if stop[i] == nil then return nil end
      local values = { [column] = "never" }
      return stop[i], table.unpack(values, 1, n)
    end
    if not evidence[surface] then return surface, ... end
    local values = { ... }
    values[column] = values[column] or evidence[surface]
    return surface, table.unpack(values, 1, n)
  end
  local over = false
  return { columns = names, header = source.header, where = function(name)
    return i > 0 and ("stop[%d]"):format(i) or source.where(name)
  end, each = function()
    if over then return entry(nil) end
    return (function(surface, ...)
      over = surface == nil
      return entry(surface, ...)
    end)(source.each())
  end }
end
