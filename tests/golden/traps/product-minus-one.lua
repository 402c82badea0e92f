local gloss = require "gloss"
local P = require "gloss.pattern"
local w, t, G, any = P.w, P.t, P.G, P.any

local p = w"a" * -1
return gloss.pipeline { "token", "sentence",
  P.phase { P.rule { name = "r", match = p, examples = { "[a b]" } } } }
