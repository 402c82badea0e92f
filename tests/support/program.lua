-- program.lua -- runs the built program ($GLOSS_PROGRAM) as a user would, and makes files for it.

local program = {}

local function quote(word) return "'" .. word:gsub("'", "'\\''") .. "'" end

local function read(file)
  local handle <close> = assert(io.open(file, "rb"))
  return handle:read "a"
end

program.path = os.getenv "GLOSS_PROGRAM"
program.read = read

-- Makes a fresh folder, which `remove` deletes.
--   memory  in memory, where there is such a place: nothing waits for a disk
function program.folder(memory)
  local name = os.tmpname()
  os.remove(name)
  if memory and os.execute "test -w /dev/shm" then name = name:gsub("^.*/", "/dev/shm/") end
  assert(os.execute("mkdir " .. quote(name)))
  return name
end

function program.remove(folder) os.execute("rm -rf " .. quote(folder)) end

-- Writes a file, its folders made, and returns its path.
function program.write(folder, name, text)
  local file = folder .. "/" .. name
  os.execute("mkdir -p " .. quote(file:match "^(.*)/"))
  local handle <close> = assert(io.open(file, "wb"))
  assert(handle:write(text))
  return file
end

-- Runs `gloss ARGUMENTS` in a folder: exit code, stdout, stderr.
--   options  input (text on stdin), env ("NAME=value ..."), stdout (a file to write to)
function program.run(folder, arguments, options)
  options = options or {}
  local out, err, input = os.tmpname(), os.tmpname(), os.tmpname()
  local handle = assert(io.open(input, "wb"))
  handle:write(options.input or "")
  handle:close()
  local words = {}
  for i, word in ipairs(arguments) do words[i] = quote(word) end
  local _, _, code = os.execute(("cd %s && env %s %s %s <%s >%s 2>%s"):format(quote(folder),
    options.env or "", quote(program.path), table.concat(words, " "), input,
    options.stdout or out, err))
  local text, errors = read(out), read(err)
  os.remove(out) os.remove(err) os.remove(input)
  return code, text, errors
end

return program
