--- Who is meant: pronouns and nouns ("the general", "the company") resolved to somebody named
-- before. Persons are looked for sentence by sentence backwards; the subject of a sentence comes
-- first.

local common = require "gloss.news.common"
local words = require "gloss.news.quotes.words"

local M = {}
M.__index = M

local REACH = 14        -- sentences back that he or she may reach
local GROUP_REACH = 3   -- and they, for unnamed sources

-- Bodies any organisation may be called; others need the noun in the organisation's name.
local ANY_BODY = common.set [[company firm group bank business corporation maker retailer
  manufacturer organisation organization]]
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

--- Makes the resolver over a reader of sentences.
function M.new(reader)
  local self = setmetatable({ doc = reader.doc, reader = reader, by_text = {}, by_word = {},
    gender = {}, bodies = {}, by_row = {}, subjects = {}, names = {} }, M)
  index_offices(self)
  local sentence = reader.sentence
  for _, mention in ipairs(reader.mentions) do
    local row = sentence:within(mention.first, mention.last)
    local zone = reader.zone:within(mention.first, mention.last)
    local label = zone and reader.zone:get(zone, "label")
    if row and (label == "body" or label == "headline" or label == "subhead") then
      if mention.label == "PER" and mention.who then
        self.by_row[row] = self.by_row[row] or {}
        table.insert(self.by_row[row], mention)
        self.names[mention.who] = mention.name
      elseif mention.label == "ORG" then
        self.bodies[#self.bodies + 1] = mention
      end
    end
  end
  return self
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
    for _, mention in ipairs(self.by_row[r] or {}) do
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

-- Is an organisation called that where it is named: "state company Acme", "Acme, a mining company"?
local function described(self, mention, word)
  local text = self.doc.text
  local before = text:sub(math.max(1, mention.first - 40), mention.first - 1):lower()
  if (before:match "([%w%-]+%s+[%w%-]*)%s*$" or ""):find(word, 1, true) then return true end
  local aside = text:sub(mention.last + 1,
    mention.last + 80):lower():match "^[^,%w]*,%s+an?%s+([^,%.]*)"
  return aside ~= nil and aside:find("%f[%a]" .. word .. "%f[%A]") ~= nil
end

--- Gives the organisation that "it" or "the company" at a byte means: the last one described so, or
-- named so, or for words that fit any the last one.
function M:body(word, byte)
  local agency = self.doc:layer "dateline"
  local own = #agency > 0 and agency:get(1, "agency") or nil
  local last, called
  for _, mention in ipairs(self.bodies) do
    if mention.first >= byte then break end
    if mention.name ~= own then
      local named = common.lower(mention.name):find(word, 1, true)
      if word ~= "it" and (named or described(self, mention, word)) then called = mention end
      if ANY_BODY[word] or word == "it" then last = mention end
    end
  end
  if called and last and last.first > called.first and last.name ~= called.name and
    word == "company" then
    return last
  end
  return called or last
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

-- The only person one of whose names is a word with a capital: "Bounthong" of Bounthong Sisavath.
local function by_part(self, text)
  if not text:find "^%u%S*$" then return nil end
  local found
  for who, name in pairs(self.names) do
    if (" " .. name .. " "):find(" " .. text .. " ", 1, true) then
      if found then return nil end
      found = who
    end
  end
  return found
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
  local byte, word = s.a[subject.i], subject.word
  local mention
  if subject.kind == "pron" then
    if words.singular[word] then mention = self:person(word, byte)
    elseif word == "they" and self.group and s.row - self.group.row <= GROUP_REACH then
      return { name = self.group.name, attribution = "pron" }
    elseif word == "it" or word == "they" then
      mention = self:body("it", byte)
    end
    if not mention then return nil end
    self:note(s.row, mention)
    return { name = mention.name, who = mention.who, attribution = "pron", mention = mention }
  end
  local text = common.plain(self.doc.text:sub(s.a[subject.i], s.z[subject.j]))
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
    mention = self:body(word, byte)
  end
  if mention then
    return { name = mention.name, who = mention.who, attribution = "nom", mention = mention }
  end
  local name = anonymous(s, subject, text)
  if PLURAL[word] or word:find "[^s]s$" then self.group = { name = name, row = s.row } end
  return { name = name, attribution = "nom" }
end

return M
