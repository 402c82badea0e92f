--- Kinds of events: for each, who takes part where. A function gets the story, a sentence, a
-- trigger and the subject of its verb, and returns {participants=, place=, definite=}, or nil where
-- those who take part say that it is none.

local common = require "gloss.news.common"
local nations = require "gloss.news.events.nations"
local parties = require "gloss.news.events.parties"
local subject = require "gloss.news.quotes.subject"

local M = {}

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

-- Tells whether "the talks" are spoken of, or these: those told of before.
local function is_known(s, c) return c.pos == "noun" and DEFINITE[s.w[c.i - 1]] end

-- The name of the first place of a trigger, or nil.
local function place_of(s, c)
  local place = c.parties:mentions(s, "PLACE")[1]
  return place and place.name
end

-- "X met Y", "X and Y met", "the ministers met": whom one can meet, or who meet each other.
local function met(story, s, c, found)
  local event, with = empty(), c.parties:has "WITH"
  if found then parties.add_subject(event.participants, story, s, found) end
  local several = #event.participants > 1
  local object = parties.add_parties(event.participants, story, s, c, with and "WITH" or "OBJECT")
  local person = object and (object.kind ~= "nom" or PERSONS[object.word])
  local each_other = several or not object and found and found.kind == "nom" and
    found.word:find "s$"
  if not person and not each_other and not with then return nil end
  return (found or #event.participants > 0) and event or nil
end

-- "U.S.-China talks", "talks between X and Y", "X held talks with Y"; "the talks" are known
-- already.
local function meeting(story, s, c, found)
  local event, complement = empty(), {}
  parties.add_names(event.participants, s, c, "MODIFIER")
  parties.add_parties(complement, story, s, c, "WITH")
  parties.add_names(complement, s, c, "BETWEEN")
  event.definite = is_known(s, c) and #complement == 0
  local subjects = {}
  if found and #event.participants < 2 then parties.add_subject(subjects, story, s, found) end
  if #complement == 1 then
    for _, name in ipairs(subjects) do parties.add(event.participants, name) end
  end
  for _, name in ipairs(complement) do parties.add(event.participants, name) end
  if #event.participants < 2 and #subjects > 1 then event.participants = subjects end
  return event
end

function M.MEET(story, s, c, found)
  local event = (c.pos == "verb" and met or meeting)(story, s, c, found)
  if event then event.place, event.topic = place_of(s, c), c.parties:text "TOPIC" end
  return event
end

-- Tells whether "and" joins two places of one country.
local function same_country(s, a, b)
  return b ~= nil and a.iso == b.iso and s.w[s:at(b.first) - 1] == "and"
end

function M.VISIT(story, s, c, found)
  local event = empty()
  local places = c.parties:mentions(s, "PLACE")
  local place = places[1]
  if not place and (c.pos == "verb" or c.base ~= "visit") then return nil end
  if found then parties.add_person(event.participants, story, s, found) end
  if #event.participants == 0 and not (found and c.base == "visit") then return nil end
  if not place then return event end
  local country = nations.name(place.iso)
  event.place = country and same_country(s, place, places[2]) and country or place.name
  if country ~= place.name and c.base:find "^visit" then
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
  parties.add_parties(complement, story, s, c, "WITH")
  parties.add_names(complement, s, c, "BETWEEN")
  event.definite = is_known(s, c) and #complement == 0
  if found and not event.definite then parties.add_subject(event.participants, story, s, found) end
  for _, name in ipairs(complement) do parties.add(event.participants, name) end
  event.sides = #event.participants == 0 and found ~= nil and SIDES[found.word or ""]
  return event
end

M.AGREEMENT = between_parties

function M.ATTACK(story, s, c, found)
  local event = empty()
  if c.pos == "verb" and found then parties.add_subject(event.participants, story, s, found) end
  parties.add_parties(event.participants, story, s, c, "OBJECT", true)
  event.definite = is_known(s, c)
  event.place = place_of(s, c)
  return event
end

function M.ELECTION(story, s, c, found)
  local event = empty()
  if c.pos == "verb" then
    if found then parties.add_subject(event.participants, story, s, found) end
    return event
  end
  local iso
  for _, nation in ipairs(c.parties:mentions(s, "NATION")) do iso = iso or nation.iso end
  local country = nations.name(iso or story.nations:main())
  if country then
    event.participants, event.place = { country }, country
  end
  return event
end

function M.APPOINT(story, s, c, found)
  local event = empty()
  if found then parties.add_person(event.participants, story, s, found) end
  parties.add_parties(event.participants, story, s, c, "OBJECT")
  local org = c.parties:org()
  if org then parties.add(event.participants, org) end
  return #event.participants > 0 and event or nil
end

function M.RESIGN(story, s, c, found)
  local event = empty()
  if c.pos == "noun" then
    event.definite = true
    parties.add_names(event.participants, s, c, "MODIFIER")
    parties.add_parties(event.participants, story, s, c, "OBJECT", true)
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
  local target, stake = c.parties:mentions(s, "TARGET")[1], c.parties:has "STAKE"
  local plain = c.base == "buy" or c.base == "purchase" or c.base == "take over"
  if plain and not target and not stake then return nil end
  if plain and (#event.participants == 0 or not found or found.kind == "pron") and
    not stake then
    return nil
  end
  if target then parties.add(event.participants, target.name) end
  return event
end

return M
