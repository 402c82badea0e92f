--- The screen of a story: who, who said what, what happened when, each with the words that say so.

local common = require "gloss.news.common"

local function join(list, separator)
  return table.concat(list or {}, separator or ", ")
end

local function has(value) return type(value) == "string" and value ~= "" end

-- What is left of a sentence around a span in about `room` bytes, cut at spaces.
local function evidence(doc, first, last, room)
  local sentence = doc:layer "sentence"
  local row = sentence:within(first, last)
  if not row then return "" end
  local from, to = sentence:first(row), sentence:last(row)
  local text, before, after = doc.text, "", ""
  if to - from >= room then
    local left = math.max(from, math.min(first - room // 3, to - room))
    if left > from then
      from, before = (text:find("%s", left) or first - 1) + 1, "... "
      if from > first then from = first end
    end
    if from + room < to then
      local kept = text:sub(from, from + room):match "^(.*)%s" or ""
      to, after = math.max(last, from + #kept - 1), " ..."
    end
  end
  return before .. common.squeeze(text:sub(from, to)) .. after
end

local function head(record, page)
  page:heading(has(record.headline) and record.headline or record.id)
  local dateline = type(record.dateline) == "table" and record.dateline or {}
  local parts = {}
  for _, key in ipairs { "place", "agency", "date" } do
    if has(dateline[key]) then parts[#parts + 1] = dateline[key] end
  end
  if #parts > 0 then page:field("dateline", join(parts)) end
  for _, key in ipairs { "reporters", "contributors", "editors" } do
    if #record[key] > 0 then page:field(key, join(record[key])) end
  end
  if has(record.ref_date) then
    page:field("today is", ("%s (%s)"):format(record.ref_date, record.ref_date_from))
  end
end

local function people(record, page)
  if #record.people == 0 then return end
  page:heading "People"
  for _, person in ipairs(record.people) do
    local offices = {}
    for _, list in ipairs { person.titles, person.roles } do
      for _, office in ipairs(list) do offices[#offices + 1] = office end
    end
    local text = person.name .. (#offices > 0 and ": " .. join(offices, "; ") or "")
    page:paragraph(text, 2, 2, "person", #person.name)
  end
end

local function quotes(record, page)
  local heading = true
  for _, quote in ipairs(record.quotes) do
    if has(quote.speaker) then
      if heading then page:heading "Said" end
      heading = false
      local who = quote.speaker:gsub("^anon:", "unnamed: ")
      local cue = has(quote.cue) and " " .. quote.cue or ""
      page:paragraph(who .. cue .. ": " .. common.squeeze(quote.text), 2, 2, "person", #who)
    end
  end
end

-- Events that have somebody in them, other than statements, each once, with the words that tell it.
local function events(doc, record, page)
  local layer, seen, any = doc:layer "event", {}, false
  for row, first, last, label, id in layer:each("label", "event_id") do
    local who = join(layer:get(row, "participants"), " + ")
    if label ~= "STATEMENT" and who ~= "" and not seen[id or row] then
      seen[id or row] = true
      if not any then page:heading "Events" end
      any = true
      local what = { label:lower(), layer:get(row, "factuality"):lower() }
      for _, column in ipairs { "date", "place" } do what[#what + 1] = layer:get(row, column) end
      page:paragraph(who .. ": " .. join(what), 2, 2, "bold", #who)
      page:paragraph(evidence(doc, first, last, page.width - 12), 4)
    end
  end
end

local function lists(record, page)
  page:heading "Named"
  local places = {}
  for k, place in ipairs(record.locations) do
    places[k] = place.name .. (has(place.iso) and " (" .. place.iso .. ")" or "")
  end
  local money = {}
  for k, amount in ipairs(record.money) do money[k] = amount.text end
  local acronyms = {}
  for k, pair in ipairs(record.acronyms) do acronyms[k] = pair.short .. " = " .. pair.long end
  for _, field in ipairs { { "organisations", record.organisations }, { "places", places },
    { "events", record.named_events },
                           { "dates", record.dates }, { "money", money },
                             { "acronyms", acronyms } } do
    if #field[2] > 0 then page:field(field[1], join(field[2])) end
  end
end

--- Writes the screen of a document and its record to a page.
return function(doc, record, page)
  head(record, page)
  people(record, page)
  quotes(record, page)
  events(doc, record, page)
  lists(record, page)
end
