--- A token pattern from the command line: an expression in which the names of gloss.pattern are
-- globals.
local check = require "gloss.pattern.check"
local core = require "gloss.core"
local gloss = require "gloss"
local hint = require "gloss.pattern.hint"
local nearest = require "gloss.nearest"
local P = require "gloss.pattern"
local raised = require "gloss.raised"

local expression = {}

local NAMES = {}
for name in next, P do NAMES[#NAMES + 1] = name end
table.sort(NAMES)

-- Compiles an expression to a function that makes its rule.
local function compile(text, globals)
  local source = ('local made = P.rule { name = "match", match = %s\n} return made'):format(text)
  local chunk, why = load(source, "=-e", "t", globals)
  if chunk then return chunk end
  local lines = select(2, text:gsub("\n", "")) + 1
  if why:find(("-e:%d:"):format(lines + 1), 1, true) == 1 then
    why = ("-e:%d: the expression is not complete"):format(lines)
  end
  error(hint.add(why, function() return text end), 0)
end

-- Gives the rule of an expression, made on its line; raises "-e:1: ..." on a wrong one.
local function evaluate(text)
  local globals = { P = P, math = math, lpeg = select(2, pcall(require, "lpeg")) }
  for _, name in ipairs(NAMES) do globals[name] = P[name] end
  local chunk = compile(text, setmetatable(globals, {
    __index = function(_, name) error(nearest.unknown("name", tostring(name), NAMES), 2) end }))
  local ok, result = pcall(chunk)
  if not ok then error(hint.add(raised.text(result), function() return text end), 0) end
  return result
end

--- Gives a function that finds a pattern in a document: the layer "match".
--   gazetteer  an engine, whose layer G names
--   warn       called with lines about what is likely wrong with the pattern
function expression.finder(text, tokenizer, gazetteer, warn)
  local rule = evaluate(text)
  check.pattern(rule, tokenizer, {}, function(where, _, message, ...)
    warn(("%s: %s"):format(where, message:format(...)))
  end)
  local stages = { "token", "sentence", tokenizer = tokenizer, splitter = core.splitter {} }
  stages[#stages + 1] = gazetteer
  stages[#stages + 1] = P.phase { name = "-e", rule }
  local pipeline = gloss.pipeline(stages)
  pipeline:prepare()
  return function(doc) return pipeline:run(doc):layer "match" end
end

return expression
