--- Documents out of inputs, with what went wrong told and counted: what every command runs on that
-- reads in one process, all but `run`.
local core = require "gloss.core"
local inputs = require "gloss.inputs"
local origin = require "gloss.origin"
local report = require "gloss.cli.report"

local documents = {}
local Run = {}
Run.__index = Run

--- Makes a run over the inputs.
--   options  format, id_field, text_field, encoding, replace_bad, and ref_date (a resolver,
--            refdate.lua)
function documents.run(arguments, options)
  local ok, items = pcall(inputs.read, arguments, options)
  if not ok then report.stop(report.USAGE, "--in: " .. items) end
  return setmetatable({ items = items, options = options, seen = 0, failed = 0, bytes = 0,
                        code = report.OK }, Run)
end

--- Reports a document that failed; the run goes on.
function Run:fail(id, message, code)
  report.line(("%s: %s"):format(id, message))
  self.failed = self.failed + 1
  self.code = math.max(self.code, code or report.FAILED)
end

--- Does something with a document: what f(...) gives; or nil, when it raised, which is reported.
function Run:attempt(doc, f, ...)
  local id = doc.id   -- a script may close the document
  local results = table.pack(pcall(f, ...))
  if results[1] then return table.unpack(results, 2, results.n) end
  local why = results[2]   -- not of the document: Ctrl-C, or what ends the command
  if report.interrupted() or type(why) == "table" and why.code then error(why, 0) end
  self:fail(id, report.reason(why))
end

--- Raises unless an item of a reader is one.
function documents.check(item)
  if type(item) == "table" and type(item.id) == "string" and type(item.text) == "string" then
    return
  end
  error("an item must be a table with an id and a text", 0)
end

-- Gives what the reader gives; a reader of a script that raises, or gives no text, ends the run.
local function next_item(self)
  local ok, item, message, id, usage = pcall(function()
    local item, message, id, usage = self.items()
    if item then documents.check(item) end
    return item, message, id, usage
  end)
  if not ok then
    if report.interrupted() then error(item, 0) end
    report.stop(report.FAILED, "reader: " .. report.reason(item))
  end
  return item, message, id, usage
end

--- Makes a document of an item, or gives nil and why not.
--   options  ref_date (a resolver), replace_bad
function documents.make(item, options)
  local date, from, wrong
  if options.ref_date then date, from, wrong = options.ref_date(item) end
  if wrong then return nil, wrong end
  local doc, message, position = core.doc(item.text, { id = item.id, meta = item.meta,
                                                       replace_bad = options.replace_bad })
  if not doc then
    local source = item.source
    if position and not item.fields then
      message = ("byte %d: %s"):format((source and source.byte or 0) + position - 1, message)
    end
    return nil, message
  end
  if date then doc:set_ref_date(date, from) end
  origin.set(doc, item.source)
  return doc
end

--- Iterates over the documents and the items they come from.
function Run:each()
  return function()
    while true do
      local item, message, id, usage = next_item(self)
      if not item and not message then return nil end
      self.seen = self.seen + 1
      local doc
      if item then doc, message = documents.make(item, self.options) end
      if doc then
        if #doc == 0 then report.line(("%s: warning: empty"):format(item.id)) end
        self.bytes = self.bytes + #doc
        return doc, item
      end
      self:fail(item and item.id or id, message, usage and report.USAGE)
    end
  end
end

--- Ends the run: says how many inputs failed, when there were several; gives the exit code.
function Run:finish()
  if self.failed > 0 and self.seen > 1 then
    report.line(("%d of %d inputs failed"):format(self.failed, self.seen))
  end
  return self.code
end

return documents
