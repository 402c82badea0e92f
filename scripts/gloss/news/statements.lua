--- Statements: reporting verbs with a source. Makes the layer `statement`, which spans the verb:
-- label INNER (in a quote) or OUTER, speaker, attribution (name, pron or nom), subject, the first
-- byte of what names the source, and rule, which found that.
local story_of = require "gloss.news.quotes.story"

local COLUMNS = { label = "symbol", speaker = "symbol", attribution = "symbol",
                  subject = "integer", rule = "symbol" }

local function run(doc)
  local builder = doc:build("statement", COLUMNS)
  for _, one in ipairs(story_of.of(doc).statements) do
    local subject = one.subject
    builder:add(one.cue.first, one.cue.last, { label = one.quoted and "INNER" or "OUTER",
      speaker = one.source.name, attribution = one.source.attribution,
      subject = subject and one.s:first_byte(subject.i), rule = one.rule })
  end
  builder:seal()
end

return {
  name = "news.statements",
  reads = { "token", "zone", "sentence", "entity", "referent", "title", "role", "timex", "dateline",
    "list.trigger", "quotation", "cue", "subject", "subject.shared" },
  makes = { "statement" },
  run = run,
}
