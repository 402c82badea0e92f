--- Roles beside a name: `NAME, a role,`, `its role, NAME,`, `role NAME`, and `the general, a role,`
-- for the last person of that rank.
local phrase = require "gloss.news.roles.phrase"
local view = require "gloss.news.entities.view"

local M = {}

local INTO = { to = true, ["for"] = true, of = true, ["in"] = true }

local function is_quote(form) return form == '"' or form == "\u{201D}" end

-- Gives the token behind an owner (Ireland's, the company's) that a phrase may start with, else the
-- first.
local function after_owner(c, first)
  local name = c.at.starts[first]
  local k = (name and name.j or first) + 1
  local form = c.v.form[k]
  return (form == "'s" or form == "\u{2019}s") and k + 1 or first
end

-- Behind the name, one after another; an age in commas may come first.
local function behind(c, s, unit, add)
  local v, k = c.v, s.j + 1
  while k < unit.j and v.form[k] == "," do
    if v.kind[k + 1] == "number" and v.form[k + 2] == "," then k = k + 2
    else
      local first = k + 1
      if phrase.determiners[v.low[first]] then first = first + 1 end
      first = after_owner(c, first)
      local other = c.at.starts[first]
      if other and other.label == "PER" or v.low[first] == "and" or v.low[first] == "or" then
        return
      end
      local last = phrase.forward(v, unit, first)
      if not last then return end
      local following = c.at.starts[last + 1]
      if following and following.label == "PER" then return end
      add("APPOS", "behind", first, last, s)
      k = last + 1
    end
  end
end

-- Before the name, with a determiner or an owner in front and a comma behind.
local function before(c, s, unit, start, add)
  local v = c.v
  if v.form[start - 1] ~= "," then return end
  local last = start - 2
  for d = last, math.max(unit.i, last - 14), -1 do
    local low, form = v.low[d], v.form[d]
    if form == "," or form == ";" or is_quote(form) or form == ":" then
      return
    end
    local owner = form == "'s" or form == "\u{2019}s"
    if d < last and (owner or phrase.determiners[low]) and
      phrase.forward(v, unit, d + 1) == last then
      add("APPOS", "before", d + 1, last, s)
      return
    end
  end
end

-- With a complement between head and name: `envoy to Yemen NAME`, `minister for foreign affairs
-- NAME`.
local function with_complement(c, s, unit, start, add)
  local v = c.v
  local name = c.at.ends[start - 1]
  if not name and v.low[start - 1] ~= "affairs" then return end
  for r = (name and name.i or start) - 2, math.max(unit.i, start - 8), -1 do
    if v.is.role[r] and v.shape[r] & 4 ~= 0 and INTO[v.low[r + 1]] then
      local first = phrase.backward(v, unit, c.at, r)
      if phrase.forward(v, unit, first, start - 1) == start - 1 then
        add("DESC", "descriptor", first, start - 1, s)
      end
      return
    end
    if not c.at.ends[r] and v.shape[r] & 4 == 0 then return end
  end
end

-- Right before the name, or before its title.
local function descriptor(c, s, unit, start, add)
  local v, r = c.v, start - 1
  if r < unit.i then return end
  if not v.is.role[r] then return with_complement(c, s, unit, start, add) end
  if view.capital(v, r) and not (r == unit.i and v.is.word[r]) then return end
  add("DESC", "descriptor", phrase.backward(v, unit, c.at, r), r, s)
end

--- Finds the roles beside a mention of a person.
function M.of(c, s, add)
  local unit = c.v.units[c.v.unit_of[s.i]]
  local start = c.title_start[s] or s.i
  behind(c, s, unit, add)
  before(c, s, unit, start, add)
  descriptor(c, s, unit, start, add)
end

-- Gives for each person with titles the words that these end in.
local function ranks_of(c)
  local ranks = {}
  for _, title in ipairs(c.titles) do
    if title.referent then
      ranks[title.referent] = ranks[title.referent] or {}
      ranks[title.referent][c.v.low[title.j]] = true
    end
  end
  return ranks
end

-- Makes a function (i, word) that gives the last person mentioned before token i who bears a title
-- that ends in a word; i must not go back.
local function titled(c)
  local ranks, mentions, latest, m = ranks_of(c), c.at.mentions, {}, 1
  return function(i, word)
    while mentions[m] and mentions[m].i < i do
      local s = mentions[m]
      for rank in next, s.referent and ranks[s.referent] or {} do latest[rank] = s end
      m = m + 1
    end
    return latest[word]
  end
end

--- Finds roles of people who are called by their rank: `The general, a veteran of the war, will`.
function M.of_titled(c, add)
  local v, bearer = c.v, titled(c)
  for _, unit in ipairs(v.units) do
    for d = unit.i, unit.zone == "body" and unit.j - 3 or unit.i - 1 do
      local low = v.low[d + 3]
      if v.low[d] == "the" and v.form[d + 2] == "," and (low == "a" or low == "an") then
        local person = bearer(d, v.low[d + 1])
        local last = person and phrase.forward(v, unit, d + 4)
        if last then add("APPOS", "by-rank", d + 4, last,
          { referent = person.referent, name = person.name }) end
      end
    end
  end
end

return M
