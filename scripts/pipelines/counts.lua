-- How many tokens and sentences each document has: a first look at a corpus.
return require "gloss".pipeline {
  summary = "tokens and sentences, counted",
  "token", "sentence",
  output = function(doc)
    return { id = doc.id, tokens = #doc:layer "token", sentences = #doc:layer "sentence" }
  end,
}
