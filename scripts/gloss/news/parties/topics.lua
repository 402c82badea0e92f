-- topics.lua -- what a meeting is about: met for talks on copper, talks on fishing rights. Rules of
-- news.parties.

local P = require "gloss.pattern"
local phrase = require "gloss.news.parties.phrase"
local party = require "gloss.news.parties.party"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, A, any = P.w, P.A, P.any

-- A topic ends before a clause, a mark, who or where else, and a time.
local ends = phrase.stop + parts.any_of(words.punctuation) + w { "with", "between", "in" }
local topic = phrase.most((any - ends):outside "timex", 8):as "party"

return {
  party.rule("met-for", "TOPIC", party.trigger("MEET", "verb") * (w "on":opt() * A "timex"):opt()
             * "for" * topic, {
    "They [met]{trigger} on Monday for [talks on copper]{party} in Oslo.",
    "They met on Monday in Oslo." }),
  party.rule("talks-on", "TOPIC", party.trigger("MEET", "noun") * w { "on", "about", "over" }
             * topic, {
    "The [talks]{trigger} on [fishing rights]{party} with Norway were over.",
    "The talks on Monday were over." }),
}
