--- Names that no list has, as far as their words say where they begin and end: the layer `name`,
-- which the rules of news.kinds ask what they are names of. Columns: `words` with a capital,
-- `tokens`, whether it `opens` its sentence, is `plain` (its capitals are common words) and whether
-- its one word, if neither, stands `again` in the story.
local candidates = require "gloss.news.entities.candidates"

local COLUMNS = { { "again", "boolean" }, { "opens", "boolean" }, { "plain", "boolean" },
  { "tokens", "integer" }, { "words", "integer" } }

-- Gives how many words of a segment have a capital, and whether all of these are common words.
local function count_words(v, s)
  local capital, word, n, plain = v.capital, v.is.word, 0, true
  for k = s.i, s.j do
    if capital[k] then
      n = n + 1
      plain = plain and word[k] or false
    end
  end
  return n, plain
end

return {
  name = "news.names",
  reads = { "token", "zone", "sentence", "list", "list.word", "office" },
  makes = { "name" },
  run = function(doc)
    local v = candidates.of(doc)
    local builder, again, opens, plain, tokens, words = doc:build "name", {}, {}, {}, {}, {}
    for n, s in ipairs(v.names) do
      builder:add(v.first[s.i], v.last[s.j])
      words[n], plain[n] = count_words(v, s)
      opens[n], tokens[n] = s.opens or false, s.j - s.i + 1
      again[n] = s.i == s.j and not s.opens and not plain[n] and candidates.recurs(v, s.i)
    end
    local layer = builder:seal()
    local values = { again, opens, plain, tokens, words }
    for n, column in ipairs(COLUMNS) do layer:add_column(column[1], column[2], values[n]) end
  end,
}
