--- What encoding bytes are in, and the text they are: UTF-8 unless a byte order mark, or an option,
-- says otherwise.
local core = require "gloss.core"

local encodings = {}

local HEAD <const> = 1 << 20   -- bytes that an encoding is told by

local MARKS = { { "\xFF\xFE\0\0", "UTF-32LE" }, { "\0\0\xFE\xFF", "UTF-32BE" },
                { "\xFF\xFE", "UTF-16LE" }, { "\xFE\xFF", "UTF-16BE" },
                { "\xEF\xBB\xBF", "UTF-8" } }
local WIDE = { ["UTF-16LE"] = 2, ["UTF-16BE"] = 2, ["UTF-32LE"] = 4, ["UTF-32BE"] = 4 }
local FULL = { ["UTF-16"] = "UTF-16LE", ["UTF-32"] = "UTF-32LE", UTF8 = "UTF-8" }

local function full(name) return FULL[name:upper()] or name end

-- What names on the web and in mail mean (WHATWG Encoding, section 4.2) where iconv takes them for
-- less.
local LABELS = {
  ["WINDOWS-1252"] = "ISO-8859-1 ISO8859-1 ISO_8859-1 LATIN1 LATIN-1 L1 ASCII US-ASCII CP819 "
                     .. "X-CP1252",
  ["WINDOWS-1254"] = "ISO-8859-9 ISO8859-9 LATIN5", CP874 = "ISO-8859-11 TIS-620 WINDOWS-874",
  GB18030 = "GB2312 GB_2312-80 X-GBK GBK CP936", CP949 = "EUC-KR KS_C_5601-1987 KSC5601",
  CP932 = "SHIFT_JIS SHIFT-JIS SJIS X-SJIS WINDOWS-31J", ["BIG5-HKSCS"] = "BIG5 X-X-BIG5",
  MACINTOSH = "X-MAC-ROMAN MAC", ["UTF-8"] = "UTF8 UNICODE-1-1-UTF-8 X-UNKNOWN 7BIT 8BIT",
}
local MEANT = {}
for name, labels in next, LABELS do
  for label in labels:gmatch "%S+" do MEANT[label] = name end
end

--- Gives the encoding that a page or a mail says it has, or nil when there is none of this name.
function encodings.labelled(label)
  local name = label and (MEANT[label:upper()] or full(label))
  return name and core.decode("", name) and name or nil
end

