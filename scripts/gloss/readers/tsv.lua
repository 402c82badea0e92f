--- Reads a table of tab-separated values, without quoting, as csv.lua does.
return require("gloss.readers.csv").of "\t"
