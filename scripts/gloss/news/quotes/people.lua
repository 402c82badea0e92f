--- Who is meant: pronouns and nouns ("the general", "the company") resolved to somebody named
-- before. Persons are looked for sentence by sentence backwards; the subject of a sentence comes
-- first.

local bodies = require "gloss.news.quotes.bodies"
local common = require "gloss.news.common"
local words = require "gloss.news.quotes.words"

local M = {}
M.__index = M

local REACH = 14        -- sentences back that he or she may reach
local GROUP_REACH = 3   -- and they, for unnamed sources
local STORY = { body = true, headline = true, subhead = true }

local PLURAL = common.set "police people men women families troops media"
local INDEFINITE = common.set "a an one another some any each every both"

-- Reads the titles or roles with their head nouns, and notes what these say of men and women.
local function read_offices(self, layer, offices)
  for _, first, last, who in self.doc:layer(layer):each "referent" do
    if who then
      local text = common.lower(common.squeeze(self.doc.text:sub(first, last)))
      local phrase = text:match "^(.-) of " or text:match "^(.-) at " or text:match "^(.-) for " or
        text:match "^(.-) in " or text:match "^(.-) from " or text
      local head = phrase:match "[^%s]+$" or ""
      offices[#offices + 1] = { word = head, who = who, first = first, text = text }
      local gender = words.gender(head)
      if gender and not self.gender[who] then self.gender[who] = gender end
    end
  end
end

-- Indexes the offices: the first of each text, and for each head noun all in text order with
-- `only`, the person when all are the same one's.
local function index_offices(self)
  local offices = {}
  read_offices(self, "title", offices)
  read_offices(self, "role", offices)
  table.sort(offices, function(a, b) return a.first < b.first end)
  for _, office in ipairs(offices) do
    self.by_text[office.text] = self.by_text[office.text] or office
    local list = self.by_word[office.word] or { only = office.who }
    self.by_word[office.word] = list
    list[#list + 1] = office
    if list.only ~= office.who then list.only = false end
  end
end

--- Tells whether a span lies in a sentence of the story: of headline or body.
function M:told(first, last)
  local reader = self.reader
  local zone = reader.zone:within(first, last)
  return zone and STORY[reader.label[zone]] and reader.sentence:within(first, last) ~= nil or false
end

-- Notes the names of the people whom the story names, by referent.
local function read_names(self)
  local names = self.doc:layer("referent"):column "name"
  for _, first, last, label, who in self.reader.entity:each("label", "referent") do
    if label == "PER" and who and not self.names[who] and self:told(first, last) then
      self.names[who] = names[who]
    end
  end
end

--- Makes the resolver over a reader of sentences; `lead` is the row of the story's first sentence.
function M.new(reader, lead)
  local self = setmetatable({ doc = reader.doc, reader = reader, lead = lead, by_text = {},
    by_word = {}, gender = {}, by_row = {}, subjects = {}, names = {} }, M)
  self.bodies = bodies.new(self)
  index_offices(self)
  read_names(self)
  return self
end

-- Gives the mentions of people in a sentence.
local function people_in(self, row)
  local list = self.by_row[row]
  if list then return list end
  list = {}
  self.by_row[row] = list
  local reader = self.reader
  local first, last = reader.sentence:first(row), reader.sentence:last(row)
  if not self:told(first, last) then return list end
  for k in reader.entity:covered(first, last) do
    local mention = reader.mentions[k]
    if mention.label == "PER" and mention.who then list[#list + 1] = mention end
  end
  return list
end

-- The gender a referent's forename tells, where the lists of names agree on one.
local function by_forename(self, mention)
  local list, count = self.doc:find "list", { M = 0, F = 0 }
  if not list then return nil end
  for row in list:covered(mention.first, mention.last) do
    local gender = list:first(row) == mention.first and list:get(row, "list") == "forename" and
      list:get(row, "label")
    if gender and count[gender] then count[gender] = count[gender] + 1 end
  end
  if count.M > count.F then return "M" end
  return count.F > count.M and "F" or nil
end

local function fits(self, mention, gender)
  local who = mention.who
  if self.gender[who] == nil then self.gender[who] = by_forename(self, mention) or false end
  return not self.gender[who] or self.gender[who] == gender
end

local function inside_quote(self, mention)
  local q = self.reader.outer[self.reader:quote_from(mention.last)]
  return q ~= nil and q.first <= mention.first
end

--- Gives the person that he or she at a byte means: a row of referent, or nil.
function M:person(word, byte)
  local gender = words.he[word] and "M" or "F"
  local row = self.reader.sentence:within(byte, byte)
  if not row then return nil end
  for r = row, math.max(1, row - REACH), -1 do
    local subject = self.subjects[r]
    if r < row and subject and fits(self, subject, gender) then
      return self:found(subject, gender)
    end
    for _, mention in ipairs(people_in(self, r)) do
      if mention.first < byte and fits(self, mention, gender) and
        not inside_quote(self, mention) then
        return self:found(mention, gender)
      end
    end
  end
end

function M:found(mention, gender)
  if not self.gender[mention.who] then self.gender[mention.who] = gender end
  return mention
end

--- Notes that a person is the subject of a sentence, for the pronouns of the next ones.
function M:note(row, mention)
  if mention.label == "PER" and mention.who then self.subjects[row] = mention end
end

-- The person whose title or role is a text, or has a word as its head: the last one before a byte;
-- with `anywhere` the only one of the story, who may be named later.
local function by_office(self, word, text, byte, anywhere)
  local whole = text:find " " and self.by_text[text]
  if whole and (anywhere or whole.first < byte) then return whole.who end
  local list = self.by_word[word]
  if not list then return nil end
  local last = common.last_before(list, byte)
  return last and last.who or anywhere and list.only or nil
end

-- Indexes the people by the words of their names: a referent, or false where several have one.
local function index_parts(self)
  local parts = {}
  for who, name in next, self.names do
    for part in name:gmatch "[^ ]+" do
      if parts[part] == nil then parts[part] = who
      elseif parts[part] ~= who then parts[part] = false end
    end
  end
  return parts
end

-- The only person one of whose names is a word with a capital: "Bounthong" of Bounthong Sisavath.
local function by_part(self, text)
  if not text:find "^%u%S*$" then return nil end
  self.parts = self.parts or index_parts(self)
  return self.parts[text] or nil
end

-- A noun phrase as the name of an unnamed source.
local function anonymous(s, subject, text)
  if not s.m[subject.i] and text:find "^%u%l" then text = text:sub(1, 1):lower() .. text:sub(2) end
  return "anon:" .. text
end

--- Says who a subject is: {name=, who=, attribution=}, or nil. `name` is a canonical name, or
-- `anon:...` for an unnamed source; attribution is name, pron or nom.
function M:resolve(s, subject)
  if not subject then return nil end
  if subject.kind == "name" then
    self:note(s.row, subject.mention)
    return { name = subject.mention.name, who = subject.mention.who, attribution = "name",
      mention = subject.mention }
  end
  local byte, word = s:first_byte(subject.i), subject.word
  local mention
  if subject.kind == "pron" then
    if words.singular[word] then mention = self:person(word, byte)
    elseif word == "they" and self.group and s.row - self.group.row <= GROUP_REACH then
      return { name = self.group.name, attribution = "pron" }
    elseif word == "it" or word == "they" then
      mention = self.bodies:before("it", byte)
    end
    if not mention then return nil end
    self:note(s.row, mention)
    return { name = mention.name, who = mention.who, attribution = "pron", mention = mention }
  end
  local text = common.plain(self.doc.text:sub(byte, s:last_byte(subject.j)))
  local who = by_part(self, text)
  if who then return { name = self.names[who], who = who, attribution = "name" } end
  local headline = s.zone == "headline"
  if subject.determiner == "the" or headline or s.row == self.lead and
    subject.determiner == "a" then
    who = by_office(self, word, common.lower(text), byte, headline or subject.determiner == "a")
    if who and self.names[who] then
      return { name = self.names[who], who = who, attribution = "nom" }
    end
  end
  if not INDEFINITE[subject.determiner or ""] and words.body[word] and subject.determiner then
    mention = self.bodies:before(word, byte)
  end
  if mention then
    return { name = mention.name, who = mention.who, attribution = "nom", mention = mention }
  end
  local name = anonymous(s, subject, text)
  if PLURAL[word] or word:find "[^s]s$" then self.group = { name = name, row = s.row } end
  return { name = name, attribution = "nom" }
end

return M
