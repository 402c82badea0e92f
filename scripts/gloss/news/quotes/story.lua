--- A story as quotes and events share it: its sentences, the quotation marks, the trigger words of
-- each sentence, and every statement (a reporting verb with its source), worked out once in text
-- order. Only sentences with such words are read.

local common = require "gloss.news.common"
local marks = require "gloss.news.quotes.marks"
local nations = require "gloss.news.events.nations"
local people = require "gloss.news.quotes.people"
local sentences = require "gloss.news.quotes.sentence"
local source = require "gloss.news.quotes.source"
local words = require "gloss.news.quotes.words"

local M = {}
M.__index = M

--- Gives the trigger words of a sentence, in order: {i, j, first, last, type, pos, form, base,
-- cue}: `cue` tells whether it reports. A word that may be verb and noun comes once for each.
function M:triggers(s)
  if s.triggers then return s.triggers end
  s.triggers = {}
  local list = self.list
  for row in self.trigger:covered(s.first, s.last) do
    local first, last = self.trigger:first(row), self.trigger:last(row)
    local i, j = s:at(first), s:near(last)
    if i and s:last_byte(j) == last then
      s.triggers[#s.triggers + 1] = { i = i, j = j, first = first, last = last,
        type = list.type[row], pos = list.pos[row], form = list.form[row], base = list.base[row],
        cue = self.cues[first] == last }
    end
  end
  return s.triggers
end

-- Marks the tokens that start a role after a name: a subject finder steps over those.
local function mark_roles(self, s)
  s.roles = {}
  for row in self.role:covered(s.first, s.last) do
    if self.role:get(row, "label") == "APPOS" then
      local k = s:at(self.role:first(row))
      if k then s.roles[k] = true end
      if k and k > 1 and words.determiner[s.w[k - 1]] then s.roles[k - 1] = true end
    end
  end
end

--- Gives a sentence by row, with its roles marked; `statements` are those found in it.
function M:sentence(row)
  local s = self.reader:get(row)
  if s and not s.roles then
    mark_roles(self, s)
    s.statements = {}
  end
  return s
end

--- Gives the sentence that covers a byte, and the token there; the token is that or the next one.
function M:at(byte)
  local s, i = self.reader:at(byte)
  return s and self:sentence(s.row), i
end

--- Iterates over the sentences in which rows of a layer begin, in order.
function M:sentences_with(layer)
  local row, known = 0, 0
  return function()
    while row < #layer do
      row = row + 1
      local first = layer:first(row)
      local found = self.reader.sentence:within(first, first)
      if found and found > known then
        known = found
        return self:sentence(found)
      end
    end
  end
end

-- A source that a headline's words only make look like one.
local function guessed(s, found, how, who)
  return s.zone == "headline" and who.name:find "^anon:" and
    (how == "shared" or found.j - found.i > 3)
end

-- Adds the statement of a reporting verb, if it has a source.
local function read_cue(self, s, c, subjects)
  local found, how, rule = source.of(subjects, s, c)
  local who = self.people:resolve(s, found)
  if not who or guessed(s, found, how, who) then return end
  local statement = { s = s, cue = c, subject = found, source = who, how = how,
    rule = rule, quoted = s.q[c.i] }
  self.statements[#self.statements + 1] = statement
  s.statements[#s.statements + 1] = statement
end

-- Works out the statements of the story.
local function read_statements(self)
  local subjects = source.all(self.doc)
  for s in self:sentences_with(self.doc:layer "cue") do
    for _, c in ipairs(self:triggers(s)) do
      if c.cue and c.type == "STATEMENT" then read_cue(self, s, c, subjects) end
    end
  end
end

-- Gives the row of the first sentence of the body, or nil.
local function lead_of(reader)
  for row, first, last in reader.sentence:each() do
    local zone = reader.zone:within(first, last)
    if zone and reader.label[zone] == "body" then return row end
  end
end

--- Gives the story of a document, made on first use.
M.of = common.once(function(doc)
  local trigger, cue = doc:layer "list.trigger", doc:layer "cue"
  local self = setmetatable({ doc = doc, text = doc.text, reader = sentences.of(doc),
    trigger = trigger, list = {}, role = doc:layer "role", statements = {}, cues = {} }, M)
  for _, name in ipairs { "type", "pos", "form", "base" } do
    self.list[name] = trigger:column(name)
  end
  for _, first, last in cue:each() do self.cues[first] = last end
  self.marks = marks.of(doc).quotes
  self.reader:set_quotes(self.marks)
  self.lead = lead_of(self.reader)
  self.people = people.new(self.reader, self.lead)
  self.nations = nations.new(doc, self.people.names)
  read_statements(self)
  return self
end)

return M
