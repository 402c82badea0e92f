--- Subjects that reporting verbs have from elsewhere: from the verb before ("came and said"), or
-- from the first clause of the sentence ("..., saying"). Makes the layer `subject.shared`, with the
-- columns of `subject`; a verb that has a subject of its own may be there too.
local P = require "gloss.pattern"
local parts = require "gloss.news.parts"
local phrase = require "gloss.news.subjects.phrase"
local row = require "gloss.news.subjects.row"

local A, any, before = P.A, P.any, P.before

-- Gives a row for each verb of a match, all of one subject: a row of `subject`, or found anew.
local function set(m)
  local list, subject = {}, m.subject
  local from = subject.layer and subject.layer.name == "subject" and subject or row.of(m)
  for i, verb in ipairs(m:all "verb") do
    list[i] = { first = subject.first, last = subject.last, verb = verb.verb, label = from.label,
                determiner = from.determiner }
  end
  return { ["subject.shared"] = list }
end

local function rule(name, priority, match, examples)
  return P.rule { name = name, match = match, priority = priority, claims = "verb",
    zones = parts.story, emit = { ["subject.shared"] = { span = "verb", columns = row.columns } },
    set = set, examples = examples }
end

local function predicate(label)
  return A("predicate", { label = label }):outside "quotation":as "verb"
end
local quoted = any:inside "quotation"
local linked, joined = predicate "LINKED", predicate { "LINKED", "COMMA" }

local function subject(names)
  for i, name in ipairs(names) do names[i] = "news.subjects/" .. name end
  return A("subject", { rule = names })
end
local own = subject { "according-to", "inverted", "quoted-by", "before", "parted", "apposition",
                      "aside" }

return P.phase { name = "news.subjects.shared", policy = "priority",
  rule("verb", 3, own:as "subject" * ((any - own):star():lazy() * linked):plus(), {
    "[Anna Quint]{subject.shared} said it rained and added that it was cold, warning of floods." }),
  rule("clause", 2, (P.BOS + before(quoted)) * -quoted * phrase.clause
       * (any:star():lazy() * joined):plus(), {
    "In Hove, [Anna Quint]{subject.shared} left, saying it rained.",
    "[Anna Quint]{subject.shared} left the \"hut\", saying it rained." }),
}
