--- Words that tell of an event, where they do: the layer `trigger`, label MEET VISIT ..., with pos,
-- form, base. A word that may be verb and noun is a verb behind an auxiliary, `to` or a pronoun.
local P = require "gloss.pattern"
local common = require "gloss.news.common"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, A, any, before, any_of = P.w, P.A, P.any, P.before, parts.any_of

local determiner, auxiliary = any_of(words.determiner), any_of(words.auxiliary)
local skipped = (any_of(words.negation) + any_of(words.adverb)):star()
local finite = before((auxiliary + w "to" + any_of(words.pronoun)) * skipped) + P.BOS
local progressive = before(any_of(words.be) * skipped)
local subject = P.re ".*%a[sS]" + any:inside "entity"
local headed = #any:inside "headline" * before(subject * skipped)

local function listed(kind, columns)
  local tests = { type = kind }
  for name, value in next, columns or {} do tests[name] = value end
  return A("list.trigger", tests)
end

local KINDS = { "MEET", "VISIT", "ACQUIRE", "AGREEMENT", "ATTACK", "ELECTION", "APPOINT", "RESIGN" }

-- Verbs by what stands before them, of whatever kind.
local function in_form(form) return listed(KINDS, { pos = "verb", form = form }) end
local is_verb = #in_form { "third", "base" } * finite + #in_form "ing" * progressive
  + #(in_form "base" * (any - any_of(words.preposition))) * headed

-- Gives the verbs and the nouns of a kind of event, as patterns that capture.
--   forms  those that its verbs may have
local function readings(kind, forms)
  local noun, finished = listed(kind, { pos = "noun" }), {}
  for _, form in ipairs(forms) do
    if form ~= "base" then finished[#finished + 1] = form end
  end
  return #is_verb * listed(kind, { pos = "verb", form = forms }):as "trigger"
           + -noun * listed(kind, { pos = "verb", form = finished }):as "trigger",
         -is_verb * noun:as "trigger"
end

local ALL, SOME = { "past", "third", "base", "ing" }, { "past", "third", "base" }

local COLUMNS = { pos = "symbol", form = "symbol", base = "symbol" }

local function rule(kind, match, examples)
  return P.rule { name = kind:lower(), match = #listed(kind):outside "entity" * match,
    zones = parts.story,
    emit = { trigger = { span = "trigger", label = kind, columns = COLUMNS } },
    set = function(m)
      local word = m.trigger
      return { trigger = { pos = word.pos, form = word.form, base = word.base } }
    end, examples = examples }
end

-- Makes the rule of a kind whose words need nothing beside them.
local function plain(kind, forms, examples)
  local verb, noun = readings(kind, forms)
  return rule(kind, verb + noun, examples)
end

-- Rules are not returned by the call that makes them, so that they are told by its line.
local function agreement()
  local verb, noun = readings("AGREEMENT", SOME)
  local deal = listed("AGREEMENT", { pos = "noun" })
  local signed = -before(deal * any:rep(0, 6)) * verb * -(w "up" + any:rep(0, 6) * deal)
  local made = rule("AGREEMENT", #(any:outside "quotation")
    * (signed + -before(w { "to", "great", "good" }) * noun), {
      "They [agreed]{trigger} on Monday.", "They signed the [accord]{trigger}.",
      "They said it was a good deal." })
  return made
end

-- Participles alone are no attack or resignation: "the attacking side".
local function attack()
  local verb, noun = readings("ATTACK", ALL)
  local lone = -before(auxiliary) * listed("ATTACK", { form = "ing" })
  local made = rule("ATTACK", -(lone + A "cue") * -before(w { "heart", "panic", "asthma", "shark" })
    * verb + -before(w { "heart", "panic", "asthma", "shark" }) * noun, {
      "Rebels [attacked]{trigger} a camp.", "He had a heart attack on Monday." })
  return made
end

local VOTE = common.set [[parliamentary presidential general local federal national municipal
  legislative snap early regional european midterm mid-term mayoral leadership primary crucial
  runoff]]

local function election()
  local verb, noun = readings("ELECTION", ALL)
  local vote = -listed("ELECTION", { pos = "noun", base = "vote" })
    + before(any_of(VOTE) + A("entity", { label = "NORP" }))
  local made = rule("ELECTION", verb + vote * noun, {
    "The general [election]{trigger} is near.", "The snap [vote]{trigger} is near.",
    "They lost the vote on Monday." })
  return made
end

-- Some verbs need a role behind them, or a person.
local function appointment()
  local verb, noun = readings("APPOINT", SOME)
  local role, person = #(any:rep(0, 5) * A "role"), #A("entity", { label = "PER" })
  local needy = listed("APPOINT", { pos = "verb",
    base = { "become", "name", "promote", "hire", "replace", "succeed" } })
  local moved = listed("APPOINT", { pos = "verb",
    base = { "promote", "hire", "replace", "succeed" } })
  local made = rule("APPOINT", -needy * verb + #needy * verb * role + #moved * verb * person
    + noun * #(any * any:inside "entity"), {
      "The king [appointed]{trigger} Anna Quint.", "It became cold on Monday." })
  return made
end

local function resignation()
  local verb, noun = readings("RESIGN", ALL)
  local lone = -before(auxiliary) * listed("RESIGN", { form = "ing" })
  local retired = listed("RESIGN", { base = "retire", form = "past" })
  local adjective = (P.BOS + before(determiner + any_of(words.punctuation))) * retired
  local made = rule("RESIGN", -(lone + adjective) * verb + noun, {
    "The mayor [resigned]{trigger} on Monday.", "The retired mayor came on Monday." })
  return made
end

return P.phase { name = "news.triggers",
  plain("MEET", SOME, { "They will [meet]{trigger} on Monday.", "They were meeting." }),
  plain("VISIT", ALL, { "She [visited]{trigger} Oslo on Monday." }),
  plain("ACQUIRE", ALL, { "It [bought]{trigger} the mine on Monday." }),
  agreement(), attack(), election(), appointment(), resignation(),
}
