--- What the lists say of tokens. Facts are about one token: `v.is[list][token]` (`org` for heads of
-- bodies; of a surname, some countries; of a role, at its last token, the first). Matches may be
-- names or titles: of a match, a number, `v.match` has its tokens `i` and `j`, its `list`,
-- `label`, `ref` and `iso`, and the `next` at the same token, longest first; `v.hits[token]` is
-- the first match there. `v.offices` has the titles by the token they start at.
local common = require "gloss.news.common"
local view = require "gloss.news.entities.view"

local M = {}

-- Which list wins where several have the same words.
local RANK = { country = 1, org = 2, event = 2, norp = 3, capital = 4, state = 5, location = 6,
  city = 7, region = 8 }

-- Lists whose places are in one country whatever else is called so.
local SURE = common.set "country capital state"

-- Countries whose surnames may stand first: only these are told of surnames.
local FAMILY_FIRST = common.set "CN KH KR TW VN"

local MATCHES = common.keys(RANK)
MATCHES[#MATCHES + 1] = "title"

-- Gives the first and last token of each row of a layer.
local function tokens_of(layer, tokens)
  local rows, inside = layer:join(tokens, "covers"):values("a", "b")
  local i, j = layer:values("first", "last")   -- in place of bytes come tokens
  local before
  for n, row in ipairs(rows) do
    local k = inside[n]
    if row ~= before then i[row], before = k, row end
    j[row] = k
  end
  return i, j
end

-- Gives the single tokens that are rows of a list.
local function facts_of(layer, i, j, list)
  local facts = {}
  for _, row in ipairs(layer:where("list", list)) do
    if i[row] == j[row] then facts[i[row]] = true end
  end
  return facts
end

-- Adds what more is to know of heads, surnames and roles.
local function read_columns(layer, i, j, facts)
  local labels, isos, known = layer:column "label", layer:column "iso", facts.surname
  for _, row in ipairs(layer:where("list", "head")) do
    if labels[row] == "ORG" and i[row] == j[row] then facts.org[i[row]] = true end
  end
  for _, row in ipairs(layer:where("list", "surname")) do
    local k, iso = i[row], isos[row]
    if k == j[row] then
      local before = known[k]
      known[k] = not FAMILY_FIRST[iso] and (before or "") or before and before .. " " .. iso or iso
    end
  end
  for _, row in ipairs(layer:where("list", "role")) do
    facts.role[j[row]] = math.min(facts.role[j[row]] or i[row], i[row])
  end
end

-- Reads the facts that rules of chunks and links ask for.
local function read_facts(layer, i, j)
  local facts = { org = {}, role = {}, surname = {} }
  for _, list in ipairs { "orgfirst", "locfirst", "suffix", "forename", "head" } do
    facts[list] = facts_of(layer, i, j, list)
  end
  read_columns(layer, i, j, facts)
  return facts
end

-- Chains the matches that start at the same token.
local function read_matches(v, layer, i, j)
  local match, capital, hits, before = { i = i, j = j, next = {} }, v.capital, {}, nil
  match.list, match.label = layer:values("list", "label")
  match.ref, match.iso = layer:column "ref", layer:column "iso"
  for _, h in ipairs(layer:where("list", MATCHES)) do
    local k = i[h]
    if capital[k] or j[h] > k or match.list[h] == "org" then
      if not hits[k] then hits[k] = h else match.next[before] = h end
      before = h
    end
  end
  v.match, v.hits = match, hits
end

local function read_offices(v, layer, tokens)
  v.offices = {}
  for _, first, last, label in layer:each "label" do
    local i = tokens:within(first, first)
    v.offices[i] = v.offices[i] or {}
    table.insert(v.offices[i], { j = tokens:within(last, last), label = label })
  end
end

--- Reads the lists and the titles of a document.
function M.read(v, doc)
  local layer, tokens = doc:layer "list", doc:layer "token"
  local i, j = tokens_of(layer, tokens)
  read_matches(v, layer, i, j)
  v.is = read_facts(layer, i, j)
  v.is.word = {}
  for _, k in ipairs((doc:layer("list.word"):join(tokens, "covers"):values "b")) do
    v.is.word[k] = true
  end
  read_offices(v, doc:layer "office", tokens)
end

local function following(v, h)
  if h < 0 then return v.hits[-h] end
  return v.match.next[h]
end

--- Iterates over the matches that start at token p, longest first.
function M.each(v, p) return following, v, -p end

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

local function holds(list, value)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
  return false
end

--- Gives the countries that a place may be in by the lists; nil of what is no place.
function M.isos(v, h)
  local match = v.match
  if match.label[h] ~= "GPE" then return nil end
  if SURE[match.list[h]] then return { match.iso[h] } end
  local isos = {}
  for other in M.each(v, match.i[h]) do
    if match.j[other] == match.j[h] and match.label[other] == "GPE" then
      local iso = match.iso[other]
      if iso and not holds(isos, iso) then isos[#isos + 1] = iso end
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
