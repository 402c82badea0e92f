--- The lines of a file, or of a range of its bytes: those that start in it. Memory is bounded by
-- the longest line that is wanted.
local lines = {}

lines.BLOCK = 1 << 17   -- bytes that are read at once

-- Reads on to the end of a line that the block does not hold whole: the line, or nil and its size
-- when it is too long; the block that holds its end and the place after it.
local function long_line(handle, rest, longest)
  local parts, size = { rest }, #rest
  while true do
    local block, why = handle:read(lines.BLOCK)
    if not block then
      if why then return nil, nil, "", 1, why end
      return size <= longest and table.concat(parts) or nil, size, "", 1
    end
    local stop = block:find("\n", 1, true)
    local part = stop and block:sub(1, stop) or block
    size = size + #part
    if size <= longest then parts[#parts + 1] = part else parts = {} end
    if stop then
      return size <= longest and table.concat(parts) or nil, size, block, stop + 1
    end
  end
end

-- Goes to where the first line at or after a byte starts: that byte.
local function seek(handle, from)
  if from == 0 then return 0 end
  handle:seek("set", from - 1)
  local _, size, block, after = long_line(handle, "", 0)
  return from - 1 + (size or 0), block, after
end

--- Iterates over the lines that start in [from, to) of a file: line (with its line feed), the byte
-- it starts at (from 0), and its size; the line is nil where it is longer than `longest`, the start
-- too where the file cannot be read, with the reason; nil alone is the end.
--   options  from, to, longest: bytes; without them the whole file
function lines.each(handle, options)
  local to, longest = options.to or math.huge, options.longest or math.huge
  local start, block, at = seek(handle, options.from or 0)
  block, at = block or "", at or 1
  return function()
    if start >= to then return nil end
    local stop = block:find("\n", at, true)
    local line, size, why
    if stop then
      line, size = block:sub(at, stop), stop - at + 1
      if size > longest then line = nil end
      at = stop + 1
    else
      line, size, block, at, why = long_line(handle, block:sub(at), longest)
      if why then return nil, nil, why end
      if size == 0 then return nil end
    end
    local first = start
    start = start + size
    return line, first, size
  end
end

--- Iterates over the lines of a file from its start, or from `from` on, as `each`
-- does, but raises, with its name, where it cannot be read.
function lines.whole(handle, name, options)
  handle:seek "set"
  local each = lines.each(handle, options or {})
  return function()
    local line, start, size = each()
    if not start and size then error(("%s: %s"):format(name, size), 0) end
    return line, start, size
  end
end

local counted = { byte = 0, number = 0 }   -- of the file asked for last

--- Gives the number of lines that end before a byte of a file; asked for in rising order, a file is
-- read once.
function lines.before(file, byte)
  if counted.file ~= file or counted.byte > byte then
    counted = { file = file, byte = 0, number = 0 }
  end
  local handle = io.open(file, "rb")
  if not handle then return 0 end
  handle:seek("set", counted.byte)
  while counted.byte < byte do
    local block = handle:read(math.min(lines.BLOCK, byte - counted.byte))
    if not block then break end
    local number, at = counted.number, block:find("\n", 1, true)
    while at do
      number, at = number + 1, block:find("\n", at + 1, true)
    end
    counted.number, counted.byte = number, counted.byte + #block
  end
  handle:close()
  return counted.number
end

return lines
