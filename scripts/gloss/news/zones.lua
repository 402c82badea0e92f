--- Zones: every line of a page is headline, subhead, dateline, byline, credit, boilerplate or body.
-- Makes the layers zone, headline, boilerplate, dateline and byline, and gives the document its
-- reference date where only the dateline tells it.

local gloss = require "gloss"
local classify = require "gloss.news.zones.classify"
local credits = require "gloss.news.credits"
local forms = require "gloss.news.zones.forms"

-- Gives what may be a dateline by its first byte.
local function datelines_of(doc)
  local found = {}
  local layer = doc:layer "dateline.form"
  for _, first, last, place, agency, date, rule in
      layer:each("place", "agency", "date", "rule") do
    found[first] = { last = last, place = place, agency = agency, date = date, rule = rule }
  end
  return found
end

-- Gives what lines say they are: bylines and credits by their first byte, what ends a paragraph by
-- its last, notices as a list.
local function forms_of(doc)
  local byline, credit, tail, notices = {}, {}, {}, {}
  local layer = doc:layer "zone.form"
  for _, first, last, label in layer:each "label" do
    if label == "BYLINE" then byline[first] = true
    elseif label == "CREDIT" then credit[first] = true
    elseif label == "NOTICE" then notices[#notices + 1] = { first = first }
    else tail[last] = { first = first, label = label == "ENDING" and "boilerplate" or "credit" } end
  end
  return { byline = byline, credit = credit, tail = tail, notices = notices }
end

-- A date that the dateline tells without a reference date is that.
local function set_ref_date(doc, zones)
  for _, zone in ipairs(zones) do
    local date = zone.dateline and zone.dateline.date
    if date and not doc.ref_date then doc:set_ref_date(date, "dateline") end
  end
end

local function builders(doc)
  local function make(name, columns)
    columns.label, columns.rule, columns.via = "symbol", "symbol", "symbol"
    return doc:build(name, columns)
  end
  return {
    zone = doc:build("zone", { label = "symbol" }),
    headline = make("headline", {}),
    boilerplate = make("boilerplate", {}),
    dateline = make("dateline", { place = "symbol", agency = "symbol", date = "symbol" }),
  }
end

local add = {}

function add.headline(b, z)
  b.headline:add(z.first, z.last, { label = "HEADLINE", rule = "news.zones/headline",
    via = "rule" })
end

function add.subhead(b, z)
  b.headline:add(z.first, z.last, { label = "SUBHEAD", rule = "news.zones/headline", via = "rule" })
end

function add.boilerplate(b, z)
  for _, line in ipairs(z.lines) do
    b.boilerplate:add(line.first, line.last, { label = "LINE", rule = "news.zones/furniture",
      via = "rule" })
  end
end

function add.dateline(b, z)
  local found = z.dateline
  b.dateline:add(z.first, z.last, { label = "DATELINE", place = found.place, agency = found.agency,
    date = found.date, rule = found.rule, via = "rule" })
end

local function run(doc)
  local zones = classify(doc.text, datelines_of(doc), forms_of(doc))
  set_ref_date(doc, zones)
  local b = builders(doc)
  for _, z in ipairs(zones) do
    b.zone:add(z.first, z.last, { label = z.label })
    if add[z.label] then add[z.label](b, z) end
  end
  for _, name in ipairs { "zone", "headline", "boilerplate", "dateline" } do b[name]:seal() end
end

return gloss.module { name = "news.zones", version = gloss.version, license = "MIT",
  summary = "what each line of a page is, and what its dateline, byline and credits say",
  requires = { "token", "news.dateline" },
  forms, {
    name = "news.zones",
    reads = { "dateline.form", "zone.form" },
    makes = { "zone", "headline", "boilerplate", "dateline" },
    run = run,
  }, credits }
