--- What a worker of a run does: documents out of the tasks of the plan, through the pipeline, to
-- the channels of the supervisor; and what is said of a document that failed.
local documents = require "gloss.cli.documents"
local failures = require "gloss.cli.failures"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local worker = {}

-- Gives the name of what a document was in when it killed a worker.
local function stage_name(self, number)
  if number == 0 then return nil end
  local stage = self.pipeline.stages[number]
  return stage and stage.name or "output"
end

-- Iterates over the documents of a batch.
local function batch_items(self)
  local make = self.plan:maker(self.number)
  local function item(piece, ...)
    if piece ~= false then return make(piece, ...) end
    self.ended = { ... }   -- the reader's error: why, and its reason
    error(self.ended, 0)
  end
  return function() return item(self.worker:take()) end
end

-- Reads the next document: the item; or nil, why and id; or nothing at the end.
local function read(self)
  self.begun, self.reading = true, true
  self.items = self.items or self.batch and batch_items(self) or self.plan:items(self.number)
  local item, message, id, usage = self.items()
  if item then documents.check(item) end
  self.reading, self.id, self.usage = false, item and item.id or id, usage
  self.bare = self.bare and not (item or message)
  return item, message
end

-- Ends a task; a file that no document was in is warned of, once, as one that does not count.
local function finish(self)
  local file = self.bare and self.plan:whole_file(self.number)
  self.bare = false
  if not file then return "none" end
  self.worker:write(self.said, report.text(("%s: warning: no documents"):format(path.id(file))))
  return "skipped"
end

-- Makes and runs the next document.
local function run(self)
  local item, message = read(self)
  if not item and not message then return finish(self) end
  if item and self.options.choose and not self.options.choose(item.id) then return "skipped" end
  if not item then error(message, 0) end
  if #item.text > self.options.longest then
    error(("%d bytes are more than a document may have, %d"):format(#item.text,
      self.options.longest), 0)
  end
  local doc
  doc, message = documents.make(item, self.options)
  if not doc then error(message, 0) end
  self.doc, self.bytes = doc, #doc
  self.counts:document(self.worker, self.bytes)
  if self.bytes == 0 then
    self.worker:write(self.said, report.text(("%s: warning: empty"):format(item.id)))
  end
  local stages = {}
  self.worker:stage(1)
  local texts, found = self.out.make(doc, stages, self.after)
  self.counts:after(self.worker, doc, stages, found)
  for i, text in ipairs(texts) do
    if text ~= "" then self.worker:write(i, text) end
  end
  doc:close()
end

-- Tells of the document that failed; one that a worker died at has yet to be read, for its id.
local function failed(self, raised, reason, stage)
  local name = self.pipeline.current or stage_name(self, stage)
  self.pipeline.current = nil
  self.bare = false
  if self.ended and raised == self.ended then raised, reason = raised[1], raised[2] end
  if self.doc then
    self.doc:close()
    self.counts:document(self.worker, self.bytes)
  end
  if self.reading and reason == "error" then
    self.worker:write(self.said, report.text("reader: " .. report.reason(raised)))
    return "last"
  end
  if not self.begun and not self.abandoned then pcall(read, self) end
  if self.usage then self.counts:usage(self.worker) end
  local id = self.id or path.id(self.plan:name(self.number))
  failures.write(self.worker, self, { id = id, stage = name, reason = reason,
    message = failures.message(self.job, raised, reason) })
  if self.reading and not self.batch then return "retire" end -- the reader may be anywhere
end

-- Does a task: its documents, or, when workers died beside them, what is left of it as one failure.
local function do_task(self, number, abandoned, batch)
  self.number, self.items, self.abandoned, self.batch = number, nil, abandoned, batch
  self.bare = not batch or batch == 1
  self.plan.current = nil
  repeat
    self.begun, self.reading, self.doc, self.id, self.usage = false, false, nil, nil, nil
    local result = self.worker:document(self.run, self.failed)
    if result == "known" then
      self.worker:idle()   -- passing over is no document's time
      pcall(read, self)
      self.bare = false
    end
  until result == "none" or abandoned
end

-- Gives what is read instead of an input: while that is waited for, what was read is sent on.
local function patient(handle, input)
  local stream = {}
  function stream.read(_, n)
    if input:waits() then handle:send() end
    handle:idle()
    local bytes, why = input:read(n)
    handle:busy()
    return bytes, why
  end
  return stream
end

-- Cuts a stream into pieces for the workers. An error ends it; one more piece tells of that. What
-- can be read only once cannot be read on when a reader died.
local function cut(self, handle, number)
  local pieces
  local function next_piece()
    pieces = pieces or self.plan:pieces(number, function(input) return patient(handle, input) end)
    return pieces()
  end
  local more, why, reason = true, nil, nil
  if self.plan.inputs[number] then why, reason = handle:lost() end
  while more and not why do more, why, reason = handle:piece(next_piece) end
  if why then handle:piece(function() return false, why, reason end) end
  handle:send(true)
end

--- Gives the function that a worker runs.
--   setting  plan, pipeline, out, counts (tally.lua), job (of the supervisor), said and errors (the
--            channels of lines and of records of what failed)
function worker.new(setting)
  return function(handle)
    local self = setmetatable({ worker = handle, options = setting.plan.options },
                              { __index = setting })
    function self.run() return run(self) end
    function self.failed(...) return failed(self, ...) end
    function self.after(stage) handle:stage(stage + 1) end
    local number, abandoned, part = handle:next()
    while number do
      if part == "read" then
        cut(self, handle, number)
      else
        do_task(self, number, abandoned, part)
      end
      io.stdout:flush()   -- what scripts printed
      number, abandoned, part = handle:next()
    end
  end
end

return worker
