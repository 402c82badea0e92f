--- Finds the mentions of a document: takes what the rules say that unlisted names name, and links
-- short mentions to the names they stand for. Gives the segments in text order, each with a label.
local furniture = require "gloss.news.entities.furniture"
local headlines = require "gloss.news.entities.headlines"
local hits = require "gloss.news.entities.hits"
local link = require "gloss.news.entities.link"
local places = require "gloss.news.entities.places"
local segments = require "gloss.news.entities.segments"
local view = require "gloss.news.entities.view"
local words = require "gloss.news.entities.words"

local M = {}

local FURNITURE = { dateline = true, byline = true, credit = true }
-- Lists of names that many people bear too: a person of the story comes before them.
local SHARED = { city = true, region = true, state = true, location = true }
-- Lists whose one-word names are taken for places only where the text says so, if they are common
-- words.
local TOWN = { city = true, region = true }
-- Lists and rules whose names stand without help.
local OWN = { country = true, norp = true, org = true, event = true }
local SURE = { acronym = true, ["news.kinds/place-noun"] = true, ["news.kinds/org-noun"] = true,
  ["news.kinds/org-noun.behind"] = true }

-- Rules of names that are fields of offices, so parts of titles.
local FIELDS = { ["news.kinds/field"] = true, ["news.kinds/field.minister"] = true }

local function single(v, s)
  for k = s.i + 1, s.j do
    if v.first[k] > v.last[k - 1] + 1 then return false end
  end
  return true
end

-- Tells whether a segment names somebody without help: a name of its own that others may be linked
-- to.
local function stands_alone(v, s)
  if not s.label or s.uncertain then return false end
  return OWN[s.list] or not single(v, s) or SURE[s.rule] or false
end

-- Adds the countries inside a body's name or a title.
local function nested(v, s, add)
  local match = v.match
  for k = s.i, s.j do
    local hit = v.hits[k] and hits.entity(v, k, s.j)
    if hit and match.list[hit] == "country" and (match.j[hit] < s.j or k > s.i) and
      v.capital[k] and v.low[k] ~= "america" then
      add { i = k, j = match.j[hit], label = "GPE", list = "country", ref = match.ref[hit],
        iso = match.iso[hit], isos = hits.isos(v, hit), rule = "nested" }
    end
  end
end

-- Sets what the rules found names to be: the layer `name.kind` has rows of `name`, in their order.
local function read_kinds(v)
  local kinds, names, n = v.doc:layer "name.kind", v.names, 0
  for _, first, _, label, rule, uncertain in kinds:each("label", "rule", "uncertain") do
    repeat n = n + 1 until v.first[names[n].i] == first
    local s = names[n]
    if label ~= "NOBODY" then s.label, s.rule, s.uncertain = label, rule, uncertain
    elseif FIELDS[rule] then s.kind = "title" end
    if rule == "news.kinds/direction" then s.isos = hits.isos(v, hits.entity(v, s.i + 1, s.j)) end
  end
end

local function scan_segments(v, list, first, last, add)
  for n = first, last do
    local s = list[n]
    if not s.kind then add(s) end
    if s.label == "ORG" or s.kind then nested(v, s, add) end
  end
end

