--- Reads a file as one document; its id is the path.
local encodings = require "gloss.encodings"
local whole = require "gloss.readers.whole"

--- options: those of whole, encoding, replace_bad.
return whole(function(bytes, file, options)
  local text, encoding = encodings.text(bytes, options)
  if not text then return nil, encoding end
  return { text = text, source = { path = file, byte = 0, encoding = encoding } }
end)
