-- names.lua -- the names of credits: lists of people, with where they are and whom they work for.

local P = require "gloss.pattern"
local agencies = require "gloss.news.zones.agencies"
local common = require "gloss.news.common"
local parts = require "gloss.news.parts"

local w, t, any, any_of = P.w, P.t, P.any, parts.any_of

local names = {}

-- ---- Words ----

local PARTICLES = common.set [[al bin da das de dei del della den der di dos du el ibn la le les los
  ter van von y zu]]
local HOUSES = common.set [[agency bbc bureau correspondent correspondents editor editors journal
  journals news newspapers newsroom newsrooms post posts press reporter reporters reuters service
  services staff times today tribune writer writers]]
local PROFESSIONS = w { "correspondent", "correspondents", "journalist", "journalists", "reporter",
                        "reporters", "writer", "writers" }

-- Agencies of one word; and words that agencies of several begin with.
local short, first_words = {}, {}
for form in next, agencies do
  local first = form:match "^([%w]+) "
  if first and first ~= "the" then first_words[first] = true end
  if form:find "^%w+$" then short[form] = true end
end

-- ---- Names: "Li Na", "Ludwig van der Poe", "Sara al-Masri", "JEAN-LUC D'ARC" ----

local letters = t { kind = "word" }
local capital = (parts.capital | t { mixed = true }) & letters - t { digits = true }
  - any_of(HOUSES)
local dash = w "-" & parts.joined
local word = capital * (dash * (letters & parts.joined)):rep(0, 3)
  + letters * dash * (capital & parts.joined)
local particle = any_of(PARTICLES)

local function name(least)
  return particle:rep(0, 2) * word * (word + particle):rep(least - 1, 5):lazy()
end

-- ---- Lists ----

local mark = w { ",", ";", "|", "&", "and" }
local place = w { "at", "for", "from", "in", "of", "on", "the", "to", "via", "with" }
local stop = mark + place + (w { "(", ")", ".", "/", "-", "--", "\u{2013}", "\u{2014}" } - dash)
local aside = w "(" * (any - w ")"):rep(0, 20) * ")"
local beside = any - t { newline = true }
local house = any_of(first_words) * (parts.capital & beside):rep(1, 4) + any_of(short)
local profession = ((any - mark) * (beside - mark):rep(0, 3)):opt() * (PROFESSIONS & beside)
  * #beside

-- A name with what shows that it ends: a mark, a place, an agency, or `limit`.
local function ended(person, limit)
  return profession:opt() * person * house:opt() * (#stop + limit)
end

--- A name that a limit may end.
function names.one(limit) return ended(name(1), limit) end

--- Names up to a look ahead, captured as `name`, of one word only the first; what is no name
-- between marks is passed over.
function names.list(limit)
  local rest = (aside + -limit * (any - mark)):star()
  local first = ended(word:as "name", limit)
  local more = -limit * ended(name(2):as "name", limit)
  return (first * rest):opt() * (mark:opt() * more:opt() * rest):star()
end

return names
