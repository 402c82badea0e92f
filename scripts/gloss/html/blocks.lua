--- The blocks of text of a page: what a reader sees as a paragraph, a heading, an item, a row.
local elements = require "gloss.html.elements"
local page = require "gloss.html.page"

local blocks = {}

-- What holds of a block, by the elements around it; what is apart makes none.
local APART <const>, MAIN <const>, FORM <const>, PRE <const> = 1, 2, 4, 8
blocks.MAIN, blocks.FORM = MAIN, FORM

local BREAK <const>, CELL <const> = "\0", "\1"   -- in the parts of a block
local LETTERS <const> = 6   -- bytes of a word; of two characters where words have no spaces

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
local function is_apart(self, found)
  if self.trusting then return false end
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

-- Gives the flags of what is in an element.
local function flags_of(self, name, found)
  local flags = self.flags
  if flags & APART ~= 0 then return flags end
  if name == "main" or name == "article" then return flags | MAIN end
  if elements.apart[name] or name == "header" and flags & MAIN == 0 then return flags | APART end
  if name == "form" then flags = flags | FORM end
  if name == "pre" then flags = flags | PRE end
  if name == "body" or name == "html" or not is_apart(self, found) then return flags end
  return flags | APART
end

function Builder:start_tag(name, found)
  if name == "br" then
    if self.parts[#self.parts] == BREAK then return flush(self) end
    self.parts[#self.parts + 1] = BREAK
    return
  end
  if elements.blocks[name] then
    flush(self)
    if name:find "^h[1-6]$" or name == "li" then self.kind = name end
  end
  if name == "td" or name == "th" then self.parts[#self.parts + 1] = CELL end
  if name == "a" then self.links = self.links + 1 end
  if elements.blocks[name] or elements.holders[name] then
    self.outer[#self.outer + 1] = self.flags
    self.flags = flags_of(self, name, found)
  end
end

function Builder:stop_tag(name)
  if elements.blocks[name] then flush(self) end
  if name == "a" then self.links = self.links - 1 end
  if elements.blocks[name] or elements.holders[name] then
    self.flags = table.remove(self.outer)
  end
end

-- Adds text to the block.
function Builder:add(text)
  if self.flags & APART ~= 0 then return end
  if self.flags & PRE ~= 0 then text = text:gsub("\r?\n", BREAK) end
  self.parts[#self.parts + 1] = text
  if self.links > 0 then self.linked = self.linked + #text end
end

--- Gives the blocks of a page, in order: {text, kind ("h1", "li" ... or nil), flags, words, links
-- (the share of its text in links)}; or nil and why.
--   also      a function of all elements: name, attributes and, where their text is not shown, it
--   trusting  take what attributes say is apart, too
function blocks.of(text, also, trusting)
  local self = setmetatable({ trusting = trusting, list = {}, parts = {}, linked = 0, links = 0,
                              flags = 0, outer = {} }, Builder)
  local ok, why = page.each(text, {
    text = function(part) self:add(part) end,
    start = function(name, found)
      also(name, found)
      self:start_tag(name, found)
    end,
    stop = function(name) self:stop_tag(name) end,
    raw = also,
  })
  if not ok then return nil, why end
  flush(self)
  return self.list
end

return blocks
