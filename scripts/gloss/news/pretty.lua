--- The screen of a story: who, who said what, what happened when, each with the words that say so.

local common = require "gloss.news.common"

local function join(list, separator)
  return table.concat(list or {}, separator or ", ")
end

local function has(value) return type(value) == "string" and value ~= "" end

local function sentence_of(doc, span)
  local sentence = doc:layer "sentence"
  local row = sentence:within(span.first, span.last)
  return row and common.squeeze(doc.text:sub(sentence:first(row), sentence:last(row))) or ""
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
    page("  " .. page:style("person", person.name) .. "\n")
    if #offices > 0 then page:paragraph(join(offices, "; "), 4, 2) end
  end
end

local function quotes(record, page)
  local said = {}
  for _, quote in ipairs(record.quotes) do
    if has(quote.speaker) then said[#said + 1] = quote end
  end
  if #said == 0 then return end
  page:heading "Said"
  for _, quote in ipairs(said) do
    local cue = has(quote.cue) and " " .. quote.cue or ""
    page("  " .. page:style("person", (quote.speaker:gsub("^anon:", "unnamed: "))) .. cue .. "\n")
    page:paragraph(common.squeeze(quote.text), 4)
  end
end

-- Events other than statements, each once, with the sentence that tells it.
local function events(doc, record, page)
  local layer, seen, any = doc:layer "event", {}, false
  for row, first, last, label, id in layer:each("label", "event_id") do
    if label ~= "STATEMENT" and not seen[id or row] then
      seen[id or row] = true
      if not any then page:heading "Events" end
      any = true
      local what = { label:lower(), layer:get(row, "factuality"):lower() }
      for _, column in ipairs { "date", "place" } do what[#what + 1] = layer:get(row, column) end
      page("  " .. page:style("bold", join(layer:get(row, "participants"), " + ")) .. "  " ..
        page:style("time", join(what)) .. "\n")
      page:paragraph(sentence_of(doc, { first = first, last = last }), 4)
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
