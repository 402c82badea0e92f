--- Lines and paragraphs: a text cut at line ends, wrapped lines joined again.
-- A line is {first, last, width, blank}: bytes without outer white space, code points, and whether
-- an empty line (or the start of the text) stands before it. A block is a list of lines.

local M = {}

local NARROW, WIDE = 45, 120   -- a wrapped text is this wide

--- Cuts a text into its non-empty lines.
function M.cut(text)
  local lines, at, blank = {}, 1, true
  local size = #text
  while at <= size do
    local stop = text:find("\n", at, true) or size + 1
    local first = text:match("^[ \t\r\v\f]*()", at)
    if first >= stop then
      blank = true
    else
      local last = stop - 1
      while text:find("^%s", last) do last = last - 1 end
      local width = utf8.len(text, first, last) or last - first + 1
      lines[#lines + 1] = { first = first, last = last, width = width, blank = blank,
        indent = first - at }
      blank = false
    end
    at = stop + 1
  end
  return lines
end

local function first_word_width(text, line)
  local stop = text:find("%s", line.first) or line.last + 1
  return utf8.len(text, line.first, math.min(stop - 1, line.last)) or 0
end

-- A line is full when the first word of the next would not have fitted.
local function full(text, line, following, width)
  return line.width + 1 + first_word_width(text, following) > width
end

local function ends_sentence(text, line)
  local tail = text:sub(math.max(line.first, line.last - 4), line.last)
  return tail:find "[%.!?:]['\"%)]*$" or tail:find "[%.!?]\u{201D}$" or tail:find "[%.!?]\u{2019}$"
end

-- Gives the width at which lines i..j, with no empty line between, are wrapped: some line is full
-- and breaks a sentence. Nil where nothing says so.
local function wrap_width(text, lines, i, j)
  local width = 0
  for k = i, j do width = math.max(width, lines[k].width) end
  if width < NARROW or width > WIDE then return nil end
  for k = i, j - 1 do
    if full(text, lines[k], lines[k + 1], width) and not ends_sentence(text, lines[k]) and
      text:find("^%l", lines[k + 1].first) then
      return width
    end
  end
end

-- Gives the groups of lines without an empty line between, each with its width where it is wrapped,
-- and the largest width of all.
local function groups_of(text, lines)
  local groups, widest, i = {}, nil, 1
  while i <= #lines do
    local j = i
    while j < #lines and not lines[j + 1].blank do j = j + 1 end
    local width = wrap_width(text, lines, i, j)
    groups[#groups + 1] = { i, j, width }
    if width then widest = math.max(widest or 0, width) end
    i = j + 1
  end
  return groups, widest
end

--- Joins lines to blocks: a block is a paragraph, or one line where the text is not wrapped.
-- `keep_apart(line, following)` may say that two lines never belong together.
function M.blocks(text, lines, keep_apart)
  local blocks = {}
  local groups, widest = groups_of(text, lines)
  for _, group in ipairs(groups) do
    local width = group[3] or widest
    local block = { lines[group[1]] }
    for k = group[1] + 1, group[2] do
      local before, line = lines[k - 1], lines[k]
      if width and line.indent <= before.indent + 1 and before.width <= width and
        full(text, before, line, width) and not keep_apart(before, line) then
        block[#block + 1] = line
      else
        blocks[#blocks + 1] = block
        block = { line }
      end
    end
    blocks[#blocks + 1] = block
  end
  return blocks
end

return M
