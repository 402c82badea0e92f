--- Reads a file of lines, each a document; its id is "path@byte", the place of its line. Bytes
-- count from 0; lines of white space are none. What other readers of lines share is here: `open`,
-- `cut`, `where` and `from`.
local encodings = require "gloss.encodings"
local lines = require "gloss.lines"
local parts = require "gloss.readers.parts"
local path = require "gloss.path"

local reader = {}
local Source = {}
Source.__index = Source

--- Gives the place of a byte for messages.
--   number  of its line, or false: it is counted
function reader.where(file, options, byte, number)
  number = number or lines.before(options.open or file, byte) + 1
  return ("byte %d: line %d"):format(byte, number)
end

--- Opens a file for its lines: a source, whose `encoding` is nil for UTF-8. What cannot be opened
-- is said by next().
--   options  open (what to open instead of the file) or stream (what is read instead), from, to
--            (bytes: the lines that start there), longest (bytes a line may have), encoding,
--            replace_bad
function reader.open(file, options)
  local self = setmetatable({ file = file, place = options.open or file, options = options,
                              number = 0 }, Source)
  local handle, why = options.stream or io.stdin, nil
  self.ours = not options.stream and self.place ~= "-"
  if self.ours then handle, why = path.open(self.place) end
  local stream = handle
  if handle and (options.from or 0) == 0 then
    stream, self.encoding, self.decoded = encodings.stream(handle, options)
    if not stream then why = self.encoding end
  elseif handle and options.encoding then
    self.encoding = encodings.tell("", options.encoding)
  end
  self.handle, self.why, self.stream = handle, why, not why and stream
  return self
end

--- Closes the file; then there are no more lines.
function Source:close()
  if self.handle and self.ours then self.handle:close() end
  self.handle, self.stream, self.each, self.why = nil, nil, nil, nil
end

-- Gives the place of a byte of the line that was read last.
function Source:where(byte)
  return reader.where(self.file, self.options, byte, self:line())
end

--- Gives the number of the line that was read last; false where it is not the file's beginning that
-- is read.
function Source:line() return (self.options.from or 0) == 0 and self.number end

-- Gives the text of a line, or nil and why there is none.
local function decode(self, line, start)
  if start == 0 and line:sub(1, 3) == "\xEF\xBB\xBF" then line, start = line:sub(4), 3 end
  if self:is_text() then return line, start end
  local text, why, at = encodings.decode(line, self.encoding, self.options.replace_bad)
  if not text then return nil, ("%s: %s"):format(self:where(start + at - 1), why) end
  return text, start
end

--- Gives the next line, its line feed included, and its byte; or nil and why it cannot be had, and
-- goes on; nil alone is the end.
function Source:next()
  local line, start, size
  if self.stream and not self.each then self.each = lines.each(self.stream, self.options) end
  if self.each then line, start, size = self.each() end
  if not start then
    local reason = size or self.why
    self:close()
    return nil, reason and path.reason(reason, self.place)
  end
  self.number = self.number + 1
  if not line then
    return nil, ("%s: %d bytes are more than a document may have, %d"):format(self:where(start),
      size, self.options.longest)
  end
  return decode(self, line, start)
end

--- Tells whether read() gives text: not where lines have to be decoded.
function Source:is_text() return not self.encoding or self.decoded end

--- Gives the next bytes, of lines that next() does not give then; or nil and why they cannot be
-- had; nil alone is the end.
function Source:read()
  local block, why
  if self.stream then block, why = self.stream:read(lines.BLOCK) end
  if block then return block end
  why = why or self.why
  self:close()
  return nil, why and path.reason(why, self.place)
end

--- Gives where an item of a file is from.
function reader.from(file, byte, encoding)
  return { path = file, byte = byte, encoding = encoding or nil }
end

--- Cuts a file into its lines: line, byte, number (as Source:line), encoding.
function reader.cut(file, options)
  local source = reader.open(file, options)
  return function()
    while true do
      local line, start = source:next()
      if not line then return nil, start, start and file end
      if line:find "%S" then return line, start, source:line(), source.encoding end
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

return parts.new(reader.cut, function(file, _, line, start, _, encoding)
  return { id = ("%s@%d"):format(path.id(file), start), text = chomp(line),
           source = reader.from(file, start, encoding) }
end, reader)
