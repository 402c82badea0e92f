--- What the names of the layer `name` are names of: the layer `name.kind`, label PER ORG GPE LOC
-- MISC-EVENT, or NOBODY where a name names none; `uncertain` where a mention alone says too little.
-- The rules stand in order: the first that matches a name decides.
local P = require "gloss.pattern"

local rules = {}
for _, part in ipairs { "nobody", "words", "beside", "guess" } do
  for _, rule in ipairs(require("gloss.news.kinds." .. part)) do rules[#rules + 1] = rule end
end

return P.phase { name = "news.kinds", rules = rules }
