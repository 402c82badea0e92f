-- tokpattext.lua -- a document as token patterns see it, in slow, plain Lua: its tokens, the rows
-- of its layers by tokens, and what is true of a token, of a unit, of a span of tokens.
local view = {}

-- Gives the rows of a layer as {s, e, row, values} with tokens s to e, those the row touches.
local function rows_of(layer, tokens)
  local rows = {}
  for i, first, last in layer:each() do
    local s, e
    for k, token in ipairs(tokens) do
      if token.last >= first and token.first <= last then s, e = s or k, k end
    end
    if s then
      rows[#rows + 1] = { s = s, e = e, row = i, layer = layer, first = first, last = last }
    end
  end
  table.sort(rows, function(a, b)
    if a.s ~= b.s then return a.s < b.s end
    if a.e ~= b.e then return a.e > b.e end
    return a.row < b.row
  end)
  return rows
end

-- Gives the text patterns run over: tokens with their columns, rows of layers by name when asked.
function view.read(doc)
  local text = { doc = doc, tokens = {}, layer = doc:layer "token", steps = 0 }
  for i, first, last in text.layer:each() do
    text.tokens[i] = { first = first, last = last, row = i, form = doc.text:sub(first, last) }
  end
  local cache = {}
  function text.rows(name)
    if not cache[name] then
      local layer = doc:find(name)
      cache[name] = layer and rows_of(layer, text.tokens) or {}
    end
    return cache[name]
  end
  return text
end

-- ---- Tests ----

local function has(list, value)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
  return false
end

local test_column = {}
function test_column.is(test, value) return value ~= nil and has(test.values, value) end
function test_column.range(test, value)
  return type(value) == "number" and (not test.min or value >= test.min)
         and (not test.max or value <= test.max)
end

-- Tells whether no word comes before a token in its sentence.
local function is_initial(text, i)
  for _, row in ipairs(text.rows "sentence") do
    if row.s <= i and i <= row.e then
      for k = row.s, i - 1 do
        local kind = text.layer:get(k, "kind")
        if kind ~= "punct" and kind ~= "symbol" then return false end
      end
      return true
    end
  end
  return true
end

-- Tells whether a test is true of token i.
local function passes(text, test, i)
  local kind, get = test[1], function(column) return text.layer:get(i, column) end
  if kind == "any" then return true end
  if kind == "word" then return has(test[2], get "folded") end
  if kind == "exact" then return has(test[2], text.tokens[i].form) end
  if kind == "re" then return test.accept(text.tokens[i].form) end
  if kind == "flag" then return get(test.column) & test.mask ~= 0 end
  if kind == "initial" then return is_initial(text, i) end
  if kind == "and" then return passes(text, test[2], i) and passes(text, test[3], i) end
  if kind == "or" then return passes(text, test[2], i) or passes(text, test[3], i) end
  if kind == "not" then return not passes(text, test[2], i) end
  return test_column[kind](test, get(test.column))
end

local function unit_passes(row, tests)
  for _, test in ipairs(tests) do
    local negative = test[1] == "not"
    local inner = negative and test[2] or test
    if test_column[inner[1]](inner, row.layer:get(row.row, inner.column)) == negative then
      return false
    end
  end
  return true
end

-- ---- Where a span of tokens lies: after gap i, up to gap j ----

local function covered(text, layer, i)
  for _, row in ipairs(text.rows(layer)) do
    if row.s <= i and i <= row.e then return true end
  end
  return false
end

local function share_row(text, layer, i)
  for _, row in ipairs(text.rows(layer)) do
    if row.s <= i and i + 1 <= row.e then return true end
  end
  return false
end

local lies = {}
function lies.inside(text, layer, i, j)
  for k = i + 1, j do
    if not covered(text, layer, k) or k < j and not share_row(text, layer, k) then return false end
  end
  return true
end
function lies.outside(text, layer, i, j)
  for k = i + 1, j do
    if covered(text, layer, k) then return false end
  end
  return true
end
function lies.starts(text, layer, i)
  for _, row in ipairs(text.rows(layer)) do
    if row.s == i + 1 then return true end
  end
  return false
end

local function ends(text, layer, i)
  for _, row in ipairs(text.rows(layer)) do
    if row.e == i then return true end
  end
  return false
end

local places = {}
function places.BOS(text, i) return lies.starts(text, "sentence", i) end
function places.EOS(text, i) return ends(text, "sentence", i) end
function places.DOC(_, i) return i == 0 end

view.has, view.passes, view.unit_passes = has, passes, unit_passes
view.lies, view.places = lies, places
return view
