--- File paths and folders, by lfs; nothing here raises on what a file system says.
local path = {}

local function lfs() return require "lfs" end

--- Gives the folder of a path, "." for a bare name.
function path.directory(file) return file:match "^(.*)/[^/]*$" or "." end

--- Gives the last part of a path, and its name without the ending.
function path.name(file)
  local name = file:match "([^/]*)/*$"
  return name, name:match "^(.+)%.[^.]*$" or name
end

--- Gives the ending, in lower case, without the dot; "" when there is none.
function path.ending(file) return (path.name(file):match "^.+%.([^.]*)$" or ""):lower() end

--- Gives a path as seen from a folder: absolute ones stay.
function path.join(folder, file)
  if file:sub(1, 1) == "/" or folder == "." or folder == "" then return file end
  return folder:gsub("/+$", "") .. "/" .. file
end

--- Gives the path of a file that goes with another, or with a folder: "out/" and ".x" give "out.x".
function path.beside(file, ending) return file:gsub("(.)/+$", "%1") .. ending end

--- Gives a path as an id, which is UTF-8: other bytes as in URLs, %E9.
function path.id(file)
  local parts, at = {}, 1
  while true do
    local length, bad = utf8.len(file, at)
    if length then
      if at == 1 then return file end
      return table.concat(parts) .. file:sub(at)
    end
    parts[#parts + 1] = ("%s%%%02X"):format(file:sub(at, bad - 1), file:byte(bad))
    at = bad + 1
  end
end

--- Gives a path that does not depend on the working directory.
function path.absolute(file)
  return file:sub(1, 1) == "/" and file or lfs().currentdir() .. "/" .. file
end

--- Gives "file", "directory", "link" ... of what a path leads to, or nil and why.
function path.mode(file)
  local mode, why = lfs().attributes(file, "mode")
  if mode then return mode end
  return nil, (why or ""):match ": ([^:]*)$" or why
end

--- Opens a file for reading, or gives nil and why not. A device has no end: none is opened but the
-- null device.
function path.open(file)
  local mode = path.mode(file)
  if (mode == "char device" or mode == "block device") and file ~= "/dev/null" then
    return nil, "is a device"
  end
  return io.open(file, "rb")
end

--- Gives what the system says of a path, {mode, size, modification ...}, or nil.
--   into  a table to put it in
function path.about(file, into) return (lfs().attributes(file, into)) end

--- Makes a folder if it is not there; its parent must be.
function path.make_directory(folder)
  folder = folder:gsub("(.)/+$", "%1")
  if path.mode(folder) == "directory" then return true end
  local ok, why = lfs().mkdir(folder)
  if ok then return true end
  return nil, ("%s: %s"):format(folder, path.reason(why, folder))
end

--- Gives all of a file; raises with its name and why it cannot be read.
function path.read_all(file)
  local handle, why = io.open(file, "rb")
  local text
  if handle then
    text, why = handle:read "a"
    handle:close()
  end
  if not text then error(("%s: %s"):format(file, path.reason(why, file)), 0) end
  return text
end

--- Tells whether a file is there that can be read.
function path.is_file(file)
  local handle = io.open(file, "rb")
  if not handle then return false end
  local _, _, code = handle:read(0)
  handle:close()
  return code ~= 21   -- EISDIR
end

--- Gives the system's reason out of io.open's message ("x: No such file or directory").
function path.reason(message, file)
  local prefix = file .. ": "
  return message:sub(1, #prefix) == prefix and message:sub(#prefix + 1) or message
end

--- Gives what the core says of a file, with its name in front where it does not stand there.
function path.said(message, file)
  if message:sub(1, #file + 1) == file .. ":" then return message end
  return ("%s: %s"):format(file, message)
end

--- Lists the names in a folder, sorted, hidden ones left out; nil when it cannot be read.
function path.list(folder)
  local ok, iterate, state = pcall(lfs().dir, folder)
  if not ok then return nil end
  local names = {}
  for name in iterate, state do
    if name:sub(1, 1) ~= "." then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

-- Adds the files under a folder in bytewise order of their paths; `seen` ends circles of links.
local function walk(folder, wanted, files, seen)
  local fs = lfs()
  local about = fs.attributes(folder)
  local key = about and about.dev .. ":" .. about.ino
  if not about or seen[key] then return end
  seen[key] = true
  local names = path.list(folder)
  if not names then
    files[#files + 1] = { path = folder, error = "cannot be read" }
    return
  end
  for _, name in ipairs(names) do
    local file = folder:gsub("/+$", "") .. "/" .. name
    local mode = fs.attributes(file, "mode")
    if mode == "directory" then walk(file, wanted, files, seen)
    elseif mode == "file" and wanted(name) then files[#files + 1] = { path = file } end
  end
end

--- Lists the files under a folder, hidden ones left out: {path}, or {path, error} for a folder that
-- cannot be read.
--   wanted  a function of a file's name
function path.files(folder, wanted)
  local files = {}
  walk(folder, wanted, files, {})
  return files
end

return path
