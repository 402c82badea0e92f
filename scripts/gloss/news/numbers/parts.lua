-- parts.lua -- what the rules of amounts are made of: numerals, ranges of two, and the words around
-- that say how exact a number is.

local P = require "gloss.pattern"
local common = require "gloss.news.common"
local lpeg = require "lpeg"
local nouns = require "gloss.news.numbers.nouns"
local shared = require "gloss.news.parts"

local w, t, A, any = P.w, P.t, P.A, P.any

local parts = setmetatable({}, { __index = shared })

--- A numeral that is part of no time; columns may be asked for: {value = {max = 99}}.
function parts.numeral(columns) return A("numeral", columns):outside "timex" end

parts.number = parts.numeral()

--- A plural noun.
parts.plural = P.re(lpeg.Cmt(lpeg.P(1) ^ 1, function(s)
  return nouns.singular(common.lower(s)) ~= nil and #s + 1
end))

-- Verbs and prepositions after which "x cents to y cents" is a change, not a range.
local change = w { "from", "by", "rose", "fell", "rises", "falls", "rise", "fall", "dropped",
  "dropping", "gained", "lost", "jumped", "climbed", "slipped", "declined", "increased",
  "decreased", "raised", "cut", "lowered", "grew", "shrank", "edged", "up", "down", "gain",
  "gains", "drops", "jumps", "climbs", "slips", "higher", "lower" }

--- What stands between the numbers of "90 to 120", "between 3 and 5", "one or two", "5-7".
--   low   the lower number, without captures
--   unit  whether it has a unit of its own
function parts.separator(low, unit)
  local from = unit and change or w "from"
  return w { "or", "\u{2014}", "-", "\u{2013}" } + w "and" * P.before(w "between" * low * "and")
         + w "to" * -P.before(from * low * "to")
end

--- The number of a range, and its upper end: the lower one takes the scale that only the upper has.
function parts.spread(low, high)
  local value, by = low.value, high.scale
  if low.scale == 1 and by > 1 and value * by <= high.value then value = value * by end
  return value, high.value
end

--- An amount with the words around it that say how exact it is.
--   tail  a pattern of what may stand behind it instead
function parts.amount(p, tail)
  local after = A("bound", { side = "after" }):as "after"
  return A("bound", { side = "before" }):as "before":opt() * p:as "amount"
         * (tail and tail + after or after):opt()
end

--- The mod that the words around an amount say, or nil.
function parts.mod(m)
  local bound = m.after or m.before
  return bound and bound.label
end

-- Where no number is but what belongs to a name or a word: "Flight 370", "Boeing 737 jets".
local numbered = parts.any_of(require("gloss.lang.en.units").numbered)
local unnamed = -P.before(numbered) * -P.before(w "group" * "of")
local headline = #any:inside "headline"
local capitals = (any - t { kind = "punct" })
  * ((parts.capital & t { kind = "word" }) - numbered):outside "timex"

--- A place from which a number may count something.
parts.free = -(P.before(shared.dash) * #shared.joined)
  * (-#t { kind = "number" } + unnamed * (-P.before(capitals) + headline))

--- Tells whether the upper number of a range is the larger.
function parts.rises(m) return not m.high or m.high.value > m.low.value end

return parts
