--- The record of a story: what its layers tell, as one table for JSON. Objects carry at, sentence,
-- rule and via; `evidence` traces each string of the lists.

local evidence = require "gloss.news.record.evidence"
local facts = require "gloss.news.record.facts"
local gloss = require "gloss"
local json = require "gloss.json"
local names = require "gloss.news.record.names"

--- Builds the record of a document that the newswire stages have run over.
return function(doc)
  local record = {
    id = doc.id, schema = "gloss.newswire/1", versions = { gloss = gloss.version },
    meta = json.object(doc.meta), ref_date = doc.ref_date or json.null,
      ref_date_from = doc.ref_date_from or json.null,
  }
  local ledger = evidence.ledger(doc)
  local mentions = names.mentions(doc)
  facts.frame(doc, record, ledger)
  names.people(doc, record, mentions)
  names.places(doc, record, mentions, ledger)
  facts.dates(doc, record, ledger)
  facts.amounts(doc, record)
  facts.quotes(doc, record)
  facts.events(doc, record, ledger)
  record.evidence = ledger.rows
  return record
end
