--- A match as scripts see it: `m.org` is what the capture caught, a row of a layer if it is exactly
-- one unit or one token, else a free span; several catches are a list, `m:all "org"` always is
-- one.
local match = {}
local Match = { __name = "gloss.match" }

--- Names that a capture may not have.
match.TAKEN = { first = true, last = true, text = true, doc = true, rule = true, all = true,
                form = true, forms = true }

--- Gives the span of a capture: a row, or a free span of several tokens.
function match.span(capture, doc, tokens)
  if capture.layer then return doc:layer(capture.layer)[capture.row] end
  if capture.first == capture.last then return tokens[capture.first] end
  return doc:span(match.bytes(capture, doc, tokens))
end

--- Gives the first and last byte of a capture.
function match.bytes(capture, doc, tokens)
  if capture.layer then
    local layer = doc:layer(capture.layer)
    return layer:first(capture.row), layer:last(capture.row)
  end
  return tokens:first(capture.first), tokens:last(capture.last)
end

local function all(self, name)
  local list = {}
  for _, one in ipairs(self.raw.captures) do
    if one.name == name then list[#list + 1] = match.span(one, self.doc, self[1]) end
  end
  return list
end

local function add_forms(list, tokens, first, last)
  local get = tokens.get
  for row = first, last do list[#list + 1] = get(tokens, row, "folded") end
end

local function forms(self, name)
  local list, raw, captures = {}, self.raw, self.raw.captures
  if not name then add_forms(list, self[1], raw.first, raw.last) end
  for i = 1, name and #captures or 0 do
    local one = captures[i]
    if one.name == name then add_forms(list, self[1], one.first, one.last) end
  end
  return list
end

-- Gives the folded form of the first token of a capture, nil where there is none.
local function form(self, name)
  for _, one in ipairs(self.raw.captures) do
    if one.name == name then return self[1]:get(one.first, "folded") end
  end
end

local methods = { all = all, form = form, forms = forms }
local own = {}
function own.first(self) return self[1]:first(self.raw.first) end
function own.last(self) return self[1]:last(self.raw.last) end
function own.text(self) return self.doc.text:sub(self.first, self.last) end

function Match.__index(self, name)
  if methods[name] then return methods[name] end
  if own[name] then
    local value = own[name](self)
    rawset(self, name, value)
    return value
  end
  local only
  for _, one in ipairs(self.raw.captures) do
    if one.name == name then
      if only then return all(self, name) end
      only = one
    end
  end
  local span = only and match.span(only, self.doc, self[1])
  rawset(self, name, span)
  return span
end

--- The view of a raw match of a document, whose tokens are its item 1.
function match.view(raw, doc, tokens)
  return setmetatable({ tokens, raw = raw, doc = doc }, Match)
end

return match
