-- objects.lua -- who stands behind a verb or a noun of an event: met X, met with X, an attack on X,
-- the resignation of X, bought X. Rules of news.parties.

local P = require "gloss.pattern"
local phrase = require "gloss.news.parties.phrase"
local party = require "gloss.news.parties.party"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, A, any = P.w, P.A, P.any
local trigger = party.trigger

-- "Was named": the subject is the person, what follows is no party.
local active = -P.before(parts.any_of(words.be))
  * -A("trigger", { base = { "become", "sworn in" } })

local until_clause = any - phrase.stop
local stakes = w { "stake", "shares" }

local met = trigger("MEET", "verb")

return {
  party.object("met", "OBJECT", met * -any:inside "timex", {
    "They [met]{trigger} [Anna Quint]{party} on Monday.", "They met on Monday." }),
  party.object("met-with", "WITH", met * (w "on":opt() * A "timex"):opt() * "with", {
    "They [met]{trigger} with the [foreign [minister]{head} of Norway]{party} on Monday.",
    "She [met]{trigger} on Monday with [Anna Quint]{party}." }),
  party.object("attacked", "OBJECT", trigger("ATTACK", "verb"), {
    "Rebels [attacked]{trigger} [Oslo]{party} and [Lima]{party} on Monday." }),
  party.object("attack-on", "OBJECT", trigger("ATTACK", "noun") * any:rep(0, 5)
             * w { "on", "by", "against" }, {
    "The [raid]{trigger} on [Oslo]{party} by [Tallow Ltd.]{party} was over." }),
  party.object("appointed", "OBJECT", active * trigger "APPOINT", {
    "The king [appointed]{trigger} [Anna Quint]{party} on Monday." }),
  party.object("resignation-of", "OBJECT", trigger("RESIGN", "noun") * "of", {
    "The [resignation]{trigger} of [Anna Quint]{party} came on Monday." }),
  party.rule("role", "ROLE", trigger "APPOINT" * any:rep(0, 5) * A "role":as "role":as "party", {
    "Anna Quint was [named]{trigger} [finance minister]{party} on Monday." },
    { trigger = "trigger", role = "role" }),
  party.rule("bought", "TARGET", trigger "ACQUIRE" * (-phrase.org * until_clause):rep(0, 13)
             * phrase.org:as "party", {
    "They [bought]{trigger} all of [Tallow Ltd.]{party} on Monday." }),
  party.rule("stake", "STAKE", trigger "ACQUIRE" * (until_clause - stakes):rep(0, 13)
             * stakes:as "party", {
    "They [bought]{trigger} a small [stake]{party} in a mine." }),
}
