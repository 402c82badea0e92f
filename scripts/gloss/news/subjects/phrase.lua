-- phrase.lua -- noun phrases beside a verb, and what may stand between: token patterns over closed
-- classes of words, as no parser and no tagger is at hand. In each `subject` is the name at the
-- head of the phrase, a pronoun, or all of the phrase but for its determiner.

local P = require "gloss.pattern"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, t, A, any, before, any_of = P.w, P.t, P.A, P.any, P.before, parts.any_of

local phrase = {}

local NOUNS = 8   -- words before the last one of a phrase
local WORDS = 12  -- words of a phrase behind a verb

local person, body = A("entity", { label = "PER" }), A("entity", { label = { "ORG", "GPE" } })
local other = A("entity", { label = { "LOC", "NORP", "MISC-EVENT" } })
local timed, named = any:inside "timex", A "entity"
local closed, determiner = any_of(words.closed), any_of(words.determiner)
local preposition, relative = any_of(words.preposition), any_of(words.relative)
local auxiliary = any_of(words.auxiliary)

local comma = parts.comma

-- ---- Between a subject and its verb ----

--- Closed classes of words, and times.
phrase.skipped = (any_of(words.skipped) + timed + preposition * #timed):outside "entity"

--- An adverb of any kind.
phrase.adverb = (P.re ".*%l%lly" & t { lower = true } & ~any_of(words.nouns_in_ly))
  :outside "entity"

-- ---- Phrases that end at a place ----

-- A word inside a phrase: none of a time, but of a name's. One that ends a phrase is no adverb.
local word = (~closed & ~determiner) - timed + any:inside "entity"
local last = (~closed):outside "entity"
local ended = -before(timed:outside "entity" + any_of(words.adverb) + phrase.adverb)

-- "of the ministry" belongs to what stands before it.
local leading = ((preposition & ~w "as") - timed):outside "entity"
local nouns = word:rep(0, NOUNS)
local attached = (leading * determiner:opt() * nouns * (named + last)):star()
local free = -before((any:inside "entity" + ~closed) * leading)
local brackets = (w { "(", "[" } * (any - w { "(", "[", ")", "]" }):star() * w { ")", "]" }):star()

local function pronoun(class) return (any_of(class) & ~w "who"):outside("entity"):as "subject" end

local opening = determiner:as "determiner" + -before(word + determiner)
local by_name = free * opening * nouns * (person + body):as "subject" * attached
local noun = (nouns * (other + last) * attached):as "subject"
local by_pronoun = pronoun(words.pronoun) * attached

--- A noun phrase with its complements.
phrase.ending = (by_name + free * opening * noun + by_pronoun) * ended * brackets

--- A name, he or she.
phrase.known = (by_name + pronoun(words.singular)) * ended * brackets

-- ---- Asides ----

local parting = comma - timed
local inner = any - parting
local role = determiner:opt() * A("role", { label = "APPOS" })
local aside = #(relative + (determiner & ~w "the") + P.re "%d.*" + role) * inner:star()
local asides = (parting * aside:opt()):star()

--- A noun phrase before an apposition or a relative clause in commas.
phrase.hosting = phrase.ending * asides * parting * inner:star()
  + -before(parting * inner:star()) * phrase.ending

-- The piece between commas that is a person's name, with what the person is before it.
local plain = inner
  - ((determiner & ~any_of(words.possessive)) | relative | preposition | auxiliary)
phrase.apposed = -before(person * attached) * parting * plain:star() * person:as "subject"

--- A noun phrase before who, which or that, and asides between.
phrase.relative = phrase.ending * (asides * parting * aside * #comma):opt()

-- ---- Phrases that begin at a place ----

local article = determiner:outside "entity"
local first = article:as "determiner" + -article
local item = body + other + (~closed - timed):outside "entity"
local items, over = item:rep(1, WORDS), -(item + person)
local field = (preposition & ~w "on") * -timed * (article + -article) * named

--- What stands behind a verb: said General Jane Doe, said the head of Acme.
phrase.starting = (w "," + timed):star()
  * (pronoun(words.pronoun)
     + first * (item:rep(0, WORDS - 1) * (person:as "subject" + body:as "subject" * over)
                + items * over * "," * person:as "subject"
                + (items * over * field:star()):as "subject"))

-- ---- Clauses ----

local lead = (any_of(words.conjunction) + any_of(words.adverb) + timed + w ","):star()
local fronted = (preposition + any_of(words.subordinate) + P.re ".*%l[ie][nd]g?"):outside "entity"

--- The subject of the clause that begins here.
phrase.clause = lead * (#fronted * (any - comma):star() * comma + -fronted) * phrase.starting

return phrase
