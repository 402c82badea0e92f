--- A mail as a document: its text, out of the parts that are text, and what its headers say.
local core = require "gloss.core"
local encodings = require "gloss.encodings"
local html = require "gloss.html"

local mail = {}

-- Gives the text of a part that is text: of HTML the main text; or nil and why there is none.
local function text_of(part, options)
  local bytes, label = part.content or "", part.charset
  if part.type == "text/html" then label = label or html.encoding(bytes) end
  local text, encoding, bad = encodings.part(bytes, options.encoding, label, options.replace_bad)
  if not text then
    return nil, ("%s part: byte %d: %s"):format(part.type, bad - 1, encoding)
  end
  if part.type ~= "text/html" then return text, encoding end
  local main, why = html.text(text)
  if not main then return nil, why end
  return main, encoding
end

local gather

-- Takes the first of some alternatives that has plain text, else the first that has any.
local function take_alternative(found, parts, options)
  local best
  for _, part in ipairs(parts) do
    local one = { texts = {}, attachments = 0 }
    local ok, why = gather(one, part, options)
    if not ok then return nil, why end
    if #one.texts > 0 and (not best or one.plain) then best = one end
    if one.plain then break end
  end
  if not best then return true end
  table.move(best.texts, 1, #best.texts, #found.texts + 1, found.texts)
  found.attachments = found.attachments + best.attachments
  found.plain, found.encoding = found.plain or best.plain, found.encoding or best.encoding
  return true
end

-- Adds the texts of a part, and of those in it, to found.texts: true, or nil and why not.
function gather(found, part, options)
  if part.parts and part.type == "multipart/alternative" then
    return take_alternative(found, part.parts, options)
  elseif part.parts then
    for _, inner in ipairs(part.parts) do
      local ok, why = gather(found, inner, options)
      if not ok then return nil, why end
    end
    return true
  elseif part.attachment or part.type ~= "text/plain" and part.type ~= "text/html" then
    found.attachments = found.attachments + 1
    return true
  end
  local text, encoding = text_of(part, options)
  if not text then return nil, encoding end
  if text:find "%S" then
    found.texts[#found.texts + 1] = text
    found.plain = found.plain or part.type == "text/plain"
    found.encoding = found.encoding or encoding
  end
  return true
end

local function clean(text)
  if not text or text == "" then return nil end
  return (core.doc(text, { replace_bad = true }).text:gsub("%s+", " "))
end

--- Gives the document of a message: {id, text, meta, encoding}, the id its Message-ID or nil; or
-- nil and why there is none.
--   options  encoding (what its parts are in, instead of their own word), replace_bad
function mail.read(bytes, options)
  local message, why = core.mail(bytes)
  if not message then return nil, why end
  local found, ok = { texts = {}, attachments = 0 }, true
  if message.body then ok, why = gather(found, message.body, options) end
  if not ok then return nil, why end
  local meta = { subject = clean(message.subject), from = clean(message.from),
                 published = message.date, language = clean(message.language) }
  if found.attachments > 0 then meta.attachments = tostring(found.attachments) end
  return { id = clean(message.id), text = table.concat(found.texts, "\n\n"), meta = meta,
           encoding = found.encoding }
end

return mail
