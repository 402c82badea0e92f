--- Cuts a chunk into segments: listed places, nationalities and bodies, titles, and names that the
-- lists do not have. A segment is {i, j, label, list, ref, iso, isos, rule}; label nil is a name
-- whose kind classify.lua decides; a title has kind = "title" and no label.
local hits = require "gloss.news.entities.hits"
local view = require "gloss.news.entities.view"
local words = require "gloss.news.entities.words"

local M = {}

--- Gives the first token from p on whose initials, with those after it, spell the capitals in
-- parentheses behind q, or nil.
function M.acronym_start(v, p, q)
  if v.low[q + 1] ~= "(" or v.low[q + 3] ~= ")" then return nil end
  local short = view.form(v, q + 2)
  if not short:find "^%u[%u%d&.%-]+s?$" then return nil end
  local letters = short:gsub("[^%u]", "")
  local k = q
  for n = #letters, 1, -1 do
    while k >= p and not v.capital[k] do k = k - 1 end
    if k < p or view.form(v, k):sub(1, 1) ~= letters:sub(n, n) then return nil end
    k = k - 1
  end
  return k + 1
end

-- Tells whether tokens p to q end, or begin, as bodies' names do.
local function is_body(v, p, q)
  local is, low = v.is, v.low
  if is.suffix[q] or is.org[q] then return true end
  for k = p, q do
    if is.orgfirst[k] and (low[k + 1] == "of" or low[k + 1] == "for") then return true end
  end
  return false
end

-- Tells whether a nationality or short country name stays apart from the body's name behind it.
local function apart(v, hit, q)
  local match = v.match
  if words.short_places[v.low[match.i[hit]]] then return true end
  if match.label[hit] ~= "NORP" then return false end
  local rest = match.j[hit] + 1
  local listed = hits.entity(v, rest, q)
  if listed and match.j[listed] == q then return true end
  for k = rest, q do
    if words.national[v.low[k]] then return true end
  end
  return false
end

-- Gives the label and end of the longest title that starts at p and ends by q.
local function title_end(v, p, q)
  local label, last
  for _, one in ipairs(v.offices[p] or {}) do
    if one.j <= q and (not last or one.j > last) then label, last = one.label, one.j end
  end
  return label, last
end

-- Tells whether what starts at p is a title before a name, or an office that ends its chunk, and
-- not the start of a body's name (General Electric Co, Justice Department).
local function title_at(v, p, q)
  if not v.offices[p] then return nil end
  local label, last = title_end(v, p, q)
  if not label or v.low[last + 1] == "'s" then return nil end
  local body = hits.entity(v, p, q)
  if body and v.match.j[body] > last or last < q and is_body(v, p, q) and label ~= "HONORIFIC" then
    return nil
  end
  return last
end

-- Gives the end of the unlisted name that starts at p: before a title that a name follows.
local function name_end(v, p, q)
  for k = p + 1, q do
    local last, label = hits.title(v, k, q)
    if last and last < q and v.low[k - 1] ~= "-" and not is_body(v, p, q) and
       (label ~= "HONORIFIC" and last > k or v.is.word[k] or v.is.role[k]) then
      return k - 1
    end
  end
  return q
end

local function common_words(v, p, q)
  for k = p, q do
    if v.capital[k] and not v.is.word[k] or hits.entity(v, k, q) then return false end
  end
  return true
end

local function put(out, segment) out[#out + 1] = segment end

local function put_body(out, i, j) put(out, { i = i, j = j, label = "ORG", rule = "head" }) end

-- A listed body or area, which may be the start of a longer body's name. Gives the token behind
-- what it takes of the chunk, as those below do.
local function take_named(v, hit, q, out)
  local i, rest = v.match.i[hit], v.match.j[hit] + 1
  local low = v.low[rest]
  if low == "of" or low == "for" or
     is_body(v, rest, q) and not hits.entity(v, rest, q) and not title_at(v, rest, q) then
    put_body(out, i, q)
    return q + 1
  end
  put(out, hits.segment(v, hit))
  return common_words(v, rest, q) and not title_at(v, rest, q) and q + 1 or rest
end

-- A listed place or nationality before something else; nil where all may be one name.
local function take_place(v, hit, q, out)
  local match = v.match
  local i, rest, list = match.i[hit], match.j[hit] + 1, match.list[hit]
  if is_body(v, rest, q) and not title_at(v, rest, q) then
    if not apart(v, hit, q) then
      put_body(out, i, q)
      return q + 1
    end
  elseif not (match.label[hit] == "NORP" or words.short_places[v.low[i]] or
      hits.title(v, rest, q) or list == "country" and (hits.entity(v, rest, q) or
      q > rest and not v.is.word[rest] and not v.is.forename[i])) then
    return nil
  end
  put(out, hits.segment(v, hit))
  return rest
end

local function take_listed(v, hit, q, out)
  local list, rest = v.match.list[hit], v.match.j[hit] + 1
  if rest <= q and list ~= "event" then
    return (list == "org" or list == "location") and take_named(v, hit, q, out) or
      take_place(v, hit, q, out)
  end
  put(out, hits.segment(v, hit))
  return rest
end

-- A title that ends at `last`, those that follow it, and the name behind. Gives the token behind.
local function take_titles(v, p, last, q, out)
  put(out, { i = p, j = last, kind = "title" })
  local stop = title_at(v, last + 1, q)
  while stop and stop < q do
    put(out, { i = last + 1, j = stop, kind = "title" })
    last = stop
    stop = title_at(v, last + 1, q)
  end
  if last < q and v.capital[last + 1] then
    stop = name_end(v, last + 1, q)
    put(out, { i = last + 1, j = stop, label = "PER", rule = "title" })
    last = stop
  end
  return last + 1
end

-- A name that an acronym in parentheses stands behind.
local function take_spelt(v, p, q, out)
  local hit = hits.entity(v, p, q)
  put(out, hit and v.match.j[hit] == q and hits.segment(v, hit) or
    { i = p, j = q, rule = "acronym" })
end

local function take_unlisted(v, p, stop, hit, out)
  put(out, { i = p, j = stop, list = hit and v.match.j[hit] == stop and v.match.list[hit] or nil })
  return stop + 1
end

-- Cuts tokens p to q.
local function cut(v, p, q, out)
  while p <= q do
    local start = M.acronym_start(v, p, q)
    if start == p then return take_spelt(v, p, q, out) end
    local last = title_at(v, p, q)
    if last then
      p = take_titles(v, p, last, q, out)
    else
      local hit, before = hits.entity(v, p, q), start and start - 1
      p = hit and take_listed(v, hit, before or q, out) or
        take_unlisted(v, p, before or name_end(v, p, q), hit, out)
    end
    while p <= q and not v.capital[p] and v.kind[p] ~= "ordinal" do p = p + 1 end
  end
end

--- The rules by which segments get a label, or are taken whole.
M.rules = { head = put_body, list = hits.segment, title = take_titles }

--- Cuts the chunk of tokens p to q, and adds its segments to a list; the first `opens` its sentence
-- if the chunk does.
function M.cut(v, p, q, opens, out)
  if p == q and not (v.hits[p] or v.offices[p]) and v.low[q + 1] ~= "(" then   -- so most are
    out[#out + 1] = { i = p, j = q, opens = opens }
    return
  end
  local n = #out + 1
  cut(v, p, q, out)
  if out[n] and out[n].i == p then out[n].opens = opens end
end

return M
