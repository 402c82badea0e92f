--- `gloss tokenize`: tokens for people to look at, one a line.
local core = require "gloss.core"
local documents = require "gloss.cli.documents"
local offsets = require "gloss.offsets"
local options = require "gloss.cli.options"
local pretty = require "gloss.pretty"
local report = require "gloss.cli.report"

local tokenize = {}

local EXAMPLES = {
  "gloss tokenize story.txt                 start, end, kind and form of every token",
  "echo \"Don't go.\" | gloss tokenize",
  "gloss tokenize --language fr --hyphens split lettre.txt",
}

local function make_parser()
  local parser = options.parser("tokenize", "Show the tokens of texts, one a line: start and end "
    .. "in code points, kind, form; an empty line after each sentence.", EXAMPLES)
  parser:argument("file", "Files; standard input without any."):args "*"
  options.add_tokenizer(parser)
  options.add_inputs(parser)
  return parser
end

-- Writes the lines of a document, a sentence at once: those of a book would fill the memory.
local function write_lines(sink, doc, tokens, sentences)
  local flat, kinds = offsets.rows(tokens, "codepoints"), tokens:column "kind"
  for _, first, last in sentences:each() do
    local out = {}
    for i in tokens:covered(first, last) do
      out[#out + 1] = ("%6d %6d  %-8s  %s\n"):format(flat[2 * i - 1], flat[2 * i], kinds[i] or "?",
        (pretty.safe(doc.text:sub(tokens:first(i), tokens:last(i))):gsub("%s+", " ")))
    end
    out[#out + 1] = "\n"
    report.written(sink:write(table.concat(out)))
  end
end

--- Runs the command.
function tokenize.run(arguments)
  local given = options.parse(make_parser(), "tokenize", arguments)
  if not given then return report.OK end
  if #given.file == 0 then given.file = { "-" } end
  local tokenizer = options.tokenizer(given, "tokenize")
  local splitter = options.engine(core.splitter,
    { language = given.language, abbreviations = given.abbreviation }, "tokenize")
  local sink = require("gloss.sink").stdout()
  local run = documents.run(given.file, given)
  for doc in run:each() do
    local tokens = tokenizer:run(doc)
    write_lines(sink, doc, tokens, splitter:run(doc))
    doc:close()
  end
  report.written(sink:close())
  return run:finish()
end

return tokenize
