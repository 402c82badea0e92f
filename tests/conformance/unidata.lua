-- unidata.lua -- core/unidata.c is what the generator makes of the installed Unicode data.
-- Exits with 77, which ctest reports as skipped, when unicode-data is not installed.
local UNICODE = "/usr/share/unicode"

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local data = file:read("a")
  file:close()
  return data
end

if not read(UNICODE .. "/UnicodeData.txt") then
  print("skipped: no " .. UNICODE .. " (Debian package unicode-data)")
  os.exit(77)
end

local out = os.tmpname()
local environment = setmetatable({ arg = { UNICODE, out } }, { __index = _G })
local ok, message = pcall(assert(loadfile("scripts/tools/gen_unidata.lua", "t", environment)))
local made = read(out)
os.remove(out)
assert(ok, message)
assert(made == read("core/unidata.c"), "core/unidata.c differs from what its generator writes")
print("core/unidata.c is up to date")
