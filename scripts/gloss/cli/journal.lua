--- The journal of a run, OUT.journal: how far it has come (core.supervise keeps that), and a
-- manifest of what it is a run of, which --resume compares. It is there while the output is not in
-- its place.
local core = require "gloss.core"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local journal = {}
local Journal = {}
Journal.__index = Journal

local SIZE <const> = 1 << 15   -- of what core.supervise keeps

-- Options that the bytes of the output depend on.
local OPTIONS = { "format", "id_field", "text_field", "replace_bad", "encoding", "offsets",
                  "ref_date", "ref_date_from", "json", "pretty", "color", "table", "form",
                  "unordered", "max_document", "limit", "sample", "shard" }

-- Gives the manifest: a line for everything that the output depends on.
local function manifest(given, plan, pipeline)
  local lines = { "gloss " .. core.version, "pipeline " .. given.pipeline }
  local files = {}
  for file in next, pipeline.environment.files do files[#files + 1] = file end
  table.sort(files)
  for _, file in ipairs(files) do
    lines[#lines + 1] = ("script %s %s"):format(file, core.checksum(path.read_all(file)))
  end
  local params = pipeline.environment.params
  for _, name in ipairs(params:names()) do
    lines[#lines + 1] = ("parameter %s=%s"):format(name, params.values[name])
  end
  for _, file in ipairs(given.annotations) do
    local about = path.about(file) or {}
    lines[#lines + 1] = ("annotations %s %s %s"):format(about.size, about.modification, file)
  end
  for _, name in ipairs(OPTIONS) do
    if given[name] then
      lines[#lines + 1] = ("option --%s %s"):format(name:gsub("_", "-"), given[name])
    end
  end
  for i, line in ipairs(lines) do lines[i] = line:gsub("\n", "\\n") end
  return table.concat(lines, "\n") .. "\n" .. plan.list .. "\n"
end

--- Gives the journal of a run with this output; nil where there can be none. Ends the command when
-- --resume is asked for and cannot be.
function journal.new(given, plan, pipeline)
  if given.resume and given.overwrite then
    report.stop(report.USAGE, "run: --resume and --overwrite exclude each other", "run")
  end
  local target = given.output
  local mode = target and path.mode(target)
  local why
  if not target or target == "-" then why = "needs an output, -o FILE"
  elseif mode and mode ~= "file" and mode ~= "directory" then why = target .. " is no file"
  elseif plan.once then why = plan.once .. " can be read only once" .. (plan.once == "-"
    and ", unless it is kept by --spool DIR" or "") end
  if not why then
    return setmetatable({ target = target, file = path.beside(target, ".journal"), given = given,
                          manifest = manifest(given, plan, pipeline) }, Journal)
  end
  if given.resume then report.stop(report.USAGE, "run: --resume: " .. why, "run") end
end

-- Gives the first line of a text that another has not, "none" when that has all.
local function missing(text, other)
  local has = {}
  for line in other:gmatch "[^\n]+" do has[line] = true end
  for line in text:gmatch "[^\n]+" do
    if not has[line] then return line end
  end
  return "none"
end

-- Says where two manifests differ.
local function difference(old, new)
  local gone, come = missing(old, new), missing(new, old)
  if gone ~= "none" or come ~= "none" then return ("%s, now %s"):format(gone, come) end
  local next_new = new:gmatch "[^\n]+"
  for line in old:gmatch "[^\n]+" do   -- the same inputs
    local other = next_new()
    if line ~= other then
      return ("its inputs stand in another order, %s where now %s is"):format(line, other or "none")
    end
  end
  return "an input is there more often"
end

-- Ends the command unless the journal is that of this run.
local function compare(self)
  local old = path.read_all(self.file):sub(SIZE + 1)
  if old == self.manifest then return end
  report.stop(report.USAGE, ("run: --resume: %s was begun otherwise: %s"):format(self.target,
    difference(old, self.manifest)), "run")
end

local function reduction_file(self) return path.beside(self.target, ".reduce.journal") end

-- Begins anew, without a journal.
local function fresh(self)
  os.remove(self.file)
  os.remove(reduction_file(self))
  return "fresh"
end

--- Tells how the run begins: "fresh"; "resumed"; "finished", when only the output is not yet in its
-- place; "complete", when it is. Ends the command when that is not as asked for.
--   files  of the output
function Journal:state(files)
  local is_there = path.is_file(self.file)
  if not self.given.resume then
    if is_there and not self.given.overwrite then
      report.stop(report.UNWRITTEN, ("%s: a run was interrupted after %d documents; --resume goes "
        .. "on with it, --overwrite begins anew"):format(self.target, core.journal(self.file) or 0))
    end
    return fresh(self)
  end
  if is_there then
    local documents, finished = core.journal(self.file)
    if documents then compare(self) end
    return not documents and fresh(self) or finished and "finished" or "resumed"
  end
  for _, file in ipairs(files) do
    if path.mode(file) ~= "file" then return fresh(self) end
  end
  return "complete"
end

local function check(self, ok, why)
  if not ok then
    report.stop(report.UNWRITTEN, ("%s: %s"):format(self.file, path.reason(why, self.file)))
  end
  return ok
end

--- Makes a fresh journal, on the disk before anything is written that it speaks of.
function Journal:create()
  local part = self.file .. ".part"
  local handle, why = io.open(part, "wb")
  check(self, handle, why)
  local ok
  ok, why = handle:write(("\0"):rep(SIZE), self.manifest)
  if ok then ok, why = handle:close() else handle:close() end
  if ok then ok, why = core.sync(part) end
  if ok then ok, why = os.rename(part, self.file) end
  if ok then ok, why = core.sync(path.directory(self.file)) end
  check(self, ok, why)
end

--- Gives the journal of the reduction of a table, which is made when it is not there.
function Journal:of_reduction()
  local one = setmetatable({ file = reduction_file(self), manifest = "" }, Journal)
  if not path.is_file(one.file) then one:create() end
  self.second = one
  return one
end

--- Opens the journal for core.supervise.
function Journal:open()
  local handle, why = io.open(self.file, "r+b")
  self.handle, self.manifest = check(self, handle, why), nil
  return handle
end

--- Gives the number of documents that are safe.
function Journal:documents() return core.journal(self.file) or 0 end

--- Ends the journal: the output is in its place, or given up.
function Journal:remove()
  for _, one in ipairs { self, self.second } do
    if one.handle then one.handle:close() end
  end
  core.sync(path.directory(self.file))   -- the names of the output, first
  os.remove(reduction_file(self))
  os.remove(self.file)
end

return journal
