--- Which rules found what in a document that a pipeline has run over: the rule and its line,
-- tokens, captures, what it made, and the matches it won against. Plain tables, for JSON and for
-- screens.
local emit = require "gloss.pattern.emit"
local json = require "gloss.json"
local match = require "gloss.pattern.match"
local references = require "gloss.pattern.references"

local explain = {}

--- Gives a place as {start=, end=, text=}.
function explain.place(doc, first, last, unit)
  local start, stop = doc:offsets(first, last, unit)
  return { start = start, ["end"] = stop, text = doc.text:sub(first, last) }
end

--- Gives the place of tokens.
function explain.tokens_place(doc, first, last, unit)
  local tokens = doc:layer "token"
  return explain.place(doc, tokens:first(first), tokens:last(last), unit)
end

local function size(raw) return raw.last - raw.first + 1 end

-- Tells why a match lost to another.
local function why_lost(phase, loser, winner)
  local a, b = phase.rules[loser.rule], phase.rules[winner.rule]
  local lower = a.priority < b.priority and
                ("priority %d against %d"):format(a.priority, b.priority)
  if phase.policy == "priority" and lower then return lower end
  if size(loser) < size(winner) then
    return ("%d against %d tokens"):format(size(loser), size(winner))
  end
  if loser.first > winner.first then return "as long, further right" end
  return lower or "as long, rule defined later"
end

local function captures_of(doc, raw, unit)
  local list = json.array {}
  for i, one in ipairs(raw.captures) do
    local span = match.span(one, doc, doc:layer "token")
    local shown = explain.place(doc, span.first, span.last, unit)
    shown.name, shown.layer, shown.row = one.name, one.layer, one.row
    list[i] = shown
  end
  return list
end

-- Gives the matches that lost, by the number of the one they lost to.
local function losers_by_winner(found)
  local lists = {}
  for _, raw in ipairs(found) do
    if raw.winner then
      lists[raw.winner] = lists[raw.winner] or {}
      table.insert(lists[raw.winner], raw)
    end
  end
  return lists
end

local function losers_of(phase, doc, winner, losers, unit)
  local list = json.array {}
  for i, raw in ipairs(losers or {}) do
    local shown = explain.tokens_place(doc, raw.first, raw.last, unit)
    local rule = phase.rules[raw.rule]
    shown.rule, shown.where = rule.full_name, rule.where
    shown.why = why_lost(phase, raw, winner)
    list[i] = shown
  end
  return list
end

-- Gives what stands for a row that is referred to: its text, of a relation its id.
local function brief(other)
  if not other.layer.relation then return other.text end
  return other.layer:has "id" and other.id or other.row
end

local SCALAR = { string = true, number = true, boolean = true }

-- Gives what the columns of a row hold that is a string, number or boolean, or a list of such, as
-- {column = value}; nil if there is none.
--   refers  also what the rows are that it refers to
local function plain_values(layer, row, refers)
  local values, view = nil, refers and layer[row]
  for _, name in ipairs(layer.columns) do
    local is_ref, value = layer:column(name).type == "ref", nil
    if not is_ref then value = layer:get(row, name) elseif refers then value = view[name] end
    if type(value) == "userdata" then value = brief(value) end
    local is_list = type(value) == "table"
    if SCALAR[type(is_list and value[1] or value)] then
      values = values or {}
      values[name] = is_list and json.array(value) or value
    end
  end
  return values
end

-- Gives a function that gives the next row of a layer that a rule made at a place; one for all
-- matches of a document, as rows of one place come in the order they were made.
local function rows_made()
  local layers, asked = {}, {}
  local function key_of(first, last, rule) return ("%d %d %s"):format(first, last, rule) end
  local function index(layer)
    local rows = {}
    for row, first, last, rule in layer:each "rule" do
      local key = key_of(first, last, rule)
      rows[key] = rows[key] or {}
      table.insert(rows[key], row)
    end
    return rows
  end
  return function(layer, first, last, rule)
    layers[layer] = layers[layer] or index(layer)
    local key = key_of(first, last, rule)
    local nth = asked[layer.name .. key] or 1
    asked[layer.name .. key] = nth + 1
    return layers[layer][key] and layers[layer][key][nth]
  end
