--- Subjects: who says what a reporting verb reports. Makes the layer `subject`, which spans a name,
-- a pronoun or a noun phrase beside the verb: label NAME PRON NOM, verb, its first byte, and
-- determiner, the word before a noun phrase.
local P = require "gloss.pattern"
local parts = require "gloss.news.parts"
local phrase = require "gloss.news.subjects.phrase"
local row = require "gloss.news.subjects.row"

local A, any, before = P.A, P.any, P.before

local function set(m)
  local values = row.of(m)
  values.verb = row.verb(m)
  return { subject = values }
end

local function rule(name, priority, match, examples, within)
  return P.rule { name = name, match = match, priority = priority, claims = "verb",
    zones = parts.story, within = within,
    emit = { subject = { span = "subject", columns = row.columns } },
    set = set, examples = examples }
end

local function outer(p) return p:outside "quotation" end
local function cue(tests) return A("cue", tests):as "verb" end
local function predicate(label) return A("predicate", { label = label }):as "verb" end

local PAST, THIRD, BASE = "news.cues/past", "news.cues/third", "news.cues/base"
local finite = cue { rule = { PAST, THIRD, BASE } }
local reporting = cue { rule = { PAST, THIRD, BASE, "news.cues/participle" } }
local preposition = cue { rule = "news.cues/preposition" }
local plain, comma = predicate "PLAIN", predicate "COMMA"
local quoted = any:inside "quotation"
local behind_quote = before(quoted) + before(quoted * ",")

return P.phase { name = "news.subjects", policy = "priority",
  rule("according-to", 8, outer(preposition * phrase.starting), {
    "It rained, according to the [mayor of Oslo]{subject}.",
    "It rained, according to Mayor [Anna Quint]{subject}." }),
  rule("inverted", 7, outer(behind_quote * finite * phrase.starting), {
    "\"It rains,\" said Mayor [Anna Quint]{subject}, who came." }),
  rule("quoted-by", 6, outer(phrase.ending * predicate "QUOTED"), {
    "[Anna Quint]{subject} was quoted by state radio as saying it rained." }),
  rule("relative", 5, outer(phrase.relative * predicate "RELATIVE"), {
    "[Anna Quint]{subject}, 44, who said it rained, left." }),
  rule("before", 4, outer(phrase.ending * reporting), {
    "[Anna Quint]{subject} of the union said it rained.",
    "The [head of the union]{subject} said it rained.", "On Monday [she]{subject} said so.",
    "It rained, she was told." }),
  rule("parted", 4, outer(phrase.ending * plain), {
    "[Anna Quint]{subject} on Monday said it rained." }),
  rule("apposition", 3, outer(phrase.apposed * comma), {
    "Its chief, [Anna Quint]{subject}, said it rained." }),
  rule("aside", 2, outer(phrase.hosting * comma), {
    "[Anna Quint]{subject}, 44, a lawyer, said it rained." }),
  rule("inside", 1, phrase.known * (reporting + plain), {
    "\"We heard that [Anna Quint]{subject} said so,\" he added." }, "quotation"),
}
