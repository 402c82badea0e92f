--- Who a reporting verb says something of: its subject, before it, or behind it in "said Jane Doe".

local subject = require "gloss.news.quotes.subject"
local words = require "gloss.news.quotes.words"

local M = {}

local CLAUSE = 200   -- tokens back that a subject may be

-- "was quoted by state radio as saying": the token of "quoted", or nil.
local function quoted_as(s, c)
  if s.w[c.i - 1] ~= "as" then return nil end
  for k = c.i - 2, math.max(1, c.i - 9), -1 do
    if s.w[k] == "quoted" or s.w[k] == "cited" then return k end
  end
end

--- Says where the subject of a verb at token i may start: behind the quote before it.
function M.left_bound(s, i)
  for k = i - 1, math.max(1, i - CLAUSE), -1 do
    if s.q[k] then return k + 1 end
  end
  return math.max(1, i - CLAUSE)
end

-- The person behind ", said" whose name no verb follows.
local function person_behind(s, found, k, lo)
  if not found or found.kind ~= "name" or found.mention.label ~= "PER" then return nil end
  local after = s.w[found.j + 1] or "."
  if words.auxiliary[after] or after:find "^%l+ed$" then return nil end
  for j = k - 1, lo, -1 do
    if s.w[j] == "," then return nil end
  end
  return found
end

-- "..., said Jane Doe": the subject stands behind the verb.
local function inverted(s, c, lo)
  local k = c.i - 1
  local comma_only = s.w[k] == ","
  local behind_quote = k >= 1 and (s.q[k] or comma_only and k > 1 and s.q[k - 1])
  if not behind_quote and not comma_only then return nil end
  if s.q[c.j + 1] or not s.w[c.j + 1] then return nil end
  local found = subject.starting(s, c.j + 1)
  if behind_quote and lo >= k then return found end
  return comma_only and person_behind(s, found, k, lo) or nil
end

-- The source of a verb inside a quote: a name, he or she.
local function inside_quote(s, c)
  local lo = c.i
  while lo > 1 and s.q[lo - 1] do lo = lo - 1 end
  local found = subject.before(s:unquoted(), c.i, lo + 1)
  if found and found.kind == "pron" and not words.singular[found.word] then return nil end
  return found and found.kind ~= "nom" and found or nil
end

--- Gives the subject of a reporting verb, and how it was found: nil, "inverted", "shared" (with the
-- verb before) or "relative".
--   previous  the subject of the verb before it in the sentence, or nil
function M.of(s, c, previous)
  if c.pos == "preposition" then return subject.starting(s, c.j + 1) end
  if s.q[c.i] then return inside_quote(s, c) end
  local lo = M.left_bound(s, c.i)
  local quoted = c.form == "ing" and quoted_as(s, c)
  if quoted then return subject.before(s, quoted, lo, previous) end
  local found = c.form ~= "ing" and inverted(s, c, lo)
  if found then return found, "inverted" end
  local how
  found, how = subject.before(s, c.i, lo, previous)
  if found or lo == 1 or s.q[1] then return found, how end
  found, how = subject.before(s, c.i, 1, previous)
  if found then return found, how end
  return subject.main(s, 1, lo - 1), "shared"
end

return M
