--- Who a reporting verb says something of, as the rules of news.subjects and news.subjects.shared
-- found it, in the form that people are looked up by: {kind=, i=, j=, mention=, word=,
-- determiner=}, tokens of its sentence; kind `name`, `pron` or `nom`.

local words = require "gloss.news.quotes.words"

local M = {}

-- How rules of the layer `subject` found a row, where that matters.
local HOW = { ["news.subjects/inverted"] = "inverted", ["news.subjects/relative"] = "relative" }

-- Adds the rows of a layer to the subjects by the first byte of their verb, but for those known.
local function add(known, layer, shared)
  for row, _, _, verb, rule in layer:each("verb", "rule") do
    if not known[verb] then
      known[verb] = { layer = layer, row = row, rule = rule,
                      how = shared and "shared" or HOW[rule] }
    end
  end
end

--- Gives the subjects of a document: by the first byte of a verb {layer=, row=, how=, rule=}. A
-- subject of its own comes before one that the verb shares.
function M.all(doc)
  local known = {}
  add(known, doc:layer "subject", false)
  add(known, doc:layer "subject.shared", true)
  return known
end

-- Gives the head of the phrase in tokens i..j: the word before the first preposition.
local function head(s, i, j)
  for k = i + 1, j do
    if words.preposition[s.w[k]] and not s.m[k] then return s.w[k - 1] end
  end
  return s.w[j]
end

--- Gives the subject of a verb of sentence s, how it was found ("inverted", "relative", "shared",
-- or nil), and the rule that found it; nil where there is none.
function M.of(subjects, s, c)
  local known = subjects[c.first]
  if not known then return nil end
  local layer, row = known.layer, known.row
  local i, j = s:near(layer:first(row)), s:near(layer:last(row))
  local kind = layer:get(row, "label"):lower()
  local found = { kind = kind, i = i, j = j, mention = kind == "name" and s.m[i] or nil }
  if kind ~= "name" then
    found.word = kind == "pron" and s.w[i] or head(s, i, j)
    found.determiner = layer:get(row, "determiner")
  end
  return found, known.how, known.rule
end

return M
