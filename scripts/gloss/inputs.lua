--- The inputs of a command: files, folders (their files, in bytewise order) and "-", read by a
-- reader that is named or follows from the file's ending.
local nearest = require "gloss.nearest"
local path = require "gloss.path"
local readers = require "gloss.readers"

local inputs = {}

local JSONL = { jsonl = true, ndjson = true }
local TEXT = { txt = true, text = true, [""] = true }

local function wanted(format)
  local endings = format == "jsonl" and JSONL or TEXT
  return function(name) return endings[path.ending(name)] ~= nil end
end

--- Gives the files that arguments stand for: {path}; {path, error} for one that cannot be read;
-- {path, error, usage = true} for a folder without a file to read.
function inputs.expand(arguments, format)
  local files = {}
  for _, argument in ipairs(arguments) do
    if argument ~= "-" and path.mode(argument) == "directory" then
      local found = path.files(argument, wanted(format))
      if #found == 0 then
        found = { { path = argument, usage = true, error = ("no %s file in this directory"):format(
          format == "jsonl" and "JSONL" or "text") } }
      end
      table.move(found, 1, #found, #files + 1, files)
    else
      files[#files + 1] = { path = argument }
    end
  end
  return files
end

--- Gives the name of the reader for a file: the format, else by its ending. Raises when there is
-- no such format.
function inputs.reader_name(file, format)
  if format and not readers[format] then
    error(nearest.unknown("reader", format, { "text", "lines", "jsonl" }), 0)
  end
  return format or (JSONL[path.ending(file)] and "jsonl" or "text")
end

--- Iterates over the documents of all arguments as a reader does; a fourth value is true when the
-- argument itself was wrong, which is an error of usage.
--   options  format (the name of a reader), and what readers take; raises when there is none such
function inputs.read(arguments, options)
  inputs.reader_name("", options.format)
  local files, i, current = inputs.expand(arguments, options.format), 0, nil
  return function()
    while true do
      if current then
        local item, message, id = current()
        if item or message then return item, message, id end
        current = nil
      end
      i = i + 1
      local file = files[i]
      if not file then return nil end
      if file.error then return nil, file.error, file.path, file.usage end
      current = readers[inputs.reader_name(file.path, options.format)](file.path, options)
    end
  end
end

return inputs
