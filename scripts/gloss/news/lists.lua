--- The name lists, compiled at build time and mapped: the stage "news.lists" makes the layers
-- `list` (columns list, label, ref, iso: places, nationalities, organisations, titles, roles,
-- names; every match, nested ones too) and `list.word` (common words as they stand at the head of a
-- sentence).
local gloss = require "gloss"
local data = require("gloss.news.common").data

return gloss.pipeline {
  gloss.gazetteer { name = "list", file = data "newswire.gaz" },
  gloss.gazetteer { name = "list.word", file = data "words.gaz" },
}
