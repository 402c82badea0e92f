--- Where an acronym is defined (layer `acronym`): "World Food Programme (WFP)" and "WFP (World Food
-- Programme)". The rules find the brackets; whether the letters agree, and how far the long form
-- reaches, says acronyms/letters.lua. The annotation ends before the closing bracket.

local P = require "gloss.pattern"
local letters = require "gloss.news.acronyms.letters"
local zones = require("gloss.news.parts").zones

local w, any = P.w, P.any

-- ---- Patterns ----

local quote = w { '"', "'", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}" }:opt()
local the = w "the":opt()
local round, square = { w "(", w ")" }, { w "[", w "]" }
local inside = any - w { "(", ")", "[", "]" }
local word = inside - w { ",", ";" }

-- A bracket that begins with a phrase; more may stand behind a comma.
local function bracket(pair, phrase)
  local more = (w { ",", ";" } * inside:rep(0, 12)):opt()
  return pair[1] * the * quote * phrase * quote * more * pair[2]
end

local short = word:rep(1, 6):lazy():as "short"
local long = word:rep(2, 15):lazy():as "long"

local function behind(pair)
  return any:as "short" * pair[1] * the * quote * long * quote * pair[2]
end

-- ---- Agreement ----

local STOPS = { ["."] = true, ["!"] = true, ["?"] = true, [";"] = true, ["("] = true, [")"] = true }

-- Gives the first byte of the long form before the bracket of a match, or nil.
local function long_before(m)
  if not letters.is_short(m.short.text) then return nil end
  local tokens, zone = m.doc:layer "token", m.doc:layer "zone"
  local zone_first = zone:first(zone:within(m.first, m.first))
  local open = tokens:within(m.first, m.first)
  local first, least = open, open - letters.reach(m.short.text)
  while first > math.max(least, 1) and tokens:first(first - 1) >= zone_first
        and not STOPS[tokens:get(first - 1, "folded")] do
    first = first - 1
  end
  if first == open then return nil end
  local from, to = tokens:first(first), tokens:last(open - 1)
  local at = letters.find(m.short.text, m.doc.text:sub(from, to))
  return at and tokens:first(tokens:within(from + at - 1, from + at - 1))
end

local function agrees(m)
  local one = m.short.text
  return letters.is_short(one) and letters.agree(one, m.long.text)
end

-- ---- Rules ----

local COLUMNS = {
  short_text = "symbol", long_text = "symbol", short_first = "integer", short_last = "integer",
  long_first = "integer", long_last = "integer", via = "symbol",
}

local function plain(text) return (text:gsub("%s+", " ")) end

-- Gives the annotation of a short form and the bytes of a long one.
local function definition(m, first, last)
  local one = m.short
  return { acronym = {
    first = math.min(one.first, first), last = math.max(one.last, last), via = "rule",
    short_text = plain(one.text), long_text = plain(m.doc.text:sub(first, last)),
    short_first = one.first, short_last = one.last, long_first = first, long_last = last,
  } }
end

local function rule(name, priority, match, set, examples)
  return P.rule { name = name, priority = priority, match = match, within = "zone", zones = zones,
    emit = { acronym = { label = "DEFINITION", columns = COLUMNS } }, set = set,
    examples = examples }
end

return P.phase { name = "news.acronyms", policy = "priority",
  rule("long-short", 1, (bracket(round, short) + bracket(square, short)):where(long_before),
       function(m)
    local tokens = m.doc:layer "token"
    return definition(m, long_before(m), tokens:last(tokens:within(m.first, m.first) - 1))
  end, { "It paid the [World Food Programme (WFP]{acronym}).", "It paid the board (WFP)." }),
  rule("short-long", 0, (behind(round) + behind(square)):where(agrees),
       function(m) return definition(m, m.long.first, m.long.last) end,
       { "The [WFP (World Food Programme]{acronym}) paid.", "The WFP (a large board) paid." }),
}
