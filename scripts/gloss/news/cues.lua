--- Reporting verbs where they report: the layer `cue`, with `base`. Passives, infinitives,
-- adjectives and nouns are none, nor are verbs that want a quote, or another word, and have none.
local P = require "gloss.pattern"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, A, any, any_of = P.w, P.A, P.any, parts.any_of

local quoted = any:inside "quotation"
local near = #(any:rep(0, 12) * quoted)
local function soon(word) return #(any:rep(0, 6) * word) end

-- What begins the clause that is reported, with or without "that".
local clause = w { "that", ",", ":", "there" } + any_of(words.pronoun)
  + w "to" * any:rep(1, 5) * "that"
  + -any_of(words.preposition) * (any - w { ",", ";" }):rep(1, 8) * any_of(words.auxiliary)

local be, determiner = any_of(words.be), any_of(words.determiner)
local before = P.before

-- Gives the verbs of some columns, each with what it needs beside it.
local function verbs(columns)
  local function verb(need)
    local tests = { type = "STATEMENT", need = need }
    for name, value in next, columns do tests[name] = value end
    return A("list.trigger", tests):as "verb"
  end
  local beside = before(quoted) + before(quoted * ",")
  local match = verb "none" + verb "quote" * (near + #w { "on", "for" })
    + beside * verb { "adjacent", "that", "for", "to" }
    + verb "adjacent" * (#(any:opt() * quoted + w { ",", ":" }) + P.EOS)
    + verb "amount" * soon "at" + verb "as" * soon "as"
  return match + verb "that" * (#clause + near + P.EOS) + verb "for" * (soon "for" + near)
    + verb "to" * (#w "to" + near)
end

local function rule(name, form, match, examples, pos)
  local verb = A("list.trigger", { type = "STATEMENT", form = form, pos = pos or "verb" })
    :outside "entity"
  return P.rule { name = name, match = #verb * match, zones = parts.story,
    emit = { cue = { span = "verb", columns = { base = "symbol" } } },
    set = function(m) return { cue = { base = m.verb.base } } end, examples = examples }
end

-- "was said" reports, "was told" does not; "asked about her plans", "added 3 percent" do not.
local active = -before(determiner + any_of(words.preposition))
  * -before(w { "been", "being" } * any_of(words.adverb):star())
local special = A("list.trigger", { base = { "say", "ask", "add" } })
local past = verbs { form = "past", base = "say" } + -before(be)
  * (-special * verbs { form = "past" }
     + verbs { form = "past", base = "ask" } * -w { "not", "to", "for", "about" }
     + verbs { form = "past", base = "add" } * -P.re "[%d$].*")

-- "was quoted by state radio as saying".
local quoting = before(w { "quoted", "cited" } * any:rep(0, 7) * "as")

local finite = any - (any_of(words.modal) + any_of(words.negation) + determiner
                      + w { "to", "do", "did" })

return P.phase { name = "news.cues",
  rule("past", "past", active * past, {
    "Ida Holm [said]{cue} it rained.", "\"Yes,\" she [added]{cue}.", "It was told to nobody.",
    "Shares added 3 percent." }),
  rule("participle", "ing", (before(any * ",") + before(w { "after", "while" }) + quoting)
       * verbs { form = "ing" }, {
    "She left, [saying]{cue} it rained.", "She was saying nothing." }),
  rule("base", "base", (before(w "used" * "to") + before(finite)) * verbs { form = "base" }, {
    "Many [say]{cue} it rained.", "They will say so." }),
  rule("preposition", "base", before(finite) * verbs { form = "base" }, {
    "It rained, [according to]{cue} Holm." }, "preposition"),
  rule("third", "third", -before(determiner) * verbs { form = "third" }, {
    "Ida Holm [says]{cue} it rains.", "The reports were long." }),
}