-- Scans a headline; the word that opens it is dropped where the story calls somebody by the rest.
local function scan_headline(v, unit, add, book)
  if not unit.segments then return headlines.scan(v, unit, book, add) end
  local n = 1
  for _, chunk in ipairs(unit.openers or {}) do
    if link.lookup(book, chunk.rest, chunk.j) then
      scan_segments(v, unit.segments, n, chunk.n - 1, add)
      local rest = {}
      segments.cut(v, chunk.rest, chunk.j, false, rest)
      scan_segments(v, rest, 1, #rest, add)
      n = chunk.n + chunk.size
    end
  end
  scan_segments(v, unit.segments, n, #unit.segments, add)
end

-- Names a national body after its nation: the Danish Trade Ministry.
local function national(v, found)
  for n = 2, #found do
    local s, before = found[n], found[n - 1]
    if s.label == "ORG" and before.label == "NORP" and before.j == s.i - 1 and
      words.national[v.low[s.j]] then
      s.ref = view.text(v, before.i, s.j):gsub("%s+", " ")
    end
  end
end

-- Tells whether b is the acronym in parentheses behind a.
local function is_acronym(v, a, b)
  if b.i ~= a.j + 2 or v.low[a.j + 1] ~= "(" or b.i ~= b.j or v.low[b.j + 1] ~= ")" then
    return false
  end
  return segments.acronym_start(v, a.i, a.j) == a.i or
    a.label == "ORG" and b.list ~= "country" and view.form(v, b.i):find "^%u%u+$"
end

-- Lets the acronym in parentheses behind a name stand for it, with the name's label.
local function acronyms(v, found, book)
  for n, s in ipairs(found) do
    local after = found[n + 1]
    if s.referent and after and is_acronym(v, s, after) then
      link.call(book, view.form(v, after.i), s.referent)
      after.label, after.rule, after.referent, after.ref = s.label, "acronym", s.referent, nil
      after.iso, after.isos, after.list = s.iso, s.isos, s.list
    end
  end
end

-- Tells whether a place is said to be one: a preposition before it, or a region behind.
local function placed(v, s)
  return words.places_after[v.low[s.i - 1]] and not s.opens or v.low[s.j + 1] == "," and
    v.hits[s.j + 2] ~= nil
end

-- Decides a one-word name of a town that the text does not say is one: a common word is nobody, a
-- surname that says something is somebody. Returns whether it may be a name.
local function settle_town(v, s)
  if v.is.word[s.i] or words.openers[v.low[s.i]] then return false end
  if v.is.surname[s.i] and (words.says[v.low[s.j + 1]] or words.says[v.low[s.i - 1]]) then
    s.label, s.rule, s.list, s.iso, s.isos, s.ref = "PER", "surname", nil, nil, nil, nil
  end
  return true
end

-- Decides a short mention: whom it calls, else what its list or its rule says, else nobody.
local function settle(v, s, book)
  if (not s.list or SHARED[s.list]) and link.resolve(book, s) then return true end
  if not s.label then return false end
  if s.list then
    if TOWN[s.list] and s.zone == "body" and single(v, s) and not placed(v, s) and
      not settle_town(v, s) then
      return false
    end
  elseif single(v, s) and (words.openers[v.low[s.i]] or
      s.opens and s.rule ~= "title" and s.rule ~= "acronym") then
    return false
  end
  link.register(book, s)
  return true
end

-- Scans what is no headline: its segments in text order.
local function scan_body(v)
  local found, zone = {}, nil
  local function add(s)
    s.zone = zone
    found[#found + 1] = s
  end
  for _, unit in ipairs(v.units) do
    zone = unit.zone
    if FURNITURE[zone] then furniture.scan(v, unit, add)
    elseif zone == "body" then scan_segments(v, unit.segments, 1, #unit.segments, add) end
  end
  return found
end

local function scan_headlines(v, book)
  local found = {}
  local function add(s) found[#found + 1] = s end
  for _, unit in ipairs(v.units) do
    if unit.zone == "headline" or unit.zone == "subhead" then
      scan_headline(v, unit, add, book)
    end
  end
  return found
end

-- Merges two lists of segments in text order.
local function merge(a, b)
  local out, k = {}, 1
  for _, s in ipairs(a) do
    while b[k] and b[k].i < s.i do
      out[#out + 1] = b[k]
      k = k + 1
    end
    out[#out + 1] = s
  end
  return table.move(b, k, #b, #out + 1, out)
end

-- Gives the segments that name somebody.
local function settled(v, found, book)
  local mentions = {}
  for _, s in ipairs(found) do
    if s.referent or settle(v, s, book) then mentions[#mentions + 1] = s end
  end
  return mentions
end

--- The rules by which mentions get another label, or are found in others.
M.rules = { acronym = acronyms, nested = nested, ["short-name"] = link.resolve,
            surname = settle_town }

--- Scans a document's view. Returns the mentions (segments with label, and referent unless it is
-- left open).
function M.run(v)
  read_kinds(v)
  local book, found = link.new(v), scan_body(v)
  national(v, found)
  for _, s in ipairs(found) do
    if stands_alone(v, s) then link.register(book, s) end
  end
  acronyms(v, found, book)
  local heads = scan_headlines(v, book)
  local mentions = settled(v, found, book)
  acronyms(v, found, book)
  mentions = merge(mentions, settled(v, heads, book))
  places.locate(v, mentions)
  return mentions
end

return M
