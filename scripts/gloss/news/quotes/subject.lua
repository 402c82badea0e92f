--- Subjects: who does what a verb says, found without a parser. From the verb one walks left over
-- auxiliaries, adverbs, times, appositions and relative clauses to the end of a noun phrase, or
-- right in "said Jane Doe". A subject is {kind=, i=, j=, mention=, word=}: kind `name` (a mention),
-- `pron`, or `nom` (tokens i..j); nil where nothing fits.

local words = require "gloss.news.quotes.words"

local M = {}

local MAX_NOUNS = 8
local MAX_ASIDES = 4

local function is_name(mention)
  local label = mention.label
  return label == "PER" or label == "ORG" or label == "GPE"
end

local function first_of(s, i)
  local mention = s.m[i]
  while i > 1 and s.m[i - 1] == mention do i = i - 1 end
  return i
end

local function last_of(s, i)
  local mention = s.m[i]
  while i < s.n and s.m[i + 1] == mention do i = i + 1 end
  return i
end

-- A comma, or a dash that parts words (no hyphen inside one).
local function is_comma(s, i)
  local w = s.w[i]
  if w == "," or w == "--" or w == "\u{2014}" then return true end
  return (w == "-" or w == "\u{2013}") and i > 1 and s:first_byte(i) > s:last_byte(i - 1) + 1
end

-- Tokens that may stand between a subject and its verb.
local function skippable(s, i)
  local w = s.w[i]
  if s.m[i] then return false end
  return words.auxiliary[w] or words.adverb[w] or words.negation[w] or s.t[i] ~= nil or
    w:find "%l%lly$" ~= nil or
    words.preposition[w] and s.t[i + 1] ~= nil
end

-- The comma that opens what the comma at i closes, or nil; inside one name or quote there is none.
local function opening_comma(s, i, lo)
  for k = i - 1, lo, -1 do
    if is_comma(s, k) and not s.t[k] then return k end
    if s.q[k] then return nil end
  end
end

local np_ending

-- Does the piece i..j name a person only, as in "its trade chief, Mara Quint, said"?
local function names_person(s, i, j)
  local mention = s.m[j]
  if not mention or mention.label ~= "PER" then return nil end
  for k = i, first_of(s, j) - 1 do
    local w = s.w[k]
    if words.determiner[w] and not words.possessive[w] or words.relative[w] or
      words.preposition[w] or words.auxiliary[w] then
      return nil
    end
  end
  return { kind = "name", i = first_of(s, j), j = j, mention = mention }
end

-- A piece of an apposition that cannot be the subject itself: an age, "a lawyer", "who was there".
local function is_aside(s, i, j)
  local w = s.w[i]
  if j < i then return true end
  if words.relative[w] or words.determiner[w] and w ~= "the" or w:find "^%d" then return true end
  return s.roles and s.roles[i] or false
end

-- Steps left over asides that end at the comma k: what they are said of.
local function host(s, k, lo)
  for _ = 1, MAX_ASIDES do
    local before = opening_comma(s, k, lo)
    if not before or not is_aside(s, before + 1, k - 1) then break end
    k = before
  end
  return k > lo and np_ending(s, k - 1, lo) or nil
end

-- The subject before an apposition or relative clause that the comma at i closes.
local function before_aside(s, i, lo)
  local k = opening_comma(s, i, lo)
  if not k then return np_ending(s, i - 1, lo) end
  if k == lo and s.m[i - 1] then return np_ending(s, i - 1, k + 1) end
  local person = names_person(s, k + 1, i - 1)
  if person then
    local left = k > lo and np_ending(s, k - 1, lo)
    if not left or left.kind ~= "name" or left.mention.label ~= "PER" then return person end
  end
  return host(s, k, lo)
end

-- Grows a noun phrase to the left from token i; returns its first token, without the determiner.
local function nouns_from(s, i, lo)
  local k = i
  while k > lo and i - k < MAX_NOUNS do
    local w = s.w[k - 1]
    if s.q[k - 1] or not words.nominal(w) or words.determiner[w] or s.t[k - 1] and
      not s.m[k - 1] then
      break
    end
    k = k - 1
  end
  return k
end

