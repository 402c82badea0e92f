--- A document as the entity rules read it: columns of the tokens as tables, which tokens have a
-- capital, and units (sentences of the zones that hold names). Rows of tokens count from 1.
local gloss = require "gloss"

local M = {}

-- Zones whose text may name somebody.
local NAMED = { headline = true, subhead = true, dateline = true, byline = true, credit = true,
                body = true }
local CAPITAL = gloss.shape.all_caps | gloss.shape.initial_cap
local NO_WORDS = { "number", "ordinal", "symbol", "url", "email", "mention", "hashtag", "emoji" }

-- Reads the tokens: `kind` only of those that are neither words nor marks.
local function read_tokens(v, tokens)
  v.first, v.last, v.low = tokens:values("first", "last", "folded")
  v.n, v.capital, v.capitals, v.kind = #v.first, {}, {}, {}
  v.shape = tokens:values "shape"
  local shape, capital, capitals = v.shape, v.capital, v.capitals
  for i = 1, v.n do
    if shape[i] & CAPITAL ~= 0 then
      capital[i] = true
      capitals[#capitals + 1] = i
    end
  end
  local kinds = tokens:column "kind"
  for _, i in ipairs(tokens:where("kind", NO_WORDS)) do v.kind[i] = kinds[i] end
end

-- Cuts the tokens into units: the sentences of zones that may hold names.
local function read_units(v, doc)
  local zones, units = doc:layer "zone", {}
  local starts, stops, t = v.first, v.last, 1
  local labels = zones:column "label"
  for _, first, last in doc:layer("sentence"):each() do
    while t <= v.n and starts[t] < first do t = t + 1 end
    local start = t
    while t <= v.n and stops[t] <= last do t = t + 1 end
    local zone = zones:within(first, last)
    local label = zone and labels[zone] or "body"
    if NAMED[label] and t > start then
      units[#units + 1] = { i = start, j = t - 1, zone = label }
    end
  end
  v.units = units
end

--- Reads a document that has tokens, zones and sentences.
function M.new(doc)
  local v = { doc = doc, text = doc.text }
  read_tokens(v, doc:layer "token")
  read_units(v, doc)
  return v
end

--- Tells whether tokens i and i + 1 stand together without white space.
function M.joined(v, i) return v.first[i + 1] == v.last[i] + 1 end

--- Returns the text of tokens i to j.
function M.text(v, i, j) return v.text:sub(v.first[i], v.last[j]) end

--- Returns a token as it is written; "" before the first and behind the last.
function M.form(v, i)
  local first = v.first[i]
  return first and v.text:sub(first, v.last[i]) or ""
end

return M
