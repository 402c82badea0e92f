--- Text that was split into sentences by hand: read from JSONL, and compared with a splitter's.
local core = require "gloss.core"
local json = require "gloss.json"

local gold = {}

-- Gives the bytes, first and last, of the visible characters of half-open code point spans, which
-- rise; nil and why for spans that are none.
local function to_bytes(text, spans)
  local firsts, lasts, code, byte = {}, {}, 0, 1
  local function go(to)
    byte = math.type(to) == "integer" and to >= code and utf8.offset(text, to - code + 1, byte)
    code = to
    return byte
  end
  for i, span in ipairs(spans) do
    local first = go(span[1])
    local past = first and go(span[2])
    if not past then return nil, ("sentence %d is not after the one before"):format(i) end
    local from, to = text:find("%S", first), past - 1
    while to >= first and text:find("^%s", to) do to = to - 1 end
    if from and from <= to then firsts[#firsts + 1], lasts[#lasts + 1] = from, to end
  end
  return firsts, lasts
end

--- Reads a file: a list of {text, firsts, lasts}, or nil and why.
function gold.read(name)
  local file, why = io.open(name, "rb")
  if not file then return nil, why end
  local documents, number = {}, 0
  for line in file:lines() do
    number = number + 1
    local record, reason = json.decode(line)
    if record and (type(record) ~= "table" or type(record.text) ~= "string"
        or type(record.sentences) ~= "table") then
      record, reason = nil, "expected text and sentences"
    end
    local firsts, lasts
    if record then firsts, lasts = to_bytes(record.text, record.sentences) end
    if not firsts then
      file:close()
      return nil, ("%s:%d: %s"):format(name, number, reason or lasts)
    end
    documents[#documents + 1] = { text = record.text, firsts = firsts, lasts = lasts }
  end
  file:close()
  return documents
end

--- Gives counts of no sentences.
function gold.tally() return { right = 0, ours = 0, gold = 0 } end

--- Adds the counts `more` to others.
function gold.add(sum, more)
  for key, count in pairs(more) do sum[key] = sum[key] + count end
end

--- Adds to counts how many sentences of documents a splitter gets right; gives them back.
function gold.score(documents, tokenizer, splitter, sum)
  for _, document in ipairs(documents) do
    local doc = core.doc(document.text)
    tokenizer:run(doc)
    local wanted = {}
    for i, first in ipairs(document.firsts) do wanted[first] = document.lasts[i] end
    local sentences = splitter:run(doc)
    for _, first, last in sentences:each() do
      if wanted[first] == last then sum.right = sum.right + 1 end
    end
    sum.ours, sum.gold = sum.ours + #sentences, sum.gold + #document.firsts
    doc:close()
  end
  return sum
end

--- The harmonic mean of precision and recall, in per cent.
function gold.f1(sum) return 200 * sum.right / math.max(sum.ours + sum.gold, 1) end

return gold
