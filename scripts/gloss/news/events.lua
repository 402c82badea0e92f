--- Events: meetings, visits and what else the trigger words tell, with who took part, when, where
-- and whether it happened; and a STATEMENT for every reporting verb with a source.

local dates = require "gloss.news.events.dates"
local kinds = require "gloss.news.events.kinds"
local link = require "gloss.news.events.link"
local modality = require "gloss.news.events.modality"
local story_of = require "gloss.news.quotes.story"
local subject = require "gloss.news.quotes.subject"
local words = require "gloss.news.quotes.words"

-- Is a trigger that can be verb or noun a noun here?
local function is_noun(s, c)
  local k = c.i - 1
  while k > 1 and (words.negation[s.w[k]] or words.adverb[s.w[k]]) do k = k - 1 end
  local before = s.w[k]
  if c.form == "third" or c.form == "base" then
    if not before then return false end
    if words.auxiliary[before] or before == "to" or words.pronoun[before] then return false end
  end
  if c.form == "ing" and words.be[before or ""] then return false end
  local subject_like = before and (before:find "%ls$" or s.m[k])
  local complement = words.preposition[s.w[c.j + 1] or "of"]
  return not (s.zone == "headline" and c.form == "base" and subject_like and not complement)
end

-- Keeps of each span the one reading that fits: verb or noun.
local function readings(story, s)
  local chosen, order = {}, {}
  for _, c in ipairs(story:triggers(s)) do
    if c.type ~= "STATEMENT" and not s.m[c.i] then
      local other = chosen[c.first]
      if not other then order[#order + 1] = c.first end
      if not other then
        chosen[c.first] = c
      elseif other.type == c.type and other.pos ~= c.pos then
        local noun = c.pos == "noun" and c or other
        local verb = c.pos == "noun" and other or c
        chosen[c.first] = is_noun(s, verb) and noun or verb
      end
    end
  end
  local out = {}
  for _, first in ipairs(order) do out[#out + 1] = chosen[first] end
  return out
end

local function lone_base_is_noun(s, c)
  return c.pos == "verb" and c.form == "base" and is_noun(s, c)
end

-- The subject of a trigger: of its verb, or of the clause that a noun stands in.
local function subject_of(s, c, previous)
  if c.pos == "verb" then
    return subject.before(s, c.i, 1, previous)
  end
  local lo
  for _, st in ipairs(s.statements) do
    if st.cue.j < c.i and st.how ~= "shared" and not s.q[st.cue.i] then lo = st.cue.j + 1 end
  end
  if lo and s.w[lo] == "that" then lo = lo + 1 end
  if lo then return lo < c.i and subject.main(s, lo, c.i - 1) or nil end
  return previous or subject.main(s, 1, c.i - 1)
end

local function read_sentence(story, s, events)
  local previous
  local found_in = {}
  for _, c in ipairs(readings(story, s)) do
    if not lone_base_is_noun(s, c) then
      local found, how = subject_of(s, c, previous)
      local event = kinds[c.type](story, s, c, found)
      if event then
        event.type, event.s, event.cue, event.via = c.type, s, c, "sentence"
        if event.date == nil then event.date = dates.of_event(story, s, c) end
        event.factuality = modality.of(s, c, event.date, story.doc.ref_date)
        events[#events + 1] = event
        found_in[#found_in + 1] = event
      end
      if c.pos == "verb" and found and how ~= "relative" then previous = found end
    end
  end
  -- An agreement to acquire has the parties of the acquisition.
  for k, event in ipairs(found_in) do
    local following = found_in[k + 1]
    if event.type == "AGREEMENT" and following and following.type == "ACQUIRE" then
      event.participants = following.participants
    end
  end
end

local function add_statement(story, st, events)
  local source = st.source
  events[#events + 1] = { type = "STATEMENT", s = st.s, cue = st.cue,
    participants = { source.name }, via =
    source.attribution == "name" and "sentence" or "document", date = dates.of_statement(story, st),
    factuality = "ACTUAL" }
end

local function in_text_order(a, b)
  return a.cue.first < b.cue.first or a.cue.first == b.cue.first and a.type < b.type
end

-- Numbers the groups of events that are one: e1, e2 ...
local function number(events)
  local ids, n = {}, 0
  for _, event in ipairs(events) do
    if event.group and not ids[event.group] then
      n = n + 1
      ids[event.group] = "e" .. n
    end
  end
  for _, event in ipairs(events) do event.event_id = ids[event.group or event] end
end

local SYMBOLS = { type = "symbol", list = true }
local COLUMNS = { label = "symbol", participants = SYMBOLS, roles = SYMBOLS, date = "symbol",
  place = "symbol",
                  factuality = "symbol", event_id = "symbol", rule = "symbol", via = "symbol" }

-- Names what each participant is: speaker, visitor and host, buyer and target ...
local ROLES = { STATEMENT = { "speaker" }, VISIT = { "visitor", "host" },
  ACQUIRE = { "buyer", "target" },
                ATTACK = { "attacker", "victim" }, APPOINT = { "person", "employer" },
                  RESIGN = { "person", "employer" } }

local function roles_of(event)
  local names, out = ROLES[event.type], {}
  for k = 1, #event.participants do
    out[k] = names and names[math.min(k, #names)] or "party"
  end
  return out
end

local function run(doc)
  local story = story_of.of(doc)
  local events = {}
  for row = 1, #story.reader.sentence do
    local s = story:sentence(row)
    if s.statements then read_sentence(story, s, events) end
  end
  for _, st in ipairs(story.statements) do add_statement(story, st, events) end
  table.sort(events, in_text_order)
  link.link(story, events)
  number(events)
  local builder = doc:build("event", COLUMNS)
  for _, event in ipairs(events) do
    builder:add(event.cue.first, event.cue.last, { label = event.type,
      participants = event.participants,
      roles = roles_of(event), date = event.date, place = event.place,
        factuality = event.factuality,
      event_id = event.event_id, rule = "news.events/" .. event.type:lower(), via = event.via })
  end
  builder:seal()
end

return {
  name = "news.events",
  reads = { "token", "zone", "sentence", "entity", "referent", "title", "role", "timex", "dateline",
    "list.trigger", "cue" },
  makes = { "event" },
  run = run,
}
