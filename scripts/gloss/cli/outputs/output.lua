--- An output of a run: its sinks, what stands first in each, and make(doc, stages, after), which
-- runs the pipeline in a worker: a text for each sink, "" for none, and whether more than names was
-- found; it may raise. `reduction`, if there is one, is done when all documents are.
local report = require "gloss.cli.report"

local Output = {}
Output.__index = Output

--- Writes what stands first.
function Output:begin()
  for i, one in ipairs(self.sinks) do
    report.written(one:write(self.heads and self.heads[i] or ""))
    report.written(one:flush())
  end
end

--- Puts all of the output in its place.
function Output:close()
  for _, one in ipairs(self.sinks) do report.written(one:close()) end
end

--- Gives the output up.
function Output:discard()
  for _, one in ipairs(self.sinks) do one:discard() end
end

--- Makes an output.
return function(sinks, make)
  return setmetatable({ sinks = sinks, make = make, skip = 0 }, Output)
end
