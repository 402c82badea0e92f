--- Command lines by argparse, with gloss's manners: --help on stdout, errors in one line, exit 2.
local argparse = require "argparse"
local core = require "gloss.core"
local report = require "gloss.cli.report"

local options = {}

-- What a tokenizer keeps whole or splits.
local CHOICES = {
  { name = "hyphens", help = "Words joined by hyphens or slashes" },
  { name = "clitics", help = "Clitics, as in don't" },
  { name = "urls", help = "URLs, emails, file names" },
  { name = "symbols", help = "Signs and units at numbers" },
  { name = "emoji", help = "Emoji sequences and emoticons" },
}

--- Makes a command's parser.
--   examples  lines shown under the help
function options.parser(command, summary, examples)
  local parser = argparse("gloss " .. command, summary):add_help(false)
  parser:flag("-h --help", "Show this help and end.")
  parser:help_max_width(90):help_description_margin(32):usage_max_width(90)
  if examples then parser:epilog("Examples:\n  " .. table.concat(examples, "\n  ")) end
  return parser
end

--- Tells whether a command line asks for help.
function options.asks_help(arguments)
  for _, word in ipairs(arguments) do
    if word == "--" then return false end
    if word == "-h" or word == "--help" then return true end
  end
  return false
end

-- Gives the words of a command line with the value of an option joined to it where it begins with a
-- dash, as in `-e -any`, and is no option itself.
local function with_values(parser, arguments)
  local takes, words, i = {}, {}, 1
  for _, option in ipairs(parser._options) do
    for _, name in ipairs(option._aliases) do takes[name] = option._maxargs end
  end
  while arguments[i] and arguments[i] ~= "--" do
    local word, value = arguments[i], arguments[i + 1]
    if takes[word] == 1 and value and value:find "^%-[^-]" and not takes[value] then
      word, i = word .. (#word > 2 and "=" or "") .. value, i + 1
    end
    words[#words + 1], i = word, i + 1
  end
  return table.move(arguments, i, #arguments, #words + 1, words)
end

--- Parses a command line: the options; or nil when help was asked for and shown. Ends the command
-- on a wrong one.
function options.parse(parser, command, arguments)
  if options.asks_help(arguments) then
    report.say(parser:get_help() .. "\n")
    return nil
  end
  local ok, result = parser:pparse(with_values(parser, arguments))
  if ok then return result end
  report.stop(report.USAGE, ("%s: %s"):format(command, result:gsub("\n", "; ")), command)
end

--- Takes the word "sentences", what `train` and `eval` are about, off a command line: the words
-- after it; or nil and the exit code when there was none.
function options.sentences(arguments, command)
  if arguments[1] == "sentences" or options.asks_help(arguments) then
    return table.move(arguments, arguments[1] == "sentences" and 2 or 1, #arguments, 1, {})
  end
  return nil, report.usage(command .. ": of what? There is `sentences`", command)
end

local function known_encoding(name)
  local ok, why = require("gloss.encodings").known(name)
  return ok and name or nil, not ok and "--encoding: " .. why or nil
end

--- Adds the options by which documents are read.
function options.add_inputs(parser)
  parser:option("--in", "How inputs are read: text, lines, jsonl, csv, tsv, html or mbox; without "
    .. "it by the ending."):argname "FORMAT":target "format"
  parser:option("--id-field", "JSONL, CSV: the field of the id (default id)."):argname "FIELD"
  parser:option("--text-field", "JSONL, CSV: the field of the text (default text).")
    :argname "FIELD"
  parser:option("--encoding", "Encoding of the inputs, such as windows-1252, or auto: UTF-8 if "
    .. "they are that, else told by statistics."):argname "NAME":convert(known_encoding)
  parser:flag("--replace-bad", "Bytes that are no text become U+FFFD instead of an error.")
end

--- Adds the option that names the language of the text.
function options.add_language(parser)
  parser:option("--language", "Language of the text: de el en es fr it ja nl pt ru zh und.")
    :hidden_name "--lang":target "language":argname "CODE":default "en"
end

--- Adds the option that says by which model sentences are split.
function options.add_model(parser)
  parser:option("--model", "What helps the rules split: a model's file, or none (default: the "
    .. "model shipped for the language)."):argname "FILE"
end

--- Gives gloss.splitter's option `model` of a command line.
function options.model(given)
  if given.model == "none" then return false end
  return given.model
end

--- Adds the options by which tokens are cut (and sentences, in what they share).
function options.add_tokenizer(parser)
  parser:option("--style", "How tokens are cut: ud, ptb, uax29 or whitespace.")
    :argname "STYLE":default "ud"
  options.add_language(parser)
  for _, choice in ipairs(CHOICES) do
    parser:option("--" .. choice.name, choice.help .. ": keep or split."):argname "HOW"
  end
  parser:option("--keep", "This form is one token; may be repeated."):argname "FORM":count "*"
  parser:option("--split", "This form is cut at the spaces, as in \"du n no\"; may be repeated.")
    :argname "FORM":count "*"
  parser:option("--abbreviation", "This form keeps its final stop; may be repeated.")
    :argname "FORM":count "*"
end

--- Makes the tokenizer that options ask for. Ends the command when they are wrong.
function options.tokenizer(given, command)
  local settings = { style = given.style, language = given.language, keep = given.keep,
                     split = given.split, abbreviations = given.abbreviation }
  for _, choice in ipairs(CHOICES) do settings[choice.name] = given[choice.name] end
  return options.engine(core.tokenizer, settings, command)
end

--- Makes an engine of settings from the command line; its complaint is an error of usage.
function options.engine(make, settings, command)
  local ok, result = pcall(make, settings)
  if ok then return result end
  report.stop(report.USAGE, ("%s: %s"):format(command, report.reason(result)), command)
end

--- Adds the option that says in what offsets are counted.
function options.add_offsets(parser)
  parser:option("--offsets", "Unit of offsets: codepoints, bytes or utf16."):argname "UNIT"
    :choices { "codepoints", "bytes", "utf16" }:default "codepoints"
end

--- Adds the option that says whether there are colours.
function options.add_color(parser)
  parser:option("--color", "Colours: auto, always or never."):argname "WHEN"
    :choices { "auto", "always", "never" }
end

--- Adds the options by which output is written.
function options.add_output(parser, help)
  parser:option("-o", help):hidden_name "--output":target "output":argname "FILE"
  parser:flag("--overwrite", "An existing output may be replaced.")
end

--- Opens the output that options ask for: a sink. Ends the command when it cannot be.
function options.sink(given)
  local sink = require "gloss.sink"
  if not given.output or given.output == "-" then return sink.stdout() end
  local out, why = sink.file(given.output, given.overwrite, given.resumes)
  if not out then report.stop(report.UNWRITTEN, why) end
  return out
end

return options
