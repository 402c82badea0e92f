--- The records of a run, as far as they tell whether a text is still that which they are of.
local core = require "gloss.core"
local json = require "gloss.json"
local path = require "gloss.path"
local report = require "gloss.cli.report"

local records = {}

local function stop(file, why) report.stop(report.USAGE, ("%s: %s"):format(file, why)) end

-- Gives the hash of each record's text by its id: false where it has none.
local function read(file)
  local handle, why = path.open(file)
  if not handle then stop(file, path.reason(why, file)) end
  local hashes, number = {}, 0
  for line in handle:lines() do
    number = number + 1
    local record, message = json.decode(line)
    if type(record) ~= "table" or type(record.id) ~= "string" then
      stop(file, ("line %d: %s"):format(number, message or "no record: it has no id"))
    end
    hashes[record.id] = type(record.text_hash) == "string" and record.text_hash
  end
  handle:close()
  return hashes
end

--- Gives a function of a document: why it is not what its record in a file is of, or nil. A record
-- without a hash, of a text that stands in its file as it is, fits any. Ends the command when the
-- file cannot be read; without a file all fits.
function records.of(file)
  local hashes = file and read(file)
  return function(doc)
    local hash = hashes and hashes[doc.id]
    if hash == nil then return hashes and ("%s has no record of it"):format(file) end
    local here = hash and core.hash(doc.text)
    if hash ~= here then
      return ("its text is not that of its record: text_hash %s, here %s"):format(hash, here)
    end
  end
end

return records
