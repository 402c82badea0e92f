--- Reads a file as one document; its id is the path.
local path = require "gloss.path"

return function(file)
  local done = false
  return function()
    if done then return nil end
    done = true
    local handle, why = io.stdin, nil
    if file ~= "-" then handle, why = io.open(file, "rb") end
    if not handle then return nil, path.reason(why, file), file end
    local text
    text, why = handle:read "a"
    if file ~= "-" then handle:close() end
    if not text then return nil, path.reason(why or "cannot be read", file), file end
    return { id = path.id(file), text = text, source = { path = file, byte = 0 } }
  end
end
