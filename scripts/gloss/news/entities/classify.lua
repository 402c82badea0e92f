--- Decides what a name that the lists do not have is the name of, by its own words and by what
-- stands around it. Rules are tried in order; the name of the one that decides is the segment's
-- rule.
local gloss = require "gloss"
local hits = require "gloss.news.entities.hits"
local own = require "gloss.news.entities.own"
local closed = require "gloss.news.entities.words"

local M = {}

local function low(v, i) return v.low[i] or "" end

-- Gives how many capitalised words a segment has.
local function count_words(v, s)
  local n = 0
  for k = s.i, s.j do if v.capital[k] then n = n + 1 end end
  return n
end

-- People: a role or an age beside it, a forename or surname that is known.
local function after_role(v, s)
  if s.words == 1 and (closed.kin[low(v, s.i - 1)] or v.is.forename[s.i] and
    v.is.role[s.i - 1]) then return "PER" end
  if v.is.role[s.i - 1] and s.words >= 2 and not closed.org_nouns[low(v, s.i - 1)] then
    return "PER"
  end
end

local function before_age(v, s)
  if v.low[s.j + 1] ~= "," or v.kind[s.j + 2] ~= "number" then return nil end
  local age = tonumber(v.low[s.j + 2])
  if age and age > 3 and age < 120 and (v.low[s.j + 3] == "," or v.low[s.j + 3] == ".") then
    return "PER"
  end
end

-- A lower-case noun phrase with a role behind `NAME, [a|the]`.
local function before_role(v, s)
  if v.low[s.j + 1] ~= "," or s.words < 2 then return nil end
  for k = s.j + 2, s.j + 9 do
    local word = v.low[k]
    if not word or word == "," or word == "." or word == ";" then return nil end
    if v.is.role[k] and k > s.j + 1 then return "PER" end
    if word == "of" or word == "which" then return nil end
  end
end

-- Places: a preposition before, a place noun around, a state or country behind.
local function before_region(v, s)
  if v.low[s.j + 1] ~= "," then return nil end
  local match = v.match
  for h in hits.each(v, s.j + 2) do
    local list, after = match.list[h], v.low[match.j[h] + 1]
    if (list == "state" or list == "country") and after ~= "and" then
      if after == "," or after == "." or after == "-" or after == ")" or not v.is.forename[s.i] then
        return "GPE"
      end
    end
  end
end

local function by_place_noun(v, s)
  if closed.place_heads[low(v, s.j + 1)] and not v.is.word[s.i] then return "GPE" end
  if low(v, s.i - 1) == "of" and closed.place_nouns[low(v, s.i - 2)] then return "GPE" end
  local before = low(v, s.i - 1)
  if closed.place_heads[before] and not closed.org_nouns[before] then return "GPE" end
end

local function by_preposition(v, s)
  local before = low(v, s.i - 1)
  if s.i == s.j and v.is.word[s.i] then return nil end
  if before == "in" or before == "near" or before == "at" and s.words == 1 then
    return s.words <= 3 and "GPE" or nil
  end
end

-- Bodies: a noun for one beside it, quotation marks, an article.
local function by_org_noun(v, s)
  if closed.org_nouns[low(v, s.i - 1)] and v.low[s.i - 1] ~= "'s" then return "ORG" end
  if low(v, s.j + 1) == "party" and not s.opens then return "ORG" end
  local after = s.j + 1
  if v.low[after] == '"' or v.low[after] == "\u{201D}" then after = after + 1 end
  if closed.org_nouns[low(v, after)] and s.words >= (after > s.j + 1 and 1 or 2) then
    return "ORG"
  end
end

-- Chairman of Halden, an analyst with Norvik, John Smith of Tallow; Spain's Tallow; Tallow
-- chairwoman.
local function of_person(v, s)
  local before = low(v, s.i - 1)
  if before == "of" or before == "at" or before == "with" or before == "for" then
    local k = s.i - 2
    local noun = low(v, k)
    if v.is.role[k] and not closed.org_nouns[noun] and noun ~= "head" then return "ORG" end
    if before == "of" and v.capital[k] and not v.kind[k] and not v.is.word[k] and
      s.words <= 2 and
       not v.is.head[k] then return "ORG" end
  end
