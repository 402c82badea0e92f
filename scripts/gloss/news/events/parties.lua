--- Parties of an event: the names that its subject holds, and what the rules of news.parties
-- captured.

local nations = require "gloss.news.events.nations"
local subject = require "gloss.news.quotes.subject"
local words = require "gloss.news.quotes.words"

local M = {}

local JOINED = 20   -- names that a subject may join before or behind it
local PARTY = { PER = true, ORG = true, GPE = true, NORP = true }

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
  for _ = 1, JOINED do
    if k <= 1 then return end
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
  for _ = 1, JOINED do
    if s.w[k] ~= "and" and s.w[k] ~= "," then return end
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

--- Adds the names that are parties with a label; of peoples those of countries.
function M.add_names(list, s, c, label)
  for _, mention in ipairs(c.parties:mentions(s, label)) do
    if mention.label ~= "NORP" or mention.iso then add(list, mention.name) end
  end
end

--- Adds who the parties with a label are: names; of a noun phrase who is meant by it, else the
-- names inside, unless `names_only`. Returns the first.
function M.add_parties(list, story, s, c, label, names_only)
  local parties = c.parties:phrases(s, label)
  for _, found in ipairs(parties) do
    if found.kind == "name" then
      add(list, found.mention.name)
    elseif found.kind == "nom" then
      local who = story.people:resolve(s, found)
      if who and not who.name:find "^anon:" then add(list, who.name)
      elseif not names_only then add_range(list, s, found.i, found.j)
      elseif found.people then add(list, found.people.name) end
    end
  end
  return parties[1]
end

M.add = add
return M
