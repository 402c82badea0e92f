-- subject.lua -- whom a verb is said of that puts a role behind it: the name before it, before
-- `who`, or the one a pronoun stands for.

local common = require "gloss.news.common"
local closed = require "gloss.news.entities.words"
local sentences = require "gloss.news.quotes.sentence"
local words = require "gloss.news.roles.words"

local subject = {}

local SKIPPED = common.set "will would has had have also now currently later again been being then"
local PRONOUN = { he = true, she = true }

-- Gives the mention of a person that ends at token k.
local function ending(s, k)
  local mention = s.m[k]
  return mention and mention.label == "PER" and s.m[k + 1] ~= mention and mention or nil
end

-- Gives the mention of anything that starts at token k.
local function starting(s, k)
  local mention = s.m[k]
  return mention and s.m[k - 1] ~= mention and mention or nil
end

-- Gives the last person mentioned in the sentences right before one; who speaks there comes first.
local function last_person(reader, row)
  for n = row - 1, math.max(1, row - 2), -1 do
    local s, found, speaker = reader:get(n), nil, nil
    for k = 1, s.n do
      local mention = ending(s, k)
      if mention then
        found = mention
        local first = s:at(mention.first)
        if closed.says[s.w[k + 1]] or closed.says[s.w[(first or k) - 1]] then speaker = mention end
      end
    end
    if speaker or found then return speaker or found end
  end
end

-- Gives the last person mentioned before token k.
local function nearest(s, k)
  for n = k - 1, 1, -1 do
    local found = ending(s, n)
    if found then return found end
  end
end

-- Gives the last person before the comma at token k behind whose name another comma opened what it
-- closes.
local function opened(s, k)
  for n = k - 2, 1, -1 do
    local found = s.w[n + 1] == "," and ending(s, n)
    if found then return found end
  end
end

-- Gives the first person or body of a sentence up to token k, if it is a person.
local function first_name(s, k)
  for n = 1, k do
    local mention = starting(s, n)
    if mention and mention.label == "PER" then return mention end
    if mention and mention.label == "ORG" then return nil end
  end
end

-- Gives the mention of the subject of the verb at token v; `near`: of a form of "be".
local function find(reader, s, v, near)
  local k = v - 1
  while k > 1 and (SKIPPED[s.w[k]] or words.be[s.w[k]]) do k = k - 1 end
  local direct = s.w[k] == "," and (opened(s, k) or ending(s, k - 1)) or ending(s, k)
  if direct then return direct end
  if PRONOUN[s.w[k]] and k <= 7 then return last_person(reader, s.row) end
  if near then return s.w[v - 1] == "who" and nearest(s, v) or nil end
  for n = k, 1, -1 do
    if s.w[n] == "who" then return nearest(s, n) end
  end
  if PRONOUN[s.w[1]] then return last_person(reader, s.row) end
  return first_name(s, k)
end

--- Gives the person, a row of `entity`, that the verb of a match is said of, or nil.
function subject.of(m)
  local reader = sentences.of(m.doc)
  local s, v = reader:at((m.verb or m.be).first)
  local mention = s and find(reader, s, v, m.be ~= nil)
  return mention and m.doc:layer "entity"[mention.row] or nil
end

return subject
