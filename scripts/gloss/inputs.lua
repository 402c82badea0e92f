--- The inputs of a command: files, folders (their files, in bytewise order) and "-", read by a
-- reader that is named or follows from the file's ending.
local nearest = require "gloss.nearest"
local packed = require "gloss.packed"
local path = require "gloss.path"
local readers = require "gloss.readers"

local inputs = {}

-- The endings of each format; lines have those of text.
local ENDINGS = {
  text = { txt = true, text = true, [""] = true },
  jsonl = { jsonl = true, ndjson = true },
  csv = { csv = true }, tsv = { tsv = true, tab = true },
  html = { html = true, htm = true, xhtml = true },
  mbox = { mbox = true, mbx = true, eml = true },
}
local NAMES = { jsonl = "JSONL", csv = "CSV", tsv = "TSV", html = "HTML", mbox = "mail" }
local FORMATS = { "text", "lines", "jsonl", "csv", "tsv", "html", "mbox" }
-- What is read without being asked for: in a folder, and in an archive.
local IN_FOLDER = { "text", "html", "mbox" }
local IN_ARCHIVE = { "text", "html", "mbox", "jsonl" }

local function has_ending(name, formats)
  local ending = path.ending(name)
  for _, format in ipairs(formats) do
    if (ENDINGS[format] or ENDINGS.text)[ending] then return true end
  end
  return false
end

-- Gives the format that a file has by its ending.
local function format_of(name)
  local ending = path.ending(name)
  for _, format in ipairs(FORMATS) do
    if ENDINGS[format] and ENDINGS[format][ending] then return format end
  end
  return "text"
end

--- Tells whether a folder's file of this name is read, by its ending: of a format, or of any.
function inputs.is_wanted(name, format)
  local kind, inner = packed.kind(name)
  return kind == "archive" or has_ending(inner, format and { format } or IN_FOLDER)
end

--- Tells whether a file of an archive is read: of the format, or of any when none is given.
function inputs.is_member(name, format)
  return has_ending(name, format and { format } or IN_ARCHIVE)
end

local function wanted(format)
  return function(name) return inputs.is_wanted(name, format) end
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
          NAMES[format] or "text") } }
      end
      table.move(found, 1, #found, #files + 1, files)
    else
      files[#files + 1] = { path = argument }
    end
  end
  return files
end

--- Gives the name of the reader for a file that is not packed: the format, else by its ending.
-- Raises when there is no such format.
function inputs.plain_reader(file, format)
  if format and not readers[format] then
    error(nearest.unknown("reader", format, FORMATS), 0)
  end
  return format or format_of(file)
end

--- Gives the name of the reader for a file: that of packed ones, unless a script brings the format.
function inputs.reader_name(file, format)
  local name = inputs.plain_reader(file, format)
  return packed.kind(file) and nearest.is_in(FORMATS, name) and "packed" or name
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
