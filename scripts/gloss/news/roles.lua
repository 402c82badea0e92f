--- Roles: what the story says a person is, in a noun phrase beside the name. APPOS stands behind
-- the name or before it with a comma, DESC right before it, PRED behind `becomes`, `named`,
-- `resigned as`. Makes the layer `role`.
local P = require "gloss.pattern"

local rules = {}
for _, name in ipairs { "apposition", "predicate" } do
  for _, rule in ipairs(require("gloss.news.roles." .. name)) do rules[#rules + 1] = rule end
end

return P.phase { name = "news.roles", policy = "priority", rules = rules }
