--- A match as scripts see it: `m.org` is what the capture caught, a row of a layer if it is exactly
-- one unit or one token, else a free span; several catches are a list, `m:all "org"` always is
-- one.
local match = {}
local Match = { __name = "gloss.match" }

--- Names that a capture may not have.
match.TAKEN = { first = true, last = true, text = true, doc = true, rule = true, all = true }

--- Gives the span of a capture: a row, or a free span of several tokens.
function match.span(capture, doc)
  if capture.layer then return doc:layer(capture.layer)[capture.row] end
  local tokens = doc:layer "token"
  if capture.first == capture.last then return tokens[capture.first] end
  return doc:span(tokens:first(capture.first), tokens:last(capture.last))
end

local function caught(self, name)
  local list = {}
  for _, one in ipairs(self.raw.captures) do
    if one.name == name then list[#list + 1] = match.span(one, self.doc) end
  end
  return list
end

local own = {}
function own.first(self) return self.doc:layer("token"):first(self.raw.first) end
function own.last(self) return self.doc:layer("token"):last(self.raw.last) end
function own.text(self) return self.doc.text:sub(self.first, self.last) end
function own.all() return caught end

function Match.__index(self, name)
  if own[name] then return own[name](self) end
  local list = caught(self, name)
  return #list > 1 and list or list[1]
end

--- The view of a raw match of a document.
function match.view(raw, doc) return setmetatable({ raw = raw, doc = doc }, Match) end

return match
