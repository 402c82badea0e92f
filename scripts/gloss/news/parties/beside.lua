-- beside.lua -- who stands with a noun of an event: U.S.-China talks, talks with X, talks between X
-- and Y; and whose an election is. Rules of news.parties.

local P = require "gloss.pattern"
local phrase = require "gloss.news.parties.phrase"
local party = require "gloss.news.parties.party"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, A, any = P.w, P.A, P.any
local trigger = party.trigger

local talks = trigger({ "MEET", "AGREEMENT" }, "noun")
local near = (any - phrase.stop - w { "with", "between" }):rep(0, 12)

local known, election = trigger({ "MEET", "RESIGN" }, "noun"), trigger("ELECTION", "noun")

-- Whether a trigger is near, asked first as most names are far from one.
local function ahead(noun) return #(any:rep(0, 8) * noun) end

-- What "between" reaches.
local listed = phrase.name + A "entity" + (any - phrase.stop - w ","
  - (parts.any_of(words.preposition) - w "of")):outside "entity"

-- A name that belongs to a country.
local nation = A("entity", { label = { "NORP", "GPE" } })

return {
  party.object("with", "WITH", talks * near * "with", {
    "The [talks]{trigger} on copper with [Norway]{party} were over.",
    "The talks on copper failed." }),
  party.rule("between", "BETWEEN", talks * near * "between" * phrase.most(listed, 14), {
    "The [talks]{trigger} between [Norway]{party} and [Chile]{party} in Oslo failed." }),
  party.rule("modifier", "MODIFIER", ahead(known) * phrase.name * phrase.filler:rep(0, 5)
             * known, {
    "The [Norway]{party}-[Chile]{party} [talks]{trigger} failed." }),
  party.rule("voters", "NATION", ahead(election) * nation:as "party" * any:rep(0, 5) * election
             + election * any:rep(0, 5) * nation:as "party", {
    "The general [election]{trigger} in [Norway]{party} is near." }),
}
