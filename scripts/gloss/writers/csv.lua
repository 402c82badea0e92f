--- The rows of one table as CSV (RFC 4180), under a header.
local csv = require "gloss.csv"

--- Makes a writer for a table's columns.
return function(columns)
  local writer, header = {}, csv.header(columns)

  function writer.head()
    local text = header
    header = ""
    return text
  end

  function writer.line(_, row) return csv.row(row, columns) end

  return writer
end
