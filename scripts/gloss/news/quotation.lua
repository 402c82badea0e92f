--- Quotation marks: the layer `quotation`, what stands between a pair of them, outer quotes only.
-- Who said it is a matter of news.quotes.
local marks = require "gloss.news.quotes.marks"

local function run(doc)
  local builder = doc:build("quotation", {})
  for _, one in ipairs(marks.of(doc).quotes) do
    if not one.parent then builder:add(one.first, one.last) end
  end
  builder:seal()
end

return { name = "news.quotation", reads = { "zone" }, makes = { "quotation" }, run = run }
