--- The blocks of text of a page: what a reader sees as a paragraph, a heading, an item, a row.
local elements = require "gloss.html.elements"
local entities = require "gloss.html.entities"
local tags = require "gloss.html.tags"

local blocks = {}

-- What holds of a block, by the elements around it; what is apart makes none.
local APART <const>, MAIN <const>, FORM <const>, PRE <const> = 1, 2, 4, 8
blocks.MAIN, blocks.FORM = MAIN, FORM

local BREAK <const>, CELL <const> = "\0", "\1"   -- in the parts of a block
local LETTERS <const> = 6   -- bytes of a word; of two characters where words have no spaces

local ANSWERS <const>, LONG <const> = 1000, 500   -- kept of tags, whose attributes are not longer

local Builder = {}
Builder.__index = Builder

-- Gives a text without the white space at its ends.
local function trimmed(text)
  local first, last = text:find "[^ %z\1]", #text
  while first and text:find("^[ %z\1]", last) do last = last - 1 end
  return first and text:sub(first, last) or ""
end

-- Gives a text with one space for any white space, and none at breaks.
local function single_spaced(text)
  if text:find "[\t\r\n\f]" or text:find("  ", 1, true) then
    text = text:gsub("[ \t\r\n\f]+", " ")
  end
  if text:find "[%z\1]" then text = text:gsub(" ?([%z\1]) ?", "%1") end
  return text
end

-- Ends the block that is being gathered.
local function flush(self)
  self.hidden = false
  if #self.parts == 0 then return end
  local text = trimmed(single_spaced(table.concat(self.parts)))
  if text:gsub("\u{A0}", ""):find "[^ %z\1]" then
    local size = #text
    self.list[#self.list + 1] = {
      text = text:gsub("[%z\1]", { [BREAK] = "\n", [CELL] = "\t" }), kind = self.kind,
      flags = self.flags, words = (size + LETTERS - 1) // LETTERS,
      links = math.min(1, self.linked / size),
    }
  end
  self.parts, self.linked, self.kind = {}, 0, nil
end

-- Tells whether attributes say that an element is no part of what the page says.
local function says_apart(found)
  if found.hidden or found["aria-hidden"] == "true" then return true end
  if found.role and elements.roles[found.role:lower()] then return true end
  if found.style and found.style:lower():find "display%s*:%s*none" then return true end
  for _, key in ipairs { "class", "id" } do
    for word in (found[key] or ""):lower():gmatch "%S+" do
      if elements.words[word] then return true end
    end
  end
  return false
end

-- Tells the same of an element's tag; pages repeat theirs, so answers are kept for a while.
local function is_apart(self, first, last)
  if self.trusting or first >= last then return false end
  local tag = last - first < LONG and self.text:sub(first, last) or ""
  local known = self.answers[tag]
  if known ~= nil then return known end
  local answer = says_apart(tags.attributes(self.text, first, last))
  if tag ~= "" then
    if self.kept == ANSWERS then self.answers, self.kept = {}, 0 end
    self.answers[tag], self.kept = answer, self.kept + 1
  end
  return answer
end

-- Gives the flags of what is in a holder.
local function flags_of(self, name, first, last)
  local flags = self.flags
  if flags & APART ~= 0 then return flags end
  if name == "main" or name == "article" then return flags | MAIN end
  if elements.apart[name] or name == "header" and flags & MAIN == 0 then return flags | APART end
  if name == "form" then flags = flags | FORM end
  if name == "pre" then flags = flags | PRE end
  if name == "body" or name == "html" or not is_apart(self, first, last) then return flags end
  return flags | APART
end

-- Opens a holder.
local function push(self, name, first, last)
  local n = #self.open + 1
  self.open[n], self.outer[n] = name, self.flags
  if elements.walls[name] then
    self.rooms[#self.rooms + 1] = { name = name, count = self.count }
    self.count = {}
  else
    self.count[name] = (self.count[name] or 0) + 1
  end
  self.flags = flags_of(self, name, first, last)
end

-- Closes the innermost holder.
local function pop(self)
  local n = #self.open
  local name = self.open[n]
  self.flags = self.outer[n]
  self.open[n], self.outer[n] = nil, nil
  if elements.walls[name] then
    self.count = table.remove(self.rooms).count
    self.walls[name] = self.walls[name] - 1
  else
    self.count[name] = self.count[name] - 1
  end
  return name
end

-- Closes the holder of that name, if one is open, and those in it.
local function close(self, name)
  local open = elements.walls[name] and self.walls or self.count
  if (open[name] or 0) == 0 then return end
  repeat until pop(self) == name
end

-- Begins a cell, which ends the one before.
function Builder:start_cell()
  local room = self.rooms[#self.rooms]
  if room and (room.name == "td" or room.name == "th") then close(self, room.name) end
  self.parts[#self.parts + 1] = CELL
end

function Builder:start_tag(name, first, last)
  if name == "br" then
    if self.parts[#self.parts] == BREAK then return flush(self) end
    self.parts[#self.parts + 1] = BREAK
    return
  end
  if elements.blocks[name] then
    flush(self)
    if name:find "^h[1-6]$" or name == "li" then self.kind = name end
    if not elements.holders[name] then self.hidden = is_apart(self, first, last) end
  end
  if name == "td" or name == "th" then self:start_cell() end
  if name == "a" then self.link = true end
  if elements.holders[name] then
    if elements.walls[name] then self.walls[name] = (self.walls[name] or 0) + 1 end
    push(self, name, first, last)
  end
end

function Builder:stop_tag(name)
  if elements.blocks[name] then flush(self) end
  if name == "a" then self.link = false end
  if elements.holders[name] then close(self, name) end
end

-- Adds text to the block.
function Builder:add(first, last)
  if self.hidden or self.flags & APART ~= 0 then return end
  local text = entities.decode(self.text:sub(first, last))
  if self.flags & PRE ~= 0 then text = text:gsub("\r?\n", BREAK) end
  self.parts[#self.parts + 1] = text
  if self.link then self.linked = self.linked + #text end
end

--- Gives the blocks of a page, in order: {text, kind ("h1", "li" ... or nil), flags, words, links
-- (the share of its text in links)}.
--   also      a function of all start tags, as start() of tags.each, but with nil, or the content
--             of an element where that is no HTML, after the name
--   trusting  take what attributes say is apart, too
function blocks.of(text, also, trusting)
  local self = setmetatable({ text = text, trusting = trusting, list = {}, parts = {}, linked = 0,
                              flags = 0, open = {}, outer = {}, count = {}, rooms = {},
                              walls = {}, answers = {}, kept = 0 }, Builder)
  tags.each(text, {
    text = function(first, last) self:add(first, last) end,
    start = function(name, first, last)
      also(name, nil, first, last)
      self:start_tag(name, first, last)
    end,
    stop = function(name) self:stop_tag(name) end,
    raw = function(name, content, first, last) also(name, content, first, last) end,
  })
  flush(self)
  return self.list
end

return blocks
