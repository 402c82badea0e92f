--- Readers by name. A reader is `reader(file, options)`: an iterator of {id, text, meta, ref_date,
-- source, fields}; for what cannot be read it gives nil, message, id once and goes on; nil alone is
-- the end. "-" is standard input. More are added by assignment.
--
-- Those of gloss have two parts, which a run leaves to two processes: `cut(file, options)` iterates
-- over pieces, each some plain values that begin with neither nil nor false (or nil, message, id);
-- `item(file, options, ...)` makes of a piece what the reader gives, and of nil what it is given.
local BUILT_IN = { text = true, lines = true, jsonl = true, csv = true, tsv = true, html = true,
                   mbox = true, packed = true }

return setmetatable({}, { __index = function(readers, name)
  if not BUILT_IN[name] then return nil end
  local reader = require("gloss.readers." .. name)
  rawset(readers, name, reader)
  return reader
end })
