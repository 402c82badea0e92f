--- Who and what the words around a trigger name as parts of its event: the layer `party`, label
-- OBJECT WITH BETWEEN MODIFIER ROLE TARGET STAKE NATION PLACE TOPIC, with the row of `trigger`.
-- Who is meant by them, and whether they take part, news.events decides.
local P = require "gloss.pattern"

local rules = {}
for _, name in ipairs { "objects", "beside", "places", "topics" } do
  for _, rule in ipairs(require("gloss.news.parties." .. name)) do rules[#rules + 1] = rule end
end

-- Triggers share their parties, so every match is kept.
return P.phase { name = "news.parties", policy = "all", rules = rules }
