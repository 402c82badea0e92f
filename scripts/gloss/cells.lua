--- The cells a text takes on a terminal: two for East Asian wide characters and emoji, none for
-- combining marks. Ranges after Unicode 15's EastAsianWidth and general category Mn, in the large.
local WIDE = { { 0x1100, 0x115F }, { 0x2E80, 0x303E }, { 0x3041, 0xA4CF }, { 0xA960, 0xA97C },
               { 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF }, { 0xFE30, 0xFE6F }, { 0xFF00, 0xFF60 },
               { 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FF }, { 0x1F900, 0x1F9FF },
               { 0x20000, 0x3FFFD } }
local NONE = { { 0x300, 0x36F }, { 0x483, 0x489 }, { 0x591, 0x5BD }, { 0x610, 0x61A },
               { 0x64B, 0x65F }, { 0x200B, 0x200F }, { 0x20D0, 0x20FF }, { 0xFE00, 0xFE0F } }

local function within(ranges, code)
  for _, range in ipairs(ranges) do
    if code <= range[2] then return code >= range[1] end
  end
  return false
end

--- Gives the cells of valid UTF-8; escape codes of colour take none.
return function(text)
  if text:find "\27" then text = text:gsub("\27%[[%d;]*m", "") end
  if not text:find "[\x80-\xFF]" then return #text end
  local n = 0
  for _, code in utf8.codes(text) do
    if code < 0x300 then n = n + 1
    elseif not within(NONE, code) then n = n + (within(WIDE, code) and 2 or 1) end
  end
  return n
end
