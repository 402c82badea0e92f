-- texts.lua -- the texts of the benchmarks, each repeated up to a size. Shared data is used where
-- it is, else the sample story.

local gloss = require "gloss"

local texts = {}

local SHARED = os.getenv "GLOSS_SHARED" or "../shared"

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

local function repeated(text, size)
  return text:rep(size // #text + 1):sub(1, size):match "^.*\n"
end

local function english()
  return read(SHARED .. "/corpus/open_news.txt") or assert(read "data/sample/story.txt") .. "\n"
end

--- English of about `size` bytes, cut after a line.
function texts.english(size) return repeated(english(), size) end

--- The share of the bytes that are not ASCII.
function texts.share(text)
  local _, others = text:gsub("[\x80-\xff]", "")
  return others / #text
end

-- The texts of a file of gold documents, or nil.
local function gold(name)
  local file = io.open(("%s/gold/segmentation/%s.jsonl"):format(SHARED, name), "rb")
  if not file then return nil end
  local list = {}
  for line in file:lines() do list[#list + 1] = assert(gloss.json.decode(line)).text end
  file:close()
  return list
end

--- Russian and Greek documents in turn, with lines of English between them while `share` of the
--- bytes or more are not ASCII; nil where there are no such documents.
function texts.mixed(size, share)
  local russian, greek = gold "ru_gsd-dev", gold "el_gdt-dev"
  if not russian or not greek then return nil end
  local lines = english():gmatch "[^\n]+\n"
  local line = lines()
  local parts, bytes, others = {}, 0, 0
  local function add(part)
    parts[#parts + 1] = part
    bytes, others = bytes + #part, others + #part * texts.share(part)
  end
  for i = 1, math.max(#russian, #greek) do
    for _, list in ipairs { russian, greek } do
      if list[i] then add(list[i] .. "\n") end
      while others >= share * (bytes + #line) do
        add(line)
        line = lines()
      end
    end
  end
  return repeated(table.concat(parts), size)
end

--- A text in pieces of about `size` bytes, cut at line ends.
function texts.pieces(text, size)
  local pieces, first = {}, 1
  while first <= #text do
    local last = text:find("\n", math.min(first + size, #text), true) or #text
    pieces[#pieces + 1] = text:sub(first, last)
    first = last + 1
  end
  return pieces
end

return texts
