-- document.lua -- small documents for specs of the bindings.
local gloss = require "gloss"

local document = {}

document.text = "Ana Ruiz met Bo Li in Zürich. Ruiz paid 40 crowns."

--- A document of that text with layers token and sentence.
function document.new(text, options)
  local doc = assert(gloss.doc(text or document.text, options))
  gloss.tokenizer {}:run(doc)
  gloss.splitter {}:run(doc)
  return doc
end

--- Asserts that a function raises a message that matches.
function document.raises(pattern, f, ...)
  local ok, why = pcall(f, ...)
  assert(not ok, "nothing was raised, expected: " .. pattern)
  assert(tostring(why):find(pattern), ("raised %q, expected %q"):format(tostring(why), pattern))
end

return document
