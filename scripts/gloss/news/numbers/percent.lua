-- percent.lua -- percentages, percentage points and basis points.

local P = require "gloss.pattern"
local parts = require "gloss.news.numbers.parts"

local w, dash, number = P.w, parts.dash, parts.number

local cent = w { "percent", "pct", "percents" } + w "per" * dash:opt() * "cent"
local points = w { "point", "points", "pt", "pts" }

local UNITS = {
  percent = cent + w "%",
  point = (cent + w "percentage") * dash:opt() * points
          + w "%" * dash:opt() * w { "point", "points" },
  basis_point = w { "bps", "bp" } + w "basis" * dash:opt() * points,
}

-- "a percentage point", "half a percentage point", "a quarter of a percentage point".
local share = w "half":as "half" * "a" + w { "a", "one" } * w "quarter":as "quarter" * "of" * "a"
              + w "a"

local function set(m)
  local low, high = m.half and 1 / 2 or m.quarter and 1 / 4 or 1, nil
  if m.low then low = m.low.value end
  if m.high then low, high = parts.spread(m.low, m.high) end
  return { percent = { number = m.minus and -low or low, number_max = high,
                       mod = parts.mod(m), via = "rule" } }
end

local function rule(name, label, match, examples)
  return P.rule { name = name, priority = 19, within = "zone", zones = parts.zones, match = match,
    emit = { percent = { span = "amount", label = label,
                         columns = { number = "number", number_max = "number", mod = "symbol",
                                     via = "symbol" } } },
    set = set, examples = examples }
end

-- Makes the rule of a unit with a number or a range.
local function numbered(name, examples)
  local unit, minus = UNITS[name], P.A "minus"
  local low, high = number:as "low", number:as "high" * dash:opt() * unit
  local alone = dash:opt() * unit
  local amount = minus:as "minus" * low * alone
    + -P.before(minus) * low * (alone * (parts.separator(number * alone, true) * high):opt()
                                + parts.separator(number) * high)
  return rule(name, name:upper(), parts.amount(amount), examples)
end

-- Makes the rule of a unit with an article.
local function bare(name, examples)
  return rule(name .. ".one", name:upper(),
              (share * #w { "percentage", "basis" } * UNITS[name]):as "amount", examples)
end

return {
  numbered("percent", { "It rose [4.5 percent]{percent}, then [3-4%]{percent}.",
                        "Rates rose 25 basis points." }),
  numbered("point", { "It rose [2 percentage points]{percent}.", "It rose 3 percent." }),
  numbered("basis_point", { "It cut rates by [25-50 bps]{percent}.", "It rose 3 points." }),
  bare("point", { "It rose by [half a percentage point]{percent}.", "It rose a point." }),
  bare("basis_point", { "It rose by [a basis point]{percent}." }),
}
