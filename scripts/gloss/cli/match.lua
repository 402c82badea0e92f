--- `gloss match -g FILE`: where the entries of a gazetteer occur.
local core = require "gloss.core"
local documents = require "gloss.cli.documents"
local offsets = require "gloss.offsets"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local match = {}

local EXAMPLES = {
  "gloss match -g people.tsv --case folded stories/",
  "gloss match -g names.gaz --in jsonl - < docs.jsonl",
}

local function make_parser()
  local parser = options.parser("match", 'Find the entries of a gazetteer: {"id", "matches": '
    .. '[{"start", "end", "surface", and the entry\'s columns}]}, one document a line.', EXAMPLES)
  parser:argument("file", "Files or folders; standard input without any."):args "*"
  parser:option("-g", "TSV, CSV or JSONL with a column surface, or a .gaz file.")
    :hidden_name "--gazetteer":target "gazetteer":argname "FILE":count(1)
  parser:option("--case", "How case counts: exact (the default), folded or smart.")
    :argname "HOW":choices { "exact", "folded", "smart" }
  parser:option("--policy", "Which matches: longest (the default), all or priority.")
    :argname "WHICH":choices { "longest", "all", "priority" }
  parser:option("--offsets", "Unit of offsets: codepoints, bytes or utf16."):argname "UNIT"
    :choices { "codepoints", "bytes", "utf16" }:default "codepoints"
  options.add_inputs(parser)
  options.add_output(parser, "Write to FILE.")
  return parser
end

local function compile(given, tokenizer)
  local ok, result = pcall(function()
    local stem = select(2, path.name(given.gazetteer))
    local description = require("gloss.gazetteer").new({ file = given.gazetteer, name = stem,
      case = given.case, policy = given.policy }, ".")
    if description:is_compiled() then return description:open(tokenizer) end
    return description:compile(tokenizer)
  end)
  if ok then return result end
  report.stop(report.USAGE, "match: " .. tostring(result), "match")
end

-- Gives the matches of a layer as plain tables.
local function matches_of(layer, unit)
  local json = require "gloss.json"
  local flat, list, names = offsets(layer, unit), json.array {}, layer.columns
  local text = layer.doc.text
  for i, first, last in layer:each() do
    local one = {}
    for _, name in ipairs(names) do
      if name ~= "entry" then one[name] = layer:get(i, name) end
    end
    one.start, one["end"], one.surface = flat[2 * i - 1], flat[2 * i], text:sub(first, last)
    list[i] = one
  end
  return list
end

--- Runs the command; finding nothing at all is the exit code 1.
function match.run(arguments)
  local given = options.parse(make_parser(), "match", arguments)
  if not given then return report.OK end
  if #given.file == 0 then given.file = { "-" } end
  local tokenizer = core.tokenizer {}
  local engine = compile(given, tokenizer)
  local writer = require("gloss.writers").jsonl { offsets = given.offsets }
  local sink, total = options.sink(given), 0
  local run = documents.run(given.file, given)
  for doc in run:each() do
    tokenizer:run(doc)
    local found = matches_of(engine:run(doc), given.offsets)
    total = total + #found
    report.written(sink:write(writer:line { id = doc.id, matches = found }))
    doc:close()
  end
  report.written(sink:close())
  local code = run:finish()
  return code == report.OK and total == 0 and report.NEGATIVE or code
end

return match
