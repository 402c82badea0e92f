--- Attribution: which statement a quote belongs to: the other half's of a split quote, the one that
-- news.attribution found, that of the quote before in the paragraph, and last that of who spoke
-- before.

local words = require "gloss.news.quotes.words"

local M = {}

-- The tokens of a sentence that a quote's first and last bytes are in.
local function place(story, q)
  local s, a = story:at(q.first)
  local z, b = story:at(q.last)
  q.s, q.i, q.z, q.j = s, a, z, b
  return s ~= nil and z ~= nil
end

-- Gives the statement that the rules found for a quote, and where it stands.
local function found_for(story, q)
  local layer = story.doc:layer "attribution"
  local row = layer:within(q.first, q.last)
  if not row or layer:first(row) ~= q.first then return nil end
  return story.statements[layer:get(row, "statement")], layer:get(row, "label"):lower()
end

-- Nothing but marks and conjunctions before the quote in its sentence.
local function at_start(q)
  for k = 1, q.i - 1 do
    local w = q.s.w[k]
    if not words.punctuation[w] and not words.conjunction[w] then return false end
  end
  return true
end

local function colon_before(story, q)
  local previous = q.s.row > 1 and story:sentence(q.s.row - 1)
  if not previous or previous.w[previous.n] ~= ":" then return nil end
  return previous.statements and previous.statements[#previous.statements]
end

local function set(q, st, position)
  q.statement, q.position = st, position
  q.source, q.cue, q.attribution = st.source, st.cue, st.source.attribution
end

-- Puts a quote into the group of another, which gets one if it has none.
local function group_with(q, other, groups)
  if not other.group then
    groups.n = groups.n + 1
    other.group = groups.n
  end
  q.group = other.group
end

local function join(q, from, position, groups)
  q.position, q.source, q.cue, q.attribution = position, from.source, from.cue, from.attribution
  group_with(q, from, groups)
end

-- The one who spoke, or acted, last: for a quote nothing is said of.
local function implicit(story, q, before)
  if before and before.source and before.paragraph >= q.paragraph - 1 then return before.source end
  for row = q.s.row - 1, math.max(1, q.s.row - 3), -1 do
    local mention = story.people.subjects[row]
    if mention then return { name = mention.name, who = mention.who } end
    local s = story:sentence(row)
    for k = 1, s.n do
      if words.singular[s.w[k]] and not s.q[k] then
        mention = story.people:person(s.w[k], s:first_byte(k))
        if mention then return { name = mention.name, who = mention.who } end
      end
    end
  end
end

-- Settles one quote that opens its sentence.
local function opening(story, q, before, groups)
  local st, position = found_for(story, q)
  if st then return set(q, st, position) end
  local same = before and before.paragraph == q.paragraph and before.source
  if q.continues and q.continues.source then return join(q, q.continues, "continued", groups) end
  local colon = colon_before(story, q)
  if colon then return set(q, colon, "before") end
  if same and before.z.row >= q.s.row - 1 then return join(q, before, "continued", groups) end
  if q.z.w[q.j + 1] and not words.punctuation[q.z.w[q.j + 1]] then return end
  local source = q.s.zone == "body" and implicit(story, q, before)
  if source then
    q.source, q.position, q.attribution = source, "none", "implicit"
  end
end

-- A quote in two halves around its attribution: "My heart," she said, "is here."
local function second_half(q, before)
  return before and before.z == q.s and before.statement and before.position ~= "before" and
    before.statement.cue.j < q.i and before.statement.cue.i > before.j and
    (q.s.w[q.i - 1] == "," or q.s.w[q.i - 1] == "--" or q.s.w[q.i - 1] == "\u{2014}")
end

--- Settles the outer quotes of a story, in order: sets s, i, z, j (sentence and token of first and
-- last mark), source, cue, position, attribution, group, and at_start.
function M.all(story, quotes)
  local groups, before = { n = 0 }, nil
  for _, q in ipairs(quotes) do
    if place(story, q) then
      q.at_start = at_start(q)
      if second_half(q, before) then
        join(q, before, "middle", groups)
        before.position = "middle"
        q.half = true
      elseif q.at_start then
        opening(story, q, before, groups)
      else
        local st, position = found_for(story, q)
        if st then set(q, st, position) end
      end
      before = q
    end
  end
  for k = #quotes, 1, -1 do
    local q = quotes[k]
    if q.continues and q.source then
      local head = q.continues
      if not head.cue then
        head.source, head.cue, head.attribution = q.source, q.cue, q.attribution
        head.position = head.position or "after"
      end
      group_with(head, q, groups)
    end
  end
end

return M
