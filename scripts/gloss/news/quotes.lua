--- Quotes: what stands between quotation marks, who said it, and with which word.
-- DIRECT is a sentence of its own, PARTIAL some words of one, NESTED a quote inside a quote, SCARE
-- words that nobody is said to have said (a nickname, a title, distance).

local common = require "gloss.news.common"
local settle = require "gloss.news.quotes.settle"
local subject = require "gloss.news.quotes.subject"
local story_of = require "gloss.news.quotes.story"

local NAMING = common.set [[called named dubbed nicknamed titled entitled codenamed branded termed
  so-called movie film song
  book album novel play show]]

local function inner_text(q)
  return (q.text:gsub("^[\"'\u{201C}\u{2018}`]+", ""):gsub("[\"'\u{201D}\u{2019}]+$", ""))
end

local function starts_capital(text)
  return text:find "^[%.%s\u{2026}]*[%u%d\xC3-\xD4]" ~= nil
end

-- Every word but small ones with a capital, and no sentence's end: a name, not speech.
local function like_a_name(text)
  local capitals, count = 0, 0
  for word in text:gmatch "%S+" do
    count = count + 1
    if word:find "^[%u\xC3-\xD4%d]" then capitals = capitals + 1
    elseif #word > 3 then return false end
  end
  return capitals > 0 and count <= 6 and not text:find "[%.,!?]$"
end

local function spoken(q)
  local before = q.s.w[q.i - 1]
  local cue = q.statement and q.position == "before" and q.statement.cue
  return before == ":" or before == "," or cue and cue.j == q.i - 1
end

-- Labels an outer quote.
local function label(q)
  local text = inner_text(q)
  local capital = starts_capital(text)
  local ended = text:find "[%.,!?%-]$" ~= nil or text:find "\u{2014}$" ~= nil
  local before = q.s.w[q.i - 1] or ""
  local directly = q.statement and q.statement.cue.j == q.i - 1
  if not q.at_start and not q.half and not spoken(q) and not directly and
    (like_a_name(text) or NAMING[before] and not q.cue) then
    return "SCARE"
  end
  if not q.source then return (q.at_start and capital and ended) and "DIRECT" or "SCARE" end
  if q.half then return q.first_half or "DIRECT" end
  if q.at_start and capital and (ended or q.cue) then return "DIRECT" end
  if not q.at_start and capital and spoken(q) then return "DIRECT" end
  if q.continues or q.open then return "DIRECT" end
  return "PARTIAL"
end

-- The speaker of a quote inside a quote: the subject of the verb before it, inside the outer quote.
local function nested_source(story, q, outer)
  local s, i = story:at(q.first)
  if not s then return nil end
  q.s, q.i = s, i
  local found
  for _, c in ipairs(story:triggers(s)) do
    if c.type == "STATEMENT" and c.j < i and c.first > outer.first then found = c end
  end
  if not found then return nil end
  local lo = 1
  while lo < found.i and s:first_byte(lo) <= outer.first do lo = lo + 1 end
  local who = subject.before(s:unquoted(), found.i, lo)
  if who and who.kind == "pron" and (who.word == "i" or who.word == "we") then
    return outer.source, found, "pron"
  end
  local source = story.people:resolve(s, who)
  return source, found, source and source.attribution
end

local function settle_nested(story, q)
  q.source, q.cue, q.attribution = nested_source(story, q, q.parent)
  q.position = q.source and "before" or "none"
  q.label = "NESTED"
end

local function columns(doc)
  return { label = "symbol", speaker = "symbol", referent = { type = "ref",
    target = doc:layer "referent" },
           cue_first = "integer", cue_last = "integer", position = "symbol", attribution = "symbol",
           group = "integer", rule = "symbol", via = "symbol" }
end

local function via_of(q)
  if q.attribution == "name" then return "sentence" end
  return "document"
end

local function add(builder, referents, q)
  local scare = q.label == "SCARE"
  local source = not scare and q.source or nil
  local cue = source and q.cue or nil
  builder:add(q.first, q.last, {
    label = q.label, speaker = source and source.name, referent = source and source.who and
      referents[source.who],
    cue_first = cue and cue.first, cue_last = cue and cue.last,
    position = scare and "none" or q.position or "none",
    attribution = scare and "none" or source and q.attribution or "none", group = not scare and
      q.group or nil,
    rule = "news.quotes/" .. q.label:lower(), via = source and via_of(q) or "rule",
  })
end

local function run(doc)
  local story = story_of.of(doc)
  local outer = {}
  for _, q in ipairs(story.marks) do
    q.text = doc.text:sub(q.first, q.last)
    if not q.parent then outer[#outer + 1] = q end
  end
  settle.all(story, outer)
  local builder = doc:build("quote", columns(doc))
  local referents = doc:layer "referent"
  local previous
  for _, q in ipairs(story.marks) do
    if q.parent then
      settle_nested(story, q)
    elseif q.s then
      q.first_half = q.half and previous and previous.label
      q.label = label(q)
      previous = q
    end
    if q.label then add(builder, referents, q) end
  end
  builder:seal()
end

return {
  name = "news.quotes",
  reads = { "token", "zone", "sentence", "entity", "referent", "title", "role", "timex", "dateline",
    "list.trigger", "cue", "quotation", "statement", "attribution" },
  makes = { "quote" },
  rules = { direct = label, partial = label, scare = label, nested = settle_nested },
  run = run,
}
