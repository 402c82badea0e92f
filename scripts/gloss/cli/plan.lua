--- The tasks of a run, planned before workers are forked: groups of text files, ranges of files
-- of lines, anything else whole; of these, what is large or comes in a pipe is a stream, for the
-- reader (core.supervise). A task is a string, so that a million files cost little memory and
-- nothing of it is touched when workers collect garbage.
local core = require "gloss.core"
local encodings = require "gloss.encodings"
local inputs = require "gloss.inputs"
local path = require "gloss.path"
local readers = require "gloss.readers"
local parts = require "gloss.readers.parts"
local report = require "gloss.cli.report"
local spool = require "gloss.cli.spool"

local plan = {}
local Plan = {}
Plan.__index = Plan

local FILES <const> = 64        -- of a group at most
local BYTES <const> = 1 << 20   -- of a group, a range, or a file that is no stream ...
local PACKED <const> = 1 << 17  -- ... or is one that is packed

-- Readers whose documents are lines, so that files can be cut anywhere; those of files that may
-- hold many documents.
local LINES = { jsonl = true, lines = true }
local MANY = { jsonl = true, lines = true, csv = true, tsv = true, mbox = true, packed = true }

-- Tells whether a reader is the one gloss brings, not a script's.
local function built_in(name)
  return (MANY[name] or name == "text") and readers[name] == require("gloss.readers." .. name)
end

-- Tells whether a file of lines can be cut: unless its encoding is to be told by its beginning, or
-- has line feeds that are no single bytes.
local function can_be_cut(open, options)
  if options.encoding == "auto" or encodings.unit(options.encoding) then return false end
  local handle = io.open(open, "rb")
  local marked = handle and encodings.marked(handle:read(4) or "")
  if handle then handle:close() end
  return not encodings.unit(marked)
end

-- Kinds of tasks, and how they are packed: text files, each with what to open; a file, or a range
-- of it, for a reader; an argument that is wrong.
local TEXTS <const>, FILE <const>, WRONG <const> = "t", "f", "w"

