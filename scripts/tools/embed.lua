-- embed.lua -- writes Lua modules into a C source as bytes: lua5.4 embed.lua OUT.c NAME=PATH ...
-- An argument @FILE stands for the arguments in FILE, one a line. A module's file name is its path
-- below the last folder called scripts, or the bare name; it becomes the chunk's name. Beside each
-- source stands what this Lua compiled it to, lines and names kept, and which release it is: no
-- other may be given that code.

local function arguments(list)
  local out = {}
  for i = 2, #list do
    local file = list[i]:match("^@(.+)$")
    if file then
      for line in io.lines(file) do
        if line ~= "" then out[#out + 1] = line end
      end
    else
      out[#out + 1] = list[i]
    end
  end
  return out
end

-- Gives a script's source and its code.
local function read(path, name)
  local file = assert(io.open(path, "rb"))
  local source = assert(file:read("a"))
  file:close()
  assert(load(source, "@" .. path, "t"))
  return source, string.dump(load(source, "@" .. name, "t"))
end

-- Gives the release of the Lua that runs this, as "Lua 5.4.4".
local function release()
  local program = arg[-1]
  local pipe = assert(io.popen(("'%s' -v"):format(program)))
  local said = pipe:read("l") or ""
  pipe:close()
  return assert(said:match("^Lua %d+%.%d+%.%d+"), program .. " -v does not tell its release")
end

local function bytes(source)
  local lines = {}
  for at = 1, #source, 24 do
    lines[#lines + 1] = "  " .. source:sub(at, at + 23):gsub(".", function(c)
      return c:byte() .. ","
    end)
  end
  return table.concat(lines, "\n")
end

local out = assert(arg[1], "usage: embed.lua OUT.c NAME=PATH ...")
local scripts = {}
for _, argument in ipairs(arguments(arg)) do
  local name, path = argument:match("^([%w_.]+)=(.+)$")
  assert(name, "not NAME=PATH: " .. argument)
  local file = path:match(".*/scripts/(.+)$") or path:match("[^/]+$")
  local source, code = read(path, file)
  scripts[#scripts + 1] = { name = name, file = file, source = source, code = code }
end
table.sort(scripts, function(a, b) return a.name < b.name end)

local parts = { "/* Written by scripts/tools/embed.lua. */\n#include \"embed.h\"\n" }
for i, script in ipairs(scripts) do
  -- An empty script still needs one byte: C has no empty array.
  parts[#parts + 1] = ("static const unsigned char script_%d[] = {\n%s\n};"):format(
    i, #script.source > 0 and bytes(script.source) or "  0")
  parts[#parts + 1] = ("static const unsigned char code_%d[] = {\n%s\n};"):format(
    i, bytes(script.code))
end
parts[#parts + 1] = ('const char gloss__scripts_release[] = "%s ";'):format(release())
parts[#parts + 1] = "const gloss__script gloss__scripts[] = {"
for i, script in ipairs(scripts) do
  parts[#parts + 1] = ('  {"%s", "%s", script_%d, %d, code_%d, %d},'):format(script.name,
    script.file, i, #script.source, i, #script.code)
end
parts[#parts + 1] = "  {0, 0, 0, 0, 0, 0}};"
parts[#parts + 1] = ("const unsigned gloss__script_count = %d;\n"):format(#scripts)

local file = assert(io.open(out, "wb"))
assert(file:write(table.concat(parts, "\n")))
assert(file:close())