end

local function parts_of(doc, raw, rule, row_of, unit)
  local list = json.array {}
  for _, name, first, last in emit.parts(raw) do
    local shown, layer = explain.place(doc, first, last, unit), doc:layer(name)
    local row = row_of(layer, first, last, rule.full_name)
    shown.layer, shown.columns = name, row and plain_values(layer, row, true)
    if shown.columns then shown.columns.rule = nil end
    list[#list + 1] = shown
  end
  return list
end

-- Gives what there is to say of a match of a phase that won over `losers`.
local function shown_match(phase, doc, raw, losers, row_of, unit)
  local rule, tokens = phase.rules[raw.rule], doc:layer "token"
  local shown = explain.tokens_place(doc, raw.first, raw.last, unit)
  shown.rule, shown.where, shown.tokens = rule.full_name, rule.where, json.array {}
  for row = raw.first, raw.last do shown.tokens[row - raw.first + 1] = tokens[row].text end
  shown.captures = captures_of(doc, raw, unit)
  shown.made = parts_of(doc, raw, rule, row_of, unit)
  shown.lost = losers_of(phase, doc, raw, losers, unit)
  return shown
end

-- Tells whether a match is asked for: it touches the bytes, it made a row of the layer.
local function is_asked(doc, raw, wanted)
  local tokens = doc:layer "token"
  if wanted.first and (tokens:last(raw.last) < wanted.first
                       or tokens:first(raw.first) > wanted.last) then
    return false
  end
  for _, layer in emit.parts(raw) do
    if layer == wanted.layer then return true end
  end
  return not wanted.layer
end

--- Gives the matches that won, in order of phases and text.
--   wanted  first, last (bytes), layer: only such matches
function explain.matches(pipeline, doc, wanted, unit)
  local list, row_of = json.array {}, rows_made()
  for _, stage in ipairs(pipeline.stages) do
    local found = stage.phase and stage.phase.matches[doc] or {}
    local losers = losers_by_winner(found)
    for i, raw in ipairs(found) do
      if not raw.winner and is_asked(doc, raw, wanted) then
        list[#list + 1] = shown_match(stage.phase, doc, raw, losers[i], row_of, unit)
      end
    end
  end
  return list
end

--- Gives the names of the phases where an unbounded repetition ended at 2,000 tokens; nil if none
-- did.
function explain.truncated(pipeline, doc)
  local list = json.array {}
  for _, stage in ipairs(pipeline.stages) do
    local found = stage.phase and stage.phase.matches[doc]
    if found and found.truncated then list[#list + 1] = stage.name end
  end
  return #list > 0 and list or nil
end

--- Gives the annotations asked for that other stages than phases made, with the stage, what their
-- columns say and refer to, and where the rule is that the column `rule` names.
function explain.others(pipeline, doc, wanted, unit)
  local list, places = json.array {}, references.places(pipeline)
  local refers = references.of(places, doc, unit)
  for _, stage in ipairs(pipeline.stages) do
    for _, name in ipairs(not (stage.phase or stage.basic) and stage.makes or {}) do
      local layer = (not wanted.layer or wanted.layer == name) and doc:layer(name)
      if layer and not layer.relation then
        for row, first, last in layer:each() do
          if not wanted.first or last >= wanted.first and first <= wanted.last then
            local shown = explain.place(doc, first, last, unit)
            shown.layer, shown.stage, shown.columns = name, stage.name, plain_values(layer, row)
            shown.refers = refers(layer, row)
            shown.where = shown.columns and places[shown.columns.rule]
            list[#list + 1] = shown
          end
        end
      end
    end
  end
  return list
end

explain.why_lost = why_lost

return explain
