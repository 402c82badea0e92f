--- What changed between two records of one document. A record's items are what its lists hold, and
-- other fields; they are told apart by all they say, ids apart, which are only names of records: a
-- reference is compared by what it refers to.
local json = require "gloss.json"
local ordered_pairs = require "gloss.ordered"

local changes = {}

-- What an item is called by, the first that is there.
local CALLED <const> = { "name", "text", "long", "trigger", "value" }

local function is_object(value) return type(value) == "table" and #value == 0 and next(value) end

--- Gives what an item is called, or nil.
function changes.name(value)
  if not is_object(value) then return nil end
  for _, field in ipairs(CALLED) do
    if type(value[field]) == "string" then return value[field] end
  end
end

--- Gives where an item stands as text, "[12,19]" or "[[12,19],[40,43]]"; nil where it does not say.
function changes.place(value)
  if not is_object(value) then return nil end
  if type(value.at) == "table" then return json.encode(value.at) end
  if math.type(value.start) == "integer" then
    return ("[%s,%s]"):format(value.start, value["end"])
  end
end

-- Gives what each id of a record stands for.
local function referents(record)
  local names = {}
  for _, list in next, record do
    for _, value in ipairs(type(list) == "table" and list or {}) do
      if is_object(value) and type(value.id) == "string" then
        names[value.id] = names[value.id] or changes.name(value) or changes.place(value)
      end
    end
  end
  return names
end

-- Gives a value without the fields to ignore, its references resolved.
local function plain(value, names, ignored)
  if type(value) == "string" then return names[value] or value end
  if type(value) ~= "table" then return value end
  local copy = setmetatable({}, getmetatable(value))
  for key, inner in next, value do
    if not ignored[key] then copy[key] = plain(inner, names, ignored) end
  end
  return copy
end

local function add(items, layer, value, key)
  local object = is_object(value) and value or {}
  local label = object.label or object.type
  items[#items + 1] = { layer = layer == "annotations" and object.layer or layer, value = value,
                        label = type(label) == "string" and label or nil, key = key }
end

-- Gives the items of a record. One that is no part of a list is alone in its place.
local function items_of(record, ignored)
  local items, names = {}, referents(record)
  for layer, value in ordered_pairs(plain(record, names, ignored)) do
    if type(value) == "table" and not is_object(value) then
      for _, item in ipairs(value) do add(items, layer, item) end
    else
      add(items, layer, value, "")
    end
  end
  for _, item in ipairs(items) do item.said = item.layer .. "\t" .. json.encode(item.value) end
  return items
end

-- Ways to tell that two items are the same one, changed: where all of it stands, where it begins,
-- what it is called.
local SAME <const> = {
  function(item) return item.key or changes.place(item.value) end,
  function(item)
    local place = changes.place(item.value)
    return place and place:match "%[%d+,%d+%]"
  end,
  function(item) return changes.name(item.value) end,
}

-- Adds ways to tell that two objects are the same but for one field, a way a field.
local function but_one(items, ways)
  local seen = {}
  for _, item in ipairs(items) do
    for field in ordered_pairs(is_object(item.value) and item.value or {}) do
      if not seen[field] then
        seen[field] = true
        ways[#ways + 1] = function(other)
          if not is_object(other.value) or other.value[field] == nil then return nil end
          local rest = plain(other.value, {}, { [field] = true })
          return next(rest) and json.encode(rest)
        end
      end
    end
  end
  return ways
end

-- Pairs items of two lists that have the same key, in order; gives those that are left of both.
local function pair(old, new, key_of, paired)
  local waiting, left_old, left_new = {}, {}, {}
  for _, item in ipairs(old) do
    local key = key_of(item)
    if key then
      key = item.layer .. "\t" .. key
      local queue = waiting[key] or { first = 1 }
      waiting[key] = queue
      queue[#queue + 1] = item
    end
  end
  for _, item in ipairs(new) do
    local key = key_of(item)
    local queue = key and waiting[item.layer .. "\t" .. key]
    local match = queue and queue[queue.first]
    if match then
      queue.first, match.taken = queue.first + 1, true
      paired(match, item)
    else
      left_new[#left_new + 1] = item
    end
  end
  for _, item in ipairs(old) do
    if not item.taken then left_old[#left_old + 1] = item end
  end
  return left_old, left_new
end

-- Adds to a list where two values differ: {field (a path, "args.1.name"), old, new}.
local function differences(old, new, path, list)
  local objects = is_object(old) and is_object(new)
  local lists = type(old) == "table" and type(new) == "table" and #old == #new
    and is_object(old[1]) and is_object(new[1])
  if not objects and not lists then
    if old == nil or new == nil or json.encode(old) ~= json.encode(new) then
      list[#list + 1] = { field = path, old = old, new = new }
    end
    return list
  end
  local fields = {}
  for field in next, old do fields[field] = true end
  for field in next, new do fields[field] = true end
  for field in ordered_pairs(fields) do
    differences(old[field], new[field], path and path .. "." .. field or field, list)
  end
  return list
end

local function change(kind, old, new)
  local item, was, is = new or old, old and old.value, new and new.value
  local fields = is_object(was) and is_object(is) and differences(was, is, nil, {}) or nil
  return { change = kind, layer = item.layer, label = item.label, old = was, new = is,
           fields = fields }
end

--- Gives the changes between two records of a document, a list of {change = "added", "removed" or
-- "changed", layer, label, old, new, fields}, those of one layer together; fields are where two
-- objects differ, {field (a path, "args.1.name"), old, new}. Time grows with the records' size.
--   ignored  a set of field names that are not compared, at any depth
function changes.between(old, new, ignored)
  local list = {}
  local left_old, left_new = pair(items_of(old, ignored), items_of(new, ignored),
    function(item) return item.said end, function() end)
  for _, key_of in ipairs(but_one(left_old, table.move(SAME, 1, #SAME, 1, {}))) do
    left_old, left_new = pair(left_old, left_new, key_of, function(was, is)
      list[#list + 1] = change("changed", was, is)
    end)
  end
  for _, item in ipairs(left_old) do list[#list + 1] = change("removed", item) end
  for _, item in ipairs(left_new) do list[#list + 1] = change("added", nil, item) end
  local place = {}
  for i, one in ipairs(list) do place[one] = i end
  table.sort(list, function(a, b)
    if a.layer ~= b.layer then return a.layer < b.layer end
    return place[a] < place[b]
  end)
  return list
end

return changes
