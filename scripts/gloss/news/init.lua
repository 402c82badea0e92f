--- The newswire pipeline: zones, lists, numbers, times, entities, acronyms, quotes and events of a
-- wire story, and its record (docs/newswire.md).

local gloss = require "gloss"
local json = require "gloss.json"
local record_of = require "gloss.news.record"

local function output(doc)
  local record = record_of(doc)
  if not gloss.params.annotations then return record end
  local annotations = require "gloss.news.record.annotations"
  return {
    id = doc.id, record = record,
    annotations = json.deferred(function(unit) return annotations.list(doc, unit) end),
    sentences = json.deferred(function(unit) return annotations.sentences(doc, unit) end),
  }
end

return gloss.pipeline {
  name = "newswire",
  summary = "the facts of a wire story: who said and did what, where and when",
  params = {
    annotations = { type = "boolean", default = false,
                    help = "every annotation and sentence beside the record, for scorers" },
  },
  splitter = gloss.splitter { newlines = "wrap" },
  "token", "news.dateline", "news.zones", "sentence", "news.lists", "news.numerals", "news.time",
  "news.numbers", "news.offices", "news.entities", "news.titles", "news.roles", "news.acronyms",
  "news.events.list", "news.quotation", "news.cues", "news.predicates", "news.subjects",
  "news.subjects.shared", "news.statements", "news.attribution", "news.quotes", "news.triggers",
  "news.modality", "news.parties", "news.events",
  output = output,
  pretty = function(doc, page, record)
    require "gloss.news.pretty"(doc, record.record or record, page)
  end,
}
