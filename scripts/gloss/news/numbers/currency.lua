-- currency.lua -- which ISO 4217 currency a word stands for: by an adjective before it, by the
-- nearest country the text names, else the one it most often is.

local common = require "gloss.news.common"
local lex = require "gloss.lang.en.currencies"

local currency = {}

-- The lists by how well an entry shows which country the text speaks of.
local RANKS = { country = 1, norp = 1, subdivision = 2, city = 2 }

local places_in = common.once(function() return {} end)   -- of a document, by `codes`

-- Returns where a document names countries that `codes` knows: for each rank the places {first=,
-- iso=} in order, of several at one byte the first.
local function places(doc, codes)
  local known = places_in(doc)
  if known[codes] then return known[codes] end
  local ranks = { {}, {} }
  for _, first, _, list, iso in doc:layer("list"):each("list", "iso") do
    local of = iso and codes[iso] and ranks[RANKS[list]]
    local last = of and of[#of]
    if of and (not last or last.first < first) then of[#of + 1] = { first = first, iso = iso } end
  end
  known[codes] = ranks
  return ranks
end

-- Returns the code at the place that is nearest to a byte; behind it one counts four times as far.
local function nearest_of(list, byte)
  local low, high = 0, #list
  while low < high do
    local middle = (low + high + 1) // 2
    if list[middle].first <= byte then low = middle else high = middle - 1 end
  end
  local before, after = list[low], list[low + 1]
  if before and after and (after.first - byte) * 4 < byte - before.first then return after.iso end
  return (before or after or {}).iso
end

-- Returns the code of the country named nearest before (else after) a byte of a document, of those
-- that `codes` knows; a country or its people tell more than a city of that name.
local function nearest(doc, byte, codes)
  local ranks = places(doc, codes)
  return nearest_of(ranks[1], byte) or nearest_of(ranks[2], byte)
end

-- Returns the code of the country that a list knows a span as, or nil.
local function country_of(span)
  local list = span.doc:layer "list"
  local row = list:within(span.first, span.last)
  return row and list:get(row, "iso")
end

--- Tells whether a document names a country that uses a currency word.
function currency.named(doc, byte, lemma)
  return nearest(doc, byte, lex.by_country[lemma]) ~= nil
end

--- Returns the code of a currency word, folded, at a byte of a document.
--   adjective  the span of capitalised words before it, or nil
function currency.of(doc, word, byte, adjective)
  local lemma = lex.lemmas[word] or word
  local codes = lex.by_country[lemma]
  if not codes then return lex.words[word] end
  local iso = adjective and country_of(adjective)
  if iso and codes[iso] then return codes[iso] end
  if lemma == "dollar" and not adjective then return lex.words[word] end
  iso = nearest(doc, byte, codes)
  return iso and codes[iso] or lex.words[word]
end

return currency
