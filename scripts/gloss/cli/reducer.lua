--- What the worker does that reduces a table (reduce.lua): what is staged is sorted, and each group
-- of rows is done as a document is, so that one at which the script fails costs its own rows.
local failures = require "gloss.cli.failures"

local function run(self)
  self.begun = true
  self.group = self.groups()
  if not self.group then return "none" end
  for _, row in ipairs(self.reduction:kept(self.group)) do
    self.worker:write(self.reduction.channel, self.reduction.line(row))
  end
  return "skipped"   -- no document
end

local function failed(self, raised, reason)
  if not self.begun then self.group = self.groups() end   -- what a worker died at
  failures.write(self.worker, self, { id = self.reduction:label(self.group), stage = "reduce",
    message = failures.message(self.job, raised, reason), reason = reason })
end

local function do_task(self, abandoned)
  self.worker:idle()   -- sorting is no group's time
  self.groups = self.reduction:groups(function() return self.reduction.rows:temporary() end)
  repeat
    self.begun = false
    local result = self.worker:document(function() return run(self) end,
                                        function(...) return failed(self, ...) end)
    if result == "known" then
      self.worker:idle()
      self.groups()
    end
  until result == "none" or abandoned
end

--- Gives the function that the worker runs.
--   setting  reduction (of the output), job (of the supervisor), said and errors (channels)
return function(setting)
  return function(worker)
    local self = setmetatable({ worker = worker }, { __index = setting })
    local number, abandoned = worker:next()
    while number do
      do_task(self, abandoned)
      io.stdout:flush()   -- what the script printed
      number, abandoned = worker:next()
    end
  end
end
