--- Decides what a name that the lists do not have is the name of, by its own words and by what
-- stands around it. Rules are tried in order; the name of the one that decides is the segment's
-- rule.
local cues = require "gloss.news.entities.cues"
local hits = require "gloss.news.entities.hits"
local view = require "gloss.news.entities.view"

local M = {}

local function low(v, i) return v.low[i] or "" end

local function head_label(v, s)
  local head = v.is.head[s.j]
  return head and (head:match "MISC%-EVENT" or head:match "LOC" or head:match "ORG"), head
end

-- Gives how many capitalised words a segment has.
local function words(v, s)
  local n = 0
  for k = s.i, s.j do if view.capital(v, k) then n = n + 1 end end
  return n
end

-- Its own words: Inc, Ministry, University of, Lake, Cup.
local function by_suffix(v, s)
  if v.is.suffix[s.j] and s.j > s.i then return "ORG" end
end

local function by_first(v, s)
  if s.j == s.i then return nil end
  if v.is.eventfirst[s.i] then return "MISC-EVENT" end
  local place = v.is.locfirst[s.i]
  if place and low(v, s.i + 1) == "of" then return "LOC" end
  if place and not v.is.head[s.j] then return place end
end

local function by_head(v, s)
  if s.j == s.i then return nil end
  local label, all = head_label(v, s)
  if not label then return nil end
  if all:find "ORG" then return "ORG" end
  if v.is.forename[s.i] and label == "LOC" and not v.is.word[s.i] and s.j == s.i + 1 and
     low(v, s.i - 1) ~= "the" then return nil end
  return label
end

local function by_of(v, s)
  if s.j == s.i then return nil end
  local inner = v.is.head[s.j - 1]
  if inner and inner:find "ORG" and v.hits[s.j] and v.hits[s.j][1].label == "GPE" then
    return "ORG"
  end
  if v.is.orgfirst[s.i] then return "ORG" end
  for k = s.i + 1, s.j - 1 do
    local head = v.is.head[k]
    if head and head:find "ORG" and (low(v, k + 1) == "of" or low(v, k + 1) == "for") then
      return "ORG"
    end
  end
end

local function by_numbered(v, s)
  if v.kind[s.i] == "ordinal" and head_label(v, s) then return "ORG" end
end

-- People: a role or an age beside it, a forename or surname that is known.
local function after_role(v, s)
  if words(v, s) == 1 and (cues.kin[low(v, s.i - 1)] or v.is.forename[s.i] and
    v.is.role[s.i - 1]) then return "PER" end
  if v.is.role[s.i - 1] and words(v, s) >= 2 and not cues.org_nouns[low(v, s.i - 1)] then
    return "PER"
  end
end

local function before_age(v, s)
  if v.form[s.j + 1] ~= "," or v.kind[s.j + 2] ~= "number" then return nil end
  local age = tonumber(v.form[s.j + 2])
  if age and age > 3 and age < 120 and (v.form[s.j + 3] == "," or v.form[s.j + 3] == ".") then
    return "PER"
  end
end

-- A lower-case noun phrase with a role behind `NAME, [a|the]`.
local function before_role(v, s)
  if v.form[s.j + 1] ~= "," or words(v, s) < 2 then return nil end
  for k = s.j + 2, s.j + 9 do
    local form = v.form[k]
    if not form or form == "," or form == "." or form == ";" then return nil end
    if v.is.role[k] and k > s.j + 1 then return "PER" end
    if low(v, k) == "of" or low(v, k) == "which" then return nil end
  end
end

local function by_forename(v, s)
  local n = words(v, s)
  if n < 2 or n > 4 or cues.facilities[low(v, s.j + 1)] then return nil end
  if v.form[s.i + 1] == "'s" or low(v, s.i - 1) == "the" and not v.is.surname[s.j] then
    return nil
  end
  if v.is.forename[s.i] and not (v.is.word[s.i] and v.is.word[s.j]) then return "PER" end
  if v.form[s.i]:find "^%u%.$" or v.form[s.i]:find "^%u%.%u%.$" then return "PER" end
  for k = s.i + 1, s.j - 1 do
    if cues.particles[low(v, k)] or v.form[k]:find "^%u%.$" then return "PER" end
  end
  if v.is.surname[s.j] and not v.is.word[s.j] and not v.is.word[s.i] then return "PER" end
