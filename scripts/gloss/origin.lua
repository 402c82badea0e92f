--- Where a document is from: kept beside it, and told by its record when its offsets are not those
-- of the file, because its text was decoded or taken out of something.
local core = require "gloss.core"

local origin = {}

local sources = setmetatable({}, { __mode = "k" })   -- by document

--- Keeps the source that a reader gave for a document, {path, byte, encoding, extractor}.
function origin.set(doc, source)
  if source and (source.encoding or source.extractor) then sources[doc] = source end
end

--- Adds to a record where its document is from, and a hash of the text, by which it is known again.
function origin.tell(doc, record)
  local source = sources[doc]
  if not source or record.source ~= nil then return end
  record.source, record.text_hash = source, core.hash(doc.text)
end

return origin
