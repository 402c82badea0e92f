--- Records as JSON, one a line; each names the unit of its offsets.
local json = require "gloss.json"

--- Makes a writer.
--   options  offsets ("codepoints", "bytes" or "utf16"), unmarked (rows, which name no unit)
return function(options)
  local unit = options and options.offsets or "codepoints"
  local writer = {}

  function writer.head() return "" end

  function writer.line(_, record)
    if not (options and options.unmarked) and record.offsets == nil then record.offsets = unit end
    return json.encode(record, { offsets = unit }) .. "\n"
  end

  return writer
end
