--- `gloss match -g FILE`: where the entries of a gazetteer occur; `gloss match -e EXPR`: where a
-- token pattern matches.
local dates = require "gloss.cli.dates"
local documents = require "gloss.cli.documents"
local kwic = require "gloss.kwic"
local entries = require "gloss.cli.entries"
local offsets = require "gloss.offsets"
local options = require "gloss.cli.options"
local path = require "gloss.path"
local pretty = require "gloss.pretty"
local report = require "gloss.cli.report"

local match = {}

local SIDE = 32 -- cells of context on each side

local EXAMPLES = {
  "gloss match -g people.tsv --case folded stories/",
  "gloss match -g names.gaz --in jsonl - < docs.jsonl",
  "gloss match -e 'lem\"meet\" .. w\"with\" * t{initcap=true}:plus()' stories/",
  "gloss match -e 'G\"people\" * lem\"say\"' -g people.tsv story.txt",
}

local function make_parser()
  local parser = options.parser("match", 'Find the entries of a gazetteer: {"id", "matches": '
    .. '[{"start", "end", "surface", and the entry\'s columns}]}, one document a line; or '
    .. "a token pattern's matches, each in its context.", EXAMPLES)
  parser:argument("file", "Files or folders; standard input without any."):args "*"
  parser:option("-g", "TSV, CSV or JSONL with a column surface, or a .gaz file.")
    :hidden_name "--gazetteer":target "gazetteer":argname "FILE"
  parser:option("-e", "A token pattern (docs/patterns.md), as in w\"met\" * t{initcap=true}; the "
    .. "list of -g is G\"its file's stem\"."):hidden_name "--expression":target "expression"
    :argname "EXPR"
  parser:flag("--json", "With -e: JSON as without it, not lines of context.")
  entries.add(parser)
  options.add_tokenizer(parser)
  dates.add(parser)
  options.add_offsets(parser)
  options.add_inputs(parser)
  options.add_output(parser, "Write to FILE.")
  return parser
end

local function engine_of(given, tokenizer)
  local stem = select(2, path.name(given.gazetteer))
  local definition = entries.definition(given, given.gazetteer, stem)
  local description = require("gloss.gazetteer").new(definition, ".")
  if description:is_compiled() then return description:open(tokenizer) end
  return description:compile(tokenizer)
end

-- Gives a function that finds in a document: a layer.
local function finder(given)
  local tokenizer = options.tokenizer(given, "match")
  local engine = given.gazetteer and engine_of(given, tokenizer)
  if given.expression then
    return require("gloss.cli.expression").finder(given.expression, tokenizer, engine,
                                                    report.line)
  end
  return function(doc)
    tokenizer:run(doc)
    return engine:run(doc)
  end
end

-- Gives the matches of a layer as plain tables.
local function matches_of(layer, unit)
  local json = require "gloss.json"
  local flat, found, names = offsets.rows(layer, unit), json.array {}, layer.columns
  local text = layer.doc.text
  for i, first, last in layer:each() do
    local one = {}
    for _, name in ipairs(names) do
      if name ~= "entry" and name ~= "rule" then one[name] = layer:get(i, name) end
    end
    one.start, one["end"], one.surface = flat[2 * i - 1], flat[2 * i], text:sub(first, last)
    found[i] = one
  end
  return found
end

-- Gives the matches of a layer in context, each "ID: before [match] after" on a line.
local function in_context(doc, layer)
  local lines, text, id = {}, doc.text, pretty.safe(doc.id)
  for i, first, last in layer:each() do
    local before, inside, after = kwic(text, first, last, SIDE)
    lines[i] = ("%s: %s[%s]%s\n"):format(id, before, inside, after:gsub("%s+$", ""))
  end
  return table.concat(lines)
end

-- Gives a function that makes the output of a document out of the layer found.
local function output(given)
  if given.expression and not given.json then return in_context end
  local writer = require("gloss.writers").jsonl { offsets = given.offsets }
  return function(doc, layer)
    return writer:line { id = doc.id, matches = matches_of(layer, given.offsets) }
  end
end

--- Runs the command; finding nothing at all is the exit code 1.
function match.run(arguments)
  local given = options.parse(make_parser(), "match", arguments)
  if not given then return report.OK end
  if not given.gazetteer and not given.expression then
    report.stop(report.USAGE, "match: -g FILE or -e EXPR says what to find", "match")
  end
  if #given.file == 0 then given.file = { "-" } end
  local find = options.engine(finder, given, "match")
  local write, sink, total = output(given), options.sink(given), 0
  given.ref_date = dates.resolver(given, "match")
  local run = documents.run(given.file, given)
  for doc in run:each() do
    local layer = run:attempt(doc, find, doc)
    if layer then
      total = total + #layer
      report.written(sink:write(write(doc, layer)))
    end
    doc:close()
  end
  report.written(sink:close())
  local code = run:finish()
  return code == report.OK and total == 0 and report.NEGATIVE or code
end

return match
