-- guess.lua -- kinds of names where no word beside them tells: known forenames and surnames, then
-- guesses by a preposition, common words and shape.

local P = require "gloss.pattern"
local closed = require "gloss.news.entities.words"
local news = require "gloss.news.parts"
local parts = require "gloss.news.kinds.parts"

local w, t, A, any, before, any_of = P.w, P.t, P.A, P.any, P.before, news.any_of
local words, full, rule, guess = parts.words, parts.full, parts.rule, parts.guess
local common, forename, facility, says = parts.common, parts.forename, parts.facility, parts.says
local ends_common, ends_surname = parts.ends_common, parts.ends_surname

local initial = P.re "%u%."
local middle = parts.within((any_of(closed.particles) + initial) * any)
local person = words(2, 4)
local family_first = A("list", { list = "surname", iso = { "CN", "VN", "KR", "KH" } })

-- A first word by which a name is a person's; and a last one.
local given = forename * (-common + #(person * -ends_common)) + middle
  + #(initial + P.re "%a%.%a%.")
local called = -before "the" * person + person * ends_surname
local family = -common * person * ends_surname * -ends_common

local letters = t { allcaps = true } & P.re "%u[%u&][%u&]?[%u&]?[%u&]?[%u&]?"
local tail = t { allcaps = true } & (P.re "%u%u%u?" & ~P.re "[IVX]+")
local numbered = #(any:rep(0, 12):lazy() * t { digits = true }):inside "name"
local compass = w { "new", "north", "south", "east", "west", "northern", "southern", "eastern",
  "western" }
local function lone(again)
  return -common * #P.re "...+" * A("name", { words = 1, opens = false, again = again })
end

return {
  rule("family-name-first", "PER", #family_first * words(2, 3) * -ends_common, {
    "We think [Nguyen Troi]{name.kind} came back there." }),
  rule("forename", "PER", -#(any * "'s") * (given * called + family) * -facility, {
    "It was [Maria Vint]{name.kind} who came.", "It was Maria's Vint that won." }),
  guess("preposition", "GPE", before(w { "in", "near" }) * (-common * words(1, 3) + words(2, 3))
        + before "at" * -common * words(1, 1), {
    "The bus stopped near [Dorvik]{name.kind} on Monday." }),
  guess("nationality", "NORP", -forename * parts.several * before(parts.list "norp")
        * -ends_surname, {
    "We sent [Skarno-Hungarian]{name.kind} troops there." }),
  guess("common-words", "ORG", -forename * full * ends_common * -ends_surname, {
    "We think [Zolvex Heron]{name.kind} won it there." }),
  rule("article", "ORG", before "the" * full, {
    "It went to the [Kolm Dravik]{name.kind} on Monday." }),
  rule("verb-of-saying", "PER", before(says) * person + person * #says, {
    "\"No,\" said [Ulmo Kast]{name.kind}." }),
  guess("capitals", "ORG", #letters * parts.one * -#w "-", {
    "We think [QVX]{name.kind} won it there." }),
  guess("shape.one", "ORG", lone() * #(says + any_of(closed.belongings)) + lone(true), {
    "We think [Vestro]{name.kind} shares rose there." }),
  guess("shape.tail", "ORG", -numbered * full * before(tail) * -facility, {
    "We think [Vestro QB]{name.kind} won it there." }),
  guess("compass", "GPE", #compass * words(2, 2) * -before(compass) * -facility, {
    "We think [New Skarnia]{name.kind} won it there." }),
  guess("shape", "PER", -numbered * words(2, 3) * -facility, {
    "We think [Ulmo Kast]{name.kind} won it there." }),
  guess("shape.long", "ORG", -numbered * words(4) * -facility, {
    "We think [Ulmo Kast Drevin Molk]{name.kind} won it there." }),
}
