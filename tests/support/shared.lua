-- shared.lua -- where the development data lies: $GLOSS_SHARED, else ../shared beside the source
-- tree. `shared(name)` is the path of a file there, or nil and a reason to skip the test.

local root = os.getenv "GLOSS_SHARED" or "../shared"

return function(name)
  local path = root .. "/" .. name
  local file = io.open(path, "rb")
  if not file then return nil, "no " .. path .. " (set GLOSS_SHARED)" end
  file:close()
  return path
end
