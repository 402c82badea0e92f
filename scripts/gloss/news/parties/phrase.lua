-- phrase.lua -- noun phrases that take part in an event: a name, a pronoun, or nouns with the
-- names that "of" and the like add. Every pattern here ends at one place only, as the phase keeps
-- all matches.

local P = require "gloss.pattern"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, A, any, any_of = P.w, P.A, P.any, parts.any_of

local phrase = {}

-- ---- Tokens ----

phrase.determiner = any_of(words.determiner)
phrase.stop = any_of(words.auxiliary) + any_of(words.relative) + w ";"

local closed = any_of(words.punctuation) + any_of(words.preposition) + any_of(words.auxiliary)
  + any_of(words.conjunction) + any_of(words.relative) + any_of(words.subordinate)
  + any_of(words.pronoun) + any_of(words.negation) + any_of(words.expletive)
local open = any - closed
local free = phrase.determiner:outside "entity"
local timed = any:inside "timex"

--- What may stand between a name and the noun that it modifies.
phrase.filler = (open + w "-" - phrase.determiner) + (any - phrase.determiner):inside "entity"

-- ---- Names ----

local person = A("entity", { label = "PER" })
local body = A("entity", { label = { "ORG", "GPE" } })
local people = A("entity", { label = "NORP" })
local other = A("entity", { label = { "LOC", "NORP", "MISC-EVENT" } })

phrase.person, phrase.org = person, A("entity", { label = "ORG" })
phrase.place = A("entity", { label = { "GPE", "LOC" } })

--- A name that takes part; of "Acme director Jane Doe" only the person does.
local owner = -(person + (open - phrase.determiner):outside "entity" * person)
phrase.name = person:as "party" + (body + people):as "party" * owner

-- ---- Phrases ----

--- Gives p if it is there; it is never left out where it is.
function phrase.maybe(p) return p + -p end

--- Gives one to `most` of p, as many as there are.
function phrase.most(p, most) return p:rep(most) + p:rep(1, most - 1) * -p end

local noun = open:outside "entity":outside "timex"
local inner = noun + body + other
local before = inner:rep(0, 11)   -- bounded, as each of many triggers may have what follows
local over = -(inner + person)

local of = (any_of(words.preposition) - w "on") * -(any * timed) * free:opt() * A "entity"
local apposed = w "," * person:as "party"
local nominal = before * (noun + other):as "head" * over
local name = person + body * over
local plain = before * name:as "party"
  + nominal * apposed + (nominal * -apposed * of:rep(0, 5) * -of):as "party"

local joined = w "and" * A("entity", { label = { "ORG", "GPE", "PER", "NORP" } }):as "party"

--- The phrase that starts behind a verb or preposition, commas and times skipped, with the name
-- that "and" joins to it.
phrase.object = (w "," + timed):star() * -any:inside "quotation"
  * (any_of(words.pronoun):outside "entity":as "party" + phrase.maybe(free) * plain)
  * phrase.maybe(joined)

return phrase
