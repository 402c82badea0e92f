-- row.lua -- what the rules of subjects fill in.

local words = require "gloss.news.quotes.words"

local row = {}

local NAMED = { PER = true, ORG = true, GPE = true }

row.columns = { label = "symbol", verb = "integer", determiner = "symbol" }

-- Gives NAME, PRON or NOM of what a match captured as `subject`.
local function label_of(subject)
  local layer = subject.layer
  if not layer then return "NOM" end
  if layer.name == "token" then return words.pronoun[subject.folded] and "PRON" or "NOM" end
  return NAMED[subject.label] and "NAME" or "NOM"
end

--- Gives the columns of a subject but for its verb.
function row.of(m)
  return { label = label_of(m.subject), determiner = m.determiner and m:forms "determiner"[1] }
end

--- Gives the first byte of the verb that a match captured: a cue, or a row of `predicate`.
function row.verb(m)
  local verb = m.verb
  return verb.layer.name == "predicate" and verb.verb or verb.first
end

return row
