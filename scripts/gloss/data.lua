--- Bulk data (compiled lists, weights): files under share/gloss, found by $GLOSS_DATA, then beside
-- the program or gloss.so, then under the prefix the program was built for.
local core = require "gloss.core"
local path = require "gloss.path"

local data = {}

--- Gives the folders that are looked through, in order.
function data.folders()
  local folders = {}
  local given = os.getenv "GLOSS_DATA"
  if given and given ~= "" then folders[1] = given end
  if core.program then
    local beside = path.directory(core.program)
    folders[#folders + 1] = beside .. "/share/gloss"
    folders[#folders + 1] = beside .. "/../share/gloss"
  end
  folders[#folders + 1] = core.datadir
  return folders
end

--- Gives the path of a data file, or nil and a message that says where it was looked for.
function data.find(name)
  local folders = data.folders()
  for _, folder in ipairs(folders) do
    local file = folder .. "/" .. name
    if path.is_file(file) then return path.absolute(file) end
  end
  return nil, ("data file '%s' is not in %s"):format(name, table.concat(folders, ", "))
end

return data
