--- Why a rule does not match from a token: how far it came, what it asked for there in vain, and
-- what would have passed. And over many starts, which predicates fail most often.
local explain = require "gloss.pattern.explain"
local holds = require "gloss.pattern.holds"
local json = require "gloss.json"
local nearest = require "gloss.nearest"
local written = require "gloss.pattern.written"

local whynot = {}
local MOST_WORDS = 8
local EXAMPLES = 3 -- of a predicate, that a summary keeps
local PLACES = { BOS = "the beginning of a sentence", EOS = "the end of a sentence",
                 DOC = "the beginning of the document" }

--- Gives the phase and the number of a rule in it, by its name or "phase/name"; nil and a message
-- when there is none, or several.
function whynot.find(pipeline, name)
  local names, found, full = {}, {}, {}
  for _, stage in ipairs(pipeline.stages) do
    for i, rule in ipairs(stage.phase and stage.phase.rules or {}) do
      if rule.full_name == name then return stage.phase, i end
      if rule.name == name then
        found[#found + 1], full[#full + 1] = { stage.phase, i }, rule.full_name
      end
      names[#names + 1] = rule.name
    end
    for full_name, where in next, stage.rules or {} do
      if full_name == name or full_name == stage.name .. "/" .. name then
        return nil, ("rule '%s' is a function (%s), which does not say why"):format(full_name,
          where)
      end
    end
  end
  if #found == 1 then return table.unpack(found[1]) end
  if #found > 1 then
    return nil, ("several rules are called so: %s"):format(table.concat(full, ", "))
  end
  if #names == 0 then return nil, "the pipeline has no rules of token patterns" end
  return nil, nearest.unknown("rule", name, names)
end

--- Gives the token that a byte is in, or the next one; nil after the last.
function whynot.token_at(doc, byte)
  for row, _, last in doc:layer("token"):each() do
    if last >= byte then return row end
  end
end

local function quoted(words)
  local parts = {}
  for i = 1, math.min(#words, MOST_WORDS) do parts[i] = ("%q"):format(words[i]) end
  if #words > MOST_WORDS then parts[#parts + 1] = ("%d more"):format(#words - MOST_WORDS) end
  return table.concat(parts, ", ")
end

local function passes(tests, layer, row)
  for _, test in ipairs(tests) do
    if not holds.test(test, layer, row) then return false end
  end
  return true
end

-- Gives the row of a layer that passes and whose start is nearest to a byte.
local function nearest_row(layer, tests, byte)
  local best, distance = nil, math.huge
  for row, first in layer:each() do
    local away = math.abs(first - byte)
    if away < distance and passes(tests, layer, row) then best, distance = row, away end
  end
  return best and layer[best]
end

local function unit_would(tree, doc, byte, unit)
  local near = nearest_row(doc:layer(tree.layer), tree.tests, byte)
  if not near then return written.pattern(tree) .. ", of which the document has none" end
  return ('%s; the nearest is "%s" at %d'):format(written.pattern(tree), near.text,
    (doc:offsets(near.first, near.last, unit)))
end

local function values_of(test, tokens, row)
  if test[1] ~= "is" and test[1] ~= "range" then return "" end
  return (" (%s is %s)"):format(test.column, tostring(tokens:get(row, test.column)))
end

local function token_would(test, doc, row)
  local tokens = doc:layer "token"
  if row > #tokens then return "a token " .. written.pattern(test) end
  local parts = {}
  for i, part in ipairs(holds.failing(test, tokens, row, {})) do
    local words = (part[1] == "word" or part[1] == "exact") and quoted(part[2])
    parts[i] = (words or written.pattern(part)) .. values_of(part, tokens, row)
  end
  return table.concat(parts, " and ")
end

local function would(tree, doc, row, unit)
  local tokens = doc:layer "token"
  if not tree.op then return token_would(tree, doc, row) end
  if tree.op == "token" then return token_would(tree.test, doc, row) end
  if tree.op == "assert" then return PLACES[tree.what] end
  if tree.op == "unit" then
    return unit_would(tree, doc, row > #tokens and #doc.text or tokens:first(row), unit)
  end
  if tree.op == "scope" then return ('a place %s "%s"'):format(tree.how, tree.layer) end
  return ("%s%s %s"):format(tree.negative and "no " or "", written.pattern(tree[1]),
                            tree.behind and "up to here" or "from here on")
end

-- Gives the line of a node, the rule's for the atoms that have none of their own.
local function line_of(tree, rule)
  return tree.where:find "^gloss%.pattern:" and rule.where or tree.where
end

-- Gives the predicates that failed, each once: as a script writes them, with their line and tree.
local function failed_of(rule, answer)
  local list, seen = {}, {}
  for _, tree in ipairs(answer.rejected and { answer.rejected } or answer.wanted) do
    local text = (answer.rejected and written.condition or written.pattern)(tree)
    if not seen[text] then
      seen[text] = true
      list[#list + 1] = { pattern = text, where = line_of(tree, rule), tree = tree }
    end
  end
  return list
end

-- Adds to an answer how far the rule came.
local function add_reach(shown, answer, doc, token, unit)
  local at = answer.furthest
  if at > token then shown.passed = explain.tokens_place(doc, token, at - 1, unit) end
  if at <= answer.scope[2] then shown.furthest = explain.tokens_place(doc, at, at, unit) end
end

-- Tells what became of a match from a token: it is there, lost, or lies in an earlier one.
local function fate(phase, number, doc, token, shown, unit)
  local found = phase.matches[doc]
  for _, raw in ipairs(found) do
    if raw.rule == number and raw.first == token then
      local winner = raw.winner and found[raw.winner]
      if not winner then shown.answer = "matches" return end
      shown.answer, shown.why = "lost", explain.why_lost(phase, raw, winner)
      shown.winner = explain.tokens_place(doc, winner.first, winner.last, unit)
      shown.winner.rule = phase.rules[winner.rule].full_name
      shown.winner.where = phase.rules[winner.rule].where
      return
    end
  end
  shown.answer = "taken"   -- a rule's matches do not overlap, the leftmost first
end

--- Gives why rule `number` of a phase does or does not match from a token.
--   returns  answer: "matches", "lost", "taken", "rejected", "no scope" or "failed"
function whynot.at(phase, number, doc, token, unit)
  local rule = phase.rules[number]
  local answer = phase.engine:why(doc, number, token)
  local shown = { rule = rule.full_name, where = rule.where,
                  from = explain.tokens_place(doc, token, token, unit) }
  if answer.last and not answer.rejected then
    shown.match = explain.tokens_place(doc, token, answer.last, unit)
    fate(phase, number, doc, token, shown, unit)
  elseif not answer.scope then
    shown.answer, shown.within = "no scope", rule.within
    shown.zones = rule.zones and json.array(table.move(rule.zones, 1, #rule.zones, 1, {}))
  else
    shown.answer = answer.rejected and "rejected" or "failed"
    if not answer.rejected then add_reach(shown, answer, doc, token, unit) end
    shown.wanted = json.array(failed_of(rule, answer))
    for _, one in ipairs(shown.wanted) do
      if not answer.rejected then one.would_pass = would(one.tree, doc, answer.furthest, unit) end
      one.tree = nil
    end
  end
  return shown
end

--- Makes an empty summary of misses, whose `list` has the predicates that failed.
function whynot.summary() return { list = json.array {}, by_predicate = {} } end

-- Gives the entry of a predicate in a summary.
local function entry_of(summary, one)
  local key = one.pattern .. "\n" .. one.where
  local entry = summary.by_predicate[key]
  if not entry then
    entry = { pattern = one.pattern, where = one.where, misses = 0, examples = json.array {} }
    summary.by_predicate[key] = entry
    summary.list[#summary.list + 1] = entry
  end
  return entry
end

-- Gives where in an entry's examples, the nearest first, one belongs from whose start `passed`
-- tokens passed up to `reached`; nil where none does, or where a longer one that stopped there is.
local function rank(entry, id, passed, reached)
  local at = #entry.examples + 1
  for i, known in ipairs(entry.examples) do
    if known.id == id and known.reached == reached then return nil end
    if passed > known.passed_tokens then at = math.min(at, i) end
  end
  return at <= EXAMPLES and at or nil
end

local function count_miss(summary, rule, answer, doc, token, unit)
  local reached = answer.rejected and token or answer.furthest
  for _, one in ipairs(failed_of(rule, answer)) do
    local entry = entry_of(summary, one)
    entry.misses = entry.misses + 1
    local at = rank(entry, doc.id, reached - token, reached)
    if at then
      local example = { id = doc.id, from = explain.tokens_place(doc, token, token, unit),
                        passed_tokens = reached - token, reached = reached }
      if not answer.rejected then add_reach(example, answer, doc, token, unit) end
      table.insert(entry.examples, at, example)
      entry.examples[EXAMPLES + 1] = nil
    end
  end
end

--- Adds the nearest misses of a rule in a document to a summary: starts from which some token
-- passed, or whose finished match was rejected.
function whynot.sum(summary, phase, number, doc, unit)
  for _, miss in ipairs(phase.engine:misses(doc, number)) do
    count_miss(summary, phase.rules[number], miss, doc, miss.first, unit)
  end
end

--- Gives the predicates of a summary, the one that failed most often first, each with the examples
-- from which most tokens passed.
function whynot.ranked(summary)
  for _, entry in ipairs(summary.list) do
    for _, one in ipairs(entry.examples) do one.passed_tokens, one.reached = nil, nil end
  end
  table.sort(summary.list, function(a, b)
    if a.misses ~= b.misses then return a.misses > b.misses end
    if a.pattern ~= b.pattern then return a.pattern < b.pattern end
    return a.where < b.where
  end)
  return summary.list
end

return whynot
