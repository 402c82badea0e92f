-- opens.lua -- the pattern of a place where any word has a capital: first in its sentence, or
-- behind a mark that opens one.

local P = require "gloss.pattern"

local marks = P.w { "\"", "\u{201C}", ":", "''", "``", "\u{2018}", "--", "*", "\u{2022}" }

return P.BOS + P.before(marks)
