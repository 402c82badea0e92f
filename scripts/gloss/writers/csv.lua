--- The rows of one table as CSV (RFC 4180), or with tabs between, under a header.
local csv = require "gloss.csv"

--- Makes a writer for a table's columns.
--   options  separator ("," or "\t")
return function(columns, options)
  local separator = options and options.separator
  local writer, header = {}, csv.header(columns, separator)

  function writer.head()
    local text = header
    header = ""
    return text
  end

  function writer.line(_, row) return csv.row(row, columns, separator) end

  return writer
end
