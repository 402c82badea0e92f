-- parts.lua -- what rules of kinds are made of: names by how many words they have, what the lists
-- say of the words in and beside them.

local P = require "gloss.pattern"
local closed = require "gloss.news.entities.words"
local news = require "gloss.news.parts"

local A, any, before, any_of = P.A, P.any, P.before, news.any_of

local parts = {}

--- A name of so many words with a capital, and of several tokens.
--   most  the most words, or nil
function parts.words(least, most)
  return A("name", { words = { min = least, max = most } })
end
parts.full, parts.several = parts.words(2), A("name", { tokens = { min = 2 } })
parts.one = A("name", { tokens = 1 })

--- A row of the lists.
function parts.list(name, label) return A("list", { list = name, label = label }) end

--- Looks at the first word of a name, and at the last one behind it.
parts.forename = #parts.list "forename"
parts.common = #A "list.word"
parts.ends_common = before(A "list.word")
parts.ends_surname = before(parts.list "surname")

--- Something that lies in a name behind its first token, for a look from there.
function parts.within(p) return #(any:rep(1, 12):lazy() * p):inside "name" end

parts.role = parts.list "role"
parts.place = A("list", { label = "GPE" })
parts.says, parts.org_noun = any_of(closed.says), any_of(closed.org_nouns)
parts.facility = #any_of(closed.facilities)

--- Makes a rule: a name that matches is of the kind.
function parts.rule(name, kind, match, examples)
  return P.rule { name = name, match = match, zones = news.story, examples = examples,
    emit = { ["name.kind"] = { label = kind, columns = { uncertain = "boolean" } } } }
end

--- Makes a rule that says too little to be sure.
function parts.guess(name, kind, match, examples)
  return P.rule { name = name, match = match, zones = news.story, examples = examples,
    emit = { ["name.kind"] = { label = kind } }, set = { ["name.kind"] = { uncertain = true } } }
end

return parts
