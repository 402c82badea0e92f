--- Parties of an event: the names its subject, object and complements hold, and where it takes
-- place.

local common = require "gloss.news.common"
local nations = require "gloss.news.events.nations"
local subject = require "gloss.news.quotes.subject"
local words = require "gloss.news.quotes.words"

local M = {}

local PARTY = { PER = true, ORG = true, GPE = true, NORP = true }
local PLACE = { GPE = true, LOC = true }
local SETTLEMENT = common.set [[town city village province district port region state island suburb
  capital county]]
local COMPLEMENT = 12   -- tokens a complement may be away

local function add(list, name)
  if not name then return end
  for _, other in ipairs(list) do
    if other == name then return end
  end
  list[#list + 1] = name
end

-- Adds the names of the mentions in tokens i..j; of a person, only the person.
local function add_range(list, s, i, j)
  local k = i
  while k <= j do
    local mention = s.m[k]
    if mention and PARTY[mention.label] and (mention.label ~= "NORP" or mention.iso) then
      local last = k
      while s.m[last + 1] == mention do last = last + 1 end
      local behind = s.m[last + 1] or s.m[last + 2]
      if mention.label == "PER" or not (behind and behind.label == "PER" and
        not words.punctuation[s.w[last + 1] or ","]) then
        add(list, mention.name)
      end
      k = last
    end
    k = k + 1
  end
end

-- "Norway and the Faroes": names before a subject that "and" or a comma joins to it.
local function add_joined(list, s, i)
  local k = i - 1
  while k > 1 do
    if words.determiner[s.w[k]] and not s.m[k] then k = k - 1 end
    local joint = s.w[k]
    if joint ~= "and" and joint ~= "," and joint ~= "-" then return end
    local mention = s.m[k - 1]
    if not mention or not PARTY[mention.label] then return end
    if joint ~= "and" and not (nations.code(mention.name) and nations.code(list[1])) then return end
    table.insert(list, 1, mention.name)
    k = k - 1
    while k > 0 and s.m[k] == mention do k = k - 1 end
  end
end

-- "Peru, Chile to settle claims": names behind a subject that "and" joins to it, or a comma
-- between countries or in a headline.
local function add_following(list, s, j)
  local name = s.m[j] and s.m[j].name
  local k = j + 1
  while s.w[k] == "and" or s.w[k] == "," do
    local mention, at = s.m[k + 1], k + 1
    if not mention or mention.label == "NORP" then
      local found = s.w[k] == "and" and subject.starting(s, k + 1)
      mention, at = found and found.mention, found and found.j
    end
    if not mention or not PARTY[mention.label] then return end
    local countries = nations.code(name) and nations.code(mention.name)
    if s.w[k] == "," and s.zone ~= "headline" and not countries then return end
    add(list, mention.name)
    while s.m[at + 1] == mention do at = at + 1 end
    name, k = mention.name, at + 1
  end
end

--- Adds who a subject is: its name, names joined to it, or the names inside a noun phrase.
function M.add_subject(list, story, s, found)
  if not found then return end
  local own = {}
  if found.kind == "nom" then
    local who = story.people:resolve(s, found)
    if who and not who.name:find "^anon:" then
      add(own, who.name)
    else
      add_range(own, s, found.i, found.j)
      if #own > 0 then add_joined(own, s, found.i) end
    end
  else
    local who = story.people:resolve(s, found)
    if who then add(own, who.name) end
    if found.kind == "name" then
      add_joined(own, s, found.i)
      add_following(own, s, found.j)
    end
  end
  for _, name in ipairs(own) do add(list, name) end
end

--- Adds who a subject is where only a person or a body can be it: no country inside a noun phrase.
function M.add_person(list, story, s, found)
  if found and found.kind == "nom" then
    local who = story.people:resolve(s, found)
    if who and not who.name:find "^anon:" then add(list, who.name) end
  else
    M.add_subject(list, story, s, found)
  end
end

--- Adds the name at token i, and those "and" joins to it; of a noun phrase the names inside, unless
-- `names_only`.
function M.add_object(list, story, s, i, names_only)
  local found = subject.starting(s, i)
  if not found then return nil end
  if found.kind == "name" then
    add(list, found.mention.name)
  elseif found.kind == "nom" then
    local who = story.people:resolve(s, found)
    if who and not who.name:find "^anon:" then add(list, who.name)
    elseif not names_only then add_range(list, s, found.i, found.j) end
  end
  local k = found.j + 1
  if s.w[k] == "and" and s.m[k + 1] and PARTY[s.m[k + 1].label] then add(list, s.m[k + 1].name) end
  return found
end

--- Adds names behind "between" (all up to the clause's end), or behind "with".
function M.add_complements(list, story, s, from)
  for k = from, math.min(s.n, from + COMPLEMENT) do
    local w = s.w[k]
    if w == "with" or w == "between" then
      local stop = k
      while stop < s.n and stop - k < 14 and not words.auxiliary[s.w[stop + 1]] and
        s.w[stop + 1] ~= "," and
        not words.relative[s.w[stop + 1]] and not (words.preposition[s.w[stop + 1]] and
          s.w[stop + 1] ~= "of") do
        stop = stop + 1
      end
      if w == "with" then M.add_object(list, story, s, k + 1) else add_range(list, s, k + 1,
        stop) end
      return true
    end
    if words.auxiliary[w] or words.relative[w] or w == ";" then return false end
  end
  return false
end

--- Adds names that stand right before a noun: "U.S.-China talks".
function M.add_modifiers(list, s, i)
  local k = i - 1
  while k >= 1 and i - k <= 6 and (s.m[k] or words.nominal(s.w[k]) or s.w[k] == "-") and
    not words.determiner[s.w[k]] do k = k - 1 end
  add_range(list, s, k + 1, i - 1)
end

--- The first place behind a preposition in tokens i..j: its mention, or nil.
function M.place(s, i, j, prepositions)
  for k = i, math.min(j, s.n) do
    local mention = s.m[k]
    if mention and PLACE[mention.label] and s.m[k - 1] ~= mention then
      local before = s.w[k - 1] or ""
      if before == "of" and SETTLEMENT[s.w[k - 2] or ""] then return mention end
      if prepositions[words.determiner[before] and s.w[k - 2] or before] then return mention end
    end
  end
end

M.add = add
return M