-- The noun phrase whose last token is i. A name behind a preposition belongs to the noun before
-- that.
np_ending = function(s, i, lo)
  while i >= lo and (s.w[i] == ")" or s.w[i] == "]") do
    repeat i = i - 1 until i < lo or s.w[i] == "(" or s.w[i] == "["
    i = i - 1
  end
  if i < lo then return nil end
  local w, mention = s.w[i], s.m[i]
  if not mention and words.pronoun[w] and w ~= "who" then
    return { kind = "pron", i = i, j = i, word = w }
  end
  if is_comma(s, i) then return before_aside(s, i, lo) end
  if not mention and not words.nominal(w) then return nil end
  if s.q[i] then return nil end
  local first = nouns_from(s, mention and first_of(s, i) or i, lo)
  local before = first - 1
  local determiner = before >= lo and words.determiner[s.w[before]] and s.w[before] or nil
  if determiner then before = before - 1 end
  if before > lo and words.preposition[s.w[before]] and not s.t[before] and s.w[before] ~= "as" then
    local head = np_ending(s, before - 1, lo)
    if head then
      if head.kind == "nom" then head.j = i end
      return head
    end
  end
  if mention and is_name(mention) then
    return { kind = "name", i = first_of(s, i), j = i, mention = mention }
  end
  return { kind = "nom", i = first, j = i, word = w, determiner = determiner }
end

-- Takes "of the ministry", "for Acme" into a nominal phrase that ends at token j: names only.
local function with_complements(s, j)
  while s.w[j + 1] and words.preposition[s.w[j + 1]] and s.w[j + 1] ~= "on" and not s.t[j + 2] do
    local k = s.w[j + 2] and words.determiner[s.w[j + 2]] and not s.m[j + 2] and j + 3 or j + 2
    if not s.m[k] then break end
    j = last_of(s, k)
  end
  return j
end

--- The noun phrase that starts at token i, as in "said General Jane Doe, who ...".
function M.starting(s, i, hi)
  hi = hi or s.n
  while i <= hi and (s.w[i] == "," or s.t[i]) do i = i + 1 end
  if i > hi or s.q[i] then return nil end
  local w = s.w[i]
  if words.pronoun[w] and not s.m[i] then return { kind = "pron", i = i, j = i, word = w } end
  local determiner = words.determiner[w] and not s.m[i] and w or nil
  local first = determiner and i + 1 or i
  local k, name_i, name_j = first, nil, nil
  while k <= hi and k - first < MAX_NOUNS + 4 and not s.q[k] do
    if s.m[k] then
      name_i, name_j = k, last_of(s, k)
      k = name_j
      if s.m[k].label == "PER" then break end
    elseif s.t[k] or not words.nominal(s.w[k]) then
      break
    end
    k = k + 1
  end
  local last = name_j == k and k or k - 1
  if name_j == last and is_name(s.m[last]) then
    return { kind = "name", i = name_i, j = last, mention = s.m[last] }
  end
  if last < first then return nil end
  local after = s.m[last + 2]
  if s.w[last + 1] == "," and after and after.label == "PER" then
    return { kind = "name", i = last + 2, j = last_of(s, last + 2), mention = after }
  end
  return { kind = "nom", i = first, j = with_complements(s, last), word = s.w[last],
    determiner = determiner }
end

-- The subject of the sentence's first clause.
function M.main(s, lo, hi)
  local i = lo
  while i <= hi and (words.conjunction[s.w[i]] or words.adverb[s.w[i]] or s.t[i] or
    s.w[i] == ",") do i = i + 1 end
  local w = s.w[i]
  if i <= hi and not s.m[i] and (words.preposition[w] or words.subordinate[w] or
    w:find "%l%ling$" or w:find "%l%led$") then
    for k = i, hi do
      if is_comma(s, k) then return M.starting(s, k + 1, hi) end
    end
  end
  return M.starting(s, i, hi)
end

--- The subject of the verb at token v, looked for from token lo on.
-- `previous` is the subject of the verb before in the same sentence, for "and said".
function M.before(s, v, lo, previous)
  local i = v - 1
  if s.w[i] == "to" and s.w[i - 1] == "used" then i = i - 2 end
  while i >= lo and skippable(s, i) do i = i - 1 end
  if i < lo then return nil end
  local w = s.w[i]
  local comma = is_comma(s, i)
  if comma and i > lo and v - i == 1 and s.w[v]:find "ing$" then
    return previous or M.main(s, lo, v - 1), "shared"
  end
  local participle = (w == "after" or w == "while") and s.w[v]:find "ing$"
  if not s.m[i] and (words.conjunction[w] or w == "to" or participle) then
    return previous or M.main(s, lo, v - 1), "shared"
  end
  if not s.m[i] and (w == "who" or w == "which" or w == "that") then
    local k = i - 1
    if k > lo and is_comma(s, k) then return host(s, k, lo), "relative" end
    return k >= lo and np_ending(s, k, lo) or nil, "relative"
  end
  local found = np_ending(s, i, lo)
  if not found and comma then return M.main(s, lo, v - 1), "shared" end
  return found
end

return M