local function add(self, ...) self.tasks[#self.tasks + 1] = table.concat { ... } end

-- Ends the group of text files that is being gathered.
local function end_group(self)
  if #self.group > 0 then add(self, TEXTS, table.unpack(self.group)) end
  self.group, self.grouped = {}, 0
end

local function add_text(self, file, open, size)
  if self.options.choose and not self.options.choose(path.id(file)) then return end
  if #self.group == FILES or self.grouped + size > BYTES then end_group(self) end
  self.group[#self.group + 1] = string.pack("zz", file, open)
  self.grouped = self.grouped + size
end

local function add_ranges(self, reader, file, open, size)
  local n = math.max(1, (size + BYTES // 2) // BYTES)
  for i = 1, n do
    local from, to = (i - 1) * BYTES, i < n and i * BYTES or math.maxinteger
    add(self, FILE, string.pack("zzzjj", reader, file, open, from, to))
  end
end

-- Tells what is no file that it can be read only once; ends the command when it is standard input
-- that cannot be read at all.
local function read_once(self, file, place, why)
  if place then
    self.once = self.once or file
    return place
  end
  if report.interrupted() then error("interrupted", 0) end
  if file == "-" then report.stop(report.FAILED, "-: " .. why) end
  return nil, why
end

-- Gives what to open for a file and its size; what is no file is an input, without a size, where
-- the reader can take it as it comes, else spooled: nil and why when it cannot be read.
local function place(self, file, reader, ours)
  if file == "-" and self.options.spool then
    local about = spool.keep(self.options.spool, self.options.resume)
    return "/proc/self/fd/0", about.size, about
  end
  local about = file ~= "-" and path.about(file, self.about)
  if file ~= "-" and (not about or about.mode == "file" or about.mode == "directory") then
    return file, about and about.size or 0, about
  end
  local open, why
  if ours and MANY[reader] and reader ~= "packed" then
    open, why = read_once(self, file, core.input(file))
    if type(open) == "userdata" then return open end
  else
    local most = ours and reader == "text" and self.options.longest + 1 or nil
    open, why = read_once(self, file, core.spool(file, most))
  end
  if not open then return nil, why end
  return open, path.about(open).size
end

local function add_wrong(self, file, why, usage)
  end_group(self)
  self.files[#self.files + 1] = file
  add(self, WRONG, string.pack("zzB", file, why, usage))
end

-- Adds a file as a whole, or a stream.
local function add_whole(self, reader, file, open, size)
  local is_input = type(open) == "userdata"
  add(self, FILE, string.pack("zzzjj", reader, file, is_input and file or open, 0,
    math.maxinteger))
  if is_input then self.inputs[#self.tasks] = open end
  if is_input or built_in(reader) and size > (reader == "packed" and PACKED or BYTES) then
    self.streams[#self.streams + 1] = #self.tasks
  end
end

local function add_file(self, file)
  local reader = inputs.reader_name(file, self.options.format)
  local ours = built_in(reader)
  local open, size, about = place(self, file, reader, ours)
  if not open then return add_wrong(self, file, size, 0) end
  self.files[#self.files + 1] = about and ("%d %d %s"):format(about.size, about.modification, file)
                                or file
  if ours and reader == "text" then return add_text(self, file, open, size) end
  end_group(self)
  if ours and LINES[reader] and size and can_be_cut(open, self.options) then
    return add_ranges(self, reader, file, open, size)
  end
  add_whole(self, reader, file, open, size)
end

--- Plans a run over arguments.
--   options  format, longest (bytes a document may have), choose (a function of an id, or nil),
--            spool (where standard input is kept, or nil), resume (it may be there), and what
--            readers take
function plan.new(arguments, options)
  local self = setmetatable({ options = options, tasks = {}, streams = {}, inputs = {},
                              files = {}, group = {}, grouped = 0, about = {} }, Plan)
  for _, file in ipairs(inputs.expand(arguments, options.format)) do
    if file.error then
      add_wrong(self, file.path, file.error, file.usage and 1 or 0)
    else
      add_file(self, file.path)
    end
  end
  end_group(self)
  self.list, self.files = table.concat(self.files, "\n"), nil
  return self
end

-- Iterates over the documents of a group of text files.
local function texts(self, task, options)
  local at = 2
  return function()
    if at > #task then return nil end
    self.current, options.open, at = string.unpack("zz", task, at)
    return readers.text(self.current, options)()
  end
end

--- Iterates over a task as a reader does; a fourth value is true when an argument was wrong.
function Plan:items(number)
  local task, options = self.tasks[number], setmetatable({}, { __index = self.options })
  local kind = task:sub(1, 1)
  if kind == TEXTS then
    return texts(self, task, options)
  elseif kind == WRONG then
    local file, why, usage = string.unpack("zzB", task, 2)
    self.current = file
    local done = false
    return function()
      if done then return nil end
      done = true
      return nil, why, file, usage == 1
    end
  end
  local reader, file
  reader, file, options.open, options.from, options.to = string.unpack("zzzjj", task, 2)
  self.current = file
  if file == "-" and not built_in(reader) then io.stdin:seek "set" end
  return readers[reader](file, options)
end

-- Gives the reader of a task that is a stream, its file and the options.
local function stream_of(self, number)
  local options = setmetatable({}, { __index = self.options })
  local reader, file
  reader, file, options.open = string.unpack("zzz", self.tasks[number], 2)
  self.current = file
  return readers[reader], file, options
end

--- Iterates over the pieces of a task that is a stream.
--   wrap  function of an input that is read as it comes: gives what is read instead
function Plan:pieces(number, wrap)
  local reader, file, options = stream_of(self, number)
  local input = self.inputs[number]
  if input then options.stream = wrap(input) end
  return parts.cut(reader, file, options)
end

--- Gives a function that makes of a piece what a reader gives.
function Plan:maker(number)
  local reader, file, options = stream_of(self, number)
  return function(...) return parts.item(reader, file, options, ...) end
end

--- Gives the file of a task that is a file as a whole, of any but text; else nil.
function Plan:whole_file(number)
  local task = self.tasks[number]
  if task:sub(1, 1) ~= FILE then return nil end
  local _, file, _, from, to = string.unpack("zzzjj", task, 2)
  return from == 0 and to == math.maxinteger and file or nil
end

--- Names the file of a task that is being read, else its first.
function Plan:name(number)
  local task = self.tasks[number]
  if self.current then return self.current end
  if task:sub(1, 1) == FILE then return (select(2, string.unpack("zz", task, 2))) end
  return (string.unpack("z", task, 2))
end

return plan
