--- Which blocks of a page are what it says: by the elements they stand in, else by how long they
-- and their neighbours are and how much of them is links (Kohlschuetter, Fankhauser, Nejdl 2010,
-- "Boilerplate detection using shallow text features", the rules on numbers of words).
local blocks = require "gloss.html.blocks"

local MAIN <const>, FORM <const> = blocks.MAIN, blocks.FORM
local NOTHING <const> = { words = 0, links = 0 }
local ENOUGH <const> = 0.3    -- of the words of a page stand in its main part, if it has one
local LINKS <const> = 1 / 3

-- Tells by the rules whether a block between two others is text.
local function is_text(before, block, after)
  if block.links > LINKS then return false end
  if before.links > 0.555556 then return block.words > 40 or after.words > 17 end
  return block.words > 16 or after.words > 15 or before.words > 4
end

-- Gives the blocks that may be chosen: of the page's main part, if it has one that holds enough.
local function candidates(list)
  local main, all, inside = {}, 0, 0
  for _, block in ipairs(list) do
    local words = block.links <= LINKS and block.words or 0
    all = all + words
    if block.flags & MAIN ~= 0 then
      main[#main + 1] = block
      inside = inside + words
    end
  end
  if inside > 0 and inside >= ENOUGH * all then return main, true end
  return list, false
end

local function is_heading(block) return block.kind ~= nil and block.kind:find "^h" ~= nil end

-- Takes headings that stand before something chosen, and those alone.
local function choose_headings(list, chosen)
  local follows = false
  for i = #list, 1, -1 do
    if is_heading(list[i]) then chosen[i] = follows and list[i].links <= LINKS
    else follows = chosen[i] end
  end
end

local function choose(list, in_main)
  local chosen = {}
  for i, block in ipairs(list) do
    local before, after = list[i - 1] or NOTHING, list[i + 1] or NOTHING
    if block.flags & FORM ~= 0 then chosen[i] = block.words > 16 and block.links <= LINKS
    elseif in_main then chosen[i] = block.links <= LINKS
    else chosen[i] = is_text(before, block, after) end
  end
  choose_headings(list, chosen)
  local result = {}
  for i, block in ipairs(list) do
    if chosen[i] then result[#result + 1] = block end
  end
  return result
end

--- Gives the blocks that are what the page says; all that may be when none seems to.
return function(list)
  local some, in_main = candidates(list)
  local result = choose(some, in_main)
  return #result > 0 and result or some
end
