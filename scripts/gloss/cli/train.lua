--- `gloss train sentences`: learns a splitter's model from text that was split by hand, and words
-- from text that was not.
local core = require "gloss.core"
local documents = require "gloss.cli.documents"
local gold = require "gloss.gold"
local options = require "gloss.cli.options"
local report = require "gloss.cli.report"

local train = {}

local function make_parser()
  local parser = options.parser("train sentences", "Learn where sentences end from JSONL with "
    .. '{"text", "sentences": [[start,end],...]}, in code points.', {
    "gloss train sentences a.jsonl b.jsonl -o my.model",
    "gloss train sentences a.jsonl --words forename=names.tsv -o my.model",
    "gloss train sentences --raw news.txt --language de -o de.model",
    "gloss train sentences a.jsonl --folds 5      scores each fifth by what the others teach" })
  parser:argument("gold", "JSONL files."):args "*"
  parser:option("--raw", "Text or JSONL that nobody split: abbreviations, words that open "
    .. "sentences and pairs around a stop are learnt from it; may be repeated.")
    :argname "FILE":count "*"
  parser:flag("--unsplit", "Take the gold for raw text; with --folds, score what that teaches.")
  options.add_language(parser)
  parser:option("--words", "A TSV whose first column lists words of a CLASS: forename, surname or "
    .. "common."):argname "CLASS=FILE":count "*"
  parser:option("-o", "The file to write."):hidden_name "--output":target "output":argname "FILE"
  parser:option("--folds", "Do not write, but score by N-fold cross-validation."):argname "N"
    :convert(tonumber)
  parser:flag("--blocks", "A fold is documents that follow one another, not every N-th.")
  return parser
end

-- Reads the lists of words: a list of {word, class}.
local function read_words(lists)
  local words = {}
  for _, list in ipairs(lists) do
    local class, file = list:match "^(%a+)=(.+)$"
    if not class then report.stop(report.USAGE, "train: --words is CLASS=FILE") end
    local lines, why = io.open(file, "rb")
    if not lines then report.stop(report.USAGE, why) end
    for line in lines:lines() do
      local word = line:match "^[^\t]+"
      if word and word ~= "surface" and not word:find "[ .-]" then
        words[#words + 1] = { word, class }
      end
    end
    lines:close()
  end
  return words
end

-- Has a trainer read raw files. Ends the command when one cannot be read.
local function read_raw(trainer, files, tokenizer)
  local run = documents.run(files, {})
  for doc in run:each() do
    tokenizer:run(doc)
    trainer:read(doc)
    doc:close()
  end
  if run.failed > 0 then report.stop(report.FAILED, "train: a raw text could not be read") end
end

-- Gives the bytes of a model that was taught what the options say and lessons: read from gold.
local function teach(given, words, lessons, tokenizer)
  local trainer = core.sentence_trainer { language = given.language }
  for _, word in ipairs(words) do trainer:word(word[1], word[2]) end
  if #given.raw > 0 then read_raw(trainer, given.raw, tokenizer) end
  for _, lesson in ipairs(lessons) do
    local doc = core.doc(lesson.text)
    tokenizer:run(doc)
    if given.unsplit then
      trainer:read(doc)
    else
      trainer:add(doc, lesson.firsts)
    end
    doc:close()
  end
  return trainer:fit(), trainer
end

-- Says what a trainer learnt of raw text.
local function learnt(trainer)
  local counts = { a = 0, s = 0, p = 0 }
  for class in trainer:forms():gmatch "(%a) [^\n]+\n" do counts[class] = counts[class] + 1 end
  if counts.a + counts.s + counts.p == 0 then return "" end
  return ("; %d abbreviations, %d starters, %d pairs"):format(counts.a, counts.s, counts.p)
end

-- Parts lessons into those of fold k of n and the others.
local function part(lessons, k, n, blocks)
  local inside, outside, size, at = {}, {}, 0, 0
  for _, lesson in ipairs(lessons) do size = size + #lesson.text end
  for i, lesson in ipairs(lessons) do
    local fold = blocks and at * n // size + 1 or (i - 1) % n + 1
    at = at + #lesson.text
    local side = fold == k and inside or outside
    side[#side + 1] = lesson
  end
  return inside, outside
end

local function write(name, bytes)
  local file, why = io.open(name, "wb")
  if file then
    file, why = file:write(bytes), file:close() and nil
  end
  if not file then report.stop(report.UNWRITTEN, why or name .. ": not written") end
end

-- Says how well what was learnt and the rules alone split what is named.
local function say_scores(name, learnt_sum, rules_sum)
  report.say(("%-40s F1 %.2f   rules alone %.2f   of %d sentences\n"):format(name,
    gold.f1(learnt_sum), gold.f1(rules_sum), learnt_sum.gold))
end

-- Prints the scores of folds of a file, each split by what the others teach; with --blocks each
-- fold's too, since they differ in kind.
local function cross_validate(given, words, files, tokenizer)
  local name, rules = os.tmpname(), core.splitter { language = given.language }
  for _, file in ipairs(files) do
    local sums = { gold.tally(), gold.tally() }
    for k = 1, given.folds do
      local lessons = {}
      for _, other in ipairs(files) do
        local _, outside = part(other.lessons, k, given.folds, given.blocks)
        table.move(outside, 1, #outside, #lessons + 1, lessons)
      end
      write(name, (teach(given, words, lessons, tokenizer)))
      local inside = part(file.lessons, k, given.folds, given.blocks)
      local fold = { gold.tally(), gold.tally() }
      for i, by in ipairs { core.splitter { language = given.language, model = name }, rules } do
        gold.add(sums[i], gold.score(inside, tokenizer, by, fold[i]))
      end
      local what = ("  fold %d, %d documents"):format(k, #inside)
      if given.blocks then say_scores(what, fold[1], fold[2]) end
    end
    say_scores(file.name, sums[1], sums[2])
  end
  os.remove(name)
end

--- Runs the command.
function train.run(arguments)
  local rest, code = options.sentences(arguments, "train")
  if not rest then return code end
  local given = options.parse(make_parser(), "train sentences", rest)
  if not given then return report.OK end
  if (given.output == nil) == (given.folds == nil) then
    report.stop(report.USAGE, "train sentences: give -o FILE or --folds N")
  end
  if #given.gold + #given.raw == 0 then
    report.stop(report.USAGE, "train sentences: give GOLD, --raw FILE or both")
  end
  local words, files, all = read_words(given.words), {}, {}
  for i, name in ipairs(given.gold) do
    local lessons, why = gold.read(name)
    if not lessons then report.stop(report.USAGE, why) end
    files[i] = { name = name, lessons = lessons }
    table.move(lessons, 1, #lessons, #all + 1, all)
  end
  local tokenizer = options.engine(core.tokenizer, { language = given.language }, "train")
  if given.folds then
    cross_validate(given, words, files, tokenizer)
    return report.OK
  end
  local bytes, trainer = teach(given, words, all, tokenizer)
  write(given.output, bytes)
  report.line(("%s: %d documents%s"):format(given.output, #all, learnt(trainer)))
  return report.OK
end

return train
