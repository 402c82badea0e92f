-- join_lists.lua -- joins TSV lists that have one header into one file; stock Lua.
--   lua5.4 scripts/tools/join_lists.lua OUT.tsv IN.tsv ...
local out = assert(io.open(arg[1], "wb"))
local header
for i = 2, #arg do
  local file = assert(io.open(arg[i], "rb"))
  local first = assert(file:read "L", arg[i] .. ": empty")
  header = header or first
  if first ~= header then error(arg[i] .. ": another header than " .. arg[2], 0) end
  assert(out:write(i == 2 and header or "", file:read "a"))
  file:close()
end
assert(out:close())
