--- Finds the mentions of a document: scans its units, decides what unlisted names name, and links
-- short mentions to the names they stand for. Gives the segments in text order, each with a label.
local chunks = require "gloss.news.entities.chunks"
local classify = require "gloss.news.entities.classify"
local cues = require "gloss.news.entities.cues"
local furniture = require "gloss.news.entities.furniture"
local hits = require "gloss.news.entities.hits"
local link = require "gloss.news.entities.link"
local places = require "gloss.news.entities.places"
local segments = require "gloss.news.entities.segments"
local view = require "gloss.news.entities.view"

local M = {}

local FURNITURE = { dateline = true, byline = true, credit = true }
-- Lists of names that many people bear too: a person of the story comes before them.
local SHARED = { city = true, region = true, state = true, capital = true, location = true }

-- Lists whose one-word names are taken for places only where the text says so, if they are common
-- words.
local TOWN = { city = true, region = true }

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
  if s.list == "country" or s.list == "norp" or s.list == "org" or s.list == "event" then
    return true
  end
  if single(v, s) then return s.rule == "title" and false or
    (s.rule == "acronym" or s.rule == "place-noun" or
    s.rule == "org-noun") end
  return true
end

-- Adds the countries inside a body's name or a title.
local function nested(v, s, add)
  for k = s.i, s.j do
    local hit = hits.entity(v, k, s.j)
    if hit and hit.list == "country" and (hit.j < s.j or k > s.i) and view.capital(v, k) and
      v.low[k] ~= "america" then
      add { i = k, j = hit.j, label = "GPE", list = "country", ref = hit.ref, iso = hit.iso,
        isos = hit.isos, rule = "nested" }
    end
  end
end

local function scan_story(v, unit, add, known)
  for p, q, opens in chunks.each(v, unit, known) do
    for _, s in ipairs(segments.cut(v, p, q)) do
      s.opens = opens and s.i == p
      if not s.kind and not s.label then classify.decide(v, s) end
      if not s.kind then add(s) end
      if s.label == "ORG" or s.kind then nested(v, s, add) end
    end
  end
end

-- Tells whether most longer words of a headline have a capital, so that capitals say nothing.
local function is_title_case(v, unit)
  local long, capitals = 0, 0
  for k = unit.i, unit.j do
    if v.kind[k] == "word" and #v.form[k] > 3 then
      long = long + 1
      if view.capital(v, k) then capitals = capitals + 1 end
    end
  end
  return long >= 4 and capitals * 3 >= long * 2
end

-- The longest name at token p that the story knows, or nil.
local function known_at(v, unit, p, book)
  for q = math.min(unit.j, p + 7), p, -1 do
    local list = link.lookup(book, p, q)
    if list and view.capital(v, p) then return { i = p, j = q, rule = "headline" } end
  end
end

local function scan_headline(v, unit, add, book)
  local title_case = is_title_case(v, unit)
  if not title_case then
    scan_story(v, unit, add, function(i, j) return link.lookup(book, i, j) end)
    return
  end
  local p = unit.i
  while p <= unit.j do
    local s = known_at(v, unit, p, book)
    local hit = hits.entity(v, p, unit.j)
    if not s and hit and view.capital(v, p) and
      (hit.list == "country" or hit.list == "norp" or hit.list == "org" or
       hit.list == "capital") then
      s = { i = p, j = hit.j, label = hit.label, list = hit.list, ref = hits.name(v, hit),
        iso = hit.iso,
            isos = hit.isos, rule = "list" }
    end
    if s then add(s) end
    p = (s and s.j or p) + 1
  end
end

-- Names a national body after its nation: the Danish Trade Ministry.
local function national(v, found)
  for n = 2, #found do
    local s, before = found[n], found[n - 1]
    if s.label == "ORG" and before.label == "NORP" and before.j == s.i - 1 and
      cues.national[v.low[s.j]] then
      s.ref = view.text(v, before.i, s.j):gsub("%s+", " ")
    end
  end
end

-- Lets the acronym in parentheses behind a name stand for it, with the name's label.
local function acronyms(v, found, book)
  for n, s in ipairs(found) do
    local after = found[n + 1]
    if s.referent and after and after.i == s.j + 2 and v.form[s.j + 1] == "(" and
      after.i == after.j and
       v.form[after.j + 1] == ")" and (segments.acronym_start(v, s.i, s.j) == s.i or
       s.label == "ORG" and after.list ~= "country" and v.form[after.i]:find "^%u%u+$") then
      link.call(book, v.form[after.i], s.referent)
      after.label, after.rule, after.referent, after.ref, after.list = s.label, "acronym",
        s.referent, nil, nil
      after.iso, after.isos, after.list = s.iso, s.isos, s.list
    end
  end
end

-- Tells whether a place is said to be one: a preposition before it, or a region behind.
local function placed(v, s)
  return cues.places_after[v.low[s.i - 1]] and not s.opens or v.form[s.j + 1] == "," and
    v.hits[s.j + 2] ~= nil
end

-- Decides a short mention: whom it calls, else what its list or its rule says, else nobody.
local function settle(v, s, book)
  local calls = link.lookup(book, s.i, s.j)
  local shared = not s.list or SHARED[s.list] and s.list ~= "capital"
  if calls and shared and link.resolve(book, s) then return true end
  if s.list and s.label then
    if single(v, s) and TOWN[s.list] and s.zone == "body" and not placed(v, s) then
      if v.is.word[s.i] then return false end
      if v.is.surname[s.i] and (cues.says[v.low[s.j + 1]] or cues.says[v.low[s.i - 1]]) then
        s.label, s.rule, s.list, s.iso, s.isos, s.ref = "PER", "surname", nil, nil, nil, nil
      end
    end
    link.register(book, s)
    return true
  end
  if not s.label or cues.openers[v.low[s.i]] and single(v, s) then return false end
  if single(v, s) and s.opens and s.rule ~= "title" and s.rule ~= "acronym" then return false end
  link.register(book, s)
  return true
end

local function by_position(a, b)
  if a.i ~= b.i then return a.i < b.i end
  return a.j > b.j
end

--- Scans a document's view. Returns the mentions (segments with label, and referent unless it is
-- left open).
function M.run(v)
  local found, book = {}, link.new(v)
  local function none() return nil end
  local function adder(zone)
    return function(s)
      s.zone = zone
      found[#found + 1] = s
    end
  end
  for _, unit in ipairs(v.units) do
    if FURNITURE[unit.zone] then furniture.scan(v, unit, adder(unit.zone))
    elseif unit.zone == "body" then scan_story(v, unit, adder(unit.zone), none) end
  end
  table.sort(found, by_position)
  national(v, found)
  for _, s in ipairs(found) do
    if stands_alone(v, s) then link.register(book, s) end
  end
  acronyms(v, found, book)
  local body = #found
  for _, unit in ipairs(v.units) do
    if unit.zone == "headline" or unit.zone == "subhead" then
      scan_headline(v, unit, adder(unit.zone), book)
    end
  end
  local mentions = {}
  for n, s in ipairs(found) do
    if s.referent or settle(v, s, book) then mentions[#mentions + 1] = s end
    if n == body then acronyms(v, found, book) end
  end
  table.sort(mentions, by_position)
  places.locate(v, mentions)
  return mentions
end

return M
