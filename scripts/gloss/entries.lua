--- Where a gazetteer's entries come from. A source is {columns = names, each = iterator of surface,
-- value, value ... in columns' order, where = function(name) that gives where the last entry, or
-- the value of one of its columns, stands; header, the same of a column's name, if it has one}.
local evidence = require "gloss.entries.evidence"
local objects = require "gloss.entries.objects"
local path = require "gloss.path"
local separated = require "gloss.entries.separated"

local entries = {}

local READ = {
  tsv = function(self) return separated(self.file, self.columns, "\t") end,
  csv = function(self) return separated(self.file, self.columns, ",") end,
  jsonl = function(self) return objects.lines(self.file, self.columns) end,
}
READ.ndjson = READ.jsonl

local function open(self)
  if self.entries then
    return objects.list(self.entries, self.columns, ("gazetteer '%s'"):format(self.name))
  end
  local read = READ[path.ending(self.file)]
  if read then return read(self) end
  error(("%s: entries are read from .tsv, .csv, .jsonl and .gaz files"):format(self.file), 0)
end

--- Opens the entries of a description; raises, with the file, on what cannot be read. `each` raises
-- with the place alone.
function entries.open(self)
  return evidence(open(self), self.stop, self.evidence)
end

return entries
