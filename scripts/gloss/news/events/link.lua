--- Events that are one event: "the meeting" is the one told of before; two triggers of one type
-- with the same parties and no other date are one. An undated meeting takes the date of an earlier
-- one whose parties' countries fit.

local nations = require "gloss.news.events.nations"

local M = {}

local BACK = 200 -- events before one among which its likes are sought

-- Gives one string for the parties of an event, whatever their order, made once; "" for none.
local function key_of(event)
  if not event.key then
    local names = table.move(event.participants, 1, #event.participants, 1, {})
    table.sort(names)
    event.key = table.concat(names, "\0")
  end
  return event.key
end

-- Gives the event of the same type that comes before one, if it is near enough to number k.
local function one_before(events, event, k)
  local j = event.previous
  return j and j >= k - BACK and events[j] or nil
end

local function dates_fit(a, b)
  return not a or not b or a == b or a:sub(1, #b) == b or b:sub(1, #a) == a
end

-- The more exact of two dates that fit, or the one there is.
local function finer(a, b)
  if not a or not b then return a or b end
  return #b > #a and b or a
end

local function take(event, from)
  if #event.participants == 0 then event.participants = from.participants end
  event.date = finer(event.date, from.date)
  event.place = event.place or from.place
end

-- The attack a story is about: what headline and first sentence tell. Whoever claims responsibility
-- is its attacker.
local function lead_attack(story, events)
  local lead
  for _, event in ipairs(events) do
    local first = event.s.zone == "headline" or event.s.row == story.lead
    if event.type == "ATTACK" and event.factuality == "ACTUAL" and
      (first or event.definite and lead) then
      if not lead then
        lead = event
      elseif dates_fit(event.date, lead.date) then
        event.group, lead.group = lead, lead
      end
    end
  end
  if not lead or #lead.participants > 0 then return end
  for _, st in ipairs(story.statements) do
    local s, c = st.s, st.cue
    if c.base == "claim" and s.w[c.j + 1] == "responsibility" then
      for k = 1, c.i do
        if s.m[k] and s.m[k].label == "ORG" and s.m[k - 1] ~= s.m[k] then
          lead.participants = { s.m[k].name }
        end
      end
    end
  end
end

-- "The two sides agreed": the parties of an earlier event, countries rather than others.
local function sides(events, k)
  local others
  for j = k - 1, math.max(k - BACK, 1), -1 do
    local parties = events[j].participants
    if #parties >= 2 then
      if nations.code(parties[1]) and nations.code(parties[2]) then return parties end
      others = others or parties
    end
  end
  return others
end

-- The countries of an event's parties, as a set: those that are countries, and those that persons
-- act for.
local function countries_of(story, event)
  if event.countries then return event.countries end
  local set = {}
  for _, name in ipairs(event.participants) do
    local iso = nations.code(name) or story.nations:of(name)
    if iso then set[iso] = true end
  end
  event.countries = set
  return set
end

local function fits(story, event, earlier)
  local outer = countries_of(story, earlier)
  if next(outer) == nil then return false end
  for iso in next, countries_of(story, event) do
    if not outer[iso] then return false end
  end
  return true
end

local function date_from_earlier(story, events, k)
  local event = events[k]
  local earlier = #event.participants > 0 and one_before(events, event, k)
  while earlier do
    if earlier.date and earlier.factuality == event.factuality and
      fits(story, event, earlier) then
      event.date, event.via = earlier.date, "document"
      return
    end
    earlier = one_before(events, earlier, k)
  end
end

local function antecedent(events, k)
  local event = events[k]
  local key, definite = key_of(event), event.definite
  local earlier = (key ~= "" or definite) and one_before(events, event, k)
  while earlier do
    local other = key_of(earlier)
    local same = key == other and (event.factuality == earlier.factuality or definite)
    if other ~= "" and (same or definite and key == "") and
      dates_fit(event.date, earlier.date) then
      return earlier
    end
    earlier = one_before(events, earlier, k)
  end
end

-- Gives the events of a group what one of them tells.
local function share(events)
  for _, event in ipairs(events) do
    if event.group then take(event.group, event) end
  end
  for _, event in ipairs(events) do
    if event.group and event.group ~= event then
      take(event, event.group)
      event.via = "document"
    end
  end
end

--- Links the events of a story, in text order; sets participants, date, place and `group` (the
-- first event that is the same).
function M.link(story, events)
  local last = {}
  lead_attack(story, events)
  for k, event in ipairs(events) do
    event.previous, last[event.type] = last[event.type], k
    if event.type ~= "STATEMENT" then
      if event.sides and #event.participants == 0 then
        event.participants = sides(events, k) or {}
        event.via = "document"
      end
      local earlier = not event.group and antecedent(events, k)
      if earlier then
        event.group = earlier.group or earlier
        event.group.group = event.group
      elseif event.type == "MEET" and not event.date then
        date_from_earlier(story, events, k)
      end
    end
  end
  share(events)
end

return M
