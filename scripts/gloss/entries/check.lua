--- Looks a list over: entries that are hardly meant.

local SMALL = "is a short word in small letters: is it a stop entry?"

-- Gives the places of columns by name, those of the values behind the surface.
local function places_of(columns)
  local place = {}
  for i, name in ipairs(columns) do place[name] = i + 1 end
  return place
end

-- Gives what is doubtful about an entry, nil for nothing.
local function doubt(surface, twin)
  if twin then return ("says the same as %s"):format(twin) end
  if not surface:find "[%w\x80-\xFF]" then return "has no letter or digit" end
  if surface:find "^%l%l?%l?$" then return SMALL end
end

-- Gives a function that says where an id has another label than an entry gives it, nil for nowhere.
local function label_book(columns)
  local place, labels, lines = places_of(columns), {}, {}
  return function(values, line)
    local id, label = values[place.id or 0] or "", values[place.label or 0] or ""
    if id == "" or label == "" then return nil end
    labels[id], lines[id] = labels[id] or label, lines[id] or line
    if labels[id] == label then return nil end
    return ('is %s "%s", which is %s on %s'):format(label, id, labels[id], lines[id])
  end
end

--- Gives how many entries are doubtful; say(place, what) is called for each.
return function(source, say)
  local seen, count, other_label = {}, 0, label_book(source.columns)
  local function look(surface, ...)
    if surface == nil then return false end
    local values = table.pack(surface, ...)
    for i = 1, values.n do values[i] = values[i] or "" end
    local key, line = table.concat(values, "\t"), source.where "surface":match "^[^,]*"
    local what = doubt(surface, seen[key]) or other_label(values, line)
    if what then
      count = count + 1
      say(source.where "surface", ('"%s" %s'):format(surface, what))
    end
    seen[key] = seen[key] or line
    return true
  end
  repeat until not look(source.each())
  return count
end
