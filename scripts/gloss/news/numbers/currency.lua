-- currency.lua -- which ISO 4217 currency a word stands for: by an adjective before it, by the
-- nearest country the text names, else the one it most often is.

local lex = require "gloss.lang.en.currencies"

local currency = {}

-- The lists by how well an entry shows which country the text speaks of.
local RANKS = { country = 1, norp = 1, subdivision = 2, city = 2 }

-- Returns the code of the country named nearest before (else after) a byte of a document, of those
-- that `codes` knows; a country or its people tell more than a city of that name.
local function nearest(doc, byte, codes)
  local best, distance = {}, {}
  for _, first, _, list, iso in doc:layer("list"):each("list", "iso") do
    local rank = iso and codes[iso] and RANKS[list]
    if rank then
      local d = first <= byte and byte - first or (first - byte) * 4
      if not distance[rank] or d < distance[rank] then best[rank], distance[rank] = iso, d end
    end
  end
  return best[1] or best[2]
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
