--- Sentences as the rules of quotes and events read them, made when first asked for. In a sentence
-- s, tokens count from 1 to s.n: s.w[i] folded form, s.m[i] the mention that covers token i, s.t[i]
-- the time expression, s.q[i] true inside a quote; s:first_byte(i) and s:last_byte(i) say where it
-- is, s:at(byte) which token starts there. A mention is {row, first, last, label, name, iso, who};
-- `who` is a row of `referent`.

local common = require "gloss.news.common"

local M = {}
M.__index = M

local Sentence = {}
Sentence.__index = Sentence

--- Gives the first byte of token i.
function Sentence:first_byte(i) return self.tokens:first(self.base + i) end

--- Gives the last byte of token i.
function Sentence:last_byte(i) return self.tokens:last(self.base + i) end

--- Gives the token that a byte is in, or the next one; the last one past all.
function Sentence:near(byte)
  local row = self.tokens:within(byte, byte)
  local i, n = row and row - self.base, self.n
  if i then return i < 1 and 1 or i > n and n or i end
  local low, high = 1, n
  while low < high do
    local middle = (low + high) // 2
    if self:last_byte(middle) >= byte then high = middle else low = middle + 1 end
  end
  return low
end

--- Gives the token that starts at a byte, or nil.
function Sentence:at(byte)
  local i = self:near(byte)
  return self:first_byte(i) == byte and i or nil
end

--- Gives a sentence as it is read where quotation marks part nothing.
function Sentence:unquoted()
  return setmetatable({ q = {} }, { __index = self })
end

-- Makes the list of a document's mentions, each made when first asked for.
local function mentions_of(doc)
  local entity, names = doc:layer "entity", doc:layer("referent"):column "name"
  local column = {}
  for _, name in ipairs { "label", "ref", "iso", "referent" } do
    column[name] = entity:column(name)
  end
  return setmetatable({}, { __index = function(made, row)
    if row > #entity then return nil end
    local first, last, who = entity:first(row), entity:last(row), column.referent[row]
    local mention = { row = row, first = first, last = last, label = column.label[row],
      iso = column.iso[row], who = who,
      name = who and names[who] or column.ref[row] or doc.text:sub(first, last) }
    made[row] = mention
    return mention
  end })
end

--- Gives the reader of a document's sentences, made on first use.
M.of = common.once(function(doc)
  local self = setmetatable({ doc = doc, text = doc.text, tokens = doc:layer "token",
    times = doc:find "timex",   -- roles are found without
    sentence = doc:layer "sentence", entity = doc:layer "entity", zone = doc:layer "zone",
    mentions = mentions_of(doc), made = {}, outer = {} }, M)
  self.folded, self.label = self.tokens:column "folded", self.zone:column "label"
  return self
end)

-- Sets set[i] = value for the tokens of s from the one at byte first to byte last that have none
-- yet.
local function mark(s, set, first, last, value)
  local from, to = s:at(first), s:near(last)
  if s:last_byte(to) > last then to = to - 1 end
  for i = from or to + 1, to do
    if set[i] == nil then set[i] = value end
  end
end

--- Tells the reader which quotes there are: a list of {first, last, parent}, in order.
function M:set_quotes(quotes)
  self.outer, self.made = {}, {}
  for _, q in ipairs(quotes) do
    if not q.parent then self.outer[#self.outer + 1] = q end
  end
end

--- Gives the number of the first outer quote that ends at a byte or behind it.
function M:quote_from(byte)
  local low, high = 1, #self.outer + 1
  while low < high do
    local middle = (low + high) // 2
    if self.outer[middle].last >= byte then high = middle else low = middle + 1 end
  end
  return low
end

local function mark_quotes(self, s)
  for k = self:quote_from(s.first), #self.outer do
    local q = self.outer[k]
    if q.first > s.last then break end
    mark(s, s.q, math.max(q.first, s.first), q.last, true)
  end
end

local function mark_mentions(self, s)
  for k in self.entity:covered(s.first, s.last) do
    local mention = self.mentions[k]
    mark(s, s.m, mention.first, mention.last, mention)
  end
end

local function mark_times(self, s)
  for k in self.times:covered(s.first, s.last) do
    mark(s, s.t, self.times:first(k), self.times:last(k), k)
  end
end

-- Gives the function that reads the folded forms of a sentence's tokens, each when first asked for.
local function words_of(folded, base, n)
  return function(w, i)
    if i < 1 or i > n then return nil end
    local form = folded[base + i]
    w[i] = form
    return form
  end
end

local function make(self, row)
  local first, last = self.sentence:first(row), self.sentence:last(row)
  local base = self.tokens:within(first, first) - 1
  local s = setmetatable({ row = row, first = first, last = last, tokens = self.tokens, base = base,
    n = self.tokens:within(last, last) - base, w = {}, m = {}, t = {}, q = {} }, Sentence)
  setmetatable(s.w, { __index = words_of(self.folded, base, s.n) })
  mark_mentions(self, s)
  if self.times then mark_times(self, s) end
  mark_quotes(self, s)
  local zone = self.zone:within(first, last)
  s.zone = zone and self.label[zone] or "body"
  return s
end

--- Gives a sentence by its row, or nil past either end.
function M:get(row)
  if row < 1 or row > #self.sentence then return nil end
  local s = self.made[row]
  if not s then
    s = make(self, row)
    self.made[row] = s
  end
  return s
end

--- Gives the sentence that covers a byte, and the token there; the token is that or the next one.
function M:at(byte)
  local row = self.sentence:within(byte, byte)
  local s = row and self:get(row)
  if not s then return nil end
  return s, s:near(byte)
end

return M
