-- numbers.lua -- the stage that finds money, percentages and quantities. A number that is part of a
-- time (layer timex) is none of these.

local blocks = require "gloss.news.blocks"
local currency = require "gloss.news.numbers.currency"
local grammar = require "gloss.news.numbers.grammar"
local lex = require "gloss.lang.en.numbers"
local money = require "gloss.news.numbers.money"
local percent = require "gloss.news.numbers.percent"
local quantity = require "gloss.news.numbers.quantity"

local TRIGGERS = { percentage = true, basis = true }
for _, words in ipairs { lex.units, lex.tens, lex.scales } do
  for word in pairs(words) do TRIGGERS[word] = true end
end
local KINDS = { number = true }

-- Returns a function that tells whether a byte lies in a timex; asked in rising order of bytes,
-- mostly.
local function timex_mask(doc)
  local layer = doc:find "timex"
  if not layer or #layer == 0 then return function() return false end end
  local firsts, lasts = {}, {}
  for row, first, last in layer:each() do firsts[row], lasts[row] = first, last end
  local row = 1
  return function(byte)
    while row > 1 and (not firsts[row] or firsts[row] > byte) do row = row - 1 end
    while lasts[row] and lasts[row] < byte do row = row + 1 end
    return firsts[row] ~= nil and firsts[row] <= byte
  end
end

-- Reads what the number in tokens first to last is; the layer's name, then what the reader gives.
local function read(context, b, first, last, value, scale)
  local x, y, label, fields = percent.read(b, first, last, value, scale)
  if x then return "percent", x, y, label, fields end
  x, y, label, fields = money.read(context, b, first, last, value, scale)
  if x then
    money.remember(context, fields.currency)
    return "money", x, y, label, fields
  end
  x, y, label, fields = quantity.read(b, first, last, value, scale)
  if x then return "quantity", x, y, label, fields end
  return nil
end

-- Reads at hit i of a block: as read, with the last token looked at when nothing is found.
local function at(context, b, i)
  local w = b.f[i]
  if TRIGGERS[w] == true and not lex.units[w] and not lex.tens[w] and not lex.scales[w] then
    local x, y, label, number = percent.bare(b, i)
    if x then return "percent", x, y, label, { number = number } end
    return nil, i, i
  end
  local value, last, scale = grammar.number(b, i)
  if not value then return nil, i, last or i end
  local first, factor = grammar.article(b, i)
  local layer, x, y, label, fields = read(context, b, first, last, value * factor, scale)
  if not layer then return nil, i, last end
  return layer, x, y, label, fields
end

local NUMBER = { label = "symbol", number = "number", number_max = "number", mod = "symbol",
  rule = "symbol",
  via = "symbol" }
local MONEY = { label = "symbol", amount = "number", amount_max = "number", currency = "symbol",
  mod = "symbol",
  per = "symbol", rule = "symbol", via = "symbol" }
local QUANTITY = { label = "symbol", number = "number", number_max = "number", unit = "symbol",
  mod = "symbol",
  rule = "symbol", via = "symbol" }

local function run(doc)
  local builders = {
    money = doc:build("money", MONEY), percent = doc:build("percent", NUMBER),
      quantity = doc:build("quantity", QUANTITY),
  }
  local context = { lists = currency.lists(doc), cents = {} }
  local inside = timex_mask(doc)
  blocks.each(doc, TRIGGERS, KINDS, function(b)
    b.timex = inside
    local done = 0
    for h = 1, b.nhits do
      local i = b.hits[h]
      if i > done and not inside(b.a[i]) then
        local layer, x, y, label, fields = at(context, b, i)
        if layer and x > done and not inside(b.z[y]) then
          fields.label, fields.via = label, "rule"
          fields.rule = "news.numbers/" .. label:lower()
          builders[layer]:add(b.a[x], b.z[y], fields)
        end
        done = math.max(done, y or i)
      end
    end
  end)
  for _, name in ipairs { "money", "percent", "quantity" } do builders[name]:seal() end
end

return {
  name = "news.numbers",
  reads = { "token", "timex" },
  makes = { "money", "percent", "quantity" },
  run = run,
}
