-- predicate.lua -- roles that a verb gives or takes: `X will become chief executive of Y`, `was
-- named chairman`, `resigned as director`, `He stepped down as party leader`.

local P = require "gloss.pattern"
local holder = require "gloss.news.roles.holder"
local parts = require "gloss.news.parts"
local phrase = require "gloss.news.roles.phrase"
local subject = require "gloss.news.roles.subject"
local words = require "gloss.news.roles.words"

local w, any, any_of = P.w, P.any, parts.any_of
local person = phrase.person

local named = any_of(words.named)
local as = any_of(words.as)
local future = any_of(words.future):as "future":opt()
local role = phrase.determiner:opt() * any_of(words.adverbs):opt() * phrase.role(phrase.strict)

-- Verbs and what they say of the role: it is over, to come, or held.
local leads = future * as:as "verb" * (any - as):rep(0, 3) * w "as":as "as"
  + future * any_of(words.become):as "verb"
  + P.before(any_of(words.be) + w { "has", "re" }) * named:as "verb"
  + w "had":as "past":opt() * any_of(words.be):as "be"

local function status(m)
  local verb = m:form "verb"
  if m.as then
    if words.as[verb] == "leave" and words.past[verb] and not m.future then return "former" end
    return words.as[verb] == "take" and m.future and "incoming" or "current"
  end
  if m.future then return "incoming" end
  return m.be and (m.past or m:form "be" == "was") and "former" or "current"
end

local function rule(name, priority, match, who, said, examples)
  return P.rule { name = name, match = match, claims = "role", priority = priority,
    emit = holder.emit "PRED", set = holder.set(who, said), examples = examples }
end

return {
  rule("object", 3, (named + w { "names", "appoints" }) * (any - w { ",", ";" }):rep(0, 7)
       * person:as "person" * (w "as" * role + phrase.role(phrase.strict)), nil, nil, {
    "The king appointed Anna Quint as [finance minister]{role}." }),
  rule("noun", 3, any_of(words.nouns) * "of" * (person:as "person"
         + -P.A "entity" * any:rep(1, 6):lazy() * person:as "person")
       * any:rep(0, 8):lazy() * "as" * role, nil, nil, {
    "She hailed the election of Anna Quint as [mayor]{role}." }),
  rule("predicate", 2, (leads * role):where(function(m) return subject.of(m) ~= nil end),
       subject.of, status, {
    "Anna Quint will become [chief executive of Tallow]{role}.",
    "Anna Quint, who resigned as [mayor]{role} in May, did not come." }),
}
