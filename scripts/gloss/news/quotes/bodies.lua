--- Which organisation "it" or "the company" means: the last one before that is called so.

local common = require "gloss.news.common"

local M = {}
M.__index = M

-- Bodies any organisation may be called; others need the noun in the organisation's name.
local ANY_BODY = common.set [[company firm group bank business corporation maker retailer
  manufacturer organisation organization]]
local BEFORE, BEHIND = 40, 80   -- bytes around a name that may say what it is

-- Gives the organisations that headline and body name, in text order, but for the agency whose
-- story it is.
local function named(people)
  local reader, list = people.reader, {}
  local dateline = reader.doc:layer "dateline"
  local own = #dateline > 0 and dateline:get(1, "agency") or nil
  for row, first, last, label in reader.entity:each "label" do
    if label == "ORG" and people:told(first, last) then
      local mention = reader.mentions[row]
      if mention.name ~= own then list[#list + 1] = mention end
    end
  end
  return list
end

--- Makes the organisations of a story, over the resolver of its people.
function M.new(people)
  return setmetatable({ people = people, text = people.doc.text, called = {}, said = {} }, M)
end

-- Gives what is said of an organisation where it is named: its name with the two words before it,
-- "state company Acme", and what stands behind it, "Acme, a mining company", or nil.
local function description(self, mention)
  local first, last = mention.first, mention.last
  local before = self.text:sub(math.max(1, first - BEFORE), first - 1):lower()
  local behind = self.text:sub(last + 1, last + BEHIND):lower()
  before = before:match "[%w%-]+%s+[%w%-]*%s*$" or ""
  return { common.lower(mention.name) .. "\n" .. before,
           behind:match "^[^,%w]*,%s+an?%s+([^,%.]*)" }
end

-- Is an organisation called that where it is named, or by its name?
local function described(self, k, word)
  local said = self.said[k]
  if not said then
    said = description(self, self.list[k])
    self.said[k] = said
  end
  return said[1]:find(word, 1, true) or said[2] and said[2]:find("%f[%a]" .. word .. "%f[%A]")
end

-- Gives the last of the first n organisations that is called a word, or nil. What is found out is
-- kept, so that a word costs each of them once.
local function last_called(self, word, n)
  local known = self.called[word]
  if not known then
    known = { [0] = false }
    self.called[word] = known
  end
  for k = #known + 1, n do
    known[k] = described(self, k, word) and self.list[k] or known[k - 1]
  end
  return known[n] or nil
end

--- Gives the organisation that a word at a byte means: the last one described so, or named so, or
-- for words that fit any the last one; nil where none is.
function M:before(word, byte)
  self.list = self.list or named(self.people)
  local last, n = common.last_before(self.list, byte)
  if not last or word == "it" then return last end
  local called = last_called(self, word, n)
  if not ANY_BODY[word] then return called end
  local other = called and last.first > called.first and last.name ~= called.name
  return (other and word == "company" or not called) and last or called
end

return M
