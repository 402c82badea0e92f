-- lists.lua -- what the benchmark of gazetteers works on: the names of ../shared/lists, 50 MB of
-- the lines of ../shared/corpus in ever new order, and where tokens begin and end, for the peers.

local gloss = require "gloss"
local texts = require "bench.texts"

local lists = {}

local SHARED = os.getenv "GLOSS_SHARED" or "../shared"
local SIZE = 50000000

local function read(path)
  local file = io.open(path, "rb")
  local text = file and file:read "a"
  if file then file:close() end
  return text
end

local function write(text)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

-- Puts a list in random order, the same at every call of the same state.
local function shuffle(list, state)
  for i = #list, 2, -1 do
    state = (state * 1103515245 + 12345) % 0x80000000
    local k = state // 65536 % i + 1
    list[i], list[k] = list[k], list[i]
  end
  return state
end

--- The text, or nil where there is no corpus.
function lists.text()
  local lines, parts, size, state = {}, {}, 0, 1
  for _, name in ipairs { "open_news", "state_union" } do
    local text = read(("%s/corpus/%s.txt"):format(SHARED, name))
    if not text then return nil end
    for line in text:gmatch "[^\n]+" do lines[#lines + 1] = line .. "\n" end
  end
  while size < SIZE do
    state = shuffle(lines, state)
    parts[#parts + 1] = table.concat(lines)
    size = size + #parts[#parts]
  end
  return table.concat(parts)
end

--- A list's names ("1k" to "1m") in a file, one a line, and how many; nil where it is not there.
function lists.names(size)
  local path = ("%s/lists/names_%s.txt"):format(SHARED, size)
  local text = read(path)
  if not text and read(path .. ".gz") then
    local pipe = assert(io.popen("gzip -dc " .. path .. ".gz"))
    text = pipe:read "a"
    pipe:close()
  end
  if not text or text == "" then return nil end
  return write(text), select(2, text:gsub("[^\n]+", ""))
end

--- A file of names as TSV with a header, and with so many columns of attributes.
function lists.table(path, columns)
  local header, parts, number = { "surface" }, {}, 0
  for i = 1, columns do header[#header + 1] = "a" .. i end
  parts[1] = table.concat(header, "\t")
  for line in io.lines(path) do
    number = number + 1
    local row = { line }
    for i = 1, columns do
      row[#row + 1] = i == 1 and "Q" .. number or ("v%d"):format(number % 10 ^ i)
    end
    parts[#parts + 1] = table.concat(row, "\t")
  end
  local to = write(table.concat(parts, "\n") .. "\n")
  os.rename(to, to .. ".tsv")
  return to .. ".tsv"
end

--- A file with a byte for each of the text's: 1 where a token begins, 2 where one ended,
--- 3 for both.
function lists.marks(text, tokenizer)
  local parts, ended, base, joined = {}, 0, 0, {}
  local zeros = ("\0"):rep(100000)
  local function put(byte, size) parts[#parts + 1] = byte .. zeros:sub(1, size - 1) end
  for _, piece in ipairs(texts.pieces(text, 1000000)) do
    local doc = gloss.doc(piece)
    for _, first, last in tokenizer:run(doc):each() do
      local start = base + first - 1
      local gap = start - ended
      if gap > 0 then put(ended > 0 and "\2" or "\0", gap) end
      put(gap > 0 and "\1" or "\3", last - first + 1)
      ended = base + last
    end
    base = base + #piece
    doc:close()
    joined[#joined + 1] = table.concat(parts)
    parts = {}
  end
  put("\2", #text - ended + 1)
  joined[#joined + 1] = parts[1]
  return write(table.concat(joined))
end

lists.write = write

return lists
