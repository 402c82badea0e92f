-- story.lua -- runs the newswire stages up to the entities over a text, for specs.
local gloss = require "gloss"

local pipeline = gloss.pipeline {
  splitter = gloss.splitter { newlines = "wrap" },
  "token", "news.zones", "sentence", "news.lists", "news.offices",
  "news.entities", "news.titles", "news.roles",
}

local story = { pipeline = pipeline }

-- Gives the document of a text; without a dateline one is put before it.
function story.run(text, ref_date)
  if not text:find "%(%a+%) %-" then text = "PARIS (Reuters) - " .. text end
  return pipeline:run(assert(gloss.doc(text, { id = "story", ref_date = ref_date or
    "2020-06-01" })))
end

-- Gives the rows of a layer as a table of text -> row, white space squeezed; of equal texts the
-- last.
function story.by_text(doc, layer)
  local rows = {}
  for s in doc:layer(layer):spans() do rows[s.text:gsub("%s+", " ")] = s end
  return rows
end

-- Gives the rows of a layer as strings "LABEL text", those of the dateline left out.
function story.list(doc, layer)
  local out = {}
  local stop = #doc:layer "dateline" > 0 and doc:layer "dateline"[1].last or 0
  for s in doc:layer(layer):spans() do
    if s.first > stop then out[#out + 1] = s.label .. " " .. s.text:gsub("%s+", " ") end
  end
  return out
end

return story
