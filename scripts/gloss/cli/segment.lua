--- `gloss segment`: sentences and tokens of documents as offsets, for other programs and scorers.
local documents = require "gloss.cli.documents"
local offsets = require "gloss.offsets"
local options = require "gloss.cli.options"
local report = require "gloss.cli.report"

local segment = {}

local EXAMPLES = {
  'gloss segment docs.jsonl > spans.jsonl     {"id", "text"} a line in, offsets out',
  "gloss segment --reasons story.txt",
  "gloss segment --language de --model my.model brief.txt",
}

local function make_parser()
  local parser = options.parser("segment", "Find sentences and tokens: "
    .. '{"id", "sentences", "tokens"} with half-open offsets, one document a line.', EXAMPLES)
  parser:argument("file", "Text or JSONL files; without any, JSONL on standard input."):args "*"
  options.add_tokenizer(parser)
  parser:option("--sentences", "How sentences end: news, uax29 or lines.")
    :argname "STYLE":default "news"
  parser:option("--newlines", "What line breaks mean: auto, wrap, paragraph or sentence.")
    :argname "HOW":default "auto"
  options.add_model(parser)
  parser:option("--starter", "This word often starts a sentence; may be repeated.")
    :argname "WORD":count "*"
  parser:flag("--reasons", "Say why each sentence ends.")
  options.add_offsets(parser)
  options.add_inputs(parser)
  options.add_output(parser, "Write to FILE.")
  return parser
end

-- Gives a layer's offsets as JSON: [[start,end],...].
local function pairs_of(layer, unit)
  local flat, parts = offsets.rows(layer, unit), {}
  for i = 1, #flat, 2 do parts[#parts + 1] = ("[%d,%d]"):format(flat[i], flat[i + 1]) end
  return "[" .. table.concat(parts, ",") .. "]"
end

-- Gives the field of the reasons why sentences end.
local function reasons_of(sentences)
  local reasons = {}
  for i, sentence in ipairs(sentences) do reasons[i] = ('"%s"'):format(sentence.reason) end
  return ('"reasons":[%s],'):format(table.concat(reasons, ","))
end

--- Runs the command.
function segment.run(arguments)
  local given = options.parse(make_parser(), "segment", arguments)
  if not given then return report.OK end
  local json = require "gloss.json"
  local tokenizer = options.tokenizer(given, "segment")
  local splitter = options.engine(require "gloss.splitter", { style = given.sentences,
    language = given.language, newlines = given.newlines, abbreviations = given.abbreviation,
    model = options.model(given), starters = given.starter }, "segment")
  local sink = options.sink(given)
  if #given.file == 0 then given.file, given.format = { "-" }, given.format or "jsonl" end
  local run = documents.run(given.file, given)
  for doc in run:each() do
    local tokens = tokenizer:run(doc)
    local sentences = splitter:run(doc)
    report.written(sink:write(('{"id":%s,"offsets":"%s",%s"sentences":%s,"tokens":%s}\n'):format(
      json.encode(doc.id), given.offsets, given.reasons and reasons_of(sentences) or "",
      pairs_of(sentences, given.offsets), pairs_of(tokens, given.offsets))))
    doc:close()
  end
  report.written(sink:close())
  return run:finish()
end

return segment
