--- Evidence: where a fact stands in the text. `at` and `sentence` come out in the unit of offsets
-- the writer was asked for.

local common = require "gloss.news.common"
local json = require "gloss.json"

local M = {}

local function offsets(unit, doc, first, last) return { doc:offsets(first, last, unit) } end

local function offsets_of(unit, doc, spans)
  local out = {}
  for k, span in ipairs(spans) do out[k] = offsets(unit, doc, span.first, span.last) end
  return json.array(out)
end

-- The sentences of a document, and the offsets of those that facts stand in, by row.
local sentences = common.once(function(doc)
  return { layer = doc:layer "sentence", offsets = {} }
end)

-- Gives the offsets of the sentence around a span, or null.
local function sentence_of(doc, span)
  local known = sentences(doc)
  local layer = known.layer
  local row = layer:within(span.first, span.last)
  if not row then return json.null end
  known.offsets[row] = known.offsets[row]
    or json.deferred(offsets, doc, layer:first(row), layer:last(row))
  return known.offsets[row]
end

--- Adds at, sentence, rule and via to a fact found at spans; `row` is {rule=, via=}.
function M.trace(doc, fact, spans, row)
  fact.at = json.deferred(offsets_of, doc, spans)
  fact.sentence = spans[1] and sentence_of(doc, spans[1]) or json.null
  fact.rule, fact.via = row.rule or json.null, row.via or json.null
  return fact
end

--- Makes a ledger of evidence for lists of strings: ledger:add(field, value, spans, row).
function M.ledger(doc)
  local ledger = { rows = json.array {} }
  function ledger:add(field, value, spans, row)
    self.rows[#self.rows + 1] = M.trace(doc, { field = field, value = value }, spans, row)
  end
  --- Gives the different values of a column of rows {first=, last=, ...}, sorted, nil left out;
  -- each is added with the spans of its rows and the rule of the first.
  function ledger:collect(field, rows, column)
    local spans, values = {}, json.array {}
    for _, row in ipairs(rows) do
      local value = row[column]
      local list = value and spans[value]
      if list then
        list[#list + 1] = row
      elseif value then
        spans[value] = { row }
        values[#values + 1] = value
      end
    end
    table.sort(values)
    for _, value in ipairs(values) do self:add(field, value, spans[value], spans[value][1]) end
    return values
  end
  return ledger
end

return M
