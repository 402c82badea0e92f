--- What the words around a trigger say of whether its event happened: the layer `modality`, label
-- NEGATED POSSIBLE FUTURE. The nearest sign before it counts, then those behind a noun.
local P = require "gloss.pattern"
local common = require "gloss.news.common"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, A, any, before, any_of = P.w, P.A, P.any, P.before, parts.any_of

local POSSIBLE = common.set [[could may might if unless possible possibly potential proposed perhaps
  whether can]]
local FUTURE = common.set [[will would shall 'll plans plan planned planning expected due scheduled
  set upcoming next intends intend ready wants want hopes hope tomorrow coming forthcoming about
  slated vows vowed seeks seek resume revive]]
local NEGATED = common.set [[not n't never without refused refuses declined cancelled canceled
  denied fail fails failed failing neither nor]]

local noun, verb = A("trigger", { pos = "noun" }), A("trigger", { pos = "verb" })
local trigger = A "trigger"   -- any of them: rules look for their signs first, which are rarer
local negated, future = any_of(NEGATED), any_of(FUTURE)
local possible = any_of(POSSIBLE)
local determiner, auxiliary = any_of(words.determiner), any_of(words.auxiliary)

-- ---- Before a trigger ----

-- Words that end what those before them may say, but right before the trigger.
local quoted = any:inside "quotation"
local inside = -(quoted * -quoted) * (any - w { ",", ";", "that", "after", "which", "who" })

-- Up to `reach` words between a sign and a trigger, none of which is `other`.
local function between(reach, other)
  return ((inside - other):rep(0, reach - 1) * (any - other)):opt()
end

-- Up to six: three near ones, of which none is `other`, and those further off.
local function far(further, other)
  return between(3, other) + further:rep(1, 3) * (inside - other):rep(2) * (any - other)
end

-- A verb, a noun that a sign stands before; a determiner further off begins another phrase.
local function at_verb(sign, between_them) return -noun * before(sign * between_them) * trigger end
local function at_noun(sign, other)
  return -verb * before(sign * far(inside - other - determiner, other)) * trigger
end

-- ---- Behind a noun ----

local reached = any - w { ";", "said", "says", "told" }
local modal = w { "could", "may", "might", "can" }
local behind = noun * #(reached:rep(0, 9) * (possible - modal)
  + (reached - auxiliary):rep(0, 9) * modal)

-- ---- Rules ----

local function rule(label, name, priority, match, examples)
  return P.rule { name = name, match = match, priority = priority,
    zones = parts.story, emit = { modality = { label = label } },
    examples = examples }
end

local certain = possible:outside "timex"   -- no month of May

return P.phase { name = "news.modality", policy = "priority",
  rule("NEGATED", "negated", 5, at_verb(negated, between(2, possible)) + at_noun(negated, possible)
       + before(w "no" * (any - possible):opt()) * trigger, {
    "They did not [meet]{modality} on Monday.", "No [meeting]{modality} was held on Monday.",
    "They never signed any [accord]{modality} or [treaty]{modality} there." }),
  rule("POSSIBLE", "possible", 4, at_verb(certain, far(inside, negated))
       + at_noun(certain, negated), {
    "They could [meet]{modality} on Monday." }),
  rule("POSSIBLE", "possible.behind", 3, behind, {
    "The [meeting]{modality} may be held on Monday." }),
  rule("FUTURE", "future", 2, at_verb(future, between(6, w ";")) + at_noun(future, w ";")
       + -noun * before(w "to") * trigger, {
    "They will [meet]{modality} on Monday.", "They met on Monday." }),
  rule("FUTURE", "future.behind", 1,
       noun * #((reached - auxiliary):rep(0, 9) * w { "will", "would" }), {
    "The [meeting]{modality} will be held on Monday." }),
}
