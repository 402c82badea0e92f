--- The name lists, compiled at build time and mapped: the stage "news.lists" makes the layers
-- `list` (columns list, label, ref, iso: places, nationalities, organisations, titles, roles,
-- names; every match, nested ones too) and `list.word` (common words as they stand at the head of a
-- sentence).
local gloss = require "gloss"

local function mapped(file)
  local found, why = gloss.data(file)
  if not found then error(why, 0) end
  return found
end

return gloss.pipeline {
  gloss.gazetteer { name = "list", file = mapped "newswire.gaz" },
  gloss.gazetteer { name = "list.word", file = mapped "words.gaz" },
}
