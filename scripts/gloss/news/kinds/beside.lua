-- beside.lua -- kinds of names by what stands before and behind them.

local P = require "gloss.pattern"
local closed = require "gloss.news.entities.words"
local news = require "gloss.news.parts"
local parts = require "gloss.news.kinds.parts"

local w, t, A, any, before, any_of = P.w, P.t, P.A, P.any, P.before, news.any_of
local name, full, rule, common = A "name", parts.full, parts.rule, parts.common
local list, role, org_noun = parts.list, parts.role, parts.org_noun
local short, forename = parts.words(1, 2), parts.forename

local event_noun = any_of(closed.event_nouns)
local named = w { ",", "called", "dubbed", "codenamed", "named" }

local directions = w { "north", "south", "east", "west", "northern", "southern", "eastern",
  "western", "central", "upper", "lower", "greater", "downtown" }

local age = P.re "[4-9]" | P.re "[1-9]%d" | P.re "1[01]%d"
local capital = news.capital & t { kind = "word" }
local official = w { "of", "at", "with", "for" }

local small_role = #t { lower = true } * #role
local region = w "," * list { "state", "country" }
local heads, nouns = any_of(closed.place_heads), any_of(closed.place_nouns)
local place_only = any_of(closed.place_heads, function(word) return not closed.org_nouns[word] end)

local stop = w { ",", ".", ";", "of", "which" }

return {
  rule("event-noun", "MISC-EVENT", before(event_noun * w ",":opt() * named:opt()) * full, {
    "The exercise, [Silver Heron]{name.kind}, began." }),
  rule("event-noun.behind", "MISC-EVENT", full * parts.ends_common * #event_noun, {
    "The [Silver Heron]{name.kind} exercise began." }),
  rule("org-noun", "ORG", before(org_noun) * name, {
    "The carmaker [Vestro]{name.kind} lost money." }),
  rule("org-noun.behind", "ORG", A("name", { opens = false }) * #w "party"
       + name * #(w { '"', "\u{201D}" } * org_noun) + full * #org_noun, {
    "They say the [Vestro Halm]{name.kind} group lost money." }),
  rule("direction", "GPE", (directions * parts.place):starts "name" * before(parts.several), {
    "It rained again in [South Texas]{name.kind} there." }),
  rule("age", "PER", name * #(w "," * age * w { ",", "." }), {
    "They say [Torvo Hale]{name.kind}, 61, left the town.",
    "They say Torvo Hale, 2019, left the town." }),
  rule("of-person", "ORG", before(role * official) * -before((org_noun + w "head") * official)
       * name, {
    "The chairman of [Vestrol]{name.kind} left the town." }),
  rule("of-person.named", "ORG", before(-common * -list "head" * capital * "of") * short, {
    "They say Druse of [Vestrol]{name.kind} left the town." }),
  rule("owner", "ORG", before(parts.place * "'s") * -common * (parts.words(1, 1)
         + -forename * short), {
    "It was Spain's [Vestrol]{name.kind} that won it.", "It was Spain's Maria Vint that won it." }),
  rule("owner.role", "ORG", -common * (short * small_role * #(role * news.capital)
       + -forename * short * small_role), {
    "They say [Vestrol]{name.kind} chairwoman Wenka Druse left the town." }),
  rule("owner.title", "ORG", -common * parts.one * #list("title", "OFFICE"), {
    "They say that [Vestrol]{name.kind} Minister Druse left the town." }),
  rule("region-behind", "GPE", name * #(region * w { ",", ".", "-", ")" })
       + -forename * name * #(region * -w "and"), {
    "She went to [Tarnby]{name.kind}, Ohio, by bus." }),
  rule("place-noun", "GPE", -common * name * #heads + before(nouns * "of") * name
       + before(place_only) * name, {
    "The bus left the town of [Tarnby]{name.kind} on Monday." }),
  rule("role-behind", "PER", full * #(w "," * (any - stop):rep(0, 7):lazy() * role), {
    "They say [Wenka Druse]{name.kind}, a local lawyer, left the town." }),
}
