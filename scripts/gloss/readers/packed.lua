--- Reads compressed files and archives: what is inside by its own reader, as if it stood there. The
-- files of an archive have the names "archive.zip/file"; those of no format are passed over.
local core = require "gloss.core"
local inputs = require "gloss.inputs"
local packed = require "gloss.packed"
local path = require "gloss.path"
local readers = require "gloss.readers"

-- Gives the iterator of the next file inside; or nil, and why and for what there is none.
local function next_file(archive, file, kind, inner, options)
  while true do
    local name, why = archive:next()
    if not name then return nil, why, file end
    local named = kind == "archive" and ("%s/%s"):format(file, name) or file
    local by = kind == "archive" and named or inner
    if kind == "compressed" or inputs.is_member(by, options.format) then
      local one = setmetatable({ stream = archive }, { __index = options })
      return readers[inputs.plain_reader(by, options.format)](named, one)
    end
  end
end

--- options: format (of what is inside), open (what to open instead of the file), longest (bytes a
-- document may have), and those of the readers inside.
return function(file, options)
  options = options or {}
  local kind, inner = packed.kind(file)
  local place = options.open or file
  local archive, why = core.archive(place, kind == "compressed")
  local current

  return function()
    if not archive then
      local reason = why
      why = nil
      if reason then return nil, path.reason(reason, place), file end
      return nil
    end
    while true do
      if current then
        local item, message, id = current()
        if item or message then return item, message, id end
      end
      local message, id
      current, message, id = next_file(archive, file, kind, inner, options)
      if message then return nil, message, id end
      if not current then
        archive:close()
        archive = nil
        return nil
      end
    end
  end
end