--- Gives the encoding that a byte order mark says bytes are in, or nil.
function encodings.marked(bytes)
  for _, mark in ipairs(MARKS) do
    if bytes:sub(1, #mark[1]) == mark[1] then return mark[2] end
  end
end

--- Gives the unit, in bytes, of an encoding whose line feed is no single byte, or nil.
function encodings.unit(name) return name and WIDE[full(name):upper()] end

--- Tells whether there is an encoding of this name ("auto" too): true, or nil and why not.
function encodings.known(name)
  if name == "auto" then
    if core.options.uchardet then return true end
    return nil, "this build cannot tell encodings (it is without libuchardet)"
  end
  local text, why = core.decode("", name)
  return text and true, why
end

--- Gives the encoding of bytes: by their mark, else as asked for ("auto": UTF-8 if they are, else
-- by statistics); nil and why when it cannot be told.
--   cut  there may be more behind these bytes, which may end in a character
function encodings.tell(bytes, asked, cut)
  local marked = encodings.marked(bytes)
  if marked then return marked end
  if asked ~= "auto" then return full(asked or "UTF-8") end
  local ok, _, bad = core.utf8_check(bytes)
  if ok or cut and bad > #bytes - 4 then return "UTF-8" end
  local from = math.max(1, bad - HEAD // 2)
  local name = core.detect_encoding(bytes:sub(from, from + HEAD - 1))
  if name then return name end
  return nil, "its encoding cannot be told"
end

--- Gives the text of bytes, or nil, why and the position of bad ones. UTF-8 is given as it is:
-- documents check theirs.
function encodings.decode(bytes, name, replace)
  if name:upper() == "UTF-8" then return bytes end
  return core.decode(bytes, name, replace)
end

--- Gives bytes that are UTF-8, or nil, why and the position of bad ones; with replace, these are
-- U+FFFD.
function encodings.checked(bytes, replace)
  local ok, _, bad = core.utf8_check(bytes)
  if ok then return bytes end
  if replace then return core.doc(bytes, { replace_bad = true }).text end
  return nil, "not UTF-8", bad
end

--- Gives the text of all bytes of a part of a document that says what it is in, and its encoding
-- unless that is UTF-8; or nil, why and the position of bad bytes. What says nothing, and is not
-- UTF-8, is guessed.
--   asked  the encoding that is asked for, if any; label  what it says of itself, if anything
function encodings.part(bytes, asked, label, replace)
  local name = encodings.marked(bytes) or asked ~= "auto" and asked or encodings.labelled(label)
  if not name then
    name = core.utf8_check(bytes) and "UTF-8" or core.detect_encoding(bytes:sub(1, HEAD))
           or "WINDOWS-1252"
  end
  name = full(name)
  local text, why, bad
  if name:upper() == "UTF-8" then text, why, bad = encodings.checked(bytes, replace)
  else text, why, bad = core.decode(bytes, name, replace) end
  if not text then return nil, why, bad end
  return text:gsub("^\u{FEFF}", ""), name:upper() ~= "UTF-8" and name or nil
end

--- Gives the text of all bytes of a document, and their encoding unless it is UTF-8; or nil and why
-- there is none.
--   options  encoding (a name or "auto"), replace_bad
function encodings.text(bytes, options)
  local name, why = encodings.tell(bytes, options.encoding)
  if not name then return nil, why end
  local text, message, position = encodings.decode(bytes, name, options.replace_bad)
  if not text then return nil, ("byte %d: %s"):format(position - 1, message) end
  return text, name:upper() ~= "UTF-8" and name or nil
end

-- Gives how many of the bytes end where a character does.
local function whole(bytes, name)
  local unit = WIDE[name]
  local size = #bytes - #bytes % unit
  if unit == 2 and size >= 2 then   -- not between surrogates
    local high = bytes:byte(name == "UTF-16LE" and size or size - 1)
    if high & 0xFC == 0xD8 then size = size - 2 end
  end
  return size
end

-- Gives a stream of the text of one in a wide encoding.
local function decoded(handle, name, replace)
  local kept, done = "", 0
  local stream = {}
  function stream.read(_, n)
    local block, why = handle:read(n)
    if why or (not block and kept == "") then return nil, why end
    kept = kept .. (block or "")
    local size = block and whole(kept, name) or #kept
    local text, message, position = core.decode(kept:sub(1, size), name, replace)
    if not text then return nil, ("byte %d: %s"):format(done + position - 1, message) end
    kept, done = kept:sub(size + 1), done + size
    return text
  end
  return stream
end

-- Gives a stream that gives `head` again before what a handle gives.
local function again(handle, head)
  local stream = {}
  function stream.read(_, n)
    if not head then return handle:read(n) end
    local part = head
    head = nil
    return part
  end
  return stream
end

-- Reads the first n bytes, or all there are; or nil and why they cannot be read.
local function read_head(handle, n)
  local parts, size = {}, 0
  while size < n do
    local part, why = handle:read(n - size)
    if why then return nil, why end
    if not part then break end
    parts[#parts + 1], size = part, size + #part
  end
  return table.concat(parts)
end

--- Gives a stream to read instead of a handle that nothing was read from, and its encoding, nil for
-- UTF-8; true when the stream gives text already, as it does in encodings whose line feed is no
-- single byte; or nil and why it cannot be read.
--   options  encoding, replace_bad
function encodings.stream(handle, options)
  local head, why = read_head(handle, options.encoding == "auto" and HEAD or 4)
  if not head then return nil, why end
  local name, wrong = encodings.tell(head, options.encoding, #head == HEAD)
  if not name then return nil, wrong end
  local stream = again(handle, #head > 0 and head)
  if WIDE[name:upper()] then
    return decoded(stream, name:upper(), options.replace_bad), name:upper(), true
  end
  return stream, name:upper() ~= "UTF-8" and name or nil
end

return encodings
