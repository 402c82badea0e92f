--- Sentences as the rules of quotes and events read them: plain arrays of one sentence's tokens,
-- made when first asked for. In a sentence s, tokens count from 1 to s.n: s.w[i] folded form,
-- s.a[i] and s.z[i] first and last byte, s.m[i] the mention that covers token i, s.t[i] the time
-- expression, s.q[i] true inside a quote; s.at[byte] is the token that starts there. A mention is
-- {row, first, last, label, name, iso, who}; `who` is a row of `referent`.

local common = require "gloss.news.common"

local M = {}
M.__index = M

local function read_mentions(doc)
  local mentions, referents = {}, doc:layer "referent"
  local names = {}
  for row, name in referents:each "name" do names[row] = name end
  for row, first, last, label, ref, iso, who in doc:layer("entity"):each("label", "ref", "iso",
    "referent") do
    mentions[row] = { row = row, first = first, last = last, label = label, iso = iso, who = who,
                      name = who and names[who] or ref or doc.text:sub(first, last) }
  end
  return mentions
end

--- Gives the reader of a document's sentences, made on first use.
M.of = common.once(function(doc)
  local self = setmetatable({ doc = doc, text = doc.text, tokens = doc:layer "token",
    times = doc:find "timex",   -- roles are found without
    sentence = doc:layer "sentence", entity = doc:layer "entity", zone = doc:layer "zone",
    mentions = read_mentions(doc), made = {}, outer = {} }, M)
  self.folded = self.tokens:column "folded"
  return self
end)

-- Sets set[i] = value for the tokens of s from the one at byte first to byte last that have none
-- yet.
local function mark(s, set, first, last, value)
  local i = s.at[first]
  while i and i <= s.n and s.z[i] <= last do
    if set[i] == nil then set[i] = value end
    i = i + 1
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

--- Gives a sentence by its row, or nil past either end.
function M:get(row)
  if row < 1 or row > #self.sentence then return nil end
  local s = self.made[row]
  if s then return s end
  local first, last = self.sentence:first(row), self.sentence:last(row)
  s = { row = row, first = first, last = last, n = 0, w = {}, a = {}, z = {}, m = {}, t = {},
    q = {}, at = {} }
  for token in self.tokens:covered(first, last) do
    s.n = s.n + 1
    local a = self.tokens:first(token)
    s.w[s.n], s.a[s.n], s.z[s.n], s.at[a] = self.folded[token], a, self.tokens:last(token), s.n
  end
  for k in self.entity:covered(first, last) do
    local mention = self.mentions[k]
    mark(s, s.m, mention.first, mention.last, mention)
  end
  if self.times then
    for k in self.times:covered(first, last) do
      mark(s, s.t, self.times:first(k), self.times:last(k), k)
    end
  end
  mark_quotes(self, s)
  local zone = self.zone:within(first, last)
  s.zone = zone and self.zone:get(zone, "label") or "body"
  self.made[row] = s
  return s
end

--- Gives the sentence that covers a byte, and the token there; the token is that or the next one.
function M:at(byte)
  local row = self.sentence:within(byte, byte)
  local s = row and self:get(row)
  if not s then return nil end
  local low, high = 1, s.n
  while low < high do
    local middle = (low + high) // 2
    if s.z[middle] >= byte then high = middle else low = middle + 1 end
  end
  return s, low
end

return M
