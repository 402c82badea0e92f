--- Reads a file as one document; its id is the path.
local path = require "gloss.path"

local BLOCK <const> = 1 << 16

-- Reads all of a stream, which can only be read on, or gives nil and why not.
local function read_stream(stream, longest)
  local parts, size = {}, 0
  while true do
    local part, why = stream:read(BLOCK)
    if not part then
      if why then return nil, why end
      return table.concat(parts)
    end
    parts[#parts + 1], size = part, size + #part
    if size > (longest or size) then
      return nil, ("more bytes than a document may have, %d"):format(longest)
    end
  end
end

-- Reads all of an open file, or gives nil and why not.
local function read(handle, longest)
  local size = longest and handle:seek "end"
  if size then
    if size > longest then
      return nil, ("%d bytes are more than a document may have, %d"):format(size, longest)
    end
    handle:seek "set"
    if size > 0 then return handle:read(size) or "" end   -- it shrank
  end
  return handle:read "a"
end

--- options: open (what to open instead of the file) or stream (what is read instead), longest
-- (bytes it may have).
return function(file, options)
  options = options or {}
  local done, place = false, options.open or file
  return function()
    if done then return nil end
    done = true
    if options.stream then
      local text, why = read_stream(options.stream, options.longest)
      if not text then return nil, why, file end
      return { id = path.id(file), text = text, source = { path = file, byte = 0 } }
    end
    local handle, why = io.stdin, nil
    if place ~= "-" then handle, why = io.open(place, "rb") end
    if not handle then return nil, path.reason(why, place), file end
    local text
    text, why = read(handle, options.longest)
    if place ~= "-" then handle:close() end
    if not text then return nil, path.reason(why or "cannot be read", place), file end
    return { id = path.id(file), text = text, source = { path = file, byte = 0 } }
  end
end
