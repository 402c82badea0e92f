--- What joins the words of a name (hyphens, `of`, `&`, particles, possessives of bodies, `, Inc.`):
-- each rule gives the token that a chunk from i to k goes on to, or nil.
local set = require("gloss.news.common").set
local hits = require "gloss.news.entities.hits"
local view = require "gloss.news.entities.view"
local words = require "gloss.news.entities.words"

local M = {}

local joined = view.joined
local BOARD = set "directors trustees governors regents supervisors"
local HYPHENATED = { "KR", "CN", "TW" }

--- Gives the last token of the capitalised run that starts at i and ends by `stop`.
local function run_end(v, i, stop)
  while i < stop and v.name[i + 1] do i = i + 1 end
  return i
end

-- Tells whether tokens i to j hold a word that takes `of` or `for` behind it.
local function takes_of(v, i, j)
  if v.is.locfirst[j] then return true end
  for k = i, j do
    if v.is.orgfirst[k] then return true end
  end
  return v.is.org[j] ~= nil
end

local function is_place(v, i)
  local labels = v.match.label
  for h in hits.each(v, i) do
    if labels[h] == "GPE" or labels[h] == "NORP" or labels[h] == "LOC" then return true end
  end
  return false
end

-- Tehreek-e-Taliban, Jund-al-Sham.
local function over_two_hyphens(v, k)
  if v.low[k + 3] ~= "-" or not v.name[k + 4] or not view.form(v, k + 2):find "^%l%l?$" then
    return nil
  end
  for t = k, k + 3 do
    if not joined(v, t) then return nil end
  end
  return k + 4
end

-- Tells whether the second part of a name may be in lower case behind a surname: Kim Sung-ho.
local function is_hyphenated(countries)
  for _, iso in ipairs(HYPHENATED) do
    if countries:find(iso, 1, true) then return true end
  end
  return false
end

-- A hyphen without spaces joins two capitalised words, unless both are places (US-China) or the
-- first is a party's letter (R-Ohio); in Korean and Chinese names the second is in lower case.
local function over_one_hyphen(v, i, k)
  if not v.first[k + 2] or not joined(v, k) or not joined(v, k + 1) or #v.low[k] == 1 then
    return nil
  end
  local family = k > i and v.is.surname[k - 1]
  if family and is_hyphenated(family) and view.form(v, k + 2):find "^%l%l?%l?%l?%l?$" then
    return k + 2
  end
  if v.name[k + 2] and not (is_place(v, k) and is_place(v, k + 2)) then return k + 2 end
end

local function over_hyphen(v, i, k) return over_one_hyphen(v, i, k) or over_two_hyphens(v, k) end

-- People's Army, Workers' Party.
local function over_possessive(v, _, k)
  if v.name[k + 2] and (words.possessors[v.low[k]] or v.low[k - 1] == "st.") then return k + 2 end
end

-- Ministry of Health, Alliance for the Future.
local function over_of(v, i, k)
  local low = v.low
  local after = low[k + 2] == "the" and k + 3 or k + 2
  if not v.name[after] or words.openers[low[after]] or BOARD[low[k]] then return nil end
  local portfolio = false
  for t = i, v.is.word[k] and k or i - 1 do portfolio = portfolio or words.portfolios[low[t]] end
  if not portfolio and not takes_of(v, i, k) then return nil end
  if low[k + 1] ~= "of" and low[k + 1] ~= "de" and is_place(v, after) then return nil end
  return after
end

local function over_ampersand(v, _, k) return v.name[k + 2] and k + 2 end

-- Parks and Rivers Administration; Ministry of Health and Welfare.
local function over_and(v, i, k, stop)
  local is = v.is
  if not (v.name[k + 2] and is.word[k] and is.word[k + 2]) or is.suffix[k] then return nil end
  if is_place(v, k) or is_place(v, k + 2) then return nil end
  local last = run_end(v, k + 2, stop)
  if is.org[k] then return nil end
  if is.org[last] then return last end
  for t = i, k do
    if v.low[t] == "of" or v.low[t] == "for" then return last end
  end
end

-- Tallow Steel, Inc.; John Smith, Jr.
local function over_comma(v, _, k)
  if not v.capital[k + 2] then return nil end
  local low = v.low[k + 2]
  local tail = v.is.suffix[k + 2] and (low:find "%." or #low <= 4) or low == "jr." or
    low == "sr." or low == "jr"
  if tail and low ~= "group" then return k + 2 end
end

-- Jaap de Hoop, Osama bin Laden, Ludwig van der Berg.
local function over_particles(v, _, k)
  local low, t = v.low, k + 1
  while t <= k + 2 and words.particles[low[t]] do t = t + 1 end
  if low[t] == "-" and low[t - 1] ~= low[k] and v.first[t + 1] and joined(v, t - 1) and
    joined(v, t) then
    t = t + 1
  end
  if v.name[t] and not words.openers[low[t]] then return t end
end

-- The rules by the word they join with.
local RULES = { ["-"] = over_hyphen, ["'s"] = over_possessive, ["'"] = over_possessive,
  ["&"] = over_ampersand, ["and"] = over_and, [","] = over_comma }
for word in pairs(words.particles) do RULES[word] = over_particles end
for word in pairs(set "of for on to against") do RULES[word] = over_of end
RULES.de = function(v, i, k) return over_of(v, i, k) or over_particles(v, i, k) end

--- Tells whether nothing can join the word behind token i to it.
function M.alone(v, i) return not (v.name[i + 1] or RULES[v.low[i + 1]]) end

--- Gives the last token of the chunk that starts at token i and ends by `stop`.
function M.chunk_end(v, i, stop)
  local name, low, suffix, k = v.name, v.low, v.is.suffix, i
  while k < stop do
    if k > i and suffix[k] and low[k]:find "%.$" and not suffix[k + 1] then break end
    local after = k + 1
    if not name[after] then
      local over = RULES[low[after]]
      after = over and over(v, i, k, stop)
    end
    if not after or after > stop then break end
    k = after
  end
  return k
end

return M
