-- Token and sentence F1 on the dev halves of the segmentation gold, as
-- ../tools/score_segmentation.py counts it: spans are compared by positions among the characters
-- that are not white space.
local gloss = require "gloss"
local json = gloss.json
local shared = require "support.shared"

-- Whether a code point is white space (Python's str.isspace, as the gold's scorer has it).
local function is_space(c)
  if c < 0x80 then return c == 32 or (c >= 9 and c <= 13) or (c >= 28 and c <= 31) end
  return c == 0x85 or c == 0xA0 or c == 0x1680 or (c >= 0x2000 and c <= 0x200A) or c == 0x2028
    or c == 0x2029 or c == 0x202F or c == 0x205F or c == 0x3000
end

-- Gives the number of visible characters before each code point (from 0) and before each byte.
local function ink(text)
  local by_code, by_byte, n, count = {}, {}, 0, 0
  for at, c in utf8.codes(text) do
    by_code[n], by_byte[at] = count, count
    n = n + 1
    if not is_space(c) then count = count + 1 end
  end
  by_code[n], by_byte[#text + 1] = count, count
  return by_code, by_byte
end

-- Gives a function that makes the layer a key of the gold is compared with.
local function cutter(language, key)
  local tokenizer = gloss.tokenizer { language = language }
  if key ~= "sentences" then return function(doc) return tokenizer:run(doc) end end
  local splitter = gloss.splitter { language = language }
  return function(doc) return splitter:run(doc, tokenizer:run(doc)) end
end

-- Adds the counts of a document to those of its file: spans right, ours, the gold's.
local function count(cut, gold, key, sum)
  local by_code, by_byte = ink(gold.text)
  local wanted = {}
  for _, span in ipairs(gold[key]) do
    local a, b = by_code[span[1]], by_code[span[2]]
    if a < b then
      wanted[a .. "-" .. b] = true
      sum.gold = sum.gold + 1
    end
  end
  for _, span in ipairs(cut(gloss.doc(gold.text))) do
    local a, b = by_byte[span.first], by_byte[span.last + 1]
    if a < b then
      sum.ours = sum.ours + 1
      if wanted[a .. "-" .. b] then sum.right = sum.right + 1 end
    end
  end
end

local function f1(path, language, key)
  local cut, sum = cutter(language, key), { right = 0, ours = 0, gold = 0 }
  for line in io.lines(path) do
    count(cut, assert(json.decode(line)), key, sum)
  end
  return 200 * sum.right / (sum.ours + sum.gold)
end

-- File, language, key, the least F1 in per cent.
local BOUNDS = {
  { "en_ewt", "en", "words", 98.8 },
  { "en_gum", "en", "words", 99.6 },
  { "de_gsd", "de", "tokens", 99.3 },
  { "fr_gsd", "fr", "tokens", 98.8 },
  { "es_gsd", "es", "tokens", 99.8 },
  { "ru_gsd", "ru", "tokens", 98.0 },
  { "el_gdt", "el", "tokens", 99.5 },
  { "de_gsd", "de", "sentences", 96 },
  { "fr_gsd", "fr", "sentences", 96.5 },
  { "es_gsd", "es", "sentences", 97 },
  { "ru_gsd", "ru", "sentences", 95.5 },
  { "el_gdt", "el", "sentences", 92.5 },
  { "zh_gsd", "zh", "sentences", 99 },
  { "ja_gsd", "ja", "sentences", 99 },
}

describe("default styles", function()
  for _, bound in ipairs(BOUNDS) do
    local name, language, key, least = table.unpack(bound)
    it(("cuts %s as the gold does: %s F1 >= %.1f"):format(name, key, least), function()
      local path, why = shared(("gold/segmentation/%s-dev.jsonl"):format(name))
      if not path then return pending(why) end
      local score = f1(path, language, key)
      assert.is_true(score >= least, ("%s F1 %.2f"):format(key, score))
    end)
  end
end)
