--- Where output goes: standard output or a file. A file is written beside its place as NAME.part
-- and renamed at the end; pipes and devices are written straight. Methods give true, or nil, why
-- and errno.
local path = require "gloss.path"

local sink = {}
local Sink = {}
Sink.__index = Sink

local function named(self, why)
  return nil, ("%s: %s"):format(self.name, path.reason(why or "cannot be written", self.target))
end

--- Opens standard output.
function sink.stdout()
  io.stdout:setvbuf "full"
  return setmetatable({ handle = io.stdout, name = "standard output", target = "" }, Sink)
end

--- Opens a file for writing, or gives nil and why not.
--   overwrite  an existing file may be replaced
--   resume     it is gone on with what is there: NAME.part, or NAME when that was in place already
function sink.file(file, overwrite, resume)
  local mode = path.mode(file)
  if mode == "directory" then return nil, file .. ": is a directory" end
  if mode == "file" and not (overwrite or resume) then
    return nil, file .. ": exists; --overwrite replaces it"
  end
  local straight = mode ~= nil and mode ~= "file"
  if mode == "file" and resume and not path.mode(file .. ".part") then straight = true end
  local target = straight and file or file .. ".part"
  local self = setmetatable({ name = file, target = target, straight = straight }, Sink)
  local handle, why = io.open(target, resume and "r+b" or "wb")
  if not handle then return named(self, why) end
  self.handle = handle
  return self
end

function Sink:write(text)
  local ok, why, code = self.handle:write(text)
  if ok then return true end
  return nil, select(2, named(self, why)), code
end

function Sink:flush()
  local ok, why, code = self.handle:flush()
  if ok then return true end
  return nil, select(2, named(self, why)), code
end

--- Gives a handle to read from what is written, or nil.
function Sink:reader() return (io.open(self.target, "rb")) end

--- Ends the output: all of it is in place, or nil and why not.
function Sink:close()
  local ok, why, code = self:flush()
  if self.handle ~= io.stdout then
    local closed, reason = self.handle:close()
    self.closed = true
    if ok and not closed then ok, why = named(self, reason) end
  end
  if ok and not self.straight and self.handle ~= io.stdout then
    ok, why = os.rename(self.target, self.name)
  end
  return ok, why, code
end

--- Ends the output, an empty one so that nothing is in its place.
function Sink:close_unless_empty()
  local size = path.about(self.target).size
  if size > 0 then return self:close() end
  self:discard()
  os.remove(self.name)
  return true
end

--- Gives up the output, closed or not: nothing is left in its place.
function Sink:discard()
  if self.handle == io.stdout then return end
  if not self.closed then self.handle:close() end
  if not self.straight then os.remove(self.target) end
end

--- Puts a text in a file's place, whole or not at all; raises when it cannot.
--   overwrite  an existing file may be replaced
function sink.put(file, text, overwrite)
  local out, why = sink.file(file, overwrite)
  local ok = out
  if out then ok, why = out:write(text) end
  if ok then ok, why = out:close() end
  if ok then return end
  if out then out:discard() end
  error(why, 0)
end

return sink
