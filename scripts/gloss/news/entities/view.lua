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
  v.first, v.last, v.low, v.capital = tokens:values("first", "last", "folded", "shape")
  v.n, v.capitals, v.kind = #v.first, {}, {}
  local capital, capitals, kinds, n = v.capital, v.capitals, tokens:column "kind", 0
  for i = 1, v.n do
    local has = capital[i] & CAPITAL ~= 0
    capital[i] = has
    if has then
      n = n + 1
      capitals[n] = i
    end
  end
  for _, i in ipairs(tokens:where("kind", NO_WORDS)) do v.kind[i] = kinds[i] end
end

-- Gives the first token from t on that begins behind a byte: in steps that double, then halve.
local function behind(starts, t, byte)
  local step = 1
  while (starts[t + step] or math.huge) <= byte do
    t = t + step
    step = step * 2
  end
  while step > 1 do
    step = step // 2
    if (starts[t + step] or math.huge) <= byte then t = t + step end
  end
  return t + 1
end

-- Cuts the tokens into units: the sentences of zones that may hold names. A sentence begins and
-- ends with a token.
local function read_units(v, doc)
  local zones, units, starts, t = doc:layer "zone", {}, v.first, 1
  local labels, stop, label = zones:column "label", 0, nil
  for _, first, last in doc:layer("sentence"):each() do
    if last > stop then
      local row = zones:within(first, last)
      label, stop = row and labels[row] or "body", row and zones:last(row) or 0
    end
    local i = starts[t] == first and t or behind(starts, t, first - 1)
    t = behind(starts, i, last)
    if NAMED[label] then units[#units + 1] = { i = i, j = t - 1, zone = label } end
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
