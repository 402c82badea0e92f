--- HTML cut into texts and tags, as browsers cut it: nothing is an error, and time is linear
-- whatever the text is.
local entities = require "gloss.html.entities"

local tags = {}

-- Elements whose content is text up to their end tag.
local RAW = { script = true, style = true, textarea = true, title = true, xmp = true,
              iframe = true, noembed = true, noframes = true }

-- Gives the place of the ">" that ends a tag whose attributes start at `at`, nil when none does.
local function tag_end(text, at)
  while true do
    local stop = text:find("[>=]", at)
    if not stop or text:byte(stop) == 62 then return stop end
    local value, _, mark = text:find("(%S)", stop + 1)
    if not value then return nil end
    if mark == '"' or mark == "'" then
      at = text:find(mark, value + 1, true)
    else
      at = text:find("[%s>]", value)
    end
    if not at then return nil end
    if text:byte(at) ~= 62 then at = at + 1 end
  end
end

-- Gives the place after a comment, or what is taken for one, that starts with "<!" or "<?" at `at`.
local function comment_end(text, at)
  if text:sub(at, at + 3) ~= "<!--" then
    local stop = text:find(">", at, true)
    return stop and stop + 1
  end
  local abrupt = text:match("^%-?>()", at + 4)
  if abrupt then return abrupt end
  local _, stop = text:find("%-%-!?>", at + 4)
  return stop and stop + 1
end

-- Gives where the end tag of a raw element starts, and the place after it.
local function raw_end(text, at, name)
  while true do
    local start = text:find("</", at, true)
    if not start then return nil end
    local after = start + 2 + #name
    if text:sub(start + 2, after - 1):lower() == name and text:find("^[%s/>]", after) then
      local stop = text:find(">", after, true)
      return start, stop and stop + 1 or #text + 1
    end
    at = start + 2
  end
end

-- Gives the value that follows the "=" at `at`, and the place after it.
local function value_at(text, at)
  local value, after = text:match('^=%s*"([^"]*)"()', at)
  if not value then value, after = text:match("^=%s*'([^']*)'()", at) end
  if not value then value, after = text:match("^=%s*([^%s>]*)()", at) end
  return value, after
end

--- Gives the attributes of a tag, whose places are those that start() gets, by their names.
function tags.attributes(text, first, last)
  local found = {}
  local at = first
  while true do
    local name
    name, at = text:match("^[%s/]*([^%s/>=][^%s/>=]*)%s*()", at)
    if not name or at > last + 1 then return found end
    local value = ""
    if text:byte(at) == 61 then value, at = value_at(text, at) end
    name = name:lower()
    if not found[name] then found[name] = entities.decode(value) end
  end
end

-- Takes the tag that starts at `at`: the place after it.
local function take_tag(text, at, on)
  local close, name, after = text:match("^<(/?)(%a[^%s/>]*)()", at)
  local stop = tag_end(text, after)
  if not stop then return #text + 1 end
  name = name:lower()
  if close == "/" then
    on.stop(name)
    return stop + 1
  end
  if not RAW[name] then
    on.start(name, after, stop - 1)
    return stop + 1
  end
  local finish, next_at = raw_end(text, stop + 1, name)
  on.raw(name, text:sub(stop + 1, (finish or #text + 1) - 1), after, stop - 1)
  return next_at or #text + 1
end

--- Goes over a text.
--   on  functions: text(first, last) takes places of text; start(name, first, last) and stop(name)
--       tags, with the places of the attributes; raw(name, content, first, last) an element whose
--       content is no HTML
function tags.each(text, on)
  local at, said = 1, 1   -- where to look; what was given
  while true do
    local open = text:find("<", at, true)
    if not open then break end
    local mark = text:byte(open + 1)
    if text:find("^/?%a", open + 1) then
      if open > said then on.text(said, open - 1) end
      at = take_tag(text, open, on)
      said = at
    elseif mark == 33 or mark == 63 or mark == 47 then   -- ! ? /
      if open > said then on.text(said, open - 1) end
      at = comment_end(text, open) or #text + 1
      said = at
    else
      at = open + 1
    end
  end
  if said <= #text then on.text(said, #text) end
end

return tags
