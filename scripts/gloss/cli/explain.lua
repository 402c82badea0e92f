--- `gloss explain PIPELINE INPUT`: which rule found what, and why a rule did not.
local dates = require "gloss.cli.dates"
local documents = require "gloss.cli.documents"
local explain = require "gloss.pattern.explain"
local loading = require "gloss.cli.loading"
local options = require "gloss.cli.options"
local page_of = require "gloss.pattern.explainpage"
local pretty = require "gloss.pretty"
local records = require "gloss.cli.records"
local report = require "gloss.cli.report"
local whynot = require "gloss.pattern.whynot"

local command = {}

local EXAMPLES = {
  "gloss explain my.lua story.txt --layer person       the rules behind a layer",
  "gloss explain my.lua story.txt --span 120:140       the rules behind a place",
  "gloss explain my.lua story.txt --why-not person --at 120",
  "gloss explain my.lua stories/ --why-not person --all   which predicates fail most",
  "gloss explain my.lua news.csv --id 7 --of facts.jsonl   unless its text has changed",
}

local function make_parser()
  local parser = options.parser("explain", "Say which rule found what, by which tokens and "
    .. "captures, over which other matches; or why a rule did not match at a place, or most often "
    .. "does not. Exit 1 if nothing was found, or the rule has no match there.", EXAMPLES)
  loading.add_argument(parser)
  parser:argument("input", "Files, folders, or - for standard input."):args "+"
  parser:option("--id", "Only the document with this id."):argname "ID"
  parser:option("--of", "Refuse a text that is not that of its record in this output of a run, by "
    .. "its text_hash."):argname "FILE"
  parser:option("--span", "Only what touches these offsets."):argname "A:B"
  parser:option("--layer", "Only what this layer holds."):argname "NAME"
  parser:option("--why-not", "Why this rule does not match, with --at or --all."):argname "RULE"
  parser:option("--at", "The offset where it might have."):argname "OFFSET"
  parser:flag("--all", "At every place: the predicates that fail when some tokens passed.")
  options.add_offsets(parser)
  parser:flag("--json", "JSON, one record a line.")
  options.add_color(parser)
  loading.add(parser)
  dates.add(parser)
  options.add_inputs(parser)
  return parser
end

local function stop(message) report.stop(report.USAGE, "explain: " .. message, "explain") end

local function offset(text, what)
  local number = math.tointeger(tonumber(text))
  if not number or number < 0 then stop(("%s: %s is no offset"):format(what, text)) end
  return number
end

-- Checks which options go together, and reads the offsets.
local function check(given)
  if given.why_not and not given.at == not given.all then
    stop "--why-not takes --at OFFSET or --all"
  end
  if not given.why_not and (given.at or given.all) then stop "--at and --all go with --why-not" end
  if given.why_not and (given.span or given.layer) then
    stop "--span and --layer do not go with --why-not"
  end
  if given.at then given.at = offset(given.at, "--at") end
  if given.span then
    local a, b = given.span:match "^(%d+):(%d+)$"
    if not a then stop(("--span: %s is not A:B"):format(given.span)) end
    given.start, given.stop = offset(a, "--span"), offset(b, "--span")
    if given.stop <= given.start then stop "--span: A:B is empty" end
  end
end

local function load(given)
  local pipeline = loading.load(given, "explain")
  local known, has = {}, {}
  for _, stage in ipairs(pipeline.stages) do
    for _, name in ipairs(stage.makes) do
      known[#known + 1] = name
      has[name] = true
    end
  end
  if given.layer and not has[given.layer] then
    stop("--layer: " .. require("gloss.nearest").unknown("layer", given.layer, known))
  end
  return pipeline
end

-- Gives the bytes of offsets; an offset outside the text is an error of usage.
local function bytes(doc, start, stop_at, given)
  local ok, first, last = pcall(doc.bytes, doc, start, stop_at, given.offsets)
  if ok then return first, last end
  stop(("%d:%d is not in %s"):format(start, stop_at, doc.id))
end

local function token_at(doc, given)
  local row = whynot.token_at(doc, (bytes(doc, given.at, given.at + 1, given)))
  return row or stop(("--at %d: no token there or later in %s"):format(given.at, doc.id))
end

-- Gives the record of a document, and whether it says yes.
local function explained(pipeline, doc, given)
  local wanted = { layer = given.layer }
  if given.span then wanted.first, wanted.last = bytes(doc, given.start, given.stop, given) end
  local record = { id = doc.id, truncated = explain.truncated(pipeline, doc),
                   matches = explain.matches(pipeline, doc, wanted, given.offsets) }
  if given.span or given.layer then
    record.others = explain.others(pipeline, doc, wanted, given.offsets)
  end
  return record, #record.matches + #(record.others or {}) > 0
end

-- Gives what to do with a document that has been run: a function that may give a record, and
-- whether it says yes; and, for what is told at the end, one more.
local function question(pipeline, given)
  if not given.why_not then return function(doc) return explained(pipeline, doc, given) end end
  local phase, number = whynot.find(pipeline, given.why_not)
  if not phase then stop("--why-not: " .. number) end
  if given.at then
    return function(doc)
      local answer = whynot.at(phase, number, doc, token_at(doc, given), given.offsets)
      return { id = doc.id, why_not = answer }, answer.answer == "matches"
    end
  end
  local summary = whynot.summary()
  return function(doc) whynot.sum(summary, phase, number, doc, given.offsets) end, function()
    return { rule = phase.rules[number].full_name, where = phase.rules[number].where,
             predicates = whynot.ranked(summary) }, #summary.list > 0
  end
end

-- Makes the function that prints a record.
local function printer(given)
  if given.json then
    local writer = require("gloss.writers").jsonl { offsets = given.offsets }
    return function(record) report.say(writer:line(record)) end
  end
  local colour = pretty.wants_colour(given.color, true)
  return function(record)
    local page = pretty.page { colour = colour }
    page_of(record, page)
    report.say(page:text())
  end
end

--- Runs the command.
function command.run(arguments)
  local given = options.parse(make_parser(), "explain", arguments)
  if not given then return report.OK end
  check(given)
  local pipeline = load(given)
  local ask, finish = question(pipeline, given)
  given.ref_date = dates.resolver(given, "explain")
  local differs = records.of(given.of)
  local print_record, yes, asked = printer(given), false, 0
  local function say(record, is_yes)
    yes = yes or is_yes
    if record then print_record(record) end
  end
  local inputs = documents.run(given.input, given)
  for doc in inputs:each() do
    if not given.id or doc.id == given.id then
      asked = asked + 1
      local why = differs(doc)
      if why then inputs:fail(doc.id, why) end
      if not why and inputs:attempt(doc, pipeline.run, pipeline, doc) then
        say(inputs:attempt(doc, ask, doc))
      end
    end
    doc:close()
  end
  if given.id and asked == 0 then stop(("--id: no document %s"):format(given.id)) end
  if finish then say(finish()) end
  local code = inputs:finish()
  return code == report.OK and not yes and report.NEGATIVE or code
end

return command
