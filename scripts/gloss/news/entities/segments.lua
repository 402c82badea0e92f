--- Cuts a chunk into segments: listed places, nationalities and bodies, titles, and names that the
-- lists do not have. A segment is {i, j, label, list, ref, iso, isos, rule}; label nil is a name
-- whose kind classify.lua decides; a title has kind = "title" and no label.
local cues = require "gloss.news.entities.cues"
local hits = require "gloss.news.entities.hits"
local view = require "gloss.news.entities.view"

local M = {}

-- Gives the first token from p on whose initials, with those after it, spell the capitals in
-- parentheses behind q, or nil.
function M.acronym_start(v, p, q)
  if v.form[q + 1] ~= "(" or v.form[q + 3] ~= ")" then return nil end
  local short = v.form[q + 2]
  if not short:find "^%u[%u%d&.%-]+s?$" then return nil end
  local letters = short:gsub("[^%u]", "")
  local k = q
  for n = #letters, 1, -1 do
    while k >= p and not view.capital(v, k) do k = k - 1 end
    if k < p or v.form[k]:sub(1, 1) ~= letters:sub(n, n) then return nil end
    k = k - 1
  end
  return k + 1
end

-- Tells whether tokens p to q end, or begin, as bodies' names do.
local function is_body(v, p, q)
  local head = v.is.head[q]
  if v.is.suffix[q] or head and head:find "ORG" then return true end
  for k = p, q do
    if v.is.orgfirst[k] and v.low[k + 1] and (v.low[k + 1] == "of" or v.low[k + 1] == "for") then
      return true
    end
  end
  return false
end

-- Tells whether a nationality or short country name stays apart from the body's name behind it.
local function apart(v, hit, q)
  if cues.short_places[v.low[hit.i]] then return true end
  if hit.label ~= "NORP" then return false end
  local listed = hits.entity(v, hit.j + 1, q)
  if listed and listed.j == q then return true end
  for k = hit.j + 1, q do
    if cues.national[v.low[k]] then return true end
  end
  return false
end

local function listed(hit, v)
  return { i = hit.i, j = hit.j, label = hit.label, list = hit.list, ref = hits.name(v, hit),
    iso = hit.iso,
           isos = hit.isos, rule = "list" }
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
  local label, last = title_end(v, p, q)
  if not label or v.form[last + 1] == "'s" or v.form[last + 1] == "\u{2019}s" then return nil end
  local body = hits.entity(v, p, q)
  if body and body.j > last or last < q and is_body(v, p, q) and label ~= "HONORIFIC" then
    return nil
  end
  return last
end

-- Gives the end of the unlisted name that starts at p: before a title that a name follows, or
-- before a nationality or country.
local function name_end(v, p, q)
  for k = p + 1, q do
    if view.capital(v, k) and v.form[k - 1] ~= "-" then
      local title = hits.title(v, k, q)
      if title and title.j < q and not is_body(v, p, q) and
         (title.label ~= "HONORIFIC" and title.j > k or v.is.word[k] or v.is.role[k]) then
        return k - 1
      end
    end
  end
  return q
end

local function common_words(v, p, q)
  for k = p, q do
    if view.capital(v, k) and not v.is.word[k] or hits.entity(v, k, q) then return false end
  end
  return true
end

-- A listed match at p, and what of the chunk it takes: all of a body's name that it begins.
local function take_listed(v, hit, q, add)
  local rest = hit.j + 1
  if rest > q or hit.list == "event" then add(listed(hit, v)); return rest end
  if hit.list == "org" or hit.list == "location" then
    if v.low[rest] == "of" or v.low[rest] == "for" or
       is_body(v, rest, q) and not hits.entity(v, rest, q) and not title_at(v, rest, q) then
      add { i = hit.i, j = q, label = "ORG", rule = "head" }
      return q + 1
    end
    add(listed(hit, v))
    return common_words(v, rest, q) and not title_at(v, rest, q) and q + 1 or rest
  end
  if is_body(v, rest, q) and not title_at(v, rest, q) then
    if apart(v, hit, q) then add(listed(hit, v)); return rest end
    add { i = hit.i, j = q, label = "ORG", rule = "head" }
    return q + 1
  end
  local stranger = hits.entity(v, rest, q) or q - rest >= 1 and not v.is.word[rest] and
    not v.is.forename[hit.i]
  if hit.label == "NORP" or hit.list == "country" and stranger or hits.title(v, rest, q) or
    cues.short_places[v.low[hit.i]] then
    add(listed(hit, v))
    return rest
  end
  return nil
end

--- Cuts the chunk of tokens p to q.
function M.cut(v, p, q)
  local out = {}
  local function add(segment) out[#out + 1] = segment; return segment end
  while p <= q do
    local start = M.acronym_start(v, p, q)
    local last = title_at(v, p, q)
    local hit = hits.entity(v, p, q)
    if start == p then
      local listed_name = hit and hit.j == q and hit
      add(listed_name and listed(listed_name, v) or { i = p, j = q, rule = "acronym" })
      return out
    elseif last then
      add { i = p, j = last, kind = "title" }
      local stop = title_at(v, last + 1, q)
      while stop and stop < q do
        add { i = last + 1, j = stop, kind = "title" }
        last = stop
        stop = title_at(v, last + 1, q)
      end
      if last < q and view.capital(v, last + 1) then
        stop = name_end(v, last + 1, q)
        add { i = last + 1, j = stop, label = "PER", rule = "title" }
        last = stop
      end
      p = last + 1
    else
      local taken = hit and take_listed(v, hit, start and start - 1 or q, add)
      if taken then
        p = taken
      else
        local stop = start and start - 1 or name_end(v, p, q)
        add { i = p, j = stop, list = hit and hit.j == stop and hit.list or nil }
        p = stop + 1
      end
    end
    while p <= q and not view.capital(v, p) and v.kind[p] ~= "ordinal" do p = p + 1 end
  end
  return out
end

return M
