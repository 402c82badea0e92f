-- words.lua -- kinds of names by their own words: Inc, Ministry, University of, Lake, Cup; and by a
-- role or a relative right before them.

local P = require "gloss.pattern"
local closed = require "gloss.news.entities.words"
local news = require "gloss.news.parts"
local parts = require "gloss.news.kinds.parts"

local w, t, A, any, before, rule = P.w, P.t, P.A, P.any, P.before, parts.rule
local list, several, full, forename = parts.list, parts.several, parts.full, parts.forename
local role = before(parts.role)
local single = A("name", { words = 1 })

local head, org = list "head", list("head", "ORG")
local area = several * before(list("head", "LOC"))

return {
  rule("suffix", "ORG", several * before(list "suffix"), {
    "It hurt [Vestrol Inc]{name.kind} last week." }),
  rule("ampersand", "ORG", parts.within(w "&" * any) * several, {
    "We think [Skarn & Vestrol]{name.kind} won it there." }),
  rule("kin", "PER", before(news.any_of(closed.kin)) * single, {
    "His sister [Wenka]{name.kind} came." }),
  rule("role-before", "PER", role * forename * single + role * -before(parts.org_noun) * full, {
    "She met the lawyer [Wenka Druse]{name.kind} there.",
    "She met the group Wenka Druse there." }),
  rule("numbered", "ORG", #t { kind = "ordinal" } * A "name" * before(head), {
    "They lost their [3rd Squadron]{name.kind} there." }),
  rule("first-word", "MISC-EVENT", #list "eventfirst" * several, {
    "It rained before [Hurricane Odile]{name.kind} came." }),
  rule("first-word.area", "LOC", #(list "locfirst" * "of") * several
       + #list("locfirst", "LOC") * several * -before(head), {
    "The last ships left [Lake Orvo]{name.kind} there." }),
  rule("first-word.place", "GPE", #list("locfirst", "GPE") * several * -before(head), {
    "The trawlers came back to [Port Aldis]{name.kind} there." }),
  rule("head.org", "ORG", several * before(org), {
    "He then asked the [Skarn Ministry]{name.kind} about it." }),
  rule("head.event", "MISC-EVENT", several * before(list("head", "MISC-EVENT")), {
    "They won the [Skarn Cup]{name.kind} on Monday." }),
  -- Not a person of such a surname: Anna Lake.
  rule("head.area", "LOC", (-forename + parts.common + before "the") * area
       + A("name", { tokens = { min = 3 } }) * before(list("head", "LOC")), {
    "The last ships left the [Skarn Peninsula]{name.kind} there.", "He met Anna Lake there." }),
  rule("first-word.org", "ORG", #list "orgfirst" * several, {
    "He then left the [Institute Skarn]{name.kind} there." }),
  rule("of", "ORG", parts.within(org * w { "of", "for" } * any) * several, {
    "He ran the [Skarn Institute for Coastal Lore]{name.kind} on Monday." }),
  rule("of-place", "ORG", several * before(org * parts.place), {
    "He then left the [Skarn Academy Oslo]{name.kind} there." }),
}
