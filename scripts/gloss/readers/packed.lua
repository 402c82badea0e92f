--- Reads compressed files and archives: what is inside by its own reader, as if it stood there. The
-- files of an archive have the names "archive.zip/file"; those of no format are passed over.
local core = require "gloss.core"
local inputs = require "gloss.inputs"
local packed = require "gloss.packed"
local parts = require "gloss.readers.parts"
local path = require "gloss.path"
local readers = require "gloss.readers"

local function none() end

-- Goes to the next file inside: whether there is one; or nil and why it cannot be read.
local function next_file(self)
  while true do
    local name, why = self.archive:next()
    if not name then return why == nil and false or nil, why end
    local named = self.kind == "archive" and ("%s/%s"):format(self.file, name) or self.file
    local by = self.kind == "archive" and named or self.inner
    if self.kind == "compressed" or inputs.is_member(by, self.options.format) then
      local one = setmetatable({ stream = self.archive }, { __index = self.options })
      self.named, self.reader = named, inputs.plain_reader(by, self.options.format)
      self.pieces = parts.cut(readers[self.reader], named, one)
      return true
    end
  end
end

local next_piece

-- Gives a piece led by its reader and the name of its file; those of the next file at the end.
local function led(self, piece, message, ...)
  if piece ~= nil then return self.reader, self.named, piece, message, ... end
  if message then return nil, message, ... end
  self.pieces = none
  local is_there, why = next_file(self)
  if is_there then return next_piece(self) end
  if why then return nil, why, self.file end
  self.archive:close()
  self.archive = nil
end

function next_piece(self) return led(self, self.pieces()) end

-- Iterates over the pieces.
--   options  format (of what is inside), open (what to open instead of the file), longest (bytes a
--            document may have), and those of the readers inside
local function cut(file, options)
  local place, kind, inner = options.open or file, packed.kind(file)
  local archive, why = core.archive(place, kind == "compressed")
  local self = { file = file, options = options, kind = kind, inner = inner, archive = archive,
                 pieces = none }
  return function()
    if self.archive then return next_piece(self) end
    local reason = why
    why = nil
    if reason then return nil, path.reason(reason, place), file end
  end
end

return parts.new(cut, function(_, options, reader, named, ...)
  return parts.item(readers[reader], named, options, ...)
end)
