--- Events: meetings, visits and what else the trigger words tell, with who took part, when, where
-- and whether it happened; and a STATEMENT for every reporting verb with a source.

local captured = require "gloss.news.events.captured"
local dates = require "gloss.news.events.dates"
local kinds = require "gloss.news.events.kinds"
local link = require "gloss.news.events.link"
local story_of = require "gloss.news.quotes.story"
local subject = require "gloss.news.quotes.subject"

-- Gives the listed words of events of a sentence, in order, and which of them tell of one; of a
-- word that is verb and noun the one it is.
local function words_of(story, s)
  local layer, list = story.doc:layer "trigger", {}
  local parties = captured.of(story.doc)
  for _, c in ipairs(story:triggers(s)) do
    if c.type ~= "STATEMENT" and not s.m[c.i] then
      local row = layer:within(c.first, c.last)
      c.tells = row and layer:get(row, "pos") == c.pos and layer:get(row, "label") == c.type
      c.row = c.tells and row or nil
      c.parties = c.tells and parties[row] or captured.none
      local verb = not row and c.pos == "verb" and c.form ~= "base"
      if c.tells or verb then list[#list + 1] = c end
    end
  end
  return list
end

-- Gives whether an event happened: by the words around its trigger, else by its date.
local function factuality(story, c, date)
  local layer, today = story.doc:layer "modality", story.doc.ref_date
  local row = layer:within(c.first, c.last)
  local said = row and layer:get(row, "label")
  if said then return said end
  local later = date and today and date > today and #date >= 7
                and date:sub(1, #today) > today:sub(1, #date)
  return later and "FUTURE" or "ACTUAL"
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
  for _, c in ipairs(words_of(story, s)) do
    local found, how = subject_of(s, c, previous)
    local event = c.tells and kinds[c.type](story, s, c, found)
    if event then
      event.type, event.s, event.cue, event.via = c.type, s, c, "sentence"
      event.parties = c.parties:all()
      event.date, event.time = dates.of_event(story, s, c)
      event.factuality = factuality(story, c, event.date)
      events[#events + 1] = event
      found_in[#found_in + 1] = event
    end
    if c.pos == "verb" and found and how ~= "relative" then previous = found end
  end
  -- An agreement to acquire has the parties of the acquisition.
  for k, event in ipairs(found_in) do
    local following = found_in[k + 1]
    if event.type == "AGREEMENT" and following and following.type == "ACQUIRE" then
      event.participants = following.participants
    end
  end
end

local function statement(story, st)
  local source = st.source
  return { type = "STATEMENT", s = st.s, cue = st.cue, participants = { source.name },
    via = source.attribution == "name" and "sentence" or "document",
    date = dates.of_statement(story, st), factuality = "ACTUAL" }
end

local function in_text_order(a, b)
  return a.cue.first < b.cue.first or a.cue.first == b.cue.first and a.type < b.type
end

-- Gives events and the statements of a story in text order, as both are.
local function with_statements(story, events)
  local all, k = {}, 1
  for _, st in ipairs(story.statements) do
    local told = statement(story, st)
    while events[k] and in_text_order(events[k], told) do
      all[#all + 1], k = events[k], k + 1
    end
    all[#all + 1] = told
  end
  return table.move(events, k, #events, #all + 1, all)
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
  place = "symbol", topic = "symbol", factuality = "symbol", event_id = "symbol",
  rule = "symbol", via = "symbol",
  trigger = { type = "ref", target = "trigger" },
  parties = { type = "ref", target = "party", list = true },
  time = { type = "ref", target = "timex" } }

-- Names what each participant is: speaker, visitor and host, buyer and target ...
local ROLES = { STATEMENT = { "speaker" }, VISIT = { "visitor", "host" },
  ACQUIRE = { "buyer", "target" },
                ATTACK = { "attacker", "victim" }, APPOINT = { "person", "employer" },
                  RESIGN = { "person", "employer" } }

-- The rule of each type, made when first asked for.
local RULES = setmetatable({}, { __index = function(made, kind)
  made[kind] = "news.events/" .. kind:lower()
  return made[kind]
end })

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
  for s in story:sentences_with(doc:layer "trigger") do read_sentence(story, s, events) end
  events = with_statements(story, events)
  link.link(story, events)
  number(events)
  local builder = doc:build("event", COLUMNS)
  for _, event in ipairs(events) do
    builder:add(event.cue.first, event.cue.last, { label = event.type,
      participants = event.participants,
      roles = roles_of(event), date = event.date, place = event.place, topic = event.topic,
      factuality = event.factuality,
      event_id = event.event_id, rule = RULES[event.type], via = event.via,
      trigger = event.cue.row, parties = event.parties, time = event.time })
  end
  builder:seal()
end

-- What finds the events of each type: the rules that the column `rule` names.
local rules = { statement = statement }
for kind, find in next, kinds do rules[kind:lower()] = find end

return {
  name = "news.events",
  reads = { "token", "zone", "sentence", "entity", "referent", "title", "role", "timex", "dateline",
    "list.trigger", "cue", "trigger", "modality", "party" },
  makes = { "event" },
  rules = rules,
  run = run,
}
