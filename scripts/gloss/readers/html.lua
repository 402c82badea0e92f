--- Reads a web page as one document: its main text, and metadata from what it says of itself.
local encodings = require "gloss.encodings"
local html = require "gloss.html"
local whole = require "gloss.readers.whole"

--- options: those of whole, encoding (else the page's own word, else UTF-8, else a guess),
-- replace_bad.
return whole(function(bytes, file, options)
  local page, encoding, bad = encodings.part(bytes, options.encoding, html.encoding(bytes),
    options.replace_bad)
  if not page then return nil, ("byte %d: %s"):format(bad - 1, encoding) end
  local text, meta = html.text(page)
  if not text then return nil, meta end
  return { text = text, meta = meta,
           source = { path = file, byte = 0, encoding = encoding, extractor = "html" } }
end)
