-- party.lua -- what the rules of parties share: the trigger they capture, and what they emit.

local P = require "gloss.pattern"
local parts = require "gloss.news.parts"
local phrase = require "gloss.news.parties.phrase"

local party = {}

--- The trigger of an event of a kind or several, a verb or a noun.
function party.trigger(label, pos)
  return P.A("trigger", { label = label, pos = pos or { "verb", "noun" } }):as "trigger"
end

--- Makes a rule that emits what it captures as `party`.
--   columns  captures that are columns of the row; default: the trigger
function party.rule(name, label, match, examples, columns)
  return P.rule { name = name, match = match, zones = parts.story,
    emit = { party = { span = "party", label = label } },
    set = { party = columns or { trigger = "trigger" } }, examples = examples }
end

--- Makes a rule of a phrase that stands behind a pattern; `head` is the last noun of one.
function party.object(name, label, ahead, examples)
  return party.rule(name, label, ahead * phrase.object, examples,
                    { trigger = "trigger", head = "head" })
end

return party
