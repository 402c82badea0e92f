--- Documents as brat's pairs of files in a folder, NAME.txt and NAME.ann, named by their ids, and
-- documents.csv, which says whose they are. They are staged as lines of JSON; when all documents
-- are done the files are made of those, in order of the inputs.
local core = require "gloss.core"
local documents = require "gloss.cli.outputs.documents"
local json = require "gloss.json"
local lfs = require "lfs"
local new = require "gloss.cli.outputs.output"
local path = require "gloss.path"
local report = require "gloss.cli.report"
local sink = require "gloss.sink"
local staging = require "gloss.staging"
local writers = require "gloss.writers"

local brat = {}

local LONGEST <const> = 200   -- bytes of a name; systems have up to 255, endings included

--- Gives the file that says which file is which document's.
function brat.listing(given) return path.join(given.output, "documents.csv") end

local function escaped(c) return ("%%%02X"):format(c:byte()) end

-- Gives the name of a document's files; those of the second document of a name end in ~2.
local function name_of(id, taken)
  local name = id:gsub("%.txt$", ""):gsub("[^%w._-]", escaped):gsub("^%.", "%%2E")
  if #name > LONGEST then name = ("%s~%s"):format(name:sub(1, LONGEST), core.hash(id)) end
  taken[name] = (taken[name] or 0) + 1
  return taken[name] == 1 and name or ("%s~%d"):format(name, taken[name])
end

-- Makes the files; raises where one cannot be written.
local function make(rows, given, say)
  local list, taken, size = writers.csv { "file", "document" }, {}, rows:size()
  local parts = { list:head() }
  for line, start in rows:lines() do
    local id, text, notes = table.unpack(assert(json.decode(line)))
    local name = name_of(id, taken)
    say(("files of documents, %d %%"):format(100 * start // size))
    sink.put(path.join(given.output, name .. ".txt"), text, true)
    sink.put(path.join(given.output, name .. ".ann"), notes, true)
    parts[#parts + 1] = list:line { file = name, document = id }
  end
  sink.put(brat.listing(given), table.concat(parts), true)
end

-- Does what is left when all documents are staged: true, or nil and why not.
local function finish(rows, given)
  local say = report.progress()
  local ok, raised = pcall(make, rows, given, say)
  say()
  if ok then return core.sync(given.output, true) end
  if core.stop() or type(raised) == "table" then error(raised, 0) end
  return nil, tostring(raised)
end

-- Ends the command when a folder holds files that others may be put in place of.
local function check_empty(folder)
  for name in lfs.dir(folder) do
    local ending = path.ending(name)
    if ending == "txt" or ending == "ann" or name == "documents.csv" then
      report.stop(report.UNWRITTEN, ("%s: exists; --overwrite replaces what has the same name")
        :format(path.join(folder, name)))
    end
  end
end

--- Opens the output.
function brat.open(pipeline, given)
  if not given.output then report.stop(report.USAGE, "run: -f brat: give -o DIR/", "run") end
  report.written(path.make_directory(given.output))
  if not (given.overwrite or given.resumes) then check_empty(given.output) end
  local writer = writers.brat()
  local staged, why = staging(path.beside(given.output, ".rows"), {
    name = given.output, resume = given.resumes, whole = given.finished,
    finish = function(rows) return finish(rows, given) end })
  if not staged then report.stop(report.UNWRITTEN, why) end
  return new({ staged }, function(doc, stages, after)
    pipeline:run(doc, stages, after)
    local line = json.encode { doc.id, doc.text, (writer:document(doc)) } .. "\n"
    return { line }, documents.annotated(doc)
  end)
end

return brat
