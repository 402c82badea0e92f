--- What the rules of news.parties captured for a trigger: its rows of `party`, as mentions and
-- subjects of its sentence.

local common = require "gloss.news.common"
local words = require "gloss.news.quotes.words"

local M = {}
M.__index = M

local NAMED = { PER = true, ORG = true, GPE = true }
local NONE = {}

--- Gives the parties of each trigger of a document by its row, made on first use.
M.of = common.once(function(doc)
  local layer = doc:layer "party"
  local shared = { layer = layer, head = layer:column "head", role = layer:column "role",
                   roles = doc:layer "role" }
  local made = {}
  for row, _, _, label, trigger in layer:each("label", "trigger") do
    local one = made[trigger] or setmetatable({ shared = shared, rows = {}, list = {} }, M)
    made[trigger] = one
    one.list[#one.list + 1] = row
    one.rows[label] = one.rows[label] or {}
    table.insert(one.rows[label], row)
  end
  return made
end)

--- The parties of a trigger that has none.
M.none = setmetatable({ rows = NONE }, M)

--- Gives the rows of all, or nil.
function M:all() return self.list end

--- Tells whether there is one with a label.
function M:has(label) return self.rows[label] ~= nil end

--- Gives the mentions with a label, in text order.
function M:mentions(s, label)
  local list = {}
  for k, row in ipairs(self.rows[label] or NONE) do
    list[k] = s.m[s:at(self.shared.layer:first(row))]
  end
  return list
end

--- Gives the organisation of the first role, or nil.
function M:org()
  local row = self.rows.ROLE and self.rows.ROLE[1]
  local role = row and self.shared.role[row]
  return role and self.shared.roles:get(role, "org")
end

--- Gives the text of the first with a label, or nil.
function M:text(label)
  local row = self.rows[label] and self.rows[label][1]
  return row and common.squeeze(self.shared.layer[row].text)
end

-- Gives a row as a subject.
local function read(self, s, row)
  local layer = self.shared.layer
  local first, last = layer:first(row), layer:last(row)
  local i, j = s:at(first), s:near(last)
  local mention = s.m[i] and s.m[i].first == first and s.m[i]
  local whole = mention and mention.last == last
  if whole and NAMED[mention.label] then
    return { kind = "name", i = i, j = j, mention = mention }
  end
  if i == j and words.pronoun[s.w[i]] and not s.m[i] then
    return { kind = "pron", i = i, j = j, word = s.w[i] }
  end
  local before = s.w[i - 1]
  local head = not whole and self.shared.head[row]
  head = head and common.lower(head):match "%S+$" or s.w[j]
  local people = mention and mention.label == "NORP" and mention.iso
                 and head == s.w[s:near(mention.last)] and s.w[j + 1] ~= "-" and mention
  return { kind = "nom", i = i, j = j, word = head, people = people,
           determiner = words.determiner[before] and not s.m[i - 1] and before or nil }
end

--- Gives those with a label, in text order, as subjects (quotes.subject): `people` is a mention
-- of a people, where nothing else is the head.
function M:phrases(s, label)
  local list = {}
  for k, row in ipairs(self.rows[label] or NONE) do list[k] = read(self, s, row) end
  return list
end

return M
