--- Predicates: reporting verbs with what stands before them: auxiliaries, adverbs, times, and the
-- word or comma that joins the verb to somebody. Makes the layer `predicate`: label PLAIN, COMMA,
-- RELATIVE ("who said"), LINKED ("and said") or QUOTED ("quoted by ... as saying"), and verb, the
-- first byte of the verb. A verb right behind its subject has none.
local P = require "gloss.pattern"
local parts = require "gloss.news.parts"
local phrase = require "gloss.news.subjects.phrase"
local words = require "gloss.news.quotes.words"

local w, A, any, any_of = P.w, P.A, P.any, parts.any_of

local function cue(tests) return A("cue", tests):as "verb" end
local PARTICIPLE = "news.cues/participle"
local reporting = cue { rule = { "news.cues/past", "news.cues/third", "news.cues/base",
                                 PARTICIPLE } }
local participle = cue { rule = PARTICIPLE }

local skipped, adverb = phrase.skipped, phrase.adverb
local between = (skipped + adverb):rep(0, 5)
local habit = w "used" * "to"

local link = ((any_of(words.conjunction) & ~any_of(words.skipped)) + -P.before(w "used") * w "to")
  :outside "entity"
local after = w { "after", "while" }:outside "entity"
local relative = w { "who", "which", "that" }:outside "entity"

local function rule(name, label, priority, match, examples)
  return P.rule { name = name, match = match, priority = priority, claims = "verb",
    zones = parts.story, emit = { predicate = { label = label, columns = { verb = "integer" } } },
    set = function(m) return { predicate = { verb = m.verb.first } } end, examples = examples }
end

-- The rule "adverb" is one of its own, as any word may begin it: only one token is looked at.
return P.phase { name = "news.predicates", policy = "priority",
  rule("linked", "LINKED", 5, link * between * reporting + after * between * participle
       + parts.comma * participle, {
    "Anna Quint came [and later said]{predicate} it rained.",
    "She left[, saying]{predicate} so." }),
  rule("quoted", "QUOTED", 4, skipped:star() * w { "quoted", "cited" } * any:rep(0, 7):lazy()
       * "as" * participle, {
    "Anna Quint [was quoted by state radio as saying]{predicate} it rained." }),
  rule("relative", "RELATIVE", 3, parts.comma:opt() * relative * between * reporting, {
    "Anna Quint[, who once said]{predicate} it rained, left." }),
  rule("comma", "COMMA", 2, parts.comma * between * reporting, {
    "Anna Quint, a lawyer[, said]{predicate} it rained." }),
  rule("plain", "PLAIN", 1, (skipped * (skipped + adverb):rep(0, 4) + habit) * reporting, {
    "Anna Quint [on Monday said]{predicate} it rained.", "Anna Quint said it rained." }),
  rule("adverb", "PLAIN", 0, adverb * reporting, {
    "Anna Quint [gladly said]{predicate} it rained.", "Her family said it rained." }),
}
