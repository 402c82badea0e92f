-- text.lua -- what reading the sources of the name lists needs: whole files, CSV with quotes, and
-- Latin letters without their accents. Stock Lua.
local M = {}

-- Returns a whole file, or raises with the system's message.
function M.read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return (text:gsub("^\u{feff}", ""))
end

-- Splits one CSV record (RFC 4180, no line break inside a field) into its fields.
local function fields(line)
  local out, at = {}, 1
  repeat
    local value, stop
    if line:sub(at, at) == '"' then
      local first = at + 1
      repeat
        at = line:find('"', at + 1, true)
        local doubled = line:sub(at + 1, at + 1) == '"'
        if doubled then at = at + 1 end
      until not doubled
      value, at = line:sub(first, at - 1):gsub('""', '"'), at + 1
      stop = at
    else
      stop = line:find(",", at, true) or #line + 1
      value = line:sub(at, stop - 1)
    end
    out[#out + 1] = value
    at = stop + 1
  until stop > #line
  return out
end

-- Iterates over the records of a CSV file with a header, each a table by column name.
function M.csv(path)
  local lines = M.read(path):gmatch "([^\r\n]+)\r?\n?"
  local header = fields(lines())
  return function()
    local line = lines()
    if not line then return nil end
    local record = {}
    for i, value in ipairs(fields(line)) do record[header[i] or i] = value end
    return record
  end
end

-- Iterates over the strings of the first JSON array named `key`.
function M.json_strings(path, key)
  local array = M.read(path):match('"' .. key .. '"%s*:%s*(%b[])')
  return array:gmatch '"([^"\\]*)"'
end

local plain = {}
for base, letters in pairs {
  A = "ÀÁÂÃÄÅĀĂĄẠẢẤẦẨẪẬẮẰẲẴẶǍ", a = "àáâãäåāăąạảấầẩẫậắằẳẵặǎ", C = "ÇĆĈĊČ", c = "çćĉċč", D = "ĎĐḐḎḌ",
    d = "ďđḑḏḍð",
  E = "ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ", e = "èéêëēĕėęěẹẻẽếềểễệə", G = "ĜĞĠĢ", g = "ĝğġģ", H = "ĤĦḨḤ",
    h = "ĥħḩḥẖ",
  I = "ÌÍÎÏĨĪĬĮİỈỊ", i = "ìíîïĩīĭįıỉịǐ", K = "Ķ", k = "ķḵ", L = "ĹĻĽĿŁ", l = "ĺļľŀłḻ", N = "ÑŃŅŇ",
    n = "ñńņňṉ",
  O = "ÒÓÔÕÖØŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ", o = "òóôõöøōŏőơọỏốồổỗộớờởỡợǒ", R = "ŔŖŘ", r = "ŕŗř", S = "ŚŜŞŠȘṢ",
    s = "śŝşšșṣ",
  T = "ŢŤŦȚṬ", t = "ţťŧțṭṯ", U = "ÙÚÛÜŨŪŬŮŰŲƯỤỦỨỪỬỮỰ", u = "ùúûüũūŭůűųưụủứừửữựǔǚǜ", W = "Ŵ",
    w = "ŵ", Y = "ÝŶŸỲỴỶỸ",
  y = "ýÿŷỳỵỷỹ", Z = "ŹŻŽẒ", z = "źżžẕẓ", AE = "Æ", ae = "æ", OE = "Œ", oe = "œ", ss = "ß",
    ["'"] = "’‘ʻʼʿʾ", ["-"] = "‐‑",
} do
  for letter in letters:gmatch(utf8.charpattern) do plain[letter] = base end
end

-- Returns text without the accents of Latin letters; letters of other scripts stay.
function M.ascii(text)
  return (text:gsub("[\xc2-\xf4][\x80-\xbf]*", function(c)
    local point = utf8.codepoint(c)
    return plain[c] or (point >= 0x300 and point < 0x370 and "") or c
  end))
end

return M
