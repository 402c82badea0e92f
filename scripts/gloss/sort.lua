--- Sorts lines that may be more than memory holds: blocks of them are sorted and kept in temporary
-- files, which are merged. Lines are compared bytewise.
local lines = require "gloss.lines"

local BLOCK <const> = 16 << 20   -- bytes that are sorted at once
local MOST <const> = 64          -- files that are merged at once

local function write(handle, line)
  local ok, why = handle:write(line)
  if not ok then error(why, 0) end
end

-- Puts the entry at a place of the heap, each {line, following, handle}, where it belongs below.
local function sink_down(heap, at)
  local entry, n = heap[at], #heap
  while 2 * at <= n do
    local child = 2 * at
    if child < n and heap[child + 1].line < heap[child].line then child = child + 1 end
    if entry.line <= heap[child].line then break end
    heap[at], at = heap[child], child
  end
  heap[at] = entry
end

-- Iterates over the lines of sorted files, which are closed at their ends.
local function merge(files)
  local heap = {}
  for _, handle in ipairs(files) do
    local following = lines.whole(handle, "temporary file")
    local line = following()
    if line then heap[#heap + 1] = { line = line, following = following, handle = handle } end
  end
  for at = #heap // 2, 1, -1 do sink_down(heap, at) end
  return function()
    local top = heap[1]
    if not top then return nil end
    local line = top.line
    top.line = top.following()
    if not top.line then
      top.handle:close()
      local last = table.remove(heap)
      if last ~= top then heap[1] = last end
    end
    if heap[1] then sink_down(heap, 1) end
    return line
  end
end

-- Keeps a sorted block in a file, and when there are many files makes one of them.
local function keep(files, block, temporary)
  local handle = temporary()
  for _, line in ipairs(block) do write(handle, line) end
  files[#files + 1] = handle
  if #files < MOST then return files end
  handle = temporary()
  for line in merge(files) do write(handle, line) end
  return { handle }
end

--- Iterates over the lines of an iterator in order; no two may be the same.
--   temporary  gives an empty file, open for reading and writing, that goes when it is closed
--   size       bytes that are sorted at once, if not 16 MB
return function(each, temporary, size)
  local files, block, held = {}, {}, 0
  for line in each do
    block[#block + 1], held = line, held + #line
    if held >= (size or BLOCK) then
      table.sort(block)
      files, block, held = keep(files, block, temporary), {}, 0
    end
  end
  table.sort(block)
  if #files > 0 then return merge(keep(files, block, temporary)) end
  local i = 0
  return function()
    i = i + 1
    return block[i]
  end
end
