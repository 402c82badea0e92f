--- A story as quotes and events share it: its sentences, the quotation marks, the trigger words of
-- each sentence, and every statement (a reporting verb with its source), worked out once in text
-- order.

local common = require "gloss.news.common"
local countries = require "gloss.news.events.countries"
local marks = require "gloss.news.quotes.marks"
local people = require "gloss.news.quotes.people"
local sentences = require "gloss.news.quotes.sentence"
local subject = require "gloss.news.quotes.subject"
local words = require "gloss.news.quotes.words"

local M = {}
M.__index = M

local country_codes = {}
for code, name in pairs(countries) do country_codes[name] = code end

local READ = { body = true, headline = true, subhead = true }

-- Gives the tokens of s that start at byte first and end at byte last.
local function tokens_at(s, first, last)
  local i = s.at[first]
  local j = i
  while j and s.z[j] and s.z[j] < last do j = j + 1 end
  return i, j and s.z[j] == last and j
end

--- Gives the trigger words of a sentence, in order: {i, j, first, last, type, pos, form, base,
-- cue}: `cue` tells whether it reports. A word that may be verb and noun comes once for each.
function M:triggers(s)
  if s.triggers then return s.triggers end
  s.triggers = {}
  local layer = self.trigger
  for row in layer:covered(s.first, s.last) do
    local first, last = layer:first(row), layer:last(row)
    local i, j = tokens_at(s, first, last)
    if i and j then
      s.triggers[#s.triggers + 1] = { i = i, j = j, first = first, last = last,
        type = layer:get(row, "type"),
        pos = layer:get(row, "pos"), form = layer:get(row, "form"), base = layer:get(row, "base"),
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
      local k = s.at[self.role:first(row)]
      if k then s.roles[k] = true end
      if k and k > 1 and words.determiner[s.w[k - 1]] then s.roles[k - 1] = true end
    end
  end
end

--- Gives a sentence by row, with its roles marked.
function M:sentence(row)
  local s = self.reader:get(row)
  if s and not s.roles then mark_roles(self, s) end
  return s
end

-- "was quoted by state radio as saying": the token of "quoted", or nil.
local function quoted_as(s, c)
  if s.w[c.i - 1] ~= "as" then return nil end
  for k = c.i - 2, math.max(1, c.i - 9), -1 do
    if s.w[k] == "quoted" or s.w[k] == "cited" then return k end
  end
end

local CLAUSE = 200   -- tokens back that a subject may be

-- Where the subject of a verb may start: behind the quote before it.
local function left_bound(s, i)
  for k = i - 1, math.max(1, i - CLAUSE), -1 do
    if s.q[k] then return k + 1 end
  end
  return math.max(1, i - CLAUSE)
end

-- "..., said Jane Doe": the subject stands behind the verb.
local function inverted(s, c, lo)
  local k = c.i - 1
  local behind_quote = k >= 1 and (s.q[k] or s.w[k] == "," and k > 1 and s.q[k - 1])
  local comma_only = s.w[k] == ","
  if not behind_quote and not comma_only then return nil end
  if s.q[c.j + 1] or not s.w[c.j + 1] then return nil end
  local found = subject.starting(s, c.j + 1)
  if behind_quote and lo >= k then return found end
  if comma_only and found and found.kind == "name" and found.mention.label == "PER" and
    not words.auxiliary[s.w[found.j + 1] or "."] and not (s.w[found.j + 1] or
      "."):find "^%l+ed$" then
    for j = k - 1, lo, -1 do
      if s.w[j] == "," then return nil end
    end
    return found
  end
end

-- The subject of a reporting verb, and how it was found.
local function source_of(s, c, previous)
  if c.pos == "preposition" then return subject.starting(s, c.j + 1) end
  if s.q[c.i] then
    local lo = c.i
    while lo > 1 and s.q[lo - 1] do lo = lo - 1 end
    local found = subject.before({ w = s.w, m = s.m, t = s.t, q = {}, n = s.n, a = s.a, z = s.z,
      roles = s.roles }, c.i, lo + 1)
    if found and found.kind == "pron" and not words.singular[found.word] then return nil end
    return found and found.kind ~= "nom" and found or nil
  end
  local lo = left_bound(s, c.i)
  local quoted = c.form == "ing" and quoted_as(s, c)
  if quoted then return subject.before(s, quoted, lo, previous) end
  local found = c.form ~= "ing" and inverted(s, c, lo)
  if found then return found, "inverted" end
  local how
  found, how = subject.before(s, c.i, lo, previous)
  if not found and lo > 1 and not s.q[1] then found, how = subject.before(s, c.i, 1, previous) end
  if not found and lo > 1 and not s.q[1] then return subject.main(s, 1, lo - 1), "shared" end
  return found, how
end

-- Works out the statements of one sentence.
local function read_statements(self, s)
  local previous
  for _, c in ipairs(self:triggers(s)) do
    if c.cue and c.type == "STATEMENT" then
      local found, how = source_of(s, c, previous)
      local who = self.people:resolve(s, found)
      local guess = s.zone == "headline" and who and who.name:find "^anon:" and
        (how == "shared" or found.j - found.i > 3)
      if who and not guess then
        local statement = { s = s, cue = c, subject = found, source = who, how = how,
          quoted = s.q[c.i] }
        self.statements[#self.statements + 1] = statement
        s.statements[#s.statements + 1] = statement
        if not s.q[c.i] and how ~= "relative" then previous = found end
      end
    elseif c.pos == "verb" and c.form == "past" and not s.q[c.i] and not previous then
      local found, how = subject.before(s, c.i, left_bound(s, c.i))
      if found and how ~= "relative" and (found.kind ~= "nom" or found.determiner) then
        previous = found
      end
    end
  end
end

--- Gives a country's name by its ISO code.
function M:country(iso)
  return iso and countries[iso]
end

--- Gives the ISO code of a name that is a country's, or nil.
function M:is_country(name)
  return country_codes[name]
end

--- Gives the code of the country that the story names most, or nil.
function M:main_country()
  if self.home ~= nil then return self.home or nil end
  local count, best = {}, nil
  for _, mention in ipairs(self.reader.mentions) do
    local iso = mention.iso
    if iso then
      count[iso] = (count[iso] or 0) + 1
      if not best or count[iso] > count[best] then best = iso end
    end
  end
  self.home = best or false
  return best
end

-- The code of the place or nationality in a title or role, or right before it, or nil.
local function country_at(self, first, last)
  for _, mention in ipairs(self.reader.mentions) do
    local inside = mention.first >= first and mention.last <= last
    if mention.iso and (inside or mention.last == first - 2) then return mention.iso end
  end
end

--- Gives the code of the country a person acts for, as the titles and roles tell, or nil.
function M:country_of(name)
  for _, layer in ipairs { "title", "role" } do
    for _, first, last, who in self.doc:layer(layer):each "referent" do
      if who and self.people.names[who] == name then
        local iso = country_at(self, first, last)
        if iso then return iso end
      end
    end
  end
end

--- Gives the story of a document, made on first use.
M.of = common.once(function(doc)
  local self = setmetatable({ doc = doc, text = doc.text, reader = sentences.of(doc),
    trigger = doc:layer "list.trigger",
    role = doc:layer "role", statements = {}, cues = {} }, M)
  for _, first, last in doc:layer "cue":each() do self.cues[first] = last end
  self.marks = marks.of(doc).quotes
  self.reader:set_quotes(self.marks)
  self.people = people.new(self.reader)
  for row, first, last in self.reader.sentence:each() do
    local zone = self.reader.zone:within(first, last)
    if zone and READ[self.reader.zone:get(zone, "label")] then
      local s = self:sentence(row)
      s.statements = {}
      if s.zone == "body" and not self.lead then self.lead, self.people.lead = row, row end
      read_statements(self, s)
    end
  end
  return self
end)

return M