end

local function family_first(v, s)
  if words(v, s) < 2 or words(v, s) > 3 or not v.is.surname[s.i] then return nil end
  if v.is.surname[s.i]:find "CN" or v.is.surname[s.i]:find "VN" or v.is.surname[s.i]:find "KR" or
     v.is.surname[s.i]:find "KH" then
    if not v.is.word[s.j] then return "PER" end
  end
end

-- Places: a preposition before, a place noun around, a state or country behind.
local function before_region(v, s)
  if v.form[s.j + 1] ~= "," then return nil end
  for _, hit in ipairs(v.hits[s.j + 2] or {}) do
    if (hit.list == "state" or hit.list == "country") and v.form[hit.j + 1] ~= "and" then
      local after = v.form[hit.j + 1]
      if after == "," or after == "." or after == "-" or after == ")" or not v.is.forename[s.i] then
        return "GPE"
      end
    end
  end
end

local function by_place_noun(v, s)
  if cues.place_heads[low(v, s.j + 1)] and not v.is.word[s.i] then return "GPE" end
  if low(v, s.i - 1) == "of" and cues.place_nouns[low(v, s.i - 2)] then return "GPE" end
  if cues.place_heads[low(v, s.i - 1)] and not cues.org_nouns[low(v, s.i - 1)] then return "GPE" end
end

local function by_preposition(v, s)
  local before = low(v, s.i - 1)
  if s.i == s.j and v.is.word[s.i] then return nil end
  if before == "in" or before == "near" or before == "at" and words(v, s) == 1 then
    return words(v, s) <= 3 and "GPE" or nil
  end
end

local DIRECTIONS = { north = true, south = true, east = true, west = true, northern = true,
  southern = true, eastern = true,
  western = true, central = true, upper = true, lower = true, greater = true, downtown = true }

-- South Texas, East Jerusalem.
local function by_direction(v, s)
  if not DIRECTIONS[low(v, s.i)] or s.i == s.j then return nil end
  local hit = hits.entity(v, s.i + 1, s.j)
  if hit and hit.j == s.j and hit.label == "GPE" then
    s.isos = hit.isos
    return "GPE"
  end
end

-- Bodies: a noun for one beside it, quotation marks, an article.
local function by_org_noun(v, s)
  if cues.org_nouns[low(v, s.i - 1)] and v.form[s.i - 1] ~= "'s" then return "ORG" end
  if low(v, s.j + 1) == "party" and not s.opens then return "ORG" end
  local after = s.j + 1
  if v.form[after] == '"' or v.form[after] == "\u{201D}" then after = after + 1 end
  if cues.org_nouns[low(v, after)] and words(v, s) >= (after > s.j + 1 and 1 or 2) then
    return "ORG"
  end
end

-- Chairman of Halden, an analyst with Norvik, John Smith of Tallow; Spain's Tallow; Tallow
-- chairwoman.
local function of_person(v, s)
  local before = low(v, s.i - 1)
  if before == "of" or before == "at" or before == "with" or before == "for" then
    local k = s.i - 2
    if v.is.role[k] and not cues.org_nouns[low(v, k)] and low(v, k) ~= "head" then return "ORG" end
    if before == "of" and view.capital(v, k) and v.kind[k] == "word" and not v.is.word[k] and
      words(v, s) <= 2 and
       not v.is.head[k] then return "ORG" end
  end
end

local function beside_owner(v, s)
  if words(v, s) > 2 then return nil end
  local owner = v.form[s.i - 1] == "'s" or v.form[s.i - 1] == "\u{2019}s"
  if owner and v.hits[s.i - 2] and v.hits[s.i - 2][1].label == "GPE" and not v.is.word[s.i] then
    return "ORG"
  end
  if v.is.role[s.j + 1] and v.shape[s.j + 1] & 4 ~= 0 then
    local named = view.capital(v, s.j + 2)
    if not v.is.word[s.i] and (named or not v.is.forename[s.i]) then return "ORG" end
  end
  local title = s.i == s.j and not v.is.word[s.i] and hits.title(v, s.j + 1, s.j + 4)
  if title and title.label == "OFFICE" then return "ORG" end
end

