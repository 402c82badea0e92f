--- Standard input kept in a folder (--spool DIR), so that a run which reads it can be resumed: in
-- the file DIR/OUTPUT.stdin, whole or not at all, which goes when the run is done.
local core = require "gloss.core"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local spool = {}

local BLOCK <const> = 1 << 20

--- Gives the file of a run; nil without --spool. Ends the command where it cannot be.
function spool.file(given)
  if not given.spool then return nil end
  if not given.output or given.output == "-" then
    report.stop(report.USAGE, "run: --spool: needs an output, -o FILE", "run")
  end
  if path.mode(given.spool) ~= "directory" then
    report.stop(report.USAGE, ("run: --spool %s: is no folder"):format(given.spool), "run")
  end
  return path.join(given.spool, path.name(given.output) .. ".stdin")
end

-- Copies standard input; raises with why it cannot be.
local function copy(handle)
  while true do
    if report.interrupted() then error("interrupted", 0) end
    local block, why = io.stdin:read(BLOCK)
    if not block then return why == nil or error(why, 0) end
    local ok
    ok, why = handle:write(block)
    if not ok then error(why, 0) end
  end
end

-- Makes a file of standard input.
local function keep(file)
  local part = file .. ".part"
  local handle, why = io.open(part, "wb")
  if not handle then report.stop(report.UNWRITTEN, ("%s: %s"):format(file, why)) end
  local ok
  ok, why = pcall(copy, handle)
  local closed, reason = handle:close()
  if ok and not closed then ok, why = nil, reason end
  if ok then ok, why = core.sync(part) end
  if ok then ok, why = os.rename(part, file) end
  if ok then ok, why = core.sync(path.directory(file)) end
  if ok then return end
  os.remove(part)
  if report.interrupted() then error("interrupted", 0) end
  report.stop(report.UNWRITTEN, ("%s: %s"):format(file, path.reason(tostring(why), part)))
end

--- Keeps standard input in a file, which then is standard input; with --resume, what was kept
-- before is. Gives what the system says of it.
function spool.keep(file, resume)
  if not (resume and path.mode(file) == "file") then keep(file) end
  report.written(core.redirect_input(file))
  return path.about(file)
end

return spool
