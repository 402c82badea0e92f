-- tense.lua -- whether a time of which only the weekday, month or day is given lies before or after
-- the day of the story, from the verbs around it. The nearest finite verb before it decides, else
-- the nearest after it; without any it is past.

local context = require "gloss.news.time.context"
local lex = require "gloss.lang.en.tense"

local tense = {}

local LINKS = { to = true, ["for"] = true, on = true, by = true, ["in"] = true, at = true }
local NEAR = 3      -- tokens within which a word in -ed counts like a finite past
local DETERMINERS = { the = true, a = true, an = true, its = true, his = true, her = true,
  their = true }

-- What the word in token i says: "past", "future", "weak" (a form in -ed), or nil.
local function cue(c, i)
  local f = c.f
  local w = f[i]
  if lex.future_to[w] and LINKS[f[i + 1]] and not (w == "asked" or w == "told") then
    return "future"
  end
  if lex.future[w] then return "future" end
  if lex.past[w] then return not lex.be[f[i - 1]] and "past" or nil end
  if lex.scheduled[w] then return "future" end
  if #w > 4 and w:find "ed$" and c.k[i] == "word" and not lex.adjectives[w] then
    return not lex.be[f[i - 1]] and not DETERMINERS[f[i - 1]] and "weak" or nil
  end
  return nil
end

local function left(c, from, first)
  local weak
  for i = first - 1, from, -1 do
    local said = cue(c, i)
    if said == "weak" then
      if first - i <= NEAR then return "past" end
      weak = weak or "past"
    elseif said then
      return said
    end
  end
  return nil, weak
end

local function right(c, last, to)
  local weak
  for i = last + 1, to do
    local said = cue(c, i)
    if said == "weak" then
      weak = weak or "past"
    elseif said then
      return said
    end
  end
  return weak
end

-- Returns whether a headline speaks of what is to come: "Ministers to meet in June".
local function headline(c, first)
  local f = c.f
  for i = first - 1, c.from, -1 do
    if f[i] == "to" and i > c.from and f[i + 1] and not DETERMINERS[f[i + 1]] and
      not context.capital(c, i + 1) then
      return "future"
    end
    if lex.future[f[i]] then return "future" end
  end
  return nil
end

-- Returns "past" or "future" for the time in tokens first to last of a context, or nil when
-- nothing tells.
function tense.of(c, first, last)
  local f = c.f
  for i = first - 1, math.max(first - 3, c.from), -1 do
    local w = f[i]
    if lex.before_future[w] then return "future" end
    if lex.before_past[w] then return "past" end
    if lex.ending[w] then return lex.ending[w] end
  end
  local verb = LINKS[f[first - 1]] and f[first - 2] or f[first - 1]
  if verb == "is" or verb == "are" then return "future" end
  local from, to = context.sentence(c, first)
  local found, weak = left(c, from, first)
  if found then return found end
  if c.label == "headline" or c.label == "subhead" then return headline(c, first) end
  return weak or right(c, last, to)
end

return tense
