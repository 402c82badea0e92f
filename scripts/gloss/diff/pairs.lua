--- Reads two outputs of a run side by side: pairs of records of the same document. Everything here
-- raises, with the file and the place, on what cannot be read.
local csv = require "gloss.csv"
local json = require "gloss.json"
local path = require "gloss.path"
local readers = require "gloss.readers"

local pairing = {}

local TABLES <const> = { csv = true, tsv = true, jsonl = true }

-- Iterates over the records of a file of JSON Lines: id, record, text.
local function each_line(file, id_field)
  local each = readers.lines(file, {})
  return function()
    local item, why = each()
    if not item then return why and error(("%s: %s"):format(file, why), 0) or nil end
    local record, message, position = json.decode(item.text)
    if type(record) ~= "table" then
      error(("%s: byte %d: %s"):format(file, item.source.byte + (position or 1) - 1,
        message or "not an object"), 0)
    end
    local id = record[id_field or "id"]
    return id == nil and item.text or tostring(id), record, item.text
  end
end

-- Gives the first of a file's columns, or the one asked for.
local function key_column(head, id_field, file)
  for i, column in ipairs(head) do
    if column == id_field then return i end
  end
  if id_field then error(("%s: no column '%s'"):format(file, id_field), 0) end
  return 1
end

-- Iterates over the rows of a file of separated values, those of a document that follow one another
-- together: id, {table = rows}, text.
local function each_rows(file, id_field, name)
  local records = csv.records(path.read_all(file), path.ending(file) == "tsv" and "\t" or ",")
  local function fields()
    local row, why = records()
    return row or why and error(("%s: %s"):format(file, why), 0) or nil
  end
  local head = fields() or {}
  local key, row = key_column(head, id_field, file), fields()
  return function()
    if not row then return nil end
    local id, rows, said = row[key] or "", {}, {}
    while row and (row[key] or "") == id do
      local one = {}
      for i, column in ipairs(head) do one[column] = i ~= key and row[i] or nil end
      rows[#rows + 1], said[#said + 1] = one, table.concat(row, "\0")
      row = fields()
    end
    return id, { [name] = rows }, table.concat(said, "\1")
  end
end

--- Iterates over the records of an output file: id, record, and its text, equal for equal records.
--   id_field  what names a document (id; of separated values, the first column)
--   name      the name under which a record has the rows of separated values
function pairing.each(file, id_field, name)
  if path.ending(file) == "csv" or path.ending(file) == "tsv" then
    return each_rows(file, id_field, name)
  end
  return each_line(file, id_field)
end

-- Gives the tables in a folder by name.
local function tables_in(folder)
  local found, names = {}, {}
  for _, name in ipairs(path.list(folder) or error(folder .. ": cannot be read", 0)) do
    if TABLES[path.ending(name)] and not name:find "%.errors%.jsonl$" then
      names[#names + 1], found[name] = name, path.join(folder, name)
    end
  end
  return found, names
end

--- Gives the files to compare of two outputs, {name, old, new}; of folders, those with one name.
function pairing.files(old, new)
  local folders = (path.mode(old) == "directory" and 1 or 0)
                + (path.mode(new) == "directory" and 1 or 0)
  if folders == 0 then return { { name = (path.name(new)), old = old, new = new } } end
  if folders == 1 then error("a file and a folder cannot be compared", 0) end
  local list, before, names = {}, tables_in(old)
  local after, added = tables_in(new)
  for _, name in ipairs(names) do
    list[#list + 1] = { name = name, old = before[name], new = after[name] }
  end
  for _, name in ipairs(added) do
    if not before[name] then list[#list + 1] = { name = name, new = after[name] } end
  end
  return list
end

-- Takes the record that has waited longest for a partner of this id.
local function take(waiting, id)
  local queue = waiting[id]
  if not queue then return nil end
  local one = table.remove(queue, 1)
  if #queue == 0 then waiting[id] = nil end
  return one
end

local function sorted_keys(t)
  local keys = {}
  for key in next, t do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

--- Goes through two iterations side by side; what has no partner yet waits, so that outputs in one
-- order take little memory.
--   both  called with (id, old, new) for pairs whose texts differ
-- Gives the ids that only the old one has, those only the new one has, and the number of pairs.
function pairing.match(old, new, both)
  local waiting_old, waiting_new, n = {}, {}, 0
  local function next_of(each, mine, others, differ)
    local id, record, text = each()
    if not id then return false end
    local partner = take(others, id)
    if not partner then
      mine[id] = mine[id] or {}
      table.insert(mine[id], { record = record, text = text })
    else
      n = n + 1
      if partner.text ~= text then differ(id, record, partner.record) end
    end
    return true
  end
  local more_old, more_new = true, true
  while more_old or more_new do
    more_old = more_old and next_of(old, waiting_old, waiting_new, both)
    more_new = more_new and next_of(new, waiting_new, waiting_old, function(id, is, was)
      both(id, was, is)
    end)
  end
  return sorted_keys(waiting_old), sorted_keys(waiting_new), n
end

return pairing