local function by_event_noun(v, s)
  local k = s.i - 1
  if v.form[k] == "," or low(v, k) == "called" or low(v, k) == "dubbed" or
    low(v, k) == "codenamed" or
     low(v, k) == "named" then k = k - 1 end
  if v.form[k] == "," then k = k - 1 end
  if cues.event_nouns[low(v, k)] and words(v, s) >= 2 then return "MISC-EVENT" end
  if cues.event_nouns[low(v, s.j + 1)] and words(v, s) >= 2 and v.is.word[s.j] then
    return "MISC-EVENT"
  end
end

local function by_article(v, s)
  if low(v, s.i - 1) == "the" and words(v, s) >= 2 then return "ORG" end
end

-- A name of words that are in every dictionary is a body's, not a person's.
local function by_common_words(v, s)
  if words(v, s) >= 2 and v.is.word[s.j] and not v.is.surname[s.j] and not v.is.forename[s.i] then
    return "ORG"
  end
end

local function by_verb(v, s)
  if words(v, s) < 2 or words(v, s) > 4 then return nil end
  if cues.says[low(v, s.j + 1)] or cues.says[low(v, s.i - 1)] then return "PER" end
end

local function in_capitals(v, s)
  if s.i == s.j and v.form[s.j + 1] ~= "-" and v.form[s.i]:find "^%u[%u&]+$" and
    #v.form[s.i] <= 6 then return "ORG" end
end

-- Tells whether a form occurs a second time in the document; counts all when first asked.
local function recurs(v, form)
  if not v.count then
    v.count = {}
    for k = 1, v.n do v.count[v.form[k]] = (v.count[v.form[k]] or 0) + 1 end
  end
  return v.count[form] > 1
end

local function by_shape(v, s)
  if words(v, s) < 2 then
    if v.is.word[s.i] or s.opens or #v.form[s.i] < 3 then return nil end
    local after = low(v, s.j + 1)
    return (cues.says[after] or cues.belongings[after] or recurs(v, v.form[s.i])) and "ORG" or nil
  end
  if cues.facilities[low(v, s.j + 1)] then return nil end
  for k = s.i, s.j do
    if v.form[k]:find "%d" then return nil end
  end
  if v.form[s.j]:find "^%u%u%u?$" and not v.form[s.j]:find "^[IVX]+$" then return "ORG" end
  return words(v, s) <= 3 and "PER" or "ORG"
end

local RULES = {
  { "suffix", by_suffix }, { "role-before", after_role }, { "numbered", by_numbered },
    { "first-word", by_first }, { "head", by_head }, { "of", by_of },
  { "event-noun", by_event_noun }, { "org-noun", by_org_noun }, { "direction", by_direction },
    { "age", before_age },
  { "of-person", of_person }, { "owner", beside_owner }, { "region-behind", before_region },
    { "place-noun", by_place_noun }, { "role-behind", before_role },
  { "family-name-first", family_first }, { "forename", by_forename },
    { "preposition", by_preposition },
  { "common-words", by_common_words }, { "article", by_article }, { "verb-of-saying", by_verb },
  { "capitals", in_capitals }, { "shape", by_shape },
}

local UNCERTAIN = { shape = true, capitals = true, preposition = true, ["common-words"] = true }

-- Tells whether a segment is the name of an office or a generic phrase, not of anybody.
local function nobody(v, s)
  if s.i == s.j then
    local word = low(v, s.i)
    return cues.generic[word] or cues.no_names[word]
  end
  if cues.things[low(v, s.j)] then return true end
  if hits.title(v, s.j, s.j) and not v.is.forename[s.i] and v.is.word[s.j] then
    return v.is.word[s.i]
  end
  if low(v, s.i - 1) == "of" and v.is.role[s.i - 2] and view.capital(v, s.i - 2) then
    local plain = true
    for k = s.i, s.j do plain = plain and (v.is.word[k] or not view.capital(v, k)) end
    if plain then return true end
  end
  return v.form[s.i] == "Board" and low(v, s.i + 1) == "of"
end

--- Sets the label and rule of an unlisted segment; leaves label nil when nothing decides.
function M.decide(v, s)
  if nobody(v, s) then return end
  for _, rule in ipairs(RULES) do
    local label = rule[2](v, s)
    if label then
      s.label, s.rule, s.uncertain = label, rule[1], UNCERTAIN[rule[1]]
      return
    end
  end
end

return M
