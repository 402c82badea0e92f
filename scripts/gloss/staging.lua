--- Staged rows: what workers send before it is sorted, or put into a database. A sink (sink.lua)
-- that can be read; when it is closed, `finish` does the rest, and it is removed.
local lines = require "gloss.lines"
local path = require "gloss.path"

local Staging = {}
Staging.__index = Staging

local function named(self, ok, why, code)
  if ok then return true end
  return nil, ("%s: %s"):format(self.name, path.reason(why or "cannot be written", self.name)), code
end

function Staging:write(text) return named(self, self.handle:write(text)) end

function Staging:flush() return named(self, self.handle:flush()) end

--- Gives an empty file for a while, beside this one.
function Staging:temporary()
  if not self.file then return assert(io.tmpfile()) end
  local name = self.file .. ".sort"
  local handle, why = io.open(name, "w+b")
  if not handle then error(path.said(why, name), 0) end
  os.remove(name)
  return handle
end

--- Ends the output; true, or nil and why not.
function Staging:close()
  if self.done then return true end
  local ok, why, code = self:flush()
  if ok and self.finish then ok, why, code = self.finish(self) end
  if ok then self:discard() end
  return ok, why, code
end

--- Gives a handle to read from what is written.
function Staging:reader()
  self.handle:seek "set"
  return self.handle
end

--- Iterates over the lines that are staged, as lines.whole does.
function Staging:lines(options)
  return lines.whole(self.handle, self.name, options)
end

--- Gives the bytes that are staged.
function Staging:size() return self.handle:seek "end" end

--- Ends it, whatever is in it.
function Staging:close_unless_empty() return self:close() end

local function remove_parts(self)
  for _, name in ipairs(self.parts) do os.remove(name) end
end

--- Gives up what is staged.
function Staging:discard()
  self.handle:close()
  if self.file then os.remove(self.file) end
  remove_parts(self)
end

--- Opens staging in a file, or without one in a temporary one; or gives nil and why not.
--   name    what messages call it, if not by its file
--   resume  what was staged is gone on with
--   whole   all of it was; when it is gone, it was closed before, and is `done`
--   finish  a function of the sink: true, or nil and why not
--   parts   names of files that it makes while it is not done
return function(file, options)
  local self = setmetatable({ file = file, name = options.name or file or "temporary file",
                              finish = options.finish, parts = options.parts or {} }, Staging)
  local handle, why
  local is_there = file and options.resume and path.mode(file) == "file"
  self.done = options.whole and not is_there
  if not is_there then remove_parts(self) end
  if is_there then
    handle, why = io.open(file, "r+b")
  elseif file and not self.done then
    handle, why = io.open(file, "w+b")
  end
  if not handle and not why then handle, why = io.tmpfile() end
  if not handle then return named(self, nil, why) end
  self.handle = handle
  return self
end
