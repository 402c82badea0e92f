--- Kinds of events: for each, who takes part where. A function gets the story, a sentence, a
-- trigger and the subject of its verb, and returns {participants=, place=, definite=}, or nil where
-- those who take part say that it is none.

local common = require "gloss.news.common"
local nations = require "gloss.news.events.nations"
local parties = require "gloss.news.events.parties"
local subject = require "gloss.news.quotes.subject"
local words = require "gloss.news.quotes.words"

local M = {}

local IN = common.set "in at near inside outside"
local NEAR = common.set "in at near outside"
local TO = common.set "to in"
local OF = common.set "of"
local DEFINITE = common.set "the this that these those"
local PERSONS = common.set [[commander commanders official officials leader leaders minister
  ministers president counterpart
  counterparts executives family families delegation members lawmakers representatives envoy envoys
  him her them
  reporters residents victims survivors workers diplomats ambassador ambassadors generals chief
  chiefs team negotiators
  opposition aides advisers governors mayors bishops pope king queen premier chancellor senators
  investors creditors]]
local function empty() return { participants = {} } end

-- The places that tokens behind a trigger name: mentions, as far as commas and "and" go.
local function places_behind(s, from, need)
  local found, started = {}, need == nil
  for k = from, math.min(s.n, from + 12) do
    local mention, w = s.m[k], s.w[k]
    if mention and (mention.label == "GPE" or mention.label == "LOC") then
      if started and s.m[k - 1] ~= mention then
        found[#found + 1] = mention
        found.joined = found.joined or #found == 2 and s.w[k - 1] == "and"
      end
    elseif need and need[w] and #found == 0 then
      started = true
    elseif #found > 0 and w ~= "and" and w ~= "," then
      break
    elseif words.auxiliary[w] or words.relative[w] or w == "," and #found == 0 or mention and
      mention.label == "PER" then
      break
    end
  end
  return found
end

-- "X met Y", "X and Y met", "the ministers met": whom one can meet, or who meet each other.
local function met(story, s, c, found)
  local event, behind = empty(), s.w[c.j + 1]
  if found then parties.add_subject(event.participants, story, s, found) end
  local several = #event.participants > 1
  local at = behind == "with" and c.j + 2 or c.j + 1
  local object = not s.t[c.j + 1] and parties.add_object(event.participants, story, s, at)
  local person = object and (object.kind ~= "nom" or PERSONS[object.word])
  local each_other = several or not object and found and found.kind == "nom" and
    found.word:find "s$"
  if not person and not each_other and behind ~= "with" then return nil end
  return (found or #event.participants > 0) and event or nil
end

-- "U.S.-China talks", "talks between X and Y", "X held talks with Y"; "the talks" are known
-- already.
local function meeting(story, s, c, found)
  local event, complement = empty(), {}
  parties.add_modifiers(event.participants, s, c.i)
  parties.add_complements(complement, story, s, c.j + 1)
  event.definite = DEFINITE[s.w[c.i - 1] or ""] and #complement == 0
  local subjects = {}
  if found and #event.participants < 2 then parties.add_subject(subjects, story, s, found) end
  if #complement == 1 then
    for _, name in ipairs(subjects) do parties.add(event.participants, name) end
  end
  for _, name in ipairs(complement) do parties.add(event.participants, name) end
  if #event.participants < 2 and #subjects > 1 then event.participants = subjects end
  return event
end

-- The last token before a purpose ("to discuss the port in ..."), whose places are not the event's.
local function before_purpose(s, i, j)
  for k = i, math.min(j, s.n - 1) do
    local after = s.w[k + 1]
    if s.w[k] == "to" and not s.m[k + 1] and not words.determiner[after] and after:find "^%l" then
      return k - 1
    end
  end
  return j
end

function M.MEET(story, s, c, found)
  local event = (c.pos == "verb" and met or meeting)(story, s, c, found)
  local from = c.j + 1
  local place = event and parties.place(s, from, before_purpose(s, from, c.j + 40), IN)
  if place then event.place = place.name end
  return event
end

-- What leads from a verb or noun of visiting to its place; nil: the place follows at once.
local function way_to(c)
  if c.base == "tour" then return c.pos == "noun" and OF or nil end
  return not (c.base == "visit" and c.pos == "verb") and TO or nil
end

function M.VISIT(story, s, c, found)
  local event = empty()
  local places = places_behind(s, c.j + 1, way_to(c))
  local place = places[1]
  if not place and (c.pos == "verb" or c.base ~= "visit") then return nil end
  if found then parties.add_person(event.participants, story, s, found) end
  if #event.participants == 0 and not (found and c.base == "visit") then return nil end
  if not place then return event end
  local country = nations.name(place.iso)
  event.place = country and places.joined and places[2].iso == place.iso and country or place.name
  if country and country ~= place.name and c.base:find "^visit" then
    parties.add(event.participants, country)
  end
  return event
end

local SIDES = common.set [[sides countries nations governments parties neighbours neighbors states
  allies powers]]

-- The parties of an agreement: its subject and who stands behind "with" or "between". "The deal"
-- alone is the one told of before, "the two sides" are its parties.
local function between_parties(story, s, c, found)
  local event, complement = empty(), {}
  if c.pos == "noun" then parties.add_complements(complement, story, s, c.j + 1) end
  event.definite = c.pos == "noun" and DEFINITE[s.w[c.i - 1] or ""] and #complement == 0
  if found and not event.definite then parties.add_subject(event.participants, story, s, found) end
  for _, name in ipairs(complement) do parties.add(event.participants, name) end
  event.sides = #event.participants == 0 and found ~= nil and SIDES[found.word or ""]
  return event
end

M.AGREEMENT = between_parties

function M.ATTACK(story, s, c, found)
  local event = empty()
  if c.pos == "verb" then
    if found then parties.add_subject(event.participants, story, s, found) end
    parties.add_object(event.participants, story, s, c.j + 1, true)
  else
    for k = c.j + 1, math.min(s.n, c.j + 6) do
      if s.w[k] == "on" or s.w[k] == "by" or s.w[k] == "against" then
        parties.add_object(event.participants, story, s, k + 1, true)
      end
    end
    event.definite = DEFINITE[s.w[c.i - 1] or ""]
  end
  local place = parties.place(s, c.j + 1, c.j + 14, NEAR)
  event.place = place and place.name
  return event
end

function M.ELECTION(story, s, c, found)
  local event = empty()
  if c.pos == "verb" then
    if found then parties.add_subject(event.participants, story, s, found) end
    return event
  end
  for k = math.max(1, c.i - 6), math.min(s.n, c.j + 6) do
    local m = s.m[k]
    if m and (m.label == "NORP" or m.label == "GPE") and m.iso then
      event.iso = event.iso or m.iso
    end
  end
  local country = nations.name(event.iso or story.nations:main())
  if country then
    event.participants, event.place = { country }, country
  end
  return event
end

-- The role that starts within a few tokens behind a trigger: its row, or nil.
local function role_behind(story, s, c, reach)
  local last = s:last_byte(math.min(s.n, c.j + reach))
  for row in story.role:overlapping(c.last + 1, math.max(last, c.last + 1)) do
    if story.role:first(row) > c.last then return row end
  end
end

function M.APPOINT(story, s, c, found)
  local event, role = empty(), role_behind(story, s, c, 6)
  local passive = words.be[s.w[c.i - 1] or ""]
  if found then parties.add_person(event.participants, story, s, found) end
  if not passive and c.base ~= "become" and c.base ~= "sworn in" then
    parties.add_object(event.participants, story, s, c.j + 1)
  end
  local org = role and story.role:get(role, "org")
  if org then parties.add(event.participants, org) end
  return #event.participants > 0 and event or nil
end

function M.RESIGN(story, s, c, found)
  local event = empty()
  if c.pos == "noun" then
    event.definite = true
    parties.add_modifiers(event.participants, s, c.i - (s.w[c.i - 1] == "'s" and 1 or 0))
    if s.w[c.j + 1] == "of" then parties.add_object(event.participants, story, s, c.j + 2, true) end
    return event
  end
  if c.base == "retire" and c.form == "past" and (not found or found.kind == "nom") then
    return nil
  end
  if found then parties.add_person(event.participants, story, s, found) end
  if #event.participants == 0 and s.zone == "headline" then
    parties.add_person(event.participants, story, s, subject.main(s, 1, c.i - 1))
  end
  if #event.participants == 0 and not found then return nil end
  for row in story.role:covered(s.first, s.last) do
    local org = story.role:get(row, "org")
    if org and story.role:get(row, "label") == "APPOS" and found and found.kind == "name" and
      story.role:get(row, "referent") == found.mention.who then
      parties.add(event.participants, org)
    end
  end
  return event
end

function M.ACQUIRE(story, s, c, found)
  local event = empty()
  if found then parties.add_subject(event.participants, story, s, found) end
  local target
  for k = c.j + 1, math.min(s.n, c.j + 14) do
    local mention = s.m[k]
    if mention and mention.label == "ORG" and not target then target = mention.name end
    if s.w[k] == "stake" or s.w[k] == "shares" then event.stake = true end
    if words.auxiliary[s.w[k]] or s.w[k] == ";" then break end
  end
  local plain = c.base == "buy" or c.base == "purchase" or c.base == "take over"
  if plain and not target and not event.stake then return nil end
  if plain and (#event.participants == 0 or not found or found.kind == "pron") and
    not event.stake then
    return nil
  end
  if target then parties.add(event.participants, target) end
  return event
end

return M
