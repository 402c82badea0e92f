--- What the lists say of tokens. Facts are about one token: `v.is[list][token]` (of a role, at its
-- last token, the first). Matches may be names or titles: of a match, a number, `v.match` has its
-- tokens `i` and `j`, its `list`, `label`, `ref` and `iso`, and the `next` at the same token,
-- longest first; `v.hits[token]` is the first match there. `v.offices` has the titles by the token
-- they start at.
local common = require "gloss.news.common"
local view = require "gloss.news.entities.view"

local M = {}

local FACTS = common.set "head orgfirst locfirst eventfirst suffix forename surname role"

-- Which list wins where several have the same words.
local RANK = { country = 1, org = 2, event = 2, norp = 3, capital = 4, state = 5, location = 6,
  city = 7, region = 8 }

-- Lists whose places are in one country whatever else is called so.
local SURE = common.set "country capital state"

-- Notes a fact; a token may be several heads, and a surname of several countries.
local function note(facts, list, label, i, j)
  if list == "role" then
    facts.role[j] = math.min(facts.role[j] or i, i)
  elseif i == j then
    local at = facts[list]
    local both = at[i] and (list == "head" or list == "surname")
    at[i] = both and at[i] .. " " .. label or label
  end
end

local function read_lists(v, doc)
  local match, facts, hits = { i = {}, j = {}, next = {} }, { word = {} }, {}
  for list in pairs(FACTS) do facts[list] = {} end
  local first, last
  first, last, match.list, match.label, match.ref, match.iso =
    doc:layer("list"):values("first", "last", "list", "label", "ref", "iso")
  local starts, stops, capital, t, before = v.first, v.last, v.capital, 1, 0
  for h, list in ipairs(match.list) do
    while starts[t] < first[h] do t = t + 1 end
    local j = t
    while stops[j] < last[h] do j = j + 1 end
    if FACTS[list] then
      note(facts, list, (list == "surname" and match.iso[h] or match.label[h]) or "", t, j)
    elseif capital[t] or j > t or list == "org" then
      match.i[h], match.j[h] = t, j
      if not hits[t] then hits[t] = h else match.next[before] = h end
      before = h
    end
  end
  v.match, v.hits, v.is = match, hits, facts
end

-- Reads the common words and the titles.
local function read_words(v, doc)
  local starts, word, t = v.first, v.is.word, 1
  for _, first in ipairs((doc:layer("list.word"):values "first")) do
    while starts[t] < first do t = t + 1 end
    word[t] = true
  end
  v.offices, t = {}, 1
  for _, first, last, label in doc:layer "office":each "label" do
    while starts[t] < first do t = t + 1 end
    local j = t
    while v.last[j] < last do j = j + 1 end
    v.offices[t] = v.offices[t] or {}
    table.insert(v.offices[t], { j = j, label = label })
  end
end

--- Reads the lists and the titles of a document.
function M.read(v, doc)
  read_lists(v, doc)
  read_words(v, doc)
end

local function following(v, h)
  if h < 0 then return v.hits[-h] end
  return v.match.next[h]
end

--- Iterates over the matches that start at token p, longest first.
function M.each(v, p) return following, v, -p end

--- Gives the label of the longest match at token p, or nil.
function M.first_label(v, p)
  local h = v.hits[p]
  return h and v.match.label[h]
end

--- Gives the longest entity match that starts at token p and ends by q; of equals the first by
-- RANK.
function M.entity(v, p, q)
  local h = v.hits[p]
  if not h then return nil end
  local match, best = v.match, nil
  local lists, stops = match.list, match.j
  while h do
    local rank = RANK[lists[h]]
    if rank and stops[h] <= q then
      if best and stops[h] < stops[best] then break end
      if not best or rank < RANK[lists[best]] then best = h end
    end
    h = match.next[h]
  end
  return best
end

--- Gives the countries that a place may be in by the lists; nil of what is no place.
function M.isos(v, h)
  local match, isos, seen = v.match, {}, {}
  if match.label[h] ~= "GPE" then return nil end
  if SURE[match.list[h]] then return { match.iso[h] } end
  for other in M.each(v, match.i[h]) do
    local iso = match.iso[other]
    if match.j[other] == match.j[h] and match.label[other] == "GPE" and iso and not seen[iso] then
      seen[iso] = true
      isos[#isos + 1] = iso
    end
  end
  return isos
end

--- Gives the end of the longest title that starts at token p and ends by q, and its label; or nil.
function M.title(v, p, q)
  if not v.capital[p] then return nil end
  local match = v.match
  for h in M.each(v, p) do
    if match.list[h] == "title" and match.j[h] <= q then return match.j[h], match.label[h] end
  end
end

--- Gives the segment of a match: its name is the list's, else the words as they stand, not in
-- capitals.
function M.segment(v, h)
  local match = v.match
  local i, j = match.i[h], match.j[h]
  return { i = i, j = j, label = match.label[h], list = match.list[h],
    ref = match.ref[h] or common.name_case(view.text(v, i, j)), iso = match.iso[h],
    isos = M.isos(v, h), rule = "list" }
end

return M
