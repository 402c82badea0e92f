--- Classification: which zone each block of a page is. The story starts at its dateline, or at the
-- first paragraph; what stands before is header, and what follows is body until end matter begins.

local common = require "gloss.news.common"
local furniture = require "gloss.news.zones.furniture"
local lines_of = require "gloss.news.zones.lines"

local HEADER_BLOCKS = 40     -- a dateline further down starts no story
local PROSE_WORDS = 8        -- a sentence of so many words is prose
local LONG_WORDS = 25        -- and anything of so many; words are counted up to here
local HEADLINE_WORDS = 4     -- a headline has so many, if any candidate does
local CROSSHEAD_WORDS = 10
local MANY = 60              -- no furniture has so many

local LONGEST_BYLINE = 160   -- bytes

local function ends_sentence(s)
  s = s:sub(-12)
  return s:find "[%.!?]['\"%)]*$" ~= nil or s:find "[%.!?,]\u{201D}%)?$" ~= nil or
    s:find "[%.!?]\u{2019}%)?$" ~= nil
end

local function is_bullet(s)
  return s:find "^[%*\u{2022}]%s" ~= nil or s:find "^%-%s" ~= nil or s:find "^\u{2022}" ~= nil
end

local function is_prose(block)
  local s = block.text
  return ends_sentence(s) and block.words >= PROSE_WORDS and not is_bullet(s) or
    block.words >= LONG_WORDS
end

-- Tells whether a text that begins like a byline is one: no sentence.
local function is_byline(s, first, forms)
  return forms.byline[first] and #s <= LONGEST_BYLINE
    and not (s:find "[%.!?]$" and not s:find "%f[%a]%u%l?%.$")
end

-- Tells whether lines of a text are furniture: by how they look, or by a notice in them.
local function is_furniture(s, first, last, forms)
  if furniture.is_furniture(s) then return true end
  local notice = #forms.notices > 0 and #s <= furniture.LONGEST
    and common.last_before(forms.notices, last)
  return notice and notice.first >= first or false
end

-- Gives the blocks of a text, each with its text, size in words, and what it is by itself.
local function survey(text, forms)
  local lines = lines_of.cut(text)
  local function by_itself(line)
    line.text = line.text or text:sub(line.first, line.last)
    if is_furniture(line.text, line.first, line.last, forms) then return "boilerplate" end
    if forms.credit[line.first] then return "credit" end
  end
  local function keep_apart(line, following)
    if not text:find("^[%u%(%[*]", following.first) then return false end
    local s = text:sub(following.first, following.last)
    return is_byline(s, following.first, forms) or by_itself(following) ~= nil
      and by_itself(line) == nil and ends_sentence(text:sub(line.first, line.last))
  end
  local blocks = lines_of.blocks(text, lines, keep_apart)
  for _, block in ipairs(blocks) do
    block.first, block.last = block[1].first, block[#block].last
    block.label = by_itself(block[1])
    block.text = #block == 1 and block[1].text or text:sub(block.first, block.last)
    block.words = common.count_words(block.text, LONG_WORDS)
    block.byline = is_byline(block.text, block.first, forms)
    if block.label and common.count_words(block.text, MANY) == MANY then block.label = nil end
    if #block > 1 and block.label == "boilerplate" and
      not is_furniture(block.text, block.first, block.last, forms) and
      not block[1].text:find "^[Cc]opyright" then
      block.label = nil
    end
  end
  return blocks
end

-- Finds the block the story starts with, and its dateline of those that begin at a byte.
local function find_start(blocks, datelines)
  local prose
  for i = 1, math.min(#blocks, HEADER_BLOCKS) do
    local block = blocks[i]
    if not block.label or block.label == "boilerplate" then
      local found = datelines[block.first]
      if found and found.last <= block.last then return i, found end
    end
    if not prose and not block.label and is_prose(block) and not block.byline then
      prose = i
    end
  end
  return prose or #blocks + 1, nil
end

-- Labels the blocks before the story.
local function label_header(blocks, stop, forms)
  local candidates, after_byline, after_by = {}, false, false
  for i = 1, stop - 1 do
    local block = blocks[i]
    if block.label == nil then
      if block.byline or after_by and block.words <= 6 then
        block.label = "byline"
      elseif after_byline and block.words <= 5 or block.words < 2 or is_bullet(block.text) and
        block.words < 4 then
        block.label = "boilerplate"
      else
        candidates[#candidates + 1] = block
      end
    end
    after_byline = block.label == "byline"
    after_by = forms.byline[block.first] and block.text:lower() == "by"
  end
  local headline = candidates[1]
  for _, block in ipairs(candidates) do
    if block.words >= HEADLINE_WORDS then headline = block break end
  end
  local seen = false
  for _, block in ipairs(candidates) do
    if block == headline then
      block.label, seen = "headline", true
    else
      block.label = seen and block.words >= 3 and "subhead" or "boilerplate"
    end
  end
end

local function is_crosshead(block, following)
  return #block == 1 and block.words <= CROSSHEAD_WORDS and not block.text:find "[%.!?:;,\"]$" and
    not block.text:find "\u{201D}$" and not is_bullet(block.text) and
      block.text:find "^[%u\xC3'\xE2\"]" and
    following and following.label == nil and is_prose(following)
end

-- Labels the blocks from the start of the story on.
local function label_body(blocks, start)
  local section
  for i = start, #blocks do
    local block = blocks[i]
    local opens = #block == 1 and i > start and furniture.opens_section(block.text)
    if section == "tail" then
      block.label = block.label == "credit" and "credit" or "boilerplate"
    elseif opens == "tail" or opens == "about" then
      section, block.label = "tail", "boilerplate"
    elseif opens == "list" then
      section, block.label = "list", "boilerplate"
    elseif opens == "source" then
      block.label = "boilerplate"
    elseif block.label then
      section = block.label == "credit" and nil or section
    elseif section == "list" and not is_prose(block) then
      block.label = "boilerplate"
    elseif i > start and block.byline then
      block.label, section = "byline", nil
    elseif is_crosshead(block, blocks[i + 1]) and i > start then
      block.label, section = "subhead", nil
    elseif i == #blocks and i > start + 1 and block.words <= 3 and
      not ends_sentence(block.text) then
      block.label = "boilerplate"
    else
      block.label, section = "body", nil
    end
  end
end

--- Cuts a text into zones: a list of {first, last, label, lines, dateline}, in order; `dateline` is
-- that of the zone of this label.
--   datelines  what may be one, {last = byte, ...} by first byte
--   forms      what lines say they are: first bytes of bylines and credits, {first =, label =} of
--              what ends a paragraph by its last byte, and a list of {first =} of notices
local function classify(text, datelines, forms)
  local blocks = survey(text, forms)
  local start, found = find_start(blocks, datelines)
  label_header(blocks, start, forms)
  if found then blocks[start].label = nil end
  label_body(blocks, start)
  local zones = {}
  local function add(first, last, label, lines, parsed)
    zones[#zones + 1] = { first = first, last = last, label = label, lines = lines,
      dateline = parsed }
  end
  for i, block in ipairs(blocks) do
    local first, last = block.first, block.last
    if found and i == start then
      add(first, found.last, "dateline", nil, found)
      first = common.trim(text, found.last + 1, last)
    end
    local tail = block.label == "body" and forms.tail[last]
    if tail and first and tail.first > first then
      local _, stop = common.trim(text, first, tail.first - 1)
      if stop then add(first, stop, "body", block) end
      add(tail.first, last, tail.label, { { first = tail.first, last = last } })
    elseif first then
      add(first, last, block.label, block)
    end
  end
  return zones
end

return classify
