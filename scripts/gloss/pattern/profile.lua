--- Where the time of a pipeline goes: seconds and annotations a stage, and, of phases, what each
-- rule costs when it runs alone: seconds, starts the machine was asked about, its steps, matches.
local json = require "gloss.json"
local phases = require "gloss.pattern.phase"

local profile = {}
local Profile = {}
Profile.__index = Profile

-- Gives the entries of a phase's rules, each with an engine of its own.
local function rules_of(phase, tokenizer)
  local list = {}
  for i, rule in ipairs(phase.rules) do
    list[i] = { rule = rule.full_name, where = rule.where, seconds = 0, starts = 0, steps = 0,
                found = 0, lost = 0, engine = phases.engine({ rule }, phase.policy, tokenizer) }
  end
  return list
end

--- Makes an empty profile of a prepared pipeline.
function profile.new(pipeline)
  local self = setmetatable({ pipeline = pipeline, stages = {}, rules = {}, documents = 0,
                              bytes = 0 }, Profile)
  for i, stage in ipairs(pipeline.stages) do
    self.stages[i] = { stage = stage.name, seconds = 0, rows = 0 }
    if stage.phase then
      local rules = rules_of(stage.phase, pipeline:tokenizer())
      for _, entry in ipairs(rules) do self.rules[#self.rules + 1] = entry end
      self.stages[i].phase, self.stages[i].entries = stage.phase, rules
    end
  end
  return self
end

-- Runs each rule of a phase alone, and counts what the phase found by rule.
local function add_rules(stage, doc)
  for _, entry in ipairs(stage.entries) do
    local before = os.clock()
    local _, counts = entry.engine:run(doc)
    entry.seconds = entry.seconds + os.clock() - before
    entry.starts, entry.steps = entry.starts + counts.starts, entry.steps + counts.steps
  end
  for _, raw in ipairs(stage.phase.matches[doc]) do
    local entry = stage.entries[raw.rule]
    local key = raw.winner and "lost" or "found"
    entry[key] = entry[key] + 1
  end
end

--- Runs the pipeline on a document and adds what it took.
function Profile:add(doc)
  local counts, before = {}, os.clock()
  self.pipeline:run(doc, counts, function(i)
    local now = os.clock()
    self.stages[i].seconds = self.stages[i].seconds + now - before
    before = now
  end)
  for i, stage in ipairs(self.stages) do
    stage.rows = stage.rows + (counts[i] or 0)
    if stage.phase then add_rules(stage, doc) end
  end
  self.documents, self.bytes = self.documents + 1, self.bytes + #doc
end

local function slower(a, b) return a.seconds > b.seconds end

--- Gives the profile as plain tables: stages in order, rules the slowest first.
function Profile:record()
  local stages, rules = {}, {}
  for i, one in ipairs(self.stages) do
    stages[i] = { stage = one.stage, seconds = one.seconds, rows = one.rows }
  end
  for i, one in ipairs(self.rules) do
    rules[i] = { rule = one.rule, where = one.where, seconds = one.seconds, starts = one.starts,
                 steps = one.steps, found = one.found, lost = one.lost }
  end
  table.sort(rules, slower)
  return { documents = self.documents, bytes = self.bytes,
           stages = json.array(stages), rules = json.array(rules) }
end

return profile
