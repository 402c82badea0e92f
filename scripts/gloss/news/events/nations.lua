--- Countries of a story: by code, by name, the one it is about, those that people act for.

local countries = require "gloss.news.events.countries"

local M = {}
M.__index = M

local codes = {}
for code, name in pairs(countries) do codes[name] = code end

--- Gives a country's name by its ISO code.
function M.name(iso) return iso and countries[iso] end

--- Gives the ISO code of a name that is a country's, or nil.
function M.code(name) return codes[name] end

-- Gives the code of the country that a document names most, of equals the one that did first; or
-- false.
local function most_named(doc)
  local count, best = {}, nil
  for _, _, _, iso in doc:layer("entity"):each "iso" do
    if iso then
      count[iso] = (count[iso] or 0) + 1
      if not best or count[iso] > count[best] then best = iso end
    end
  end
  return best or false
end

--- Gives the code of the country that the story names most, or nil.
function M:main()
  if self.home == nil then self.home = most_named(self.doc) end
  return self.home or nil
end

--- Gives a function that tells the code of the place or nationality in a title or role, from byte
-- first to last, or right before it, or nil.
function M.at(entity)
  local iso = entity:column "iso"
  return function(first, last)
    for row in entity:overlapping(math.max(first - 2, 1), last) do
      local code, from, to = iso[row], entity:first(row), entity:last(row)
      if code and (from >= first and to <= last or to == first - 2) then return code end
    end
  end
end

-- Gives the codes of the countries that people act for by their names, as titles and roles tell.
local function offices(doc, names)
  local found, at = {}, M.at(doc:layer "entity")
  for _, layer in ipairs { "title", "role" } do
    for _, first, last, who in doc:layer(layer):each "referent" do
      local name = who and names[who]
      if name and not found[name] then found[name] = at(first, last) end
    end
  end
  return found
end

--- Gives the code of the country a person acts for, as the titles and roles tell, or nil.
function M:of(name)
  self.acts = self.acts or offices(self.doc, self.names)
  return self.acts[name]
end

--- Makes the countries of a document; `names` are those of its people, by referent.
function M.new(doc, names) return setmetatable({ doc = doc, names = names }, M) end

return M
