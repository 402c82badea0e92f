--- Where the time of a pipeline goes: seconds and annotations a stage; of phases, what each rule
-- costs when it runs alone: seconds, starts the machine was asked about, its steps, matches; and
-- what each predicate that Lua answers costs there: calls, those it said true of, seconds.
local json = require "gloss.json"
local phases = require "gloss.pattern.phase"
local written = require "gloss.pattern.written"

local profile = {}
local Profile = {}
Profile.__index = Profile

-- Gives a function that counts what another answers.
local function counted(accept, entry)
  return function(value)
    local before = os.clock()
    local yes = accept(value)
    entry.seconds, entry.calls = entry.seconds + os.clock() - before, entry.calls + 1
    if yes then entry.passed = entry.passed + 1 end
    return yes
  end
end

-- Gives a copy of a tree (or test) in which the predicates that Lua answers are counted.
local function with_counts(tree, predicates, rule, done)
  if done[tree] then return done[tree] end
  local copy = {}
  done[tree] = copy
  for key, value in next, tree do
    local part = type(key) == "number" and type(value) == "table" or key == "test"
    copy[key] = part and with_counts(value, predicates, rule, done) or value
  end
  if tree.accept then
    local pattern = tree.op and written.condition(tree) or written.pattern(tree)
    local entry = { rule = rule.full_name, pattern = pattern, calls = 0, passed = 0, seconds = 0,
                    where = tree.where:find "^gloss%.pattern:" and rule.where or tree.where }
    predicates[#predicates + 1] = entry
    copy.accept = counted(tree.accept, entry)
  end
  return copy
end

-- Gives the entries of a phase's rules, each with an engine of its own.
local function rules_of(phase, tokenizer, predicates)
  local list = {}
  for i, rule in ipairs(phase.rules) do
    local alone = setmetatable({ tree = with_counts(rule.tree, predicates, rule, {}) },
                               { __index = rule })
    list[i] = { rule = rule.full_name, where = rule.where, seconds = 0, starts = 0, steps = 0,
                found = 0, lost = 0, engine = phases.engine({ alone }, phase.policy, tokenizer) }
  end
  return list
end

--- Makes an empty profile of a prepared pipeline.
function profile.new(pipeline)
  local self = setmetatable({ pipeline = pipeline, stages = {}, rules = {}, predicates = {},
                              documents = 0, bytes = 0 }, Profile)
  for i, stage in ipairs(pipeline.stages) do
    self.stages[i] = { stage = stage.name, seconds = 0, rows = 0 }
    if stage.phase then
      local rules = rules_of(stage.phase, pipeline:tokenizer(), self.predicates)
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

--- Gives the profile as plain tables: stages in order, rules and predicates the slowest first,
-- those left out that were never asked.
function Profile:record()
  local stages, rules = {}, {}
  for i, one in ipairs(self.stages) do
    stages[i] = { stage = one.stage, seconds = one.seconds, rows = one.rows }
  end
  for i, one in ipairs(self.rules) do
    rules[i] = { rule = one.rule, where = one.where, seconds = one.seconds, starts = one.starts,
                 steps = one.steps, found = one.found, lost = one.lost }
  end
  local predicates = {}
  for _, one in ipairs(self.predicates) do
    if one.calls > 0 then predicates[#predicates + 1] = one end
  end
  table.sort(rules, slower)
  table.sort(predicates, slower)
  return { documents = self.documents, bytes = self.bytes,
           stages = json.array(stages), rules = json.array(rules),
           predicates = json.array(predicates) }
end

return profile
