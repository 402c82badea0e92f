--- Documents as CoNLL-U (Universal Dependencies, version 2): a token a line, an empty line after a
-- sentence. Columns that need a parser are "_". MISC has what is between tokens (SpaceAfter=No, or
-- SpacesBefore and SpacesAfter, as UDPipe writes them), so that the text can be made again, the
-- token's place (TokenRange=START:END), and for every layer of findings LAYER=B-LABEL or I-LABEL
-- (IOB2), several joined by ";".
local offsets = require "gloss.offsets"
local stage = require "gloss.stage"

local ESCAPES <const> = { [" "] = "\\s", ["\t"] = "\\t", ["\r"] = "\\r", ["\n"] = "\\n",
                          ["|"] = "\\p", ["\\"] = "\\\\" }

local function escape(text) return (text:gsub('[ \t\r\n|\\]', ESCAPES)) end

-- Gives text as it may stand in a column or a comment.
local function flat(text) return (text:gsub("%s+", " ")) end

-- Gives the name of a layer or a label as it may stand in MISC.
local function key_text(name) return (name:gsub("[%s|=;\\]", "_")) end

-- Adds to tags[i] of each token in a layer's spans what the layer says of it.
local function tag(layer, tokens, tags)
  local key, labelled, said = key_text(layer.name), layer:has "label", {}
  for row, first, last in layer:each() do
    local label = labelled and layer:get(row, "label")
    label = "-" .. key_text(label and tostring(label) or layer.name)
    local mark = "B"
    for i in tokens:overlapping(first, last) do
      said[i] = (said[i] and said[i] .. ";" or "") .. mark .. label
      mark = "I"
    end
  end
  for i, text in next, said do
    tags[i] = tags[i] or {}
    table.insert(tags[i], key .. "=" .. text)
  end
end

-- Gives what the layers of findings say of each token.
local function tags_of(doc, tokens)
  local tags = {}
  for _, name in ipairs(doc:layers()) do
    local layer = doc:layer(name)
    if not stage.basic_layers[name] and not layer.relation then tag(layer, tokens, tags) end
  end
  return tags
end

-- Gives MISC of a token, its parts in order of their names.
local function misc(before, gap, place, tags)
  local parts = { "TokenRange=" .. place }
  if gap == "" then parts[2] = "SpaceAfter=No"
  elseif gap ~= " " then parts[2] = "SpacesAfter=" .. escape(gap) end
  if before ~= "" then parts[#parts + 1] = "SpacesBefore=" .. escape(before) end
  table.move(tags or {}, 1, #(tags or {}), #parts + 1, parts)
  table.sort(parts)
  return table.concat(parts, "|")
end

-- Gives the byte after the last of each sentence; without sentences the text is one.
local function sentence_ends(doc)
  local stops = {}
  if doc:find "sentence" then
    for i, _, last in doc:layer "sentence":each() do stops[i] = last + 1 end
  end
  stops[#stops + 1] = math.huge
  return stops
end

-- Gives the lines of tokens from the i-th on that end before a byte, the text they make, and the
-- token after them.
local function sentence_lines(at, i, stop)
  local rows, said, text = {}, {}, at.text
  local first, last = at.tokens:first(i), at.tokens:last(i)
  while last and last < stop do
    local following = i < #at.tokens and at.tokens:first(i + 1) or #text + 1
    local form, gap = flat(text:sub(first, last)), text:sub(last + 1, following - 1)
    local before = i == 1 and text:sub(1, first - 1) or ""
    local place = ("%d:%d"):format(at.places[2 * i - 1], at.places[2 * i])
    rows[#rows + 1] = ("%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n"):format(#rows + 1, form,
      misc(before, gap, place, at.tags[i]))
    said[#said + 1] = form .. (gap == "" and "" or " ")
    i, first = i + 1, following
    last = i <= #at.tokens and at.tokens:last(i)
  end
  return table.concat(rows), (table.concat(said):gsub(" $", "")), i
end

--- Makes a writer: document(doc) gives the text of a document that has tokens.
--   options  offsets ("codepoints", "bytes" or "utf16"): the unit of TokenRange
return function(options)
  local writer = {}

  function writer.document(_, doc)
    local id, tokens = flat(doc.id), doc:layer "token"
    local at = { text = doc.text, tokens = tokens, tags = tags_of(doc, tokens),
                 places = offsets.rows(tokens, options and options.offsets or "codepoints") }
    local out, i = { ("# newdoc id = %s\n"):format(id) }, 1
    for number, stop in ipairs(sentence_ends(doc)) do
      if i > #tokens then break end
      local rows, said
      rows, said, i = sentence_lines(at, i, stop)
      if rows ~= "" then
        out[#out + 1] = ("# sent_id = %s-%d\n# text = %s\n%s\n"):format(id, number, said, rows)
      end
    end
    return table.concat(out)
  end

  return writer
end
