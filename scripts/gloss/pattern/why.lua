--- What the prompt's `.why` says: the rules behind a place, or why one has no match from there.
local explain = require "gloss.pattern.explain"
local show = require "gloss.pattern.explainpage"
local whynot = require "gloss.pattern.whynot"

local why = {}

--- Gives the text about an offset in code points of a document that a pipeline has run over.
--   rule  the rule that found nothing; false for all that found something
function why.text(pipeline, doc, rule, offset, page)
  local ok, byte = pcall(doc.bytes, doc, offset, offset + 1)
  if not ok then return ("%d is not in the document"):format(offset) end
  if not rule then
    local wanted = { first = byte, last = byte }
    show({ id = doc.id, matches = explain.matches(pipeline, doc, wanted),
           others = explain.others(pipeline, doc, wanted) }, page)
    return page:text()
  end
  local phase, number = whynot.find(pipeline, rule)
  if not phase then return number end
  local token = whynot.token_at(doc, byte)
  if not token then return ("no token at %d or later"):format(offset) end
  show({ id = doc.id, why_not = whynot.at(phase, number, doc, token) }, page)
  return page:text()
end

return why
