--- The parts of a record that come from the other layers: dateline and credits, dates, money,
-- quotes, events, acronyms.

local common = require "gloss.news.common"
local evidence = require "gloss.news.record.evidence"
local json = require "gloss.json"

local M = {}

-- Gives the text of a row, single-spaced.
local function text_of(doc, row) return common.squeeze(doc.text:sub(row.first, row.last)) end

-- Gives the rows of a layer as {first, last, row, rule, via} and the columns it has of these.
local function rows_of(doc, name, columns)
  local out, layer = {}, doc:layer(name)
  if #layer == 0 then return out end
  local rule, via, present = layer:column "rule", layer:column "via", {}
  for _, column in ipairs(columns) do
    if layer:has(column) then present[#present + 1] = layer:column(column) end
  end
  for row, first, last in layer:each() do
    local fact = { row = row, first = first, last = last, rule = rule[row], via = via[row] }
    for _, column in ipairs(present) do fact[column.name] = column[row] end
    out[row] = fact
  end
  return out
end

local function or_null(value)
  if value == nil then return json.null end
  return value
end

--- Fills headline, dateline, agency, reporters, editors and contributors.
function M.frame(doc, record, ledger)
  record.headline = json.null
  for _, h in ipairs(rows_of(doc, "headline", { "label" })) do
    if h.label == "HEADLINE" and record.headline == json.null then
      record.headline = text_of(doc, h)
      ledger:add("headline", record.headline, { h }, h)
    end
  end
  record.dateline, record.agency = json.null, json.null
  local d = rows_of(doc, "dateline", { "place", "agency", "date" })[1]
  if d then
    record.dateline = { place = or_null(d.place), agency = or_null(d.agency),
      date = or_null(d.date) }
    record.agency = or_null(d.agency)
    ledger:add("dateline", text_of(doc, d), { d }, d)
  end
  for _, field in ipairs { "reporters", "editors", "contributors" } do
    record[field] = json.array {}
    local seen = {}
    for _, b in ipairs(rows_of(doc, "byline", { field })) do
      for _, name in ipairs(b[field] or {}) do
        if not seen[name] then
          seen[name] = true
          table.insert(record[field], name)
          ledger:add(field, name, { b }, b)
        end
      end
    end
  end
end

--- Fills dates: the values of all dates and times of day, sorted.
function M.dates(doc, record, ledger)
  local points = {}
  for _, t in ipairs(rows_of(doc, "timex", { "label", "value" })) do
    if t.label == "DATE" or t.label == "TIME" then points[#points + 1] = t end
  end
  record.dates = ledger:collect("dates", points, "value")
end

--- Fills money and acronyms.
function M.amounts(doc, record)
  record.money, record.acronyms = json.array {}, json.array {}
  for k, m in ipairs(rows_of(doc, "money", { "amount", "amount_max", "currency", "mod", "per" })) do
    record.money[k] = evidence.trace(doc, { text = text_of(doc, m), amount = m.amount,
      amount_max = m.amount_max, currency = m.currency,
      mod = m.mod, per = m.per }, { m }, m)
  end
  local seen = {}
  for _, a in ipairs(rows_of(doc, "acronym", { "short_text", "long_text" })) do
    if not seen[a.short_text] then
      seen[a.short_text] = true
      table.insert(record.acronyms, evidence.trace(doc, { short = a.short_text,
        long = a.long_text }, { a }, a))
    end
  end
end

--- Fills quotes.
function M.quotes(doc, record)
  record.quotes = json.array {}
  local names = { "label", "speaker", "cue_first", "cue_last", "position", "attribution", "group",
    "referent" }
  local referents = doc:layer "referent"
  for k, q in ipairs(rows_of(doc, "quote", names)) do
    record.quotes[k] = evidence.trace(doc, { text = doc.text:sub(q.first, q.last), label = q.label,
      speaker = or_null(q.speaker),
      speaker_id = q.referent and referents:get(q.referent, "id") or nil, position = q.position,
        attribution = q.attribution,
      cue = q.cue_first and common.squeeze(doc.text:sub(q.cue_first, q.cue_last)) or json.null,
      group = q.group and "g" .. q.group or nil }, { q }, q)
  end
end

-- Ids of people by name, for event arguments.
local function ids_of(record)
  local ids = {}
  for _, person in ipairs(record.people or {}) do ids[person.name] = person.id end
  return ids
end

local function event_fact(doc, e, spans, ids)
  local args = json.array {}
  for k, name in ipairs(e.participants) do
    args[k] = { role = e.roles[k] or "party", name = name, id = ids[name] }
  end
  return evidence.trace(doc, { id = e.event_id, type = e.label, trigger = text_of(doc, e),
    participants = json.array(e.participants),
    args = args, date = or_null(e.date), place = or_null(e.place), factuality = e.factuality },
      spans, e)
end

--- Fills events, one for each event_id, and anonymous_sources.
function M.events(doc, record, ledger)
  record.events, record.anonymous_sources = json.array {}, json.array {}
  local names = { "label", "participants", "roles", "date", "place", "factuality", "event_id" }
  local ids, spans, order, sources = ids_of(record), {}, {}, {}
  for _, e in ipairs(rows_of(doc, "event", names)) do
    local key = e.event_id or e
    local list = spans[key]
    if list then
      list[#list + 1] = e
    else
      spans[key] = { e }
      order[#order + 1] = e
    end
    for _, name in ipairs(e.participants) do
      if name:find "^anon:" and not sources[name] then
        sources[name] = true
        table.insert(record.anonymous_sources, name)
        ledger:add("anonymous_sources", name, { e }, e)
      end
    end
  end
  for k, e in ipairs(order) do
    record.events[k] = event_fact(doc, e, spans[e.event_id or e], ids)
  end
end

return M
