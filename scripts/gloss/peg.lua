--- LPeg over a document's text, as a stage: what a pattern matches becomes a layer, its named
-- groups (lpeg.Cg(p, "name")) columns. No offset is counted by hand.
local lpeg = require "lpeg"
local nearest = require "gloss.nearest"

local FIELDS = { "name", "match", "within", "columns" }

-- A character, so that no match begins inside one.
local CHARACTER = lpeg.R "\0\127" + lpeg.R "\194\244" * lpeg.R "\128\191" ^ 1

local function check(definition)
  if type(definition) ~= "table" then error("lpeg takes a table", 0) end
  nearest.check_fields("lpeg", definition, FIELDS)
  if type(definition.name) ~= "string" then error("lpeg: name must be a layer's name", 0) end
  if lpeg.type(definition.match) ~= "pattern" then
    error(("lpeg '%s': match must be an LPeg pattern"):format(definition.name), 0)
  end
  if definition.within ~= nil and type(definition.within) ~= "string" then
    error(("lpeg '%s': within must be a layer's name"):format(definition.name), 0)
  end
end

-- Gives the pattern that finds the next match: where it begins, its groups, and the byte after it.
local function searching(match)
  local found = lpeg.Cp() * lpeg.Ct(match) * lpeg.Cp()
  return lpeg.P { found + CHARACTER * lpeg.V(1) }
end

-- Adds the matches in a text whose first byte is byte `offset` + 1 of the document.
local function add(builder, search, text, offset)
  local at = 1
  while at <= #text do
    local first, groups, after = search:match(text, at)
    if not first then return end
    if after > first then
      local values = {}
      for name, value in next, groups do
        if type(name) == "string" then values[name] = value end
      end
      builder:add(offset + first, offset + after - 1, values)
    end
    at = after > first and after or utf8.offset(text, 2, first)
  end
end

--- Makes the stage of a definition (docs/patterns.md).
--   cost  that of the pattern at each character outside matches
return function(definition)
  check(definition)
  local name, search, within = definition.name, searching(definition.match), definition.within
  return { name = name, reads = { within }, makes = { [name] = definition.columns or {} },
           run = function(doc)
    local builder = doc:build(name, definition.columns)
    if within then
      for _, first, last in doc:layer(within):each() do
        add(builder, search, doc.text:sub(first, last), first - 1)
      end
    else
      add(builder, search, doc.text, 0)
    end
    builder:seal()
  end }
end
