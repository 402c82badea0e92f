--- Reads a file of mails (mbox, RFC 4155), or of one, each a document; its id is the Message-ID,
-- else "path@byte", the place where it starts, or the path of one that is alone. Lines that begin
-- with "From " after an empty line part the mails; ">From " in them is what was "From ". A file
-- that begins otherwise is one mail.
local lines = require "gloss.readers.lines"
local mail = require "gloss.mail"
local parts = require "gloss.readers.parts"
local path = require "gloss.path"

-- Takes a line of a mail.
local function add(self, mine, line)
  if self.mbox and line:find "^>+From " then line = line:sub(2) end
  mine.size = mine.size + #line
  local longest = self.options.longest or mine.size
  if mine.size > longest then
    mine.bad = mine.bad or ("byte %d: more bytes than a document may have, %d"):format(mine.start,
      longest)
    mine.lines = {}
  end
  mine.lines[#mine.lines + 1] = line
  mine.empty = line:find "^\r?\n" ~= nil
end

-- Reads the lines of the next mail: {lines, start, bad}; nil at the end of the file.
local function next_mail(self)
  local mine = { lines = {}, size = 0, start = self.start, empty = false }
  while true do
    local line, byte = self.source:next()
    if not line and not byte then
      self.ended = true
      return mine.start and mine
    elseif not line then
      mine.start, mine.bad = mine.start or 0, mine.bad or byte
    elseif not mine.start then
      self.mbox, mine.start = line:find "^From " ~= nil, byte
      if not self.mbox then add(self, mine, line) end
    elseif self.mbox and mine.empty and line:find "^From " then
      self.start = byte
      return mine
    else
      add(self, mine, line)
    end
  end
end

-- Makes the document of a mail, or gives nil and why there is none.
local function document(file, options, text, start, is_one)
  local item, why = mail.read(text, options)
  if not item then return nil, ("byte %d: %s"):format(start, why), file end
  item.id = item.id or path.id(file) .. (is_one and "" or "@" .. start)
  item.source = { path = file, byte = start, encoding = item.encoding, extractor = "mail" }
  return item
end

--- options: those of lines; encoding is that of what is in the mails, else they say it.
return parts.new(function(file, options)
  local raw = setmetatable({ encoding = false }, { __index = options })
  local self = { file = file, options = options, source = lines.open(file, raw) }
  return function()
    local mine = not self.ended and next_mail(self)
    if not mine then return nil end
    if mine.bad then return nil, mine.bad, file end
    return table.concat(mine.lines), mine.start, not self.mbox
  end
end, document)
