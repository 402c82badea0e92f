--- Keyword in context: each span of a layer on a line, between what stands before and after it.
local cells = require "gloss.cells"
local pretty = require "gloss.pretty"

local SIDE = 32 -- cells of context on each side

-- Gives text on one line, safe for a terminal.
local function plain(text) return (pretty.safe(text):gsub("%s+", " ")) end

-- Gives the end of a text, or with `from_start` its beginning, of at most SIDE cells.
local function cut(text, from_start)
  local kept = text
  while cells(kept) > SIDE do
    kept = from_start and kept:sub(1, utf8.offset(kept, -1) - 1) or kept:sub(utf8.offset(kept, 2))
  end
  return kept
end

-- Gives up to 4 SIDE bytes of whole characters before or after a place.
local function around(text, first, last)
  local from = utf8.offset(text, 0, math.max(1, first - 4 * SIDE))
  local to = math.min(#text + 1, last + 4 * SIDE)
  if to <= #text then to = utf8.offset(text, 0, to) end
  return text:sub(from, first - 1), text:sub(last + 1, to - 1)
end

--- Gives the lines of a layer of a document, each "ID: before [span] after".
return function(doc, layer)
  local lines, text = {}, doc.text
  for _, first, last in layer:each() do
    local before, after = around(text, first, last)
    before, after = cut(plain(before)), cut(plain(after), true):gsub("%s+$", "")
    lines[#lines + 1] = ("%s: %s%s[%s]%s\n"):format(plain(doc.id), (" "):rep(SIDE - cells(before)),
      before, plain(text:sub(first, last)), after)
  end
  return table.concat(lines)
end
