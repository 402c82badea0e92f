--- The forms of output: what -f names, and what the ending of a file says.
local path = require "gloss.path"

local forms = {}

--- The values of -f.
forms.names = { "jsonl", "csv", "tsv", "sqlite", "conllu", "brat" }

--- The forms that hold documents with their layers, and those that hold rows of tables alone.
forms.of_documents = { conllu = true, brat = true, sqlite = true }
forms.of_tables = { csv = true, tsv = true }

local ENDINGS = { jsonl = "jsonl", ndjson = "jsonl", csv = "csv", tsv = "tsv", tab = "tsv",
                  conllu = "conllu", sqlite = "sqlite", sqlite3 = "sqlite", db = "sqlite" }

--- Gives the form that is asked for, or else that the ending of a file says; nil when none is.
function forms.of(given, file)
  return given.form or file and ENDINGS[path.ending(file)]
end

return forms
