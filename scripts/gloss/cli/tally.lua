--- What a run counts: documents, annotations a stage, and time expressions left open for want of a
-- reference date. Workers count into numbered counters; the supervisor adds them up.
local core = require "gloss.core"
local json = require "gloss.json"
local report = require "gloss.cli.report"

local tally = {}
local Tally = {}
Tally.__index = Tally

local NAMES = { "documents", "bytes", "found", "undated", "open", "usage" }
local NUMBER = {}
for i, name in ipairs(NAMES) do NUMBER[name] = i end

function tally.new(pipeline)
  return setmetatable({ pipeline = pipeline, size = #NAMES + #pipeline.stages, stages = {},
                        started = core.clock(), kilobytes = 0 }, Tally)
end

--- Counts, in a worker, a document that is run.
function Tally.document(_, worker, bytes)
  worker:count(NUMBER.documents)
  worker:count(NUMBER.bytes, bytes)
end

--- Counts, in a worker, what came of a document: annotations a stage, a finding, what it lacks: a
-- reference date, and the dates left open by that.
function Tally.after(_, worker, doc, stages, found)
  for i, n in ipairs(stages) do
    if n > 0 then worker:count(#NAMES + i, n) end
  end
  if found then worker:count(NUMBER.found) end
  if doc.ref_date then return end
  worker:count(NUMBER.undated)
  local timex = doc:find "timex"
  if timex and timex:has "value" then
    for _, _, _, value in timex:each "value" do
      if value and value:find "^XXXX" then worker:count(NUMBER.open) end
    end
  end
end

--- Counts, in a worker, an argument that was wrong.
function Tally.usage(_, worker) worker:count(NUMBER.usage) end

--- Takes what came of a run.
function Tally:take(result)
  self.failed, self.seen = result.failed, result.documents
  for i, name in ipairs(NAMES) do self[name] = result.counters[i] end
  for i = 1, #self.pipeline.stages do self.stages[i] = result.counters[#NAMES + i] end
end

--- Says which stage first made no annotation, after a run that found nothing.
function Tally:why_nothing()
  for i, stage in ipairs(self.pipeline.stages) do
    if self.stages[i] == 0 and #stage.makes > 0 then
      return ("nothing found: stage '%s' made 0 annotations in %s"):format(stage.name,
        report.count(self.documents, "document"))
    end
  end
  return "nothing found: the stages made annotations, but the output holds none of them"
end

--- Gives the counts as a line of JSON.
function Tally:json()
  local stages = json.array {}
  for i, stage in ipairs(self.pipeline.stages) do
    stages[i] = { name = stage.name, annotations = self.stages[i] }
  end
  return json.encode { documents = self.documents, failed = self.failed, bytes = self.bytes,
    stages = stages, without_ref_date = self.undated, open_timex = self.open,
    seconds = (core.clock() - self.started) * 1000 // 1 / 1000,
    lua_kilobytes = self.kilobytes }
end

return tally
