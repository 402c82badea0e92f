-- phrase.lua -- the pattern of a role: from its first word without determiner, through its head, to
-- the end of the complements behind it; relative clauses, times and verbs end it.

local P = require "gloss.pattern"
local closed = require "gloss.news.entities.words"
local parts = require "gloss.news.parts"
local words = require "gloss.news.roles.words"
local keys = require("gloss.news.common").keys

local w, W, t, A, any = P.w, P.W, P.t, P.A, P.any

local phrase = {}

local word, small = t { kind = "word" }, t { lower = true }
local capital, any_of = parts.capital, parts.any_of
local spaced = t { space = true } | t { newline = true } | t { blankline = true }
local role = A("list", { list = "role" })
local common = #A "list.word"   -- a capital says nothing of such a word
local says = any_of(closed.says)

--- The parts of rules beside: a person, the titles before one, a body, words.
phrase.person = A("entity", { label = "PER" })
phrase.titles = A "title":rep(0, 6)
phrase.determiner = any_of(words.determiners)

local org = A("entity", { label = "ORG" }):as "org"

-- ---- Forward, from the first word ----

local timed = any_of(words.timed)
  * (t { kind = "number" } | any_of(closed.times) | any_of(words.relative_times))
local stop = W(keys(words.marks)) | (w "-" & spaced) | ((any_of(words.clause) | says) & small)
local inner = -timed * (any - stop)
local preposition = any_of(words.prepositions)
local plain = -timed * (any - stop - preposition)

local ends = any_of(words.ends)
local over = #(preposition + ends:star() * (stop + timed + P.EOS))
local aged = any * "-" * "year" * any * "old"
local head = (org + role + plain):star() * role * any_of(words.tails):opt() + plain:star() * aged
  * plain:plus()

-- What stands behind the head; the part of it that begins with another name is none.
local joint = P.before(capital) * w "and" * -(capital + w "the")
local complement = #preposition * (org + -joint * inner):plus() * P.before(any - ends)

-- ---- Backward, from the head ----

local rough = P.re ".*ed" | P.re ".*ing" | P.re ".*ly" | P.re ".*[^s]s"
local smooth = any_of(words.participles) | any_of(words.nouns_in_s) | any_of(words.in_ly)
local opener = any_of(closed.openers)
local noun = (word - any_of(words.verbs) - says - opener) & (smooth | ~rough)
local free = -P.before(any_of(words.infinitive))

local place = A("entity", { label = { "GPE", "LOC", "NORP" } })
local stranger = -P.BOS * (word & capital):outside "entity" * #small * #role
local hyphenated = any * (w "-" - spaced)
local piece = org + place + hyphenated + role * w "and" + stranger
  + free * (role * P.before(any - capital) + (noun - capital)
            + common * (P.BOS * (noun & capital) + (noun & capital & any_of(closed.org_nouns))))
local small_head = role * P.before(any - capital)
  + P.BOS * common * #(any * any) * role
local big_head = role * P.before(capital)

phrase.head, phrase.named = role, A "entity"

--- A noun phrase headed by a role in small letters.
phrase.noun = piece:star() * small_head

-- One headed by a role in capitals, with other common words in capitals.
local named = (piece + free * common * (noun & capital)):star() * big_head

--- A role to its end.
phrase.whole = head * over * complement:opt()

--- The same where nothing stands before its head but what may.
phrase.strict = #(phrase.noun + named) * phrase.whole

--- A role with its field before a name: envoy to Yemen, minister for foreign affairs.
phrase.fielded = piece:star() * role * P.before(any - capital) * any_of(words.into)
  * (org + A "entity" + -timed * (small - stop)):rep(0, 5) * (A "entity" + w "affairs")

--- A phrase as a capture; none that ends in a title before a name.
function phrase.role(p) return (p * P.before(any:outside "title")):as "role" end

--- The owner before a role: Ireland's, the company's.
phrase.owner = (A "entity" + any) * "'s"

return phrase
