--- Zones: every line of a page is headline, subhead, dateline, byline, credit, boilerplate or body.
-- Makes the layers zone, headline, boilerplate, dateline and byline, and gives the document its
-- reference date where only the dateline tells it.

local gloss = require "gloss"
local classify = require "gloss.news.zones.classify"
local credits = require "gloss.news.credits"

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

-- A date that the dateline tells without a reference date is that.
local function set_ref_date(doc, zones)
  for _, zone in ipairs(zones) do
    local date = zone.dateline and zone.dateline.date
    if date and not doc.ref_date then doc:set_ref_date(date, "dateline") end
  end
end

local LIST = { type = "symbol", list = true }

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
    byline = make("byline", { reporters = LIST, editors = LIST, contributors = LIST }),
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

local function add_byline(b, z, label, line)
  local who = credits.parse(line)
  b.byline:add(z.first, z.last, { label = label, reporters = who.reporters, editors = who.editors,
    contributors = who.contributors, rule = "news.credits/" .. label:lower(), via = "rule" })
end

function add.byline(b, z, doc)
  local line = doc.text:sub(z.first, z.last)
  add_byline(b, z, "BYLINE", credits.is_byline(line) and line or "By " .. line)
end

function add.credit(b, z, doc)
  add_byline(b, z, "CREDIT", doc.text:sub(z.first, z.last))
end

local function run(doc)
  local zones = classify(doc.text, datelines_of(doc))
  set_ref_date(doc, zones)
  local b = builders(doc)
  for _, z in ipairs(zones) do
    b.zone:add(z.first, z.last, { label = z.label })
    if add[z.label] then add[z.label](b, z, doc) end
  end
  for _, name in ipairs { "zone", "headline", "boilerplate", "dateline",
    "byline" } do b[name]:seal() end
end

return gloss.module { name = "news.zones", version = gloss.version, license = "MIT",
  summary = "what each line of a page is, and what its dateline, byline and credits say",
  requires = { "token", "news.dateline" }, {
    name = "news.zones",
    reads = { "dateline.form" },
    makes = { "zone", "headline", "boilerplate", "dateline", "byline" },
    run = run,
  } }
