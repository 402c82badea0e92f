--- Referents: which mentions name one and the same. Full names make referents; a surname, a short
-- form or an acronym met anywhere in the story is linked to the one it fits, and left open when it
-- fits two.
local common = require "gloss.news.common"
local hits = require "gloss.news.entities.hits"
local people = require "gloss.news.entities.people"
local view = require "gloss.news.entities.view"

local M = {}

-- Gives what names are compared by; kept, since most are asked for again and again.
local function key(book, text)
  local k = book.keys[text]
  if not k then
    k = text:find "[^%w]" and common.lower(common.plain(text)) or text:lower()
    book.keys[text] = k
  end
  return k
end

--- Makes the empty book of referents of a document.
function M.new(v)
  return { v = v, referents = {}, full = {}, called = {}, also = {}, keys = {}, made = {} }
end

-- Lets a referent be called by a text from now on.
--   weak  only where nobody else is called so
local function call(book, text, referent, weak)
  local k, names = key(book, text), weak and book.also or book.called
  local list = names[k]
  if not list then list = {}; names[k] = list end
  for _, known in ipairs(list) do if known == referent then return end end
  list[#list + 1] = referent
end

local function add(book, label, name)
  local referent = { label = label, name = name }
  book.referents[#book.referents + 1] = referent
  return referent
end

-- Gives the referent of a person's name, and whether that may change: a name that only calls one.
local function person(book, s)
  local v = book.v
  local split = people.split(view.text(v, s.i, s.j), v.is.surname[s.i])
  local k = "PER " .. key(book, split.name)
  local referent = book.full[k]
  if not referent and split.given then
    local known = M.lookup(book, s.i, s.j)
    if known and #known == 1 and known[1].label == "PER" then return known[1], true end
  end
  if not referent then
    referent = add(book, "PER", split.name)
    referent.family, referent.given = split.family, split.given
    book.full[k] = referent
    for _, text in ipairs(split.called) do call(book, text, referent) end
    for _, text in ipairs(split.also or {}) do call(book, text, referent, true) end
    call(book, split.name, referent)
  end
  return referent
end

-- Gives the last token of a body's name without its legal form (Inc., Corp).
local function base_end(v, s)
  local j = s.j
  while j > s.i and v.is.suffix[j] and v.low[j] ~= "group" do
    j = j - 1
    if v.low[j] == "," or v.low[j] == "&" then j = j - 1 end
  end
  return j
end

local PLACES = { country = true, norp = true, capital = true, state = true }

-- Tells whether the first words of a body's name may stand for it: not where they are words or
-- places of their own.
local function may_shorten(v, i, j)
  local whole = hits.entity(v, i, j)
  if j > i then return v.capital[j] and not (whole and v.match.j[whole] == j) end
  for k = i, j do
    local plain = v.is.word[k] or v.is.orgfirst[k] or not v.capital[k] or #v.low[k] < 3
    for h in hits.each(v, k) do plain = plain or PLACES[v.match.list[h]] end
    if not plain then return v.capital[j] end
  end
  return false
end

local function call_body(book, s, referent, last)
  local v = book.v
  call(book, view.text(v, s.i, s.j), referent)
  call(book, view.text(v, s.i, last), referent)
  local initials = ""
  for k = s.i, last do
    if v.capital[k] then initials = initials .. view.form(v, k):match(utf8.charpattern) end
    if k < last and may_shorten(v, s.i, k) then call(book, view.text(v, s.i, k), referent) end
  end
  if #initials >= 3 then call(book, initials, referent) end
end

local function body(book, s)
  local v = book.v
  local last = base_end(v, s)
  local k = s.label .. " " .. key(book, s.ref or view.text(v, s.i, last))
  local name = s.ref or common.plain(view.text(v, s.i, s.j))
  local referent = book.full[k]
  if not referent then
    local short = book.called[key(book, view.text(v, s.i, last))]
    referent = short and #short == 1 and short[1].label == s.label and short[1] or
      add(book, s.label, name)
    book.full[k] = referent
  elseif not s.ref and #name > #referent.name then
    referent.name = name
  end
  call_body(book, s, referent, last)
  return referent
end

local function place(book, s)
  local name = s.ref or common.name_case(view.text(book.v, s.i, s.j))
  local k = s.label .. " " .. key(book, name)
  local referent = book.full[k] or add(book, s.label, name)
  book.full[k] = referent
  if not s.list then call(book, view.text(book.v, s.i, s.j), referent) end
  return referent
end

local MAKE = { PER = person, ORG = body, ["MISC-EVENT"] = body, GPE = place, LOC = place,
  NORP = place }

--- Gives a segment with a label its referent, a new one or the one of that name. The same words
-- under the same label and reference name the same, so that is kept, unless it is open yet.
function M.register(book, s)
  local k = s.label .. (s.ref or "") .. (s.list and "\1" or "\0") .. view.text(book.v, s.i, s.j)
  local referent, open = book.made[k]
  if not referent then
    referent, open = MAKE[s.label](book, s)
    if not open then book.made[k] = referent end
  end
  s.referent = referent
end

--- Gives what tokens i to j may call: a list of referents, nil when nobody is called so.
function M.lookup(book, i, j)
  local k = key(book, view.text(book.v, i, j))
  return book.called[k] or book.also[k]
end

--- Links a short mention: sets label, referent and rule when it calls somebody; of two people of
-- one name it is left open. Returns whether it called anybody.
function M.resolve(book, s)
  local list = M.lookup(book, s.i, s.j)
  if not list then return false end
  local one = list[1]
  for n = 2, #list do
    if list[n].label ~= one.label then one = list[n].label == "PER" and list[n] or one end
  end
  s.label, s.rule, s.via, s.ref = one.label, "short-name", "document", nil
  s.list, s.iso, s.isos = nil, nil, nil
  s.referent = #list == 1 and one or nil
  if not s.referent then s.name = common.name_case(view.text(book.v, s.i, s.j)) end
  return true
end

--- Lets a text stand for a referent: an acronym defined in parentheses.
M.call = call

return M
