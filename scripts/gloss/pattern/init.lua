--- `gloss.pattern`: token patterns as an algebra in LPeg's image (docs/patterns.md). Atoms, the
-- operators of their metatable, rules and phases.
local attributes = require "gloss.pattern.attributes"
local node = require "gloss.pattern.node"
local operators = require "gloss.pattern.operators"
local words = require "gloss.pattern.words"

local P = {}

for _, name in ipairs { "word", "exact", "forms", "phrase", "re" } do
  P[name] = function(...) return node.pattern(words[name](...)) end
end

function P.token(t) return node.pattern(attributes.token(t)) end
function P.gaz(name, t) return node.pattern(attributes.unit(name, t, "gaz")) end
function P.layer(name, t) return node.pattern(attributes.unit(name, t, "layer")) end

--- p matches up to here.
function P.before(p)
  return node.pattern(operators.look(node.operand(p, "before", words.word), false, true))
end

P.w, P.W, P.lem, P.t, P.G, P.A = P.word, P.exact, P.forms, P.token, P.gaz, P.layer

local BUILT_IN = "gloss.pattern:0"
P.any = node.pattern(node.token { "any", where = BUILT_IN, has = 0 })
for _, what in ipairs { "BOS", "EOS", "DOC" } do
  P[what] = node.pattern { op = "assert", what = what, where = BUILT_IN, has = 0 }
end

function P.rule(definition) return require("gloss.pattern.rule").new(definition) end

function P.phase(definition) return require("gloss.pattern.phase").new(definition) end

--- The phase of a file of spaCy's patterns.
function P.spacy(definition)
  local made = require "gloss.pattern.spacy"(definition)
  return made   -- no tail call: errors name the script's line
end

return setmetatable(P, { __index = function(_, name)
  if operators.methods[name] then node.fail("'%s' is a method: p:%s(...)", name, name) end
  local names = {}
  for known in next, P do names[#names + 1] = known end
  table.sort(names)
  node.fail("%s", require("gloss.nearest").unknown("field of gloss.pattern", tostring(name), names))
end, __newindex = function() node.fail("gloss.pattern does not change") end })
