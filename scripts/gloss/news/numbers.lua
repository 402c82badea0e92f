--- Amounts: the layers money, percent and quantity, by the rules of numbers/. A number that is part
-- of a time (layer timex) is none of these.

local P = require "gloss.pattern"

local rules = {}
for _, name in ipairs { "percent", "money", "quantity" } do
  for _, rule in ipairs(require("gloss.news.numbers." .. name)) do rules[#rules + 1] = rule end
end

return P.phase { name = "news.numbers", policy = "priority", rules = rules }
