-- apposition.lua -- roles beside a name: `NAME, a role,`, `its role, NAME,`, `role NAME`, and `the
-- general, a role,` for the last person of that rank.

local P = require "gloss.pattern"
local holder = require "gloss.news.roles.holder"
local parts = require "gloss.news.parts"
local phrase = require "gloss.news.roles.phrase"

local w, t, any = P.w, P.t, P.any
local person, titles = phrase.person, phrase.titles

local function rule(name, label, priority, match, examples)
  return P.rule { name = name, match = match, claims = "role", priority = priority,
    zones = parts.story, emit = holder.emit(label), set = holder.set(), examples = examples }
end

-- Behind the name, one after another; an age in commas may come between.
local age = w "," * t { kind = "number" } * #w ","
local behind = w "," * phrase.determiner:opt() * phrase.owner:opt() * -(person + w { "and", "or" })
  * phrase.role(phrase.whole) * -person

-- Before the name, behind the nearest word that a role may follow.
local opening = phrase.determiner + w "'s"
local words = any - w ","
local last = #(words:plus() * "," * titles * person)
  * -(words:star() * opening * phrase.whole * ",")

-- Whether a role may stand before a name from here on: asked first, as it costs little.
local near = #(any:star() * (phrase.head + w "affairs" + phrase.named) * titles * person)

-- The rank of somebody who has been named.
local ranked = w "the" * any:as "rank" * "," * w { "a", "an" } * phrase.role(phrase.whole)

return {
  rule("behind", "APPOS", 8, person:as "person" * (age:opt() * behind):plus(), {
    "[[Anna Quint]{person}, 44, [director of Tallow]{role}, a [lawyer]{role}], came.",
    "Anna Quint, analysts said, came." }),
  rule("before", "APPOS", 7, opening * last * phrase.role(phrase.whole) * "," * titles
       * person:as "person", {
    "Its [head of security]{role}, Anna Quint, came." }),
  rule("descriptor", "DESC", 6, near * phrase.role(phrase.noun + phrase.fielded) * titles
       * person:as "person", {
    "She met [former finance minister]{role} Anna Quint.",
    "She met [UN envoy to Yemen]{role} Anna Quint." }),
  P.rule { name = "by-rank", claims = "role", priority = 4,
    match = ranked:where(function(m) return holder.ranked(m) ~= nil end),
    emit = holder.emit "APPOS", set = holder.set(holder.ranked),
    examples = { "General Olaf Brandt came. The general, a [veteran]{role}, left." } },
}
