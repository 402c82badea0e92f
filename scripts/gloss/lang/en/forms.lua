--- Inflected forms of English words: a verb's, a noun's, an adjective's, by an irregular list and
-- rules of spelling. No tagger: every form that the word may have in any class is given, so "meet"
-- gives meet, meets, met, meeting, meetings. Given folded, gives folded.
local irregular = require "gloss.lang.en.irregular"

local DOUBLES = "[^aeiou][aeiou][bdgklmnprtvz]$"   -- of words of one syllable: stop, stopping

-- Words of more syllables that double their last letter, being stressed there.
local STRESSED = {}
for word in ([[abet abhor admit allot begin commit compel concur confer control defer deter
  dispel distil embed emit equip excel expel extol forbid forget incur infer occur omit outbid
  patrol permit prefer propel rebel rebut recur refer regret remit repel submit transfer transmit
  undercut unzip upset]]):gmatch "%S+" do
  STRESSED[word] = true
end

local function syllables(word)
  local _, count = word:gsub("[aeiouy]+", "")
  return count
end

local function doubles(word)
  return word:find(DOUBLES) ~= nil and (syllables(word) == 1 or STRESSED[word] ~= nil)
end

-- Gives the word with -s: nouns' plural, verbs' third person.
local function with_s(word)
  if word:find "[sxz]$" or word:find "[cs]h$" then return word .. "es" end
  if word:find "[^aeiou]y$" then return word:sub(1, -2) .. "ies" end
  if word:find "[^aeiou]o$" then return word .. "es" end
  return word .. "s"
end

-- Gives the word as it stands before -ed, -er, -est.
local function stem(word)
  if word:find "e$" then return word:sub(1, -2) end
  if word:find "[^aeiou]y$" then return word:sub(1, -2) .. "i" end
  if word:find "c$" and syllables(word) > 1 then return word .. "k" end
  return doubles(word) and word .. word:sub(-1) or word
end

local function with_ing(word)
  if word:find "ie$" then return word:sub(1, -3) .. "ying" end
  if word:find "[^eoy]e$" and word ~= "be" then return word:sub(1, -2) .. "ing" end
  if word:find "c$" and syllables(word) > 1 then return word .. "king" end
  return (doubles(word) and word .. word:sub(-1) or word) .. "ing"
end

-- Words of other classes, which do not change.
local FIXED = {}
for word in ([[a about above across after again against all also always among an and any as at
  because before below beside between both but by down during each either every for
  from if in into nor not of off on once only onto or out over per since so than that
  the then there these this those though through to toward towards under until up upon
  very when where whether which while who whom whose why with within without]]):gmatch "%S+" do
  FIXED[word] = true
end

--- Gives the forms of a word, itself first.
return function(word)
  local forms = { word }
  if FIXED[word] or not word:find "^[%a'-]+$" or #word < 2 then return forms end
  local function add(...)
    for _, form in ipairs { ... } do forms[#forms + 1] = form end
  end
  local known = irregular[word]
  if known and known.whole then
    add(table.unpack(known))
    return forms
  end
  local base = stem(word)
  add(with_s(word), with_ing(word))
  if known then add(table.unpack(known)) else add(base .. "ed") end
  if word:find "[^aeiou][aeiou]l$" and not doubles(word) then   -- travelled beside traveled
    add(word .. "led", word .. "ling")
  end
  if irregular.short_adjectives[word] then add(base .. "er", base .. "est") end
  return forms
end
