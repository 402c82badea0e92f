--- Reads a file of lines, each a document; its id is "path@byte", the place of its line. Bytes
-- count from 0; lines of white space are none. What JSON Lines share with it is here: `each`.
local lines = require "gloss.lines"
local path = require "gloss.path"

local reader = {}

--- Iterates over the lines of a file, each taken by parse(line, start, where): what a reader gives.
-- `where` gives the place of the line in messages.
--   options  open (what to open instead of the file) or stream (what is read instead), from, to
--            (bytes: the lines that start there), longest (bytes a line may have)
function reader.each(file, options, parse)
  local place = options.open or file
  local handle, why = options.stream or io.stdin, nil
  local ours = not options.stream and place ~= "-"
  if ours then handle, why = io.open(place, "rb") end
  local each, number = handle and lines.each(handle, options), 0

  local function where(byte)
    local line = (options.from or 0) == 0 and number or lines.before(place, byte) + 1
    return ("byte %d: line %d"):format(byte, line)
  end

  local function finish(reason)
    if handle and ours then handle:close() end
    handle, each = nil, nil
    if reason then return nil, path.reason(reason, place), file end
  end

  return function()
    if not each then
      local reason = why
      why = nil
      return finish(reason)
    end
    while true do
      local line, start, size = each()
      if not start then return finish(size) end
      number = number + 1
      if not line then
        return nil, ("%s: %d bytes are more than a document may have, %d"):format(where(start),
          size, options.longest), file
      end
      if start == 0 and line:sub(1, 3) == "\xEF\xBB\xBF" then line, start = line:sub(4), 3 end
      if line:find "%S" then return parse(line, start, where) end
    end
  end
end

-- A line without its end. By bytes: a pattern is tried at each place of a long line.
local function chomp(line)
  local stop = #line
  if line:byte(stop) == 10 then stop = stop - 1 end
  if line:byte(stop) == 13 then stop = stop - 1 end
  return line:sub(1, stop)
end

--- The reader.
function reader.read(file, options)
  local id = path.id(file)
  return reader.each(file, options or {}, function(line, start)
    return { id = ("%s@%d"):format(id, start), text = chomp(line),
             source = { path = file, byte = start } }
  end)
end

return setmetatable(reader, { __call = function(_, ...) return reader.read(...) end })
