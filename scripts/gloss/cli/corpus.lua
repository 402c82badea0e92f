--- A run over a corpus: output and journal opened, tasks supervised, the output put in its place,
-- and what is said in the end.
local core = require "gloss.core"
local journals = require "gloss.cli.journal"
local outputs = require "gloss.cli.outputs"
local report = require "gloss.cli.report"
local tally = require "gloss.cli.tally"
local worker = require "gloss.cli.worker"

local ECHILD <const>, ENODATA <const>, ESTALE <const> = 10, 61, 116
local PAUSE <const> = 200   -- of the collector, its own: `run` begins with a longer one

local corpus = {}
local Run = {}
Run.__index = Run

-- Says in words how many documents.
local function documents(n) return report.count(n, "document") end

-- Supervises a job that writes to the channels of the run: what came of it. Ends the command when
-- output cannot be written.
--   work  gives the function of a worker, told the numbers of the channels for what is said of
--         failures, and for records of them
local function supervise(self, job, journal, work)
  local sinks = table.move(self.out.sinks, 1, #self.out.sinks, 1, {})
  if self.errors then sinks[#sinks + 1] = self.errors end
  job.channels = {}
  for i, one in ipairs(sinks) do job.channels[i] = one.handle end
  local said = #sinks + 1
  job.channels[said] = io.stderr
  job.journal = journal and journal:open()
  job.durable = job.journal and #sinks
  job.work = work { said = said, errors = self.errors and said - 1, job = job }
  local result, why, errno, channel = core.supervise(job)
  if result then return result end
  if errno == ESTALE then
    report.stop(report.FAILED, ("%s: is not what it was when the run began"):format(
      self.plan:name(channel)))
  end
  local name = channel == said + 1 and journal and journal.file
               or sinks[channel] and sinks[channel].name or "workers"
  if errno == ENODATA then why = "is not as its journal says" end
  if errno == ECHILD then name, why = "workers", "ended before their work was done" end
  report.written(nil, ("%s: %s"):format(name, why), errno)
end

-- Lets the collector go on from what was loaded, which stays. For one document a cycle, which also
-- copies all pages that the worker shares, takes longer: as much again is free.
local function begin_collecting(many)
  collectgarbage("incremental", PAUSE)
  if many then collectgarbage()
  else collectgarbage("step", -(collectgarbage "count" // 1 | 0)) end
end

-- Runs the tasks in workers.
local function run_documents(self)
  local job = self.job
  job.tasks, job.streams = #self.plan.tasks, self.plan.streams
  job.counters, job.skip = self.counts.size, self.out.skip
  job.progress = report.is_watched() and (self.given.output ~= nil or not core.isatty(1))
  return supervise(self, job, self.journal, function(setting)
    setting.plan, setting.pipeline, setting.out = self.plan, self.pipeline, self.out
    setting.counts = self.counts
    local work = worker.new(setting)
    begin_collecting(job.tasks > 1 or self.given.stats)
    self.counts.kilobytes = collectgarbage "count" // 1 | 0
    return work
  end)
end

-- Reduces a table, when all documents are done: what came of it. It has a journal of its own, begun
-- when the other says that they are.
local function reduce(self)
  local reduction, journal = self.out.reduction, self.journal and self.journal:of_reduction()
  for _, one in ipairs(self.out.sinks) do one.handle:seek "end" end
  if self.errors then self.errors.handle:seek "end" end
  local job = { tasks = 1, timeout = self.job.timeout, memory = self.job.memory,
                max_errors = self.job.max_errors }
  return supervise(self, job, journal, function(setting)
    setting.reduction = reduction
    return require "gloss.cli.reducer"(setting)
  end)
end

-- Runs it all: what came of it.
local function run(self)
  local result = run_documents(self)
  local reduction = self.out.reduction
  if not (reduction and result.finished) or reduction.rows.done then return result end
  local reduced = reduce(self)
  if reduced.failed > 0 then
    report.line(("%d groups of table '%s' failed"):format(reduced.failed, reduction.name))
  end
  result.groups_failed = reduced.failed
  result.interrupted, result.ended = reduced.interrupted, reduced.ended
  return result
end

-- Says how the run ended early, and how to go on.
local function say_ended(self, result)
  local more = self.journal and "; the same with --resume goes on" or ""
  if result.interrupted then
    local done = result.documents > 0 and " after " .. documents(result.documents) .. more or ""
    report.line("interrupted" .. done)
  elseif result.ended == "errors" then
    local failed = result.failed + (result.groups_failed or 0)
    report.line(("ended after %d errors%s"):format(failed, more))
  end
end

-- Gives the lines about what failed, while it can still be read.
local function summarise(self, result)
  local failed = result.failed + (result.groups_failed or 0)
  local handle = self.errors and self.errors:reader()
  if not handle then return {} end
  local list = require("gloss.cli.summary").lines(handle, failed)
  if handle ~= self.errors.handle then handle:close() end
  return list
end

-- Says how the run ended; gives the exit code.
local function finish(self, result)
  local counts = self.counts
  counts:take(result)
  if result.ended == "stopped" then return report.FAILED end
  say_ended(self, result)
  if result.interrupted then return report.INTERRUPTED end
  if counts.seen > counts.failed and counts.found == 0 then report.line(counts:why_nothing()) end
  if self.given.stats then io.stderr:write(counts:json(), "\n") end
  for _, line in ipairs(result.summary) do report.line(line) end
  if counts.failed > 0 and counts.seen > 1 then
    report.line(("%d of %d inputs failed"):format(counts.failed, counts.seen))
  end
  if counts.failed > counts.usage or (result.groups_failed or 0) > 0 then return report.FAILED end
  return counts.usage > 0 and report.USAGE or report.OK
end

-- Ends output and journal by what came of the run; nil when it raised.
local function settle(self, result)
  local goes_on = self.journal and self.journal:documents() > 0
                  and (not result or result.interrupted or result.ended == "errors")
  if goes_on then return end   -- all stays for --resume
  local whole = result and not (result.interrupted or result.ended == "stopped")
  if whole then self.out:close() else self.out:discard() end
  if self.errors then self.errors:close_unless_empty() end
  if self.journal then self.journal:remove() end
  if self.plan.options.spool then os.remove(self.plan.options.spool) end
end

-- Opens what is written to.
local function open(self, state)
  self.given.resumes = state == "resumed" or state == "finished"
  self.given.finished = state == "finished"
  self.out = outputs.open(self.pipeline, self.given)
  self.errors = outputs.errors(self.given)
  if state == "fresh" then self.out:begin() end
  if state == "fresh" and self.journal then self.journal:create() end
end

--- Runs a plan: the exit code.
--   job  options of core.supervise: jobs, timeout, memory, limit, max_errors, ordered
function corpus.run(given, pipeline, plan, job)
  local self = setmetatable({ given = given, pipeline = pipeline, plan = plan, job = job,
                              counts = tally.new(pipeline) }, Run)
  self.journal = journals.new(given, plan, pipeline)
  plan.list = nil
  local state = self.journal and self.journal:state(outputs.files(pipeline, given)) or "fresh"
  if state == "complete" then
    if plan.options.spool then os.remove(plan.options.spool) end
    report.line(given.output .. ": complete, nothing is left to do")
    return report.OK
  end
  local ok, result = core.xpcall(function()
    open(self, state)
    local result = run(self)
    result.summary = summarise(self, result)
    settle(self, result)
    return result
  end, report.trace)
  if ok then return finish(self, result) end
  if self.out then settle(self, nil) end
  if self.journal and self.journal:documents() > 0 then
    report.line(("%s done; the same with --resume goes on"):format(
      documents(self.journal:documents())))
  end
  error(result, 0)
end

return corpus
