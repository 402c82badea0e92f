--- Which entries of the user's own lists a referent is known as: the ids of those that match right
-- where it is named. A list is a layer with the columns `id` and `entry`, as gazetteers make them.
local known = {}

-- Adds the ids of one list's matches to those at their spans.
local function add_list(at, layer)
  local dated = layer:has "valid"
  for row, first, last, id in layer:each "id" do
    if id and not (dated and layer:get(row, "valid") == false) then
      local key = first .. ":" .. last
      at[key] = at[key] or {}
      table.insert(at[key], id)
    end
  end
end

-- Gives the ids at a mention. One word of a person's longer name is no evidence of who it is.
local function at_mention(at, text, s, first, last)
  local one, words = s.referent, text:sub(first, last)
  if one.label == "PER" and not words:find "%s" and words ~= one.name then return nil end
  return at[first .. ":" .. last]
end

--- Gives the ids of each referent, in order of mention, each once.
function known.ids(doc, v, mentions)
  local at, of = {}, {}
  for _, name in ipairs(doc:layers()) do
    local layer = doc:layer(name)
    if layer:has "id" and layer:has "entry" then add_list(at, layer) end
  end
  if not next(at) then return of end
  for _, s in ipairs(mentions) do
    local one = s.referent
    local ids = one and at_mention(at, doc.text, s, v.first[s.i], v.last[s.j])
    if ids then
      of[one] = of[one] or {}
      for _, id in ipairs(ids) do
        if not of[one][id] then
          of[one][id] = true
          table.insert(of[one], id)
        end
      end
    end
  end
  return of
end

return known
