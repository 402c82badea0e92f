--- Pages for a terminal: colour, wrapping to its width, headings and labelled lines. Colour is off
-- under NO_COLOR, for TERM=dumb and away from a terminal, unless asked for.
local cells = require "gloss.cells"
local core = require "gloss.core"
local json = require "gloss.json"
local ordered_pairs = require "gloss.ordered"
local view = require "gloss.view"

local pretty = {}

local STYLES = { bold = "1", dim = "2", underline = "4", red = "31", green = "32", yellow = "33",
                 blue = "34", magenta = "35", cyan = "36", heading = "1;36", label = "2",
                 person = "1;33", place = "32", organisation = "1;35", time = "36", quote = "3" }
local MAX_WIDTH = 100

--- Tells whether to colour: when is "always", "never" or "auto" (the default).
function pretty.wants_colour(when, on_terminal)
  if when == "always" then return true end
  local none = os.getenv "NO_COLOR"
  if when == "never" or (none and none ~= "") or os.getenv "TERM" == "dumb" then return false end
  return on_terminal and core.isatty(1) or false
end

--- Gives the width of text on screen: the terminal's, at most 100.
function pretty.width() return math.min(core.width(), MAX_WIDTH) end

--- Makes text safe for a terminal: control characters are shown, not sent.
function pretty.safe(text)
  return (text:gsub("[%z\1-\8\11-\31\127]", function(c)
    return c == "\r" and "" or ("\\x%02x"):format(c:byte())
  end):gsub("\xC2([\x80-\x9F])", function(c) return ("\\x%02x"):format(c:byte()) end))
end

--- Breaks text into lines of at most `width` cells; white space is one space.
--   indent  what the lines after the first start with
function pretty.wrap(text, width, indent)
  local lines, line, room = {}, nil, width
  indent = indent or ""
  for word in text:gmatch "%S+" do
    local size = cells(word)
    if line and size + 1 <= room then
      line, room = line .. " " .. word, room - size - 1
    else
      if line then lines[#lines + 1] = line end
      local lead = line and indent or ""
      line, room = lead .. word, width - cells(lead) - size
    end
  end
  if line then lines[#lines + 1] = line end
  return lines
end

local Page = {}
Page.__index = Page
Page.__call = function(self, text) self[#self + 1] = text end

--- Makes a page: called with text it appends; `page:text()` is all of it.
--   options  colour, width
function pretty.page(options)
  return setmetatable({ colour = options and options.colour, width = options and options.width
                        or pretty.width() }, Page)
end

--- Gives text in a style (bold, dim, heading, person, place ...), plain when colour is off.
function Page:style(name, text)
  text = pretty.safe(text)
  if not self.colour or text == "" then return text end
  return ("\27[%sm%s\27[0m"):format(STYLES[name] or error("no style " .. name, 2), text)
end

--- Appends a heading, an empty line before it unless it is the first.
function Page:heading(text)
  self((#self > 0 and "\n" or "") .. self:style("heading", text) .. "\n")
end

--- Appends wrapped text.
--   indent  cells the lines start with
--   more    cells added after the first line (0)
--   style   a style for the first `styled` bytes, which must fit on a line
function Page:paragraph(text, indent, more, style, styled)
  local lead = (" "):rep(indent or 0)
  local lines = pretty.wrap(pretty.safe(text), self.width - #lead, (" "):rep(more or 0))
  if style and #lines > 0 and styled <= #lines[1] then
    lines[1] = self:style(style, lines[1]:sub(1, styled)) .. lines[1]:sub(styled + 1)
  end
  if #lines > 0 then self(lead .. table.concat(lines, "\n" .. lead) .. "\n") end
end

--- Appends "  label   text", the text wrapped in its own column.
function Page:field(label, text, size)
  size = size or 14
  local lines = pretty.wrap(pretty.safe(text), self.width - size - 2)
  local pad = (" "):rep(math.max(1, size - cells(label)))
  for i, line in ipairs(lines) do
    self("  " .. (i == 1 and self:style("label", label) .. pad or (" "):rep(size)) .. line .. "\n")
  end
end

function Page:text() return table.concat(self) end

-- Gives a value on one line.
local function brief(value)
  if view.is_view(value) then return value.text or tostring(value) end
  if type(value) ~= "table" then
    return type(value) == "number" and json.number(value) or tostring(value)
  end
  local parts = {}
  for key, item in ordered_pairs(value) do
    local text = brief(item)
    parts[#parts + 1] = math.type(key) == "integer" and text or ("%s=%s"):format(key, text)
  end
  return table.concat(parts, #value > 0 and "; " or ", ")
end

--- Appends any record: its id, then a line or a list a field. What pipelines without `pretty` show.
function pretty.record(record, page)
  page:heading(tostring(record.id or "record"))
  for key, value in ordered_pairs(record) do
    if type(value) == "table" and #value > 0 then
      for i, item in ipairs(value) do
        page:field(i == 1 and tostring(key) or "", brief(item))
      end
    elseif key ~= "id" and not (type(value) == "table" and next(value) == nil) then
      page:field(tostring(key), brief(value))
    end
  end
end

return pretty
