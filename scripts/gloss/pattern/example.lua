--- Examples of rules: "met [General]{title} [Ma]{entity} today". Brackets hold what a rule must
-- find, and nothing else: with a name the annotations of that layer (or captures of that name),
-- without one the whole match; brackets inside are captures. No brackets: no match. A backslash
-- escapes a bracket.
local core = require "gloss.core"
local emit = require "gloss.pattern.emit"
local nearest = require "gloss.nearest"

local example = {}

-- Gives the position after a backslash's character, appended.
local function literal(source, at, out)
  local character = source:match("^\\([%[%]\\{}])", at)
  out[#out + 1] = character or source:sub(at, at)
  return at + (character and 2 or 1)
end

--- Gives the plain text of an example and its brackets {first, last, name, depth}; nil and why for
-- one that is not well formed.
function example.parse(source)
  local out, open, spans, at, size = {}, {}, {}, 1, 0
  while at <= #source do
    local character = source:sub(at, at)
    if character == "[" then
      open[#open + 1] = { first = size + 1, depth = #open + 1 }
      at = at + 1
    elseif character == "]" then
      local span = table.remove(open)
      if not span then return nil, ("']' at byte %d opens nowhere"):format(at - 1) end
      span.last, span.name = size, source:match("^{([%w_.]+)}", at + 1)
      if span.last < span.first then return nil, ("empty brackets at byte %d"):format(at - 1) end
      if not span.name and source:sub(at + 1, at + 1) == "{" then
        return nil, ("'{' at byte %d begins no name"):format(at)
      end
      spans[#spans + 1] = span
      at = at + 1 + (span.name and #span.name + 2 or 0)
    else
      local before = #out
      at = literal(source, at, out)
      size = size + #table.concat(out, "", before + 1)
    end
  end
  if #open > 0 then return nil, "a '[' is not closed" end
  return table.concat(out), spans
end

-- Gives the spans "first-last" that winners of a rule give under a name: of a layer, else (when
-- `nested` only) of a capture; of no name the whole matches.
local function found_of(name, winners, doc, nested)
  local tokens, set = doc:layer "token", {}
  local function add(first, last) set[("%d-%d"):format(first, last)] = doc.text:sub(first, last) end
  for _, raw in ipairs(winners) do
    local emitted = false
    for _, layer, first, last in emit.parts(raw) do
      if layer == name and not nested then
        emitted = true
        add(first, last)
      end
    end
    for _, one in ipairs(name and not emitted and raw.captures or {}) do
      if one.name == name then add(tokens:first(one.first), tokens:last(one.last)) end
    end
    if not name then add(tokens:first(raw.first), tokens:last(raw.last)) end
  end
  return set
end

local function listed(set)
  local texts = {}
  for _, text in next, set do texts[#texts + 1] = ("\"%s\""):format(text) end
  table.sort(texts)
  return #texts > 0 and table.concat(texts, ", ") or "nothing"
end

-- Tells whether the names of brackets are layers or captures of the rule: nil, or a message.
local function check_names(spans, rule)
  for _, span in ipairs(spans) do
    if span.name and not rule.makes[span.name] and not rule.captures[span.name] then
      local known = table.move(rule.makes, 1, #rule.makes, 1, {})
      for name in next, rule.captures do known[#known + 1] = name end
      table.sort(known)
      return nearest.unknown("layer or capture", span.name, known)
    end
  end
end

-- Compares what brackets of one name want with what there is: nil, or a message.
local function compare(name, wanted, found, exactly)
  for span in next, wanted do
    if not found[span] then
      return ("%s: wanted %s, found %s"):format(name or "match", listed(wanted), listed(found))
    end
  end
  for span in next, exactly and found or {} do
    if not wanted[span] then
      return ("%s: wanted %s, found %s"):format(name or "match", listed(wanted), listed(found))
    end
  end
end

local function check(spans, winners, doc, rule)
  if #spans == 0 and #winners > 0 then
    return "wanted no match, found " .. listed(found_of(nil, winners, doc))
  end
  local groups, keys = {}, {}
  for _, span in ipairs(spans) do
    local key = (span.name or "") .. (span.depth > 1 and "/" or "")
    if not groups[key] then
      groups[key] = { name = span.name, exactly = span.depth == 1, wanted = {} }
      keys[#keys + 1] = key
    end
    groups[key].wanted[("%d-%d"):format(span.first, span.last)] =
      doc.text:sub(span.first, span.last)
  end
  table.sort(keys)
  for _, key in ipairs(keys) do
    local group = groups[key]
    local found = found_of(group.name, winners, doc, not group.exactly)
    local is_both = group.exactly and rule.makes[group.name] and rule.captures[group.name]
    local what = is_both and group.name .. " (the layer; inner brackets are captures)" or group.name
    local why = compare(what, group.wanted, found, group.exactly)
    if why then return why end
  end
end

--- Runs a pipeline on an example of a rule of one of its phases: nil, or what is wrong.
function example.run(pipeline, phase, rule, source)
  local text, spans = example.parse(source)
  if not text then return spans end
  local unknown = check_names(spans, rule)
  if unknown then return unknown end
  local doc, why = core.doc(text, { id = "example" })
  if not doc then return why end
  pipeline:run(doc)
  local winners = {}
  for _, raw in ipairs(phase.matches[doc] or {}) do
    if not raw.winner and phase.rules[raw.rule].name == rule.name then
      winners[#winners + 1] = raw
    end
  end
  why = check(spans, winners, doc, rule)
  doc:close()
  return why
end

return example
