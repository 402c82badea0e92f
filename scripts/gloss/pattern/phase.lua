--- Phases: rules that run together, their conflicts settled by a policy. A phase is a stage: it
-- reads the layers its rules name and makes those they emit.
local core = require "gloss.core"
local emit = require "gloss.pattern.emit"
local names = require "gloss.pattern.names"
local nearest = require "gloss.nearest"
local node = require "gloss.pattern.node"
local raised = require "gloss.raised"
local resolve = require "gloss.pattern.resolve"
local rules = require "gloss.pattern.rule"

local phase = {}
local Phase = { __name = "gloss.pattern.phase" }
Phase.__index = Phase

local FIELDS = { "name", "policy", "rules", "summary" }
local POLICIES = { longest = true, priority = true, all = true }

-- Gives the rules of a definition: numbered fields, then `rules`.
local function rules_of(definition, where)
  local list, seen = {}, {}
  local given = table.move(definition, 1, #definition, 1, {})
  table.move(definition.rules or {}, 1, #(definition.rules or {}), #given + 1, given)
  for i, one in ipairs(given) do
    if not rules.is_rule(one) then
      error(("%s: phase: item %d is %s, not a P.rule"):format(where, i, node.describe(one)), 0)
    end
    if seen[one.name] then
      error(("%s: phase: rule '%s' is there already (%s)"):format(
        one.where, one.name, seen[one.name]), 0)
    end
    seen[one.name], list[i] = one.where, one
  end
  if #list == 0 then error(where .. ": phase: no rules", 0) end
  return list
end

-- Gives the rules under names that tell the phase.
local function named(list, name)
  for i, one in ipairs(list) do
    local copy = setmetatable({ full_name = name .. "/" .. one.name }, getmetatable(one))
    for key, value in next, one do copy[key] = value end
    list[i] = copy
  end
  return list
end

--- Makes a phase of a definition (docs/patterns.md).
function phase.new(definition)
  local where = node.where()
  if type(definition) ~= "table" then error(where .. ": phase takes a table", 0) end
  local ok, why = pcall(nearest.check_fields, "phase", definition, FIELDS)
  if not ok then error(where .. ": " .. why, 0) end
  local policy = definition.policy or "longest"
  if not POLICIES[policy] then
    error(("%s: phase: %s"):format(where, nearest.unknown("policy", tostring(policy),
      { "longest", "priority", "all" })), 0)
  end
  local name = definition.name
  if name ~= nil and (type(name) ~= "string" or name:find "%c") then
    error(("%s: phase: name is a text, not %s"):format(where, node.describe(name)), 0)
  end
  local list = rules_of(definition, where)
  name = name or list[1].where:match "([^/]*)%.lua:%d+$" or "phase"
  list = named(list, name)
  local self = setmetatable({ name = name, where = where, policy = policy, rules = list,
    layers = emit.layers(list), matches = setmetatable({}, { __mode = "k" }) }, Phase)
  emit.check(self.layers, list)
  self.reads, self.origins = names.reads(list)
  return self
end

--- Compiles rules for a tokenizer, which cuts their phrases.
function phase.engine(list, policy, tokenizer)
  local compiled, done = {}, {}
  for i, one in ipairs(list) do
    compiled[i] = { name = one.name, where = one.where, match = resolve(one.tree, tokenizer, done),
                    priority = one.priority, claims = one.claims, within = one.within,
                    zones = one.zones }
  end
  return core.phase { policy = policy, rules = compiled }
end

--- Compiles the phase for a tokenizer.
function Phase:compile(tokenizer)
  self.engine = phase.engine(self.rules, self.policy, tokenizer)
end

--- Runs the phase on a document: binds the layers its rules emit, keeps and gives what was found,
-- losers of conflicts with their `winner` among it. Its field `truncated` counts the unbounded
-- repetitions that ended at 2,000 tokens, in scopes that are longer.
function Phase:run(doc)
  if not self.engine then self:compile(core.tokenizer {}) end
  raised.at = nil
  local ok, found, counts = pcall(self.engine.run, self.engine, doc)
  if not ok and raised.at then
    error(("%s: where: %s"):format(raised.at, raised.text(found)), 0)
  elseif not ok then error(found, 0) end
  found.truncated = counts.truncated > 0 and counts.truncated or nil
  emit.run(self, doc, found)
  self.matches[doc] = found
  return found
end

--- Gives the stage that a phase is.
function Phase:stage()
  local makes = {}
  for layer in next, self.layers do makes[#makes + 1] = layer end
  table.sort(makes)
  return { name = self.name, reads = self.reads, makes = makes, columns = self.layers,
           open = false, origins = self.origins, phase = self,
           prepare = function(pipeline)
             names.check(self, pipeline)
             self:compile(pipeline:tokenizer())
           end,
           run = function(doc) self:run(doc) end }
end

return phase
