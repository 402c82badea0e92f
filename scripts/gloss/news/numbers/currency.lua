-- currency.lua -- which ISO 4217 currency a word stands for: by an adjective before it, by the
-- nearest country the text names, else the one it most often is.

local lex = require "gloss.lang.en.currencies"

local currency = {}

-- Returns the ISO code of the list entry that covers bytes first to last, or nil. Lists are
-- gazetteer layers with a column iso.
local function iso_at(lists, first, last)
  for _, layer in ipairs(lists) do
    local row = layer:within(first, last)
    local iso = row and layer:get(row, "iso")
    if iso then return iso end
  end
  return nil
end

-- Returns the list layers of a document that know countries.
function currency.lists(doc)
  local list = doc:find "list"
  return list and list:has "iso" and { list } or {}
end

-- Lists by how well an entry shows which country the text speaks of.
local RANKS = { country = 1, norp = 1, subdivision = 2, city = 2 }

-- Returns the ISO code of the country named nearest before (else after) a place in the text, of
-- those that `codes` knows; a country or its people tell more than a city of that name.
local function nearest(lists, place, codes)
  local best, distance = {}, {}
  for _, layer in ipairs(lists) do
    for _, first, _, list, iso in layer:each("list", "iso") do
      local rank = iso and codes[iso] and RANKS[list]
      if rank then
        local d = first <= place and place - first or (first - place) * 4
        if not distance[rank] or d < distance[rank] then best[rank], distance[rank] = iso, d end
      end
    end
  end
  return best[1] or best[2]
end

-- Returns whether the text names a country that uses a currency word.
function currency.named(context, place, lemma)
  return nearest(context.lists, place, lex.by_country[lemma]) ~= nil
end

-- Returns the code of a currency word in token j; `adjective` is the byte range of a word before
-- it, or nil.
function currency.of(context, b, j, adjective)
  local word = b.f[j]
  local lemma = lex.lemmas[word] or word
  local codes = lex.by_country[lemma]
  if not codes then return lex.words[word] end
  local iso = adjective and iso_at(context.lists, adjective[1], adjective[2])
  if iso and codes[iso] then return codes[iso] end
  if lemma == "dollar" and not adjective then
    return context.dollar or lex.words[word]
  end
  iso = nearest(context.lists, b.a[j], codes)
  return iso and codes[iso] or lex.words[word]
end

return currency