end

local function beside_owner(v, s)
  if s.words > 2 then return nil end
  local owner = low(v, s.i - 1) == "'s"
  if owner and hits.first_label(v, s.i - 2) == "GPE" and not v.is.word[s.i] then
    return "ORG"
  end
  if v.is.role[s.j + 1] and v.shape[s.j + 1] & gloss.shape.lower ~= 0 then
    local named = v.capital[s.j + 2]
    if not v.is.word[s.i] and (named or not v.is.forename[s.i]) then return "ORG" end
  end
  if s.i == s.j and not v.is.word[s.i] then
    local last, label = hits.title(v, s.j + 1, s.j + 4)
    if last and label == "OFFICE" then return "ORG" end
  end
end

local function by_event_noun(v, s)
  local k = s.i - 1
  if v.low[k] == "," or low(v, k) == "called" or low(v, k) == "dubbed" or
    low(v, k) == "codenamed" or
     low(v, k) == "named" then k = k - 1 end
  if v.low[k] == "," then k = k - 1 end
  if closed.event_nouns[low(v, k)] and s.words >= 2 then return "MISC-EVENT" end
  if closed.event_nouns[low(v, s.j + 1)] and s.words >= 2 and v.is.word[s.j] then
    return "MISC-EVENT"
  end
end

local function by_article(v, s)
  if low(v, s.i - 1) == "the" and s.words >= 2 then return "ORG" end
end

local function by_verb(v, s)
  if s.words < 2 or s.words > 4 then return nil end
  if closed.says[low(v, s.j + 1)] or closed.says[low(v, s.i - 1)] then return "PER" end
end

local RULES = {
  { "suffix", own.suffix }, { "role-before", after_role }, { "numbered", own.numbered },
    { "first-word", own.first }, { "head", own.head }, { "of", own.of },
  { "event-noun", by_event_noun }, { "org-noun", by_org_noun }, { "direction", own.direction },
    { "age", before_age },
  { "of-person", of_person }, { "owner", beside_owner }, { "region-behind", before_region },
    { "place-noun", by_place_noun }, { "role-behind", before_role },
  { "family-name-first", own.family_first }, { "forename", own.forename },
    { "preposition", by_preposition },
  { "common-words", own.common_words }, { "article", by_article }, { "verb-of-saying", by_verb },
  { "capitals", own.capitals }, { "shape", own.shape },
}

local UNCERTAIN = { shape = true, capitals = true, preposition = true, ["common-words"] = true }

-- Tells whether a segment is the name of an office or a generic phrase, not of anybody.
local function nobody(v, s)
  if s.i == s.j then
    local word = low(v, s.i)
    return closed.generic[word] or closed.no_names[word]
  end
  if closed.things[low(v, s.j)] then return true end
  if hits.title(v, s.j, s.j) and not v.is.forename[s.i] and v.is.word[s.j] then
    return v.is.word[s.i]
  end
  if low(v, s.i - 1) == "of" and v.is.role[s.i - 2] and v.capital[s.i - 2] then
    local plain = true
    for k = s.i, s.j do plain = plain and (v.is.word[k] or not v.capital[k]) end
    if plain then return true end
  end
  return low(v, s.i) == "board" and low(v, s.i + 1) == "of"
end

--- Sets the label and rule of an unlisted segment; leaves label nil when nothing decides.
function M.decide(v, s)
  if nobody(v, s) then return end
  s.words = count_words(v, s)
  for _, rule in ipairs(RULES) do
    local label = rule[2](v, s)
    if label then
      s.label, s.rule, s.uncertain = label, rule[1], UNCERTAIN[rule[1]]
      return
    end
  end
end

return M
