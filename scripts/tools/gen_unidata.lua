-- gen_unidata.lua -- writes the Unicode tables: lua5.4 gen_unidata.lua /usr/share/unicode OUT.c
-- Reads Debian's unicode-data. The head of the output names the version and each source's CRC-32;
-- core/unidata.h says what the tables hold. The same sources give the same bytes.

local VERSION = "15.0.0"
local LIMIT, BLOCK = 0x110000, 128
local root, out = arg[1], arg[2]
assert(root and out, "usage: gen_unidata.lua UNICODE_FOLDER OUT.c")

-- ---- Sources ---------------------------------------------------------------------------------

local crc_table = {}
for i = 0, 255 do
  local c = i
  for _ = 1, 8 do c = c & 1 == 1 and 0xEDB88320 ~ (c >> 1) or c >> 1 end
  crc_table[i] = c
end

local function crc32(data)
  local c = 0xFFFFFFFF
  for at = 1, #data, 4096 do
    local bytes = { data:byte(at, at + 4095) }
    for i = 1, #bytes do c = crc_table[(c ~ bytes[i]) & 255] ~ (c >> 8) end
  end
  return c ~ 0xFFFFFFFF
end

local sources = {}

local function read(name)
  local file = assert(io.open(root .. "/" .. name, "rb"))
  local data = assert(file:read("a"))
  file:close()
  -- UnicodeData.txt alone does not name its version.
  assert(name == "UnicodeData.txt" or data:sub(1, 1000):find("15.0", 1, true),
    name .. " is not of Unicode " .. VERSION)
  sources[#sources + 1] = ("**   %08x %8d %s"):format(crc32(data), #data, name)
  return data
end

-- Calls fn(first, last, value, further value) for each line of a property file.
local function each(data, fn)
  for line in data:gmatch("[^\n]+") do
    local range, value, more = line:match("^([%x.]+)%s*;%s*([%w_]+)%s*;?%s*([%w_]*)")
    if range then
      local first = tonumber(range:match("^%x+"), 16)
      fn(first, tonumber(range:match("%.%.(%x+)$") or range, 16), value, more)
    end
  end
end

-- ---- Records ---------------------------------------------------------------------------------

-- Bit numbers of the fields of a record, and the values of the enumerated ones in their order.
local fields = {
  { prefix = "WB", shift = 12, file = "auxiliary/WordBreakProperty.txt",
    "Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Regional_Indicator", "Katakana",
    "Hebrew_Letter", "ALetter", "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum",
    "Numeric", "ExtendNumLet", "WSegSpace", "Pictographic", "ALetter_Pictographic" },
  { prefix = "GCB", shift = 17, file = "auxiliary/GraphemeBreakProperty.txt",
    "Other", "CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend", "SpacingMark",
    "L", "V", "T", "LV", "LVT", "Pictographic" },
  { prefix = "SB", shift = 21, file = "auxiliary/SentenceBreakProperty.txt",
    "Other", "CR", "LF", "Extend", "Sep", "Format", "Sp", "Lower", "Upper", "OLetter", "Numeric",
    "ATerm", "SContinue", "STerm", "Close" },
}

local LETTER, UPPER, LOWERCASE, DIGIT, MARK, SPACE, PUNCT, SYMBOL = 1, 2, 4, 8, 16, 32, 64, 128
local classes = {
  Lu = LETTER | UPPER, Lt = LETTER | UPPER, Ll = LETTER | LOWERCASE, Lm = LETTER, Lo = LETTER,
  Nl = LETTER, Nd = DIGIT, No = SYMBOL, Mn = MARK, Mc = MARK, Me = MARK, Zs = SPACE, Zl = SPACE,
  Zp = SPACE, Pc = PUNCT, Pd = PUNCT, Ps = PUNCT, Pe = PUNCT, Pi = PUNCT, Pf = PUNCT, Po = PUNCT,
  Sm = SYMBOL, Sc = SYMBOL, Sk = SYMBOL, So = SYMBOL,
}
local scripts = { Latin = 1, Greek = 2, Cyrillic = 3, Han = 4, Hiragana = 5, Katakana = 5,
  Hangul = 6, Arabic = 7, Hebrew = 8, Devanagari = 9, Thai = 10 }

-- What a mark does: bits 25-26 of a record.
local sides = { Ps = 1, Pi = 2, Pe = 3, Pf = 3 }

local record = {}
for c = 0, LIMIT - 1 do record[c] = 0 end

local function set(first, last, bits)
  for c = first, last do record[c] = record[c] | bits end
end

local combining, decomposition = {}, {} -- canonical class, where not 0; canonical mapping
local range_first
for line in read("UnicodeData.txt"):gmatch("[^\n]+") do
  local code, name, category, class, mapping =
    line:match("^(%x+);([^;]*);(%a+);(%d+);[^;]*;([^;]*);")
  local c = tonumber(code, 16)
  if name:find(", First>", 1, true) then range_first = c end
  set(name:find(", Last>", 1, true) and range_first or c, c,
    name:find(", First>", 1, true) and 0 or (classes[category] or 0) | (sides[category] or 0) << 25)
  if class ~= "0" then combining[c] = tonumber(class) end
  if mapping ~= "" and mapping:sub(1, 1) ~= "<" then
    decomposition[c] = {}
    for part in mapping:gmatch("%x+") do table.insert(decomposition[c], tonumber(part, 16)) end
  end
end
for _, c in ipairs { 9, 10, 11, 12, 13, 0x85 } do set(c, c, SPACE) end -- White_Space controls

local script_of = {}
each(read("Scripts.txt"), function(first, last, value)
  for c = first, last do script_of[c] = scripts[value] end
end)
for c = 0, LIMIT - 1 do
  if record[c] & LETTER ~= 0 then record[c] = record[c] | (script_of[c] or 15) << 8 end
end

local pictographic = {}
each(read("emoji/emoji-data.txt"), function(first, last, value)
  for c = first, last do
    pictographic[c] = value == "Extended_Pictographic" or pictographic[c]
  end
end)

for _, field in ipairs(fields) do
  local number, value_of = {}, {}
  for i, name in ipairs(field) do number[name] = i - 1 end
  each(read(field.file), function(first, last, value)
    for c = first, last do value_of[c] = assert(number[value], value) end
  end)
  for c in pairs(pictographic) do
    local name = field[(value_of[c] or 0) + 1]
    local joined = name == "Other" and "Pictographic" or name .. "_Pictographic"
    if field.prefix ~= "SB" then value_of[c] = assert(number[joined], joined) end
  end
  for c, value in pairs(value_of) do record[c] = record[c] | value << field.shift end
end

-- ---- Quick folding ---------------------------------------------------------------------------

local folding = {} -- full case folding
for line in read("CaseFolding.txt"):gmatch("[^\n]+") do
  local code, status, mapping = line:match("^(%x+); (%a); ([%x ]+);")
  if status == "C" or status == "F" then
    local parts = {}
    for part in mapping:gmatch("%x+") do parts[#parts + 1] = tonumber(part, 16) end
    folding[tonumber(code, 16)] = parts
  end
end
for c, to in pairs { [0x2018] = "'", [0x2019] = "'", [0x02BC] = "'", [0xFF07] = "'",
  [0x2010] = "-", [0x2011] = "-" } do
  folding[c] = { to:byte() }
end

local excluded, not_nfc = {}, {}
each(read("DerivedNormalizationProps.txt"), function(first, last, value)
  for c = first, last do
    if value == "Full_Composition_Exclusion" then excluded[c] = true end
    if value == "NFC_QC" then not_nfc[c] = true end -- No and Maybe
  end
end)

local composition = {} -- of a pair
for c, parts in pairs(decomposition) do
  if #parts == 2 and not excluded[c] then composition[parts[1] << 21 | parts[2]] = c end
end

-- Appends what c folds to, decomposed.
local function expand(c, list)
  for _, part in ipairs(folding[c] or decomposition[c] or {}) do expand(part, list) end
  if not (folding[c] or decomposition[c]) then list[#list + 1] = c end
  return list
end

local function starter(c) return not combining[c] and not not_nfc[c] end

-- Gives the one code point c folds to, or nil. Marks of one character stand in canonical order.
local function fold(c)
  local list = expand(c, {})
  if not starter(list[1]) then return nil end
  local folded = list[1]
  for i = 2, #list do
    folded = composition[folded << 21 | list[i]]
    if not folded then return nil end
  end
  return starter(folded) and folded or nil
end

-- ---- Tries -----------------------------------------------------------------------------------

-- Gives the stages of a trie over ids, and the values the ids stand for.
local function trie(value_of)
  local values, id_of, stage1, stage2, place_of = {}, {}, {}, {}, {}
  for first = 0, LIMIT - 1, BLOCK do
    local block = {}
    for c = first, first + BLOCK - 1 do
      local value = value_of(c)
      if not id_of[value] then
        values[#values + 1] = value
        id_of[value] = #values - 1
      end
      block[#block + 1] = id_of[value]
    end
    local key = table.concat(block, ",")
    if not place_of[key] then
      place_of[key] = #stage2
      table.move(block, 1, BLOCK, #stage2 + 1, stage2)
    end
    stage1[#stage1 + 1] = place_of[key]
  end
  assert(#values <= 256 and #stage2 <= 65536, "the tables are too small for this Unicode")
  return stage1, stage2, values
end

local text = {}
local function write(format, ...) text[#text + 1] = format:format(...) end

local function write_table(type, name, values, format)
  write("const %s %s[%d] = {", type, name, #values)
  local line = " "
  for _, value in ipairs(values) do
    local item = " " .. format:format(value) .. ","
    if #line + #item > 100 then
      write("%s", line)
      line = " "
    end
    line = line .. item
  end
  write("%s", line)
  write("};\n")
end

local stage1, stage2, records = trie(function(c) return record[c] end)
local fold1, fold2, deltas = trie(function(c)
  local folded = fold(c)
  -- Compatibility ideographs would each need a delta; utf8proc 2.8 composes U+11A7.
  local ideograph = c >= 0xF900 and c <= 0xFAFF or c >= 0x2F800 and c <= 0x2FA1F
  if not folded or ideograph and folded ~= c or c == 0x11A7 then return false end
  return folded - c
end)
for i, delta in ipairs(deltas) do deltas[i] = delta and delta & 0xFFFFFFFF or 0x80000000 end

local flags, pairs_folded = {}, {} -- below U+0800: flags, the folded form if it has two bytes
for c = 0, 0x7FF do
  flags[c + 1] = record[c] & 255
  local folded = fold(c)
  local wide = c >= 0x80 and folded and folded >= 0x80 and folded < 0x800
  pairs_folded[c + 1] = wide and 0xC0 | folded >> 6 | (0x80 | folded & 63) << 8 or 0
end

local letters, letter_bits = 0, {} -- ALetter below U+0800, the characters of two bytes
for i, name in ipairs(fields[1]) do
  if name == "ALetter" then letters = i - 1 end
end
for c = 0, 0x7FF do
  local word = c // 64 + 1
  local bit = record[c] >> fields[1].shift & 31 == letters and 1 << c % 64 or 0
  letter_bits[word] = (letter_bits[word] or 0) | bit
end

write("/* unidata.c -- Unicode %s tables. Written by scripts/tools/gen_unidata.lua: do not edit.",
  VERSION)
write("** CRC-32, size and name of the sources:")
table.sort(sources, function(a, b) return a:sub(23) < b:sub(23) end)
for _, source in ipairs(sources) do write("%s", source) end
write("*/\n#include \"unidata.h\"\n")
for _, field in ipairs(fields) do
  for i, name in ipairs(field) do
    write("_Static_assert(GLOSS__%s_%s == %d, \"order\");", field.prefix, name:upper(), i - 1)
  end
end
write("")
write_table("uint16_t", "gloss__unidata_stage1", stage1, "%d")
write_table("uint8_t", "gloss__unidata_stage2", stage2, "%d")
write_table("uint32_t", "gloss__unidata_records", records, "0x%X")
write_table("uint8_t", "gloss__class_table", flags, "%d")
write_table("uint16_t", "gloss__fold_pairs", pairs_folded, "%d")
write_table("uint64_t", "gloss__letter_bits", letter_bits, "0x%016X")
write_table("uint16_t", "gloss__fold_stage1", fold1, "%d")
write_table("uint8_t", "gloss__fold_stage2", fold2, "%d")
write_table("uint32_t", "gloss__fold_deltas", deltas, "0x%X")

local file = assert(io.open(out, "wb"))
assert(file:write(table.concat(text, "\n")))
assert(file:close())
