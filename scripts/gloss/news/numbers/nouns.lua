-- nouns.lua -- plural nouns of English: which they are, and their singular.

local lex = require "gloss.lang.en.units"

local nouns = {}

-- Returns the singular of a plural noun, or nil for what is none.
function nouns.singular(word)
  local irregular = lex.irregular[word]
  if irregular then return irregular end
  if #word < 3 or lex.not_plural[word] or not word:find "^[%a\x80-\xff']+s$" then return nil end
  if word:find "ss$" or word:find "us$" and #word < 6 or word:find "is$" then return nil end
  if word:find "ies$" and #word > 4 then return word:sub(1, -4) .. "y" end
  if word:find "[sx]es$" and not word:find "[aeiou]ses$" or word:find "[cs]hes$" or
    word:find "sses$" or
    word:find "zzes$" then
    return word:sub(1, -3)
  end
  return word:sub(1, -2)
end

return nouns
