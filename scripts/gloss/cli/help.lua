--- `gloss help [TOPIC]`: the commands, or more about one of them or a topic.
local report = require "gloss.cli.report"

local help = {}

local OVERVIEW = [[
gloss finds facts in text. Usage: gloss COMMAND ...

  run PIPELINE INPUT...   run a pipeline over documents: facts on screen, JSON or CSV
  test PIPELINE           run the examples of a pipeline's rules
  check PIPELINE          say what is likely wrong with its rules
  explain PIPELINE INPUT  which rule found what, and why a rule did not
  profile PIPELINE INPUT  where the time goes, by stage and by rule
  new KIND NAME           write a pipeline or a module to begin with
  list                    the pipelines and modules there are by name
  doc PIPELINE            its parameters, its layers and columns, its rules with examples
  repl [FILE]             try things on a document, in Lua
  segment [FILE...]       sentences and tokens as offsets (JSON Lines)
  tokenize [FILE...]      tokens and their kinds, one a line
  match -g LIST FILE...   where the entries of a list occur; -e EXPR: a token pattern, in context
  gazetteer ACTION ...    build, info or check: compile a list into a file that opens at once
  train sentences         learn where sentences end, from text split by hand
  eval sentences          score the sentences of text split by hand
  diff OLD NEW            what changed between two outputs of run
  version                 the version and what is in this build
  help [TOPIC]            more about a command, or: pipelines, inputs, exit-codes,
                          environment

Examples:
  gloss run newswire story.txt
  gloss run newswire stories/ --ref-date 2024-03-01 -o facts.jsonl
  gloss repl story.txt
]]

local TOPICS = {
  pipelines = [[
A pipeline is a Lua script that returns stages and an output:

  local gloss = require "gloss"
  return gloss.pipeline {
    "token", "sentence",
    gloss.gazetteer { file = "people.tsv" },          -- beside the script; header: surface
    output = function(doc)
      return { id = doc.id, people = doc:layer "people":rows() }
    end,
  }

  gloss run watch.lua stories/ -o found.jsonl

Instead of `output`, `tables = { name = { columns = {...}, rows = function(doc, emit) ... end } }`
writes CSV. `params = { limit = { default = 5, help = "..." } }` declares what `-p limit=9` sets.
Pipelines with a name: %s.
]],
  inputs = [[
  text    .txt, .text, none, others   a file is a document
  lines                               a line
  jsonl   .jsonl, .ndjson             a JSON object a line: id, text, ref_date, meta
  csv     .csv                        a row: columns id, text, ref_date; others are metadata
  tsv     .tsv, .tab                  the same, with tabs and without quoting
  html    .html, .htm, .xhtml         the main text of a page; title, day, language, address
  mbox    .mbox, .eml                 a mail; subject, sender, day

The format follows from a file's ending, or from --in. Files may be compressed (.gz .bz2 .xz .zst
.lz4) or in archives (.zip .tar .tar.gz .7z). They are UTF-8, have a byte order mark, or are what
--encoding says.
]],
  ["exit-codes"] = [[
  0    done (also when nothing was found)
  1    a negative answer: no match, a test that failed, outputs that differ
  2    wrong usage, unknown pipeline, a script that does not load, a folder without text
  3    done, but some inputs failed
  4    output could not be written
  130  interrupted
]],
  environment = [[
  GLOSS_PATH      folders, with colons between, where pipelines and modules are looked for
  GLOSS_DATA      the folder of compiled lists
  GLOSS_SCRIPTS   a folder whose gloss/x.lua are used instead of the ones built in
  NO_COLOR        no colours
]],
}

--- Gives the overview.
function help.overview() return OVERVIEW end

local function topic_text(name)
  if name == "pipelines" then
    return TOPICS.pipelines:format(table.concat(require("gloss.load").names(), ", "))
  end
  return TOPICS[name]
end

--- Runs the command.
function help.run(arguments)
  local name = arguments[1]
  if name == "-h" or name == "--help" then name = nil end
  local text = name and topic_text(name) or not name and OVERVIEW
  if text then
    report.say(text)
    return report.OK
  end
  local commands = require("gloss.cli").commands
  for _, command in ipairs(commands) do
    if command == name then return require("gloss.cli").main(command, "--help") end
  end
  local names = { "pipelines", "inputs", "exit-codes", "environment", table.unpack(commands) }
  return report.usage(require("gloss.nearest").unknown("topic", name, names))
end

return help
