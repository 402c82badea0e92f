-- English number words, and the words that say how exact a number is. Data only; all folded.

local M = {}

M.units = {
  zero = 0, one = 1, two = 2, three = 3, four = 4, five = 5, six = 6, seven = 7, eight = 8,
  nine = 9, ten = 10, eleven = 11, twelve = 12, thirteen = 13, fourteen = 14, fifteen = 15,
  sixteen = 16, seventeen = 17, eighteen = 18, nineteen = 19,
}

M.tens = {
  twenty = 20, thirty = 30, forty = 40, fifty = 50, sixty = 60, seventy = 70, eighty = 80,
  ninety = 90,
}

-- Words that multiply what stands before them.
M.scales = {
  hundred = 100, thousand = 1e3, million = 1e6, billion = 1e9, trillion = 1e12, quadrillion = 1e15,
  dozen = 12, score = 20, lakh = 1e5, lakhs = 1e5, crore = 1e7, crores = 1e7, mn = 1e6, mln = 1e6,
  bn = 1e9, bln = 1e9, trn = 1e12,
}

-- Letters written straight after digits: 10bn, 5m, 300k.
M.suffixes = {
  k = 1e3, m = 1e6, mn = 1e6, mln = 1e6, mil = 1e6, b = 1e9, bn = 1e9, bln = 1e9, t = 1e12,
  trn = 1e12, tn = 1e12,
}

M.fractions = {
  half = 1 / 2, third = 1 / 3, thirds = 2 / 3, quarter = 1 / 4, quarters = 1 / 4, fifth = 1 / 5,
  fifths = 1 / 5, tenth = 1 / 10, tenths = 1 / 10,
}

M.vulgar = {
  ["½"] = 1 / 2, ["⅓"] = 1 / 3, ["⅔"] = 2 / 3, ["¼"] = 1 / 4, ["¾"] = 3 / 4, ["⅕"] = 1 / 5,
  ["⅛"] = 1 / 8,
}

M.ordinals = {
  first = 1, second = 2, third = 3, fourth = 4, fifth = 5, sixth = 6, seventh = 7, eighth = 8,
  ninth = 9, tenth = 10, eleventh = 11, twelfth = 12, thirteenth = 13, fourteenth = 14,
  fifteenth = 15, sixteenth = 16, seventeenth = 17, eighteenth = 18, nineteenth = 19,
  twentieth = 20, thirtieth = 30,
}

-- Amounts without a number: "several months".
M.vague = { few = true, several = true, many = true, some = true, couple = true }

-- Phrases before a number, read from right to left: the last word first.
M.before = {
  APPROX = {
    "about", "around", "approximately", "roughly", "some", "circa", "estimated", "close to",
    "or so", "in the region of", "an average of", "approx", "approx.", "~", "c.", "ca.",
  },
  MORE_THAN = {
    "more than", "over", "above", "exceeding", "exceeded", "upwards of", "well over",
    "greater than",
  },
  LESS_THAN = {
    "less than", "fewer than", "under", "below", "nearly", "almost", "just under", "lower than",
    "short of",
  },
  AT_LEAST = {
    "at least", "no less than", "no fewer than", "not less than", "a minimum of", "minimum of",
    "at a minimum",
  },
  AT_MOST = {
    "up to", "at most", "as much as", "as many as", "as long as", "no more than", "not more than",
    "a maximum of", "maximum of", "at the most",
  },
}

-- Phrases after it.
M.after = { AT_LEAST = { "or more", "or over" }, AT_MOST = { "or less", "or fewer", "or under" },
  APPROX = { "or so" } }

M.minus = { minus = true, ["-"] = true, ["−"] = true, ["–"] = true }

return M
