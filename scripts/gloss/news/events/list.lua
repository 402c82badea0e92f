--- Words that report or happen (data/triggers.tsv): the layer `list.trigger`. Columns: type
-- (STATEMENT MEET VISIT ...), pos (verb, noun or preposition), form (past, base, third, ing), base,
-- need: what must stand behind the word for it to count (news.cues checks it), or none.
local gloss = require "gloss"
local common = require "gloss.news.common"

return gloss.gazetteer { name = "list.trigger", file = common.data "triggers.gaz" }
