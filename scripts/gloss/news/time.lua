--- Times as TIMEX3 has them (layer `timex`), by the rules of time/, with values reckoned from the
-- document's reference date. Without one, values that need it stay open ("XXXX-WXX-5"); the clock
-- is never asked.

local P = require "gloss.pattern"

local rules = {}
for _, name in ipairs { "dates", "names", "periods", "fiscal", "years", "lengths" } do
  for _, rule in ipairs(require("gloss.news.time." .. name)) do rules[#rules + 1] = rule end
end

return P.phase { name = "news.time", rules = rules }
