--- Names of files that are packed: compressed (x.txt.gz) or archives (x.zip, x.tar.xz).
local path = require "gloss.path"

local packed = {}

local COMPRESSED = { gz = true, bz2 = true, xz = true, zst = true, lz4 = true, lzma = true }
local ARCHIVES = { zip = true, tar = true, tgz = true, tbz2 = true, txz = true, tzst = true,
                   ["7z"] = true }

--- Tells what a name is: "archive", "compressed" or nil; and the name without the ending.
function packed.kind(name)
  local ending = path.ending(name)
  if ARCHIVES[ending] then return "archive", name end
  if not COMPRESSED[ending] then return nil, name end
  local inner = name:sub(1, -#ending - 2)
  return path.ending(inner) == "tar" and "archive" or "compressed", inner
end

return packed
