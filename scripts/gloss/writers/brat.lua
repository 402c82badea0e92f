--- Documents as brat stand-off (Stenetorp and others 2012): text(doc) is the .txt file,
-- document(doc) the .ann file. A span of a layer of findings is a text-bound annotation, of type
-- LABEL, or of the layer's name without one; it is parted at line breaks, as brat wants. A
-- reference is a binary relation named by its column; a row of a relation one from its first
-- reference to each other; other columns stand in a note. Offsets are code points.
local csv = require "gloss.csv"
local offsets = require "gloss.offsets"
local stage = require "gloss.stage"


local function type_text(name) return (tostring(name):gsub("[^%w_-]", "_")) end

-- Gives the offsets and the text of bytes first..last: fragments where line breaks are.
local function fragments(doc, first, last)
  local text, places, parts = doc.text, {}, {}
  local at = first
  while at <= last do
    local from = text:find("[^\r\n]", at)
    if not from or from > last then break end
    local to = math.min(last, (text:find("[\r\n]", from) or #text + 1) - 1)
    local start, stop = offsets.of(doc, from, to)
    if not start then error(stop, 0) end
    places[#places + 1] = ("%d %d"):format(start, stop)
    parts[#parts + 1] = text:sub(from, to)
    at = to + 1
  end
  return table.concat(places, ";"), table.concat(parts, " ")
end

-- Gives what a row says in columns that refer to nothing, "name=value; ...".
local function note(layer, row)
  local said = {}
  for _, name in ipairs(layer.columns) do
    local column = layer:column(name)
    if name ~= "label" and name ~= "hash" and column.type ~= "ref" then
      local value = csv.text(layer:get(row, name)) or ""
      if value ~= "" then said[#said + 1] = name .. "=" .. value end
    end
  end
  return (table.concat(said, "; "):gsub("%s+", " "))
end

-- Gives the views a row refers to: {name, view}, in order of columns.
local function references(layer, row)
  local list = {}
  for _, name in ipairs(layer.columns) do
    if layer:column(name).type == "ref" then
      local value = layer[row][name]
      for _, view in ipairs(type(value) == "table" and value or { value }) do
        list[#list + 1] = { name = name, view = view }
      end
    end
  end
  return list
end

local Ann = {}
Ann.__index = Ann

function Ann:note(id, layer, row)
  local text = note(layer, row)
  if text == "" then return end
  self.notes = self.notes + 1
  self:line("#%d\tAnnotatorNotes %s\t%s", self.notes, id, text)
end

function Ann:line(form, ...) self.out[#self.out + 1] = form:format(...) .. "\n" end

-- Writes the spans of a layer, and remembers their ids.
function Ann:spans(layer)
  local ids, labelled = {}, layer:has "label"
  self.ids[layer.name] = ids
  for row, first, last in layer:each() do
    local places, text = fragments(self.doc, first, last)
    if places ~= "" then
      self.bound = self.bound + 1
      ids[row] = "T" .. self.bound
      self:line("%s\t%s %s\t%s", ids[row],
        type_text(labelled and layer:get(row, "label") or layer.name), places, text)
      self:note(ids[row], layer, row)
    end
  end
end

-- Gives the id of a span; nil for what has none here.
function Ann:id(view)
  local layer = view and view.layer
  return layer and self.ids[layer.name] and self.ids[layer.name][view.row]
end

function Ann:relate(name, from, role, to, other)
  if not (from and to) then return end
  self.related = self.related + 1
  self:line("R%d\t%s %s:%s %s:%s", self.related, type_text(name), role, from, other, to)
end

-- Writes the references of a layer's or a relation's rows.
function Ann:relations(layer)
  for row = 1, #layer do
    local list = references(layer, row)
    if layer.relation then
      for i = 2, #list do
        self:relate(layer.name, self:id(list[1].view), type_text(list[1].name),
          self:id(list[i].view), type_text(list[i].name))
      end
    else
      for _, one in ipairs(list) do
        self:relate(one.name, self.ids[layer.name][row], "Arg1", self:id(one.view), "Arg2")
      end
    end
  end
end

--- Makes a writer.
return function()
  local writer = {}

  function writer.text(_, doc) return doc.text end

  function writer.document(_, doc)
    local self = setmetatable({ doc = doc, out = {}, ids = {}, notes = 0, bound = 0, related = 0 },
                              Ann)
    local layers = {}
    for _, name in ipairs(doc:layers()) do
      if not stage.basic_layers[name] then
        local layer = doc:layer(name)
        layers[#layers + 1] = layer
        if not layer.relation then self:spans(layer) end
      end
    end
    for _, layer in ipairs(layers) do self:relations(layer) end
    return table.concat(self.out)
  end

  return writer
end
