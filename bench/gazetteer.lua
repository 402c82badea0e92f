-- gazetteer.lua -- entity matching by the size of the list, tokenizing included, beside the peers
-- on the same job: whole tokens, leftmost-longest. What it adds a token; what a file costs to
-- build, to keep and to open; ten lists in one pass; 100 k names with edits. GLOSS_LISTS names the
-- sizes ("1k 1m"), GLOSS_CASES how they are matched ("exact folded"; "" leaves that out).

local gloss = require "gloss"
local harness = require "bench.harness"
local lists = require "bench.lists"
local matching = require "bench.matching"
local files = require "bench.gazfiles"
local fuzzy = require "bench.gazfuzzy"
local many = require "bench.gazlists"

local text = lists.text()
if not text then
  print "skipped: there is no ../shared/corpus (GLOSS_SHARED)"
  return
end
local tokenizer = gloss.tokenizer()
local job = { text = text, tokenizer = tokenizer, path = lists.write(text),
              marks = lists.marks(text, tokenizer) }
print(("text of %.1f MB"):format(#text / 1e6))
matching.tokens(job)
for size in (os.getenv "GLOSS_LISTS" or "1k 10k 100k 1m"):gmatch "%S+" do
  local names, count = lists.names(size)
  if names then
    print(("-- %d names"):format(count))
    for case in (os.getenv "GLOSS_CASES" or "exact folded"):gmatch "%S+" do
      matching.run(job, size, names, case)
    end
    files.run(job, size, names, count)
    if size == "10k" then many.run(job, names) end
    if size == "100k" then fuzzy.run(job, names) end
    os.remove(names)
  else
    print(("-- %s names: skipped, there is no list"):format(size))
  end
end
os.remove(job.path)
os.remove(job.marks)
harness.finish()
