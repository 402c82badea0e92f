--- `gloss eval sentences`: scores the splitter on text that was split by hand.
local core = require "gloss.core"
local gold = require "gloss.gold"
local options = require "gloss.cli.options"
local report = require "gloss.cli.report"

local eval = {}

local function make_parser()
  local parser = options.parser("eval sentences", "Score the splitter on JSONL with "
    .. '{"text", "sentences": [[start,end],...]}, in code points: a sentence is right when '
    .. "both its ends are, white space apart.", {
    "gloss eval sentences dev.jsonl",
    "gloss eval sentences dev.jsonl --model my.model",
    "gloss eval sentences dev.jsonl --model none     the rules alone" })
  parser:argument("gold", "JSONL files."):args "+"
  options.add_language(parser)
  options.add_model(parser)
  return parser
end

--- Runs the command.
function eval.run(arguments)
  local rest, code = options.sentences(arguments, "eval")
  if not rest then return code end
  local given = options.parse(make_parser(), "eval sentences", rest)
  if not given then return report.OK end
  local tokenizer = options.engine(core.tokenizer, { language = given.language }, "eval")
  local splitter = options.engine(require "gloss.splitter",
    { language = given.language, model = options.model(given) }, "eval")
  for _, name in ipairs(given.gold) do
    local documents, why = gold.read(name)
    if not documents then report.stop(report.USAGE, why) end
    local sum = gold.score(documents, tokenizer, splitter, gold.tally())
    report.say(("%-40s P %.2f  R %.2f  F1 %.2f  (%d right, %d ours, %d gold)\n"):format(name,
      100 * sum.right / math.max(sum.ours, 1), 100 * sum.right / math.max(sum.gold, 1),
      gold.f1(sum), sum.right, sum.ours, sum.gold))
  end
  return report.OK
end

return eval
