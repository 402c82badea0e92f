--- The two parts of a reader (readers.lua): what is made of them, and how they are had of any.
local parts = {}
local Reader = {}

function Reader:__call(file, options)
  options = options or {}
  local pieces, item = self.cut(file, options), self.item
  return function() return item(file, options, pieces()) end
end

--- Makes a reader out of cut() and of make(), an item() that is never given nil.
--   reader  a table to which it is added
function parts.new(cut, make, reader)
  reader = reader or {}
  reader.cut = cut
  function reader.item(file, options, piece, ...)
    if piece == nil then return piece, ... end
    return make(file, options, piece, ...)
  end
  return setmetatable(reader, Reader)
end

local function has_parts(reader) return getmetatable(reader) == Reader end

--- Iterates over the pieces of a file; those of a reader without parts are its items.
function parts.cut(reader, file, options)
  return (has_parts(reader) and reader.cut or reader)(file, options)
end

--- Gives the item of a piece.
function parts.item(reader, file, options, ...)
  if has_parts(reader) then return reader.item(file, options, ...) end
  return ...
end

return parts
