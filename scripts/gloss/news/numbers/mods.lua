-- mods.lua -- how exact a number is, from the words before and after it: "at least", "about", "or
-- more".

local lex = require "gloss.lang.en.numbers"

local mods = {}

-- Sorts phrases under the word that stands next to the number: {mod, words from there outwards}.
local function index(phrases, from_left)
  local by_word = {}
  for mod, list in pairs(phrases) do
    for _, phrase in ipairs(list) do
      local words = {}
      for word in phrase:gmatch "%S+" do
        table.insert(words, from_left and #words + 1 or 1, word)
      end
      by_word[words[1]] = by_word[words[1]] or {}
      table.insert(by_word[words[1]], { mod = mod, words = words })
    end
  end
  for _, list in pairs(by_word) do
    table.sort(list, function(x, y) return #x.words > #y.words end)
  end
  return by_word
end

local BEFORE, AFTER = index(lex.before, false), index(lex.after, true)

local function match(list, f, i, step)
  for _, entry in ipairs(list or {}) do
    local words, k = entry.words, 1
    while k <= #words and f[i + (k - 1) * step] == words[k] do k = k + 1 end
    if k > #words then return entry.mod end
  end
  return nil
end

-- Returns the mod of what stands in tokens first to last of a block, or nil.
function mods.find(b, first, last)
  local f = b.f
  return match(AFTER[f[last + 1]], f, last + 1, 1) or match(BEFORE[f[first - 1]], f, first - 1, -1)
end

return mods
