-- context.lua -- what the times of a document are reckoned from, as it is read on: its reference
-- date, the times named before, and the words around. A context c has
--   ref, year, month, mday         the day the story is of, or nil
--   near, part, day_here, byte_here  of the zone: the last date, quarter or fiscal year, full day
--                                  and where that stands
--   date, day, quarter             of the document: the last date, full day, named quarter
--   label, from, to                of the zone: its label, first and last token
--   f, k                           its tokens by row: folded form, kind; nil outside

local common = require "gloss.news.common"
local resolve = require "gloss.news.time.resolve"

local context = {}

-- Gives the values of a column from one row to another, read as they are asked for.
local function part_of(column, from, to)
  return setmetatable({}, { __index = function(values, row)
    if row < from or row > to then return nil end
    local value = column[row]
    values[row] = value
    return value
  end })
end

-- Goes on to the zone that holds a byte.
local function enter(c, byte)
  local zones, tokens = c.zones, c.tokens
  local row = zones:within(byte, byte)
  local first, last = zones:first(row), zones:last(row)
  c.label, c.zone_last = zones:get(row, "label"), last
  c.from, c.to = tokens:within(first, first), tokens:within(last, last)
  c.f, c.k = part_of(c.forms, c.from, c.to), part_of(c.kinds, c.from, c.to)
  c.near, c.part, c.day_here = nil, nil, nil
end

local context_of = common.once(function(doc)
  local c = resolve.context(doc.ref_date)
  c.tokens, c.zones, c.bounds = doc:layer "token", doc:layer "zone", doc:layer "bound"
  c.forms, c.kinds = c.tokens:column "folded", c.tokens:column "kind"
  c.text, c.zone_last = doc.text, 0
  return c
end)

--- Gives the context of a match, which lies in a zone. Matches come in the order of the text.
function context.of(m)
  local c = context_of(m.doc)
  if m.first > c.zone_last then enter(c, m.first) end
  return c
end

--- Gives the row of the first token of a match.
function context.first(c, m) return c.tokens:within(m.first, m.first) end

--- Gives the row of its last token.
function context.last(c, m) return c.tokens:within(m.last, m.last) end

--- Tells whether a token starts with a capital letter (or with a letter outside ASCII).
function context.capital(c, row)
  local byte = c.text:byte(c.tokens:first(row))
  return byte >= 65 and byte <= 90 or byte >= 0xC3
end

-- Gives the mod of a bound that has a token at its end towards a time, or nil.
local function bound(c, row, side)
  if row < c.from or row > c.to then return nil end
  local bounds, first, last = c.bounds, c.tokens:first(row), c.tokens:last(row)
  local found = bounds:within(first, last)
  if not found or bounds:get(found, "side") ~= side then return nil end
  local touches = side == "before" and bounds:last(found) == last
                  or side == "after" and bounds:first(found) == first
  return touches and bounds:get(found, "label") or nil
end

--- Gives the mod that the words beside a match say ("about", "or more"), or nil.
function context.mod(c, m)
  return bound(c, context.last(c, m) + 1, "after") or bound(c, context.first(c, m) - 1, "before")
end

local STOPS = { ["."] = true, ["!"] = true, ["?"] = true, [";"] = true }
local REACH = 120        -- tokens on either side after which a sentence without an end is cut

--- Gives the first and last token of the sentence around a token, or of what of it is in reach.
function context.sentence(c, row)
  local f, first, last = c.f, row, row
  local least, most = math.max(row - REACH, c.from), math.min(row + REACH, c.to)
  while first > least and not STOPS[f[first - 1]] do first = first - 1 end
  while last < most and not STOPS[f[last]] do last = last + 1 end
  return first, last
end

--- Remembers a time for what is reckoned from it later.
--   byte  where it begins
function context.remember(c, byte, value, is_quarter)
  local part = value:match "^F?Y?%d%d%d%d%-[QH]%d$" or value:match "^FY%d%d%d%d$"
  if part then
    c.part = part
    if is_quarter and part:find "Q" then c.quarter = part end
    return
  end
  local day = resolve.day_of(value)
  if not day then return end
  c.near, c.date = day, day
  if value:find "^....%-%d%d%-%d%d" then c.day, c.day_here, c.byte_here = day, day, byte end
end

return context
