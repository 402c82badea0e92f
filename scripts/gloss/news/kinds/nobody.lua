-- nobody.lua -- names of offices and things, and generic phrases: no names of anybody.

local P = require "gloss.pattern"
local closed = require "gloss.news.entities.words"
local news = require "gloss.news.parts"
local parts = require "gloss.news.kinds.parts"

local w, t, A, before, any_of, rule = P.w, P.t, P.A, P.before, news.any_of, parts.rule
local list, one, several = parts.list, parts.one, parts.several

local in_office = before(#news.capital * parts.role * "of")

return {
  rule("generic", "NOBODY", #(any_of(closed.generic) + any_of(closed.no_names)) * one, {
    "She wrote to the [Ministry]{name.kind} on Monday." }),
  rule("thing", "NOBODY", several * before(any_of(closed.things)), {
    "It broke the [Vestrol Treaty]{name.kind} last week." }),
  rule("office", "NOBODY", parts.common * -parts.forename * several * parts.ends_common
       * before(list "title"), {
    "They asked the 5th [Salvage Group Commander]{name.kind} about it." }),
  rule("field", "NOBODY", in_office * A("name", { plain = true, tokens = { min = 2 } }), {
    "He met the Minister of [Rural Roads]{name.kind} there." }),
  rule("field.minister", "NOBODY", before(any_of(closed.portfolios) * "of")
       * (A("name", { plain = true }) + parts.common * several * before(w "of" * parts.place)), {
    "He met the Minister of [Roads]{name.kind} there.",
    "He met the Minister of [Rural Roads of Iraq]{name.kind} there." }),
  rule("era", "NOBODY", before(t { kind = "number" } | w "century")
       * #w { "bc", "bce", "ad", "ce" } * one, {
    "It was built around 1900 [BC]{name.kind} there." }),
  rule("board", "NOBODY", #(w "board" * "of") * several, {
    "They asked the [Board of Works]{name.kind} on Monday." }),
}
