--- Writers by name: `writers.jsonl(options)`, `writers.csv(columns)` turn records into text: head()
-- gives what stands first, the first time it is asked, "" later; line(record) gives the text of a
-- record, and raises on one that cannot be expressed. `writers.conllu(options)`, `writers.brat()`
-- turn documents into text, by document(doc). More are added by assignment.
local BUILT_IN = { jsonl = true, csv = true, conllu = true, brat = true }

return setmetatable({}, { __index = function(writers, name)
  if not BUILT_IN[name] then return nil end
  local writer = require("gloss.writers." .. name)
  rawset(writers, name, writer)
  return writer
end })
