-- places.lua -- where an event takes place: behind a preposition, or behind the words of a visit.
-- Rules of news.parties.

local P = require "gloss.pattern"
local common = require "gloss.news.common"
local phrase = require "gloss.news.parties.phrase"
local party = require "gloss.news.parties.party"
local parts = require "gloss.news.parts"

local w, A, any = P.w, P.A, P.any
local trigger, place = party.trigger, phrase.place

local SETTLEMENT = common.set [[town city village province district port region state island suburb
  capital county]]

-- Gives the first place behind one of some prepositions, or "the town of", within some steps.
local function first(prepositions, step, reach)
  local led = w(prepositions) * phrase.determiner:opt() + parts.any_of(SETTLEMENT) * "of"
  return (-(led * place) * step):rep(0, reach) * led * place:as "party"
end

-- "To discuss the port in ...": what a purpose names is not where it happens.
local purpose = w "to" * -A "entity" * -phrase.determiner * P.re "%a.*"

-- The places behind a word of visiting, joined by "and" and commas, no person or clause between.
local joint = w { "and", "," }:plus()
local step = any - phrase.stop - w ","
local visited = (-(phrase.person + place) * step):rep(0, 11) * place:as "party"
  * phrase.maybe(joint * place:as "party")

local function led_by(words)
  return (-phrase.person * (step - words)):rep(0, 11) * words * visited
end

local function visit(columns)
  columns.label = "VISIT"
  return A("trigger", columns):as "trigger"
end

local seeing = visit { pos = "verb", base = { "visit", "tour" } }
local tour = visit { pos = "noun", base = "tour" }
local going = -(seeing + tour) * visit {}

return {
  party.rule("met-in", "PLACE",
             trigger "MEET" * first({ "in", "at", "near", "inside", "outside" },
                                    -purpose * any, 38), {
    "They [met]{trigger} on Monday in [Oslo]{party}.",
    "They met on Monday to discuss a port in Oslo." }),
  party.rule("attack-in", "PLACE",
             trigger "ATTACK" * first({ "in", "at", "near", "outside" }, any, 12), {
    "The [raid]{trigger} on Monday near the town of [Bergen]{party} failed." }),
  party.rule("visited", "PLACE", seeing * visited, {
    "She [visited]{trigger} [Oslo]{party} and [Lima]{party} on Monday." }),
  party.rule("tour-of", "PLACE", tour * led_by(w "of"), {
    "Her [tour]{trigger} of [Norway]{party} ended." }),
  party.rule("trip-to", "PLACE", going * led_by(w { "to", "in" }), {
    "Her [trip]{trigger} from Oslo to [Norway]{party} ended." }),
}
