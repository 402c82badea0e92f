--- A token pattern from the command line: an expression in which the names of gloss.pattern are
-- globals.
local core = require "gloss.core"
local gloss = require "gloss"
local nearest = require "gloss.nearest"
local P = require "gloss.pattern"

local expression = {}

local NAMES = {}
for name in next, P do NAMES[#NAMES + 1] = name end
table.sort(NAMES)

-- Gives the rule of an expression, made on its line; raises "-e:1: ..." on a wrong one.
local function evaluate(text)
  local globals = { P = P, math = math, lpeg = select(2, pcall(require, "lpeg")) }
  for _, name in ipairs(NAMES) do globals[name] = P[name] end
  local source = ('local made = P.rule { name = "match", match = %s\n} return made'):format(text)
  local chunk, why = load(source, "=-e", "t", setmetatable(globals, {
    __index = function(_, name) error(nearest.unknown("name", tostring(name), NAMES), 2) end }))
  if not chunk then error(why, 0) end
  return chunk()
end

--- Gives a function that finds a pattern in a document: the layer "match".
--   gazetteer  an engine, whose layer G names
function expression.finder(text, tokenizer, gazetteer)
  local rule = evaluate(text)
  local stages = { "token", "sentence", tokenizer = tokenizer, splitter = core.splitter {} }
  stages[#stages + 1] = gazetteer
  stages[#stages + 1] = P.phase { name = "-e", rule }
  local pipeline = gloss.pipeline(stages)
  pipeline:prepare()
  return function(doc) return pipeline:run(doc):layer "match" end
end

return expression
