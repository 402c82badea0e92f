--- Goes over a web page, read by core.html: its elements, each begun one ended, and its texts.
local core = require "gloss.core"

-- Elements whose text is no part of what a page shows.
local RAW = { script = true, style = true, textarea = true, title = true, iframe = true,
              noembed = true, noframes = true }

local page = {}

-- Gives a text in which what windows-1252 has between 0x80 and 0x9F is what browsers take it for.
local function as_browsers(text)
  if not text:find "\xC2[\x80-\x9F]" then return text end
  return (text:gsub("\xC2([\x80-\x9F])", function(byte)
    return core.decode(byte, "windows-1252")
  end))
end

--- Goes over a page: true; or nil and why.
--   on  functions: text(text), start(name, attributes), stop(name); raw(name, attributes, content)
--       of an element whose text is not shown, at its end
function page.each(text, on)
  local events, why = core.html(text)
  if not events then return nil, why end
  local raw   -- {name, attributes, parts of its text} of the element that is open
  while true do
    local kind, name, attributes = events:next()
    if not kind then return name == nil, name end
    if kind == "text" then
      if raw then raw.parts[#raw.parts + 1] = as_browsers(name) else on.text(as_browsers(name)) end
    elseif raw then
      if kind == "stop" and name == raw.name then
        on.raw(name, raw.attributes, table.concat(raw.parts))
        raw = nil
      end
    elseif kind == "start" then
      if RAW[name] then raw = { name = name, attributes = attributes, parts = {} }
      else on.start(name, attributes) end
    else
      on.stop(name)
    end
  end
end

return page
