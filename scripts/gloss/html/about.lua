--- What a page says about itself: title, day, language, address, site.
local json = require "gloss.json"
local refdate = require "gloss.refdate"

-- Where a page's day is, the first of them that is there; then "json", "time".
local DATES = { "article:published_time", "og:published_time", "datepublished", "pubdate",
                "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "date",
                "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "json", "time" }
local TITLES = { "og:title", "twitter:title", "dc.title" }

local about = {}
local About = {}
About.__index = About

-- Finds datePublished in structured data, without recursion.
local function published_in(value)
  local waiting = { value }
  while #waiting > 0 do
    local one = table.remove(waiting)
    if type(one.datePublished) == "string" then return one.datePublished end
    for _, item in next, one do
      if type(item) == "table" then waiting[#waiting + 1] = item end
    end
  end
end

local function note(self, name, value)
  if value ~= "" and not self.found[name] then self.found[name] = value end
end

-- What elements say, by their names.
local SAY = {}

function SAY.title(self, _, content) note(self, "<title>", content) end

function SAY.meta(self, found)
  local name = found.property or found.name or found.itemprop or found["http-equiv"]
  if name and found.content then note(self, name:lower(), found.content) end
end

function SAY.html(self, found) note(self, "language", found.lang or "") end

function SAY.link(self, found)
  if (found.rel or ""):lower() == "canonical" then note(self, "canonical", found.href or "") end
end

function SAY.time(self, found)
  note(self, found.itemprop == "datePublished" and "datepublished" or "time", found.datetime or "")
end

function SAY.script(self, found, content)
  if self.found.json or (found.type or ""):lower() ~= "application/ld+json" then return end
  local value = json.decode(content)
  note(self, "json", type(value) == "table" and published_in(value) or "")
end

--- Takes an element: its name, its attributes, and its text where that is not shown.
function About:take(name, found, content)
  local say = SAY[name]
  if say then say(self, found, content) end
end

local function tidy(text)
  return (text:gsub("\u{A0}", " "):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

-- Gives the title of the window, without the name of the site at its end.
local function short_title(title, site)
  title = tidy(title)
  for _, mark in ipairs { " | ", " - ", " \u{2013} ", " \u{2014} ", " :: " } do
    local at = site and #title - #site - #mark
    if at and at > 0 and title:sub(at + 1) == mark .. site then return title:sub(1, at) end
  end
  return title
end

-- Gives a language as a code such as "en" or "pt-BR".
local function language_of(found)
  local code = found.language or found["content-language"] or found["og:locale"]
  return code and code:match "^%a%a%a?[%w_-]*"
end

--- Gives the metadata: title, published, language, url, source; those that are there.
--   heading  the first heading of the main part, or nil
function About:meta(heading)
  local found, meta = self.found, {}
  for _, name in ipairs(TITLES) do meta.title = meta.title or found[name] end
  meta.title = meta.title or heading or found["<title>"]
  local site = found["og:site_name"]
  if meta.title then meta.title = short_title(meta.title, site) end
  if meta.title == "" then meta.title = nil end
  for _, name in ipairs(DATES) do
    local value = found[name] and tidy(found[name])
    if value and not meta.published and refdate.parse(value) then meta.published = value end
  end
  meta.language = language_of(found)
  meta.url = found.canonical or found["og:url"]
  meta.source = site and tidy(site)
  return meta
end

--- Makes what gathers the metadata of a page.
function about.new() return setmetatable({ found = {} }, About) end

return about
