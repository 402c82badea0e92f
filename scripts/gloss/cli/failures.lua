--- What is said of a document, or of a group of rows, that failed: a line, and a record of it
-- beside the output.
local core = require "gloss.core"
local json = require "gloss.json"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local failures = {}

--- Says why one failed, in words that name the option that bounds it.
--   job  of core.supervise
function failures.message(job, raised, reason)
  local message = report.reason(raised)
  if reason == "timeout" then
    local place = message:match "^(.*:%d+: )timeout" or ""
    return ("%smore than %g s (--timeout)"):format(place, job.timeout / 1000)
  elseif reason == "memory" then
    return ("more than %d MB of memory (--memory)"):format(job.memory >> 20)
  end
  return message
end

-- Names the place of an error: the stage, if one was running.
local function located(message, stage)
  return stage and ("stage '%s': %s"):format(stage, message) or message
end

--- Writes a failure in a worker.
--   channels  said and errors (nil: none): the numbers of those of lines and of records
function failures.write(worker, channels, failure)
  local id, message = failure.id, failure.message
  worker:write(channels.said, report.text(("%s: %s"):format(id, located(message, failure.stage))))
  if not channels.errors then return end
  local record = { document = path.id(id), stage = failure.stage, message = message,
                   reason = failure.reason, script = message:match "^([^\n]-%.lua:%d+): " }
  if not utf8.len(message) then record.message = core.doc(message, { replace_bad = true }).text end
  worker:write(channels.errors, json.encode(record) .. "\n")
end

return failures
