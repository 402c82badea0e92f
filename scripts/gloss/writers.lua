--- Writers by name: `writers.jsonl(options)`, `writers.csv(columns)`. A writer turns records into
-- text: head() gives what stands first, the first time it is asked, "" later; line(record) gives a
-- record's text, and raises on one that cannot be expressed. More are added by assignment.
local BUILT_IN = { jsonl = true, csv = true }

return setmetatable({}, { __index = function(writers, name)
  if not BUILT_IN[name] then return nil end
  local writer = require("gloss.writers." .. name)
  rawset(writers, name, writer)
  return writer
end })
