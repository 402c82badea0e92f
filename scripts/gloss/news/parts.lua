-- parts.lua -- what rules of several stages are made of: words of a set, dashes, capitals, places
-- where any word has a capital; and the zones they look at.

local P = require "gloss.pattern"

local w, t = P.w, P.t

local parts = {}

--- Zones: all but boilerplate; those that tell the story.
parts.zones = { "headline", "subhead", "dateline", "byline", "credit", "body" }
parts.story = { "headline", "subhead", "body" }

-- Gives the keys of a table, in no order, for w sorts them.
local function keys_of(words, keep)
  local list = {}
  for word, value in next, words do
    if not keep or keep(word, value) then list[#list + 1] = word end
  end
  return list
end

local whole = setmetatable({}, { __mode = "k" })   -- choices of all keys, by table

--- A choice of the words that are the keys of a table; with `keep(word, value)` of some.
function parts.any_of(words, keep)
  if keep then return w(keys_of(words, keep)) end
  whole[words] = whole[words] or w(keys_of(words))
  return whole[words]
end

parts.dash = w { "-", "\u{2013}" }

--- A token with nothing between it and the one before.
parts.joined = t { space = false, newline = false, blankline = false }

--- A comma, or a dash that parts words.
parts.comma = w { ",", "--", "\u{2014}" } | (parts.dash & ~parts.joined)

parts.capital = t { initcap = true } | t { allcaps = true }

--- A place where any word has a capital: first in its sentence, or behind a mark that opens one.
parts.opens = P.BOS
  + P.before(w { "\"", "\u{201C}", ":", "''", "``", "\u{2018}", "--", "*", "\u{2022}" })

return parts
