--- The main text of a web page and what it says about itself, by libxml2.
local about = require "gloss.html.about"
local blocks = require "gloss.html.blocks"
local choose = require "gloss.html.main"

local html = {}

--- Gives the text, a paragraph each between blank lines, and metadata: title, published, language,
-- url, source, those that are there; or nil and why.
function html.text(page)
  page = page:gsub("%z", "")
  local gathered = about.new()
  local function take(...) gathered:take(...) end
  local list, why = blocks.of(page, take)
  if not list then return nil, why end
  if #list == 0 then list = blocks.of(page, take, true) end
  local parts, heading = {}, nil
  for i, block in ipairs(choose(list)) do
    parts[i] = block.text
    if block.kind == "h1" and not heading then heading = block.text end
  end
  parts[#parts + 1] = ""
  return table.concat(parts, "\n\n"):gsub("\n\n$", "\n"), gathered:meta(heading)
end

--- Gives the encoding that a page says it has in its first bytes, or nil.
function html.encoding(page)
  return page:sub(1, 4096):match "[cC][hH][aA][rR][sS][eE][tT]%s*=%s*[\"']?%s*([%w_.:-]+)"
end

return html
