-- facts.lua -- runs the newswire stages for times, numbers and acronyms over a text, for specs.
local gloss = require "gloss"

local pipeline = gloss.pipeline {
  splitter = gloss.splitter { newlines = "wrap" },
  "token", "news.zones", "sentence", "news.lists", "news.numerals", "news.time",
  "news.numbers", "news.acronyms",
}

local facts = {}

--- The dateline put before every text, so that the text is the body of a story.
facts.dateline = "PARIS (Reuters) - "

-- Gives a column's value as text; whole numbers without a point.
local function plain(value)
  return type(value) == "number" and ("%.14g"):format(value) or value
end

--- Gives the document of a text; without ref_date it has no reference date.
function facts.run(text, ref_date)
  local options = { id = "facts", ref_date = ref_date }
  return pipeline:run(assert(gloss.doc(facts.dateline .. text, options)))
end

--- Gives the rows of a layer as strings "LABEL [text] column=value ...", without columns unset.
function facts.list(doc, layer, columns)
  local out = {}
  for s in doc:layer(layer):spans() do
    local parts = { s.label, "[" .. s.text .. "]" }
    for _, column in ipairs(columns) do
      if s[column] ~= nil then parts[#parts + 1] = column .. "=" .. plain(s[column]) end
    end
    out[#out + 1] = table.concat(parts, " ")
  end
  return out
end

return facts
