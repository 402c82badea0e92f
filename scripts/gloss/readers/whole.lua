--- What readers share whose files are one document each.
local parts = require "gloss.readers.parts"
local path = require "gloss.path"

local BLOCK <const> = 1 << 16

-- Reads all of a stream, which can only be read on, or gives nil and why not.
local function read_stream(stream, longest)
  local blocks, size = {}, 0
  while true do
    local part, why = stream:read(BLOCK)
    if not part then
      if why then return nil, why end
      return table.concat(blocks)
    end
    blocks[#blocks + 1], size = part, size + #part
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

-- Reads all bytes of a file, or gives nil and why not.
local function bytes_of(file, options)
  if options.stream then return read_stream(options.stream, options.longest) end
  local place = options.open or file
  local handle, why = io.stdin, nil
  if place ~= "-" then handle, why = path.open(place) end
  local text
  if handle then
    text, why = read(handle, options.longest)
    if place ~= "-" then handle:close() end
  end
  if text then return text end
  return nil, path.reason(why or "cannot be read", place)
end

--- Makes a reader of a function that makes an item of all bytes of a file, or gives nil and why
-- there is none: make(bytes, file, options). The item gets the path as its id.
--   options of the reader: open (what to open instead of the file) or stream (what is read
--   instead), longest (bytes it may have)
return function(make)
  local function cut(file, options)
    local done = false
    return function()
      if done then return nil end
      done = true
      local bytes, why = bytes_of(file, options)
      return bytes, why, why and file
    end
  end
  return parts.new(cut, function(file, options, bytes)
    local item, why = make(bytes, file, options)
    if not item then return nil, why, file end
    item.id = path.id(file)
    return item
  end)
end
