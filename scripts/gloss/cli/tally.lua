--- What a run counts: documents, annotations a stage, and time expressions left open for want of a
-- reference date.
local core = require "gloss.core"
local json = require "gloss.json"

local tally = {}
local Tally = {}
Tally.__index = Tally

function tally.new(pipeline)
  return setmetatable({ pipeline = pipeline, stages = {}, documents = 0, undated = 0, open = 0,
                        started = core.clock() }, Tally)
end

--- Counts a document that is about to be run.
function Tally:document() self.documents = self.documents + 1 end

--- Counts what a run document lacks: a reference date, and the dates left open by that.
function Tally:after(doc)
  if doc.ref_date then return end
  self.undated = self.undated + 1
  local timex = doc:find "timex"
  if timex and timex:has "value" then
    for _, _, _, value in timex:each "value" do
      if value and value:find "^XXXX" then self.open = self.open + 1 end
    end
  end
end

--- Says which stage first made no annotation, after a run that found nothing.
function Tally:why_nothing()
  for i, stage in ipairs(self.pipeline.stages) do
    if self.stages[i] == 0 and #stage.makes > 0 then
      return ("nothing found: stage '%s' made 0 annotations in %d document%s"):format(
        stage.name, self.documents, self.documents == 1 and "" or "s")
    end
  end
  return "nothing found: the stages made annotations, but the output holds none of them"
end

--- Gives the counts as a line of JSON.
function Tally:json(inputs)
  local stages = json.array {}
  for i, stage in ipairs(self.pipeline.stages) do
    stages[i] = { name = stage.name, annotations = self.stages[i] or 0 }
  end
  return json.encode { documents = self.documents, failed = inputs.failed, bytes = inputs.bytes,
    stages = stages, without_ref_date = self.undated, open_timex = self.open,
    seconds = (core.clock() - self.started) * 1000 // 1 / 1000,
    lua_kilobytes = collectgarbage "count" // 1 | 0 }
end

return tally
