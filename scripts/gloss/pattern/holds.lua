--- What a test of one token says of a token, and which of its parts fail: for explanations only,
-- the engine decides.
local holds = {}

local function is_one_of(value, list)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
  return false
end

-- Tells whether no word stands before a token in its sentence.
local function is_initial(tokens, row)
  local sentence = tokens[row]:within "sentence"
  while row > 1 do
    row = row - 1
    if not sentence or tokens:first(row) < sentence.first then return true end
    local kind = tokens:get(row, "kind")
    if kind ~= "punct" and kind ~= "symbol" then return false end
  end
  return true
end

local function in_range(value, test)
  return type(value) == "number" and value >= (test.min or -math.huge)
         and value <= (test.max or math.huge)
end

local TESTS = {
  any = function() return true end,
  word = function(test, tokens, row) return is_one_of(tokens:get(row, "folded"), test[2]) end,
  exact = function(test, tokens, row) return is_one_of(tokens:get(row, "form"), test[2]) end,
  re = function(test, tokens, row) return test.accept(tokens:get(row, "form")) end,
  flag = function(test, tokens, row) return tokens:get(row, test.column) & test.mask ~= 0 end,
  initial = function(_, tokens, row) return is_initial(tokens, row) end,
  is = function(test, tokens, row) return is_one_of(tokens:get(row, test.column), test.values) end,
  range = function(test, tokens, row) return in_range(tokens:get(row, test.column), test) end,
}
TESTS["and"] = function(test, ...) return holds.test(test[2], ...) and holds.test(test[3], ...) end
TESTS["or"] = function(test, ...) return holds.test(test[2], ...) or holds.test(test[3], ...) end
TESTS["not"] = function(test, ...) return not holds.test(test[2], ...) end

--- Tells whether a test is true of a token.
function holds.test(test, tokens, row) return TESTS[test[1]](test, tokens, row) end

--- Appends the parts of a test that must all be true and are not.
function holds.failing(test, tokens, row, list)
  if test[1] == "and" then
    holds.failing(test[2], tokens, row, list)
    holds.failing(test[3], tokens, row, list)
  elseif not holds.test(test, tokens, row) then
    list[#list + 1] = test
  end
  return list
end

return holds
