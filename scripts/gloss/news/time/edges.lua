-- edges.lua -- what may stand before the core of a time and belongs to it: "early", "mid-", "the
-- end of".

local blocks = require "gloss.news.blocks"
local lex = require "gloss.lang.en.time"

local edges = {}

local DASH = blocks.DASH

local function with_article(f, i)
  return f[i - 1] == "the" and i - 1 or i
end

-- Reads to the left of token `first`: the new first token, and START, MID, END or nil.
function edges.left(b, first)
  local f = b.f
  local w = f[first - 1]
  if not w then return first end
  if DASH[w] then
    local before = f[first - 2]
    if before == "mid" then return with_article(f, first - 2), "MID" end
    if before == "end" then return first - 2, "END" end
    return first
  end
  if lex.start_words[w] then
    local i = first - 1
    if f[i - 1] == "very" then i = i - 1 end
    return with_article(f, i), lex.start_words[w]
  end
  local at = first - 1
  if w == "the" then at, w = at - 1, f[at - 1] end
  if w == "of" and lex.edges[f[at - 1]] then
    local i = at - 1
    if f[i - 1] == "very" then i = i - 1 end
    return with_article(f, i), lex.edges[f[at - 1]]
  end
  if (w == "in" or w == "on") and lex.start_words[f[at - 1]] and f[at - 1] ~= "mid" then
    return at - 1, lex.start_words[f[at - 1]]
  end
  if w == "in" and (f[at - 1] == "later" or f[at - 1] == "earlier") and at == first - 1 then
    return at - 1
  end
  return first
end

-- Reads "(the) morning of" before token `first`: the new first token and the letters of the part of
-- the day.
function edges.daypart(b, first)
  local f = b.f
  if f[first - 1] ~= "of" then return nil end
  local part = lex.dayparts[f[first - 2]]
  if f[first - 2] == "hours" then
    local i = lex.dayparts[f[first - 3]] and first - 4 or first - 3
    if f[i] ~= "early" and f[i] ~= "small" and f[i] ~= "late" then return nil end
    return with_article(f, i), f[i] == "late" and "NI" or "MO", lex.start_words[f[i]]
  end
  if not part then return nil end
  local i = with_article(f, first - 2)
  if lex.start_words[f[i - 1]] then
    return with_article(f, i - 1), part, lex.start_words[f[i - 1]]
  end
  return i, part
end

return edges
