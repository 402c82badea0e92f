--- Reads a table of tab-separated values, without quoting, as csv.lua does.
local csv = require "gloss.readers.csv"

return function(file, options) return csv.read(file, options, "\t") end
