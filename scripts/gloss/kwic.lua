--- Keyword in context (KWIC, Luhn 1960): a piece of text on a line between what stands before and
-- after it, as wide as a terminal's cells say.
local cells = require "gloss.cells"
local pretty = require "gloss.pretty"

-- Gives text on one line, safe for a terminal.
local function plain(text) return pretty.safe(text:gsub("%s+", " ")) end

-- Gives the beginning of a line, or with `from_end` its end, of at most n cells, and its cells.
local function cut(line, n, from_end)
  if not line:find "[^ -~]" then   -- a cell a byte
    local piece = from_end and line:sub(math.max(#line - n, 0) + 1) or line:sub(1, n)
    return piece, #piece
  end
  local kept, used = {}, 0
  local from, to, step = 1, utf8.len(line), 1
  if from_end then from, to, step = to, 1, -1 end
  local at = utf8.offset(line, from)
  for _ = from, to, step do
    local after = utf8.offset(line, 2, at)
    local c = line:sub(at, after - 1)
    if used + cells(c) > n then break end
    used = used + cells(c)
    table.insert(kept, from_end and 1 or #kept + 1, c)
    at = from_end and utf8.offset(line, -1, at) or after
  end
  return table.concat(kept), used
end

-- Gives whole characters, at most 4 n bytes of them, before or after a place.
local function around(text, first, last, n)
  local from = utf8.offset(text, 0, math.max(1, first - 4 * n))
  local to = math.min(#text + 1, last + 4 * n)
  if to <= #text then to = utf8.offset(text, 0, to) end
  return plain(text:sub(from, first - 1)), plain(text:sub(last + 1, to - 1))
end

-- Gives a line of at most n cells: the middle of a longer one is left out.
local function shorten(line, n)
  if cells(line) <= n then return line end
  local half = math.max(1, (n - 5) // 2)
  return cut(line, half) .. " ... " .. cut(line, half, true)
end

--- Gives what stands before bytes first..last of a text, that piece itself and what stands after.
--   side   cells of context on each side; what stands before is filled up to as many with blanks
--   width  cells of all three: a piece that needs more than its share takes them from the context
--          first, then loses its middle (no limit)
return function(text, first, last, side, width)
  local inside = plain(text:sub(first, last))
  if width then
    inside = shorten(inside, width)
    side = math.min(side, (width - cells(inside)) // 2)
  end
  local before, after = around(text, first, last, side)
  local used
  before, used = cut(before, side, true)
  return (" "):rep(side - used) .. before, inside, (cut(after, side))
end
