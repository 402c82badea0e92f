-- digits.lua -- numbers in one token of digits: "12", "1,234.5", "3/4", "5½", "10bn".

local lex = require "gloss.lang.en.numbers"
local lpeg = require "lpeg"

local digits = {}

local LONGEST = 40   -- digits; what has more counts nothing

local d = lpeg.R "09"
local grouped = d * d ^ -2 * ("," * d * d * d) ^ 1
local plain = (grouped + d ^ 1) * (lpeg.P "." * d ^ 0) ^ -1

-- Gives a pattern that matches the keys of a table, in upper case too, the longest first.
local function one_of(t)
  local list, made = {}, lpeg.P(false)
  for key in next, t do list[#list + 1] = key end
  table.sort(list, function(a, b) return #a > #b or #a == #b and a < b end)
  for _, key in ipairs(list) do made = made + lpeg.P(key) + lpeg.P(key:upper()) end
  return made
end

local short = lpeg.Cmt(true, function(s, at) return #s <= LONGEST and at end)

--- "3/4": less than one.
digits.fraction = lpeg.Cmt(lpeg.C(d) * "/" * lpeg.C(d), function(_, at, n, of)
  return n < of and at
end) * -1

--- Any number of one token.
digits.number = digits.fraction +
  short * plain * (one_of(lex.suffixes) + one_of(lex.vulgar)) ^ -1 * -1

--- Gives the value of a token of digits, folded, and its scale: "10bn" is 1e10, 1e9; nil for any
-- other token.
function digits.value(form)
  if form:find "^%d+%.?%d*$" then return tonumber(form), 1 end
  if lex.vulgar[form] then return lex.vulgar[form], 1 end
  local n, of = form:match "^(%d)/(%d)$"
  if n then return tonumber(n) / tonumber(of), 1 end
  local head, tail = form:match "^([%d.,]+)([^%d.,]*)$"
  local value = head and tonumber((head:gsub(",", "")))
  if not value or tail == "" then return value, 1 end
  local by = lex.suffixes[tail]
  return by and value * by or value + lex.vulgar[tail], by or 1
end

return digits
