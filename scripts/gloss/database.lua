--- Runs as an SQLite database: documents, annotations, records and tables as rows, staged as lines
-- of JSON; a line is of the document before it. `load` makes the database of them.
local core = require "gloss.core"
local csv = require "gloss.csv"
local json = require "gloss.json"
local lines = require "gloss.lines"
local path = require "gloss.path"
local stage = require "gloss.stage"
local view = require "gloss.view"

local database = {}

local SCHEMA = [[
PRAGMA journal_mode = OFF;   -- until it is whole it stands beside its place
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
BEGIN;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (document INTEGER PRIMARY KEY, id TEXT NOT NULL, text TEXT NOT NULL,
  ref_date TEXT, ref_date_from TEXT, meta TEXT NOT NULL);
CREATE TABLE annotations (document INTEGER NOT NULL REFERENCES documents, layer TEXT NOT NULL,
  row INTEGER NOT NULL, start INTEGER, "end" INTEGER, label TEXT, text TEXT, columns TEXT NOT NULL,
  PRIMARY KEY (document, layer, row)) WITHOUT ROWID;
CREATE TABLE records (document INTEGER PRIMARY KEY REFERENCES documents, record TEXT NOT NULL);
]]
local INDEXES = [[
CREATE INDEX documents_id ON documents (id);
CREATE INDEX annotations_label ON annotations (layer, label);
CREATE VIRTUAL TABLE documents_text USING fts5(text, content = documents,
  content_rowid = document);
INSERT INTO documents_text (documents_text) VALUES ('rebuild');
COMMIT;
]]

--- The names that tables of a pipeline may not have, however they are written.
database.reserved = { about = true, documents = true, annotations = true, records = true }

local function encode(kind, ...)
  local values = { kind, ... }
  for i = 1, select("#", ...) + 1 do
    if values[i] == nil then values[i] = json.null end
  end
  return json.encode(values) .. "\n"
end

-- Adds the lines of a layer's rows.
local function annotate(parts, layer, unit)
  for row = 1, #layer do
    local object, why = view.object(layer[row], unit)
    if not object then error(("layer '%s': %s"):format(layer.name, why), 0) end
    local start, stop, label, text = object.start, object["end"], object.label, object.text
    if not layer.relation then object.start, object["end"], object.text = nil, nil, nil
    else start, stop, text = nil, nil, nil end
    object.label = nil
    parts[#parts + 1] = encode("a", layer.name, row, start, stop, label, text,
                               json.encode(json.object(object), { offsets = unit }))
  end
end

--- Gives a document and its layers, but for basic ones, as lines.
function database.document(doc, unit)
  local parts, names = {}, {}
  parts[1] = encode("d", doc.id, doc.text, doc.ref_date, doc.ref_date_from,
                    json.encode(json.object(doc.meta)))
  for _, name in ipairs(doc:layers()) do
    if not stage.basic_layers[name] then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do annotate(parts, doc:layer(name), unit) end
  return table.concat(parts)
end

--- Gives a record, as JSON, as a line.
function database.record(text) return encode("r", text) end

--- Gives a row of table number `k` as a line; raises with the column of a value that does not fit.
function database.row(k, row, columns)
  local cells = {}
  for i, column in ipairs(columns) do
    local value = row[column]
    local kind = type(value)
    if kind ~= "number" and kind ~= "boolean" and value ~= nil then
      local text, why = csv.text(value)
      if not text then error(csv.misfit(column, why), 0) end
      value = text
    end
    if value == nil then value = json.null end
    cells[i] = value
  end
  return encode("t", k, table.unpack(cells, 1, #columns))
end

local function quoted(name) return '"' .. name:gsub('"', '""') .. '"' end

-- Makes the tables, and a statement for each kind of line.
local function create(db, about, tables)
  db:exec(SCHEMA)
  local say = db:prepare "INSERT INTO about VALUES (?, ?)"
  for _, pair in ipairs(about) do say:run(pair[1], pair[2]) end
  local statements = { t = {} }
  for k, one in ipairs(tables) do
    local columns, marks = {}, {}
    for i, column in ipairs(one.columns) do columns[i], marks[i] = quoted(column), "?" end
    db:exec(("CREATE TABLE %s (%s)"):format(quoted(one.name), table.concat(columns, ", ")))
    statements.t[k] = db:prepare(("INSERT INTO %s VALUES (%s)"):format(quoted(one.name),
      table.concat(marks, ", ")))
  end
  statements.d = db:prepare "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)"
  statements.a = db:prepare "INSERT INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
  statements.r = db:prepare "INSERT INTO records VALUES (?, ?)"
  return statements
end

-- Puts staged lines into the tables.
local function fill(handle, statements)
  local document = 0
  handle:seek "set"
  for line in lines.each(handle, {}) do
    local values = assert(json.decode(line))
    local kind = values[1]
    if kind == "t" then
      statements.t[values[2]]:run(table.unpack(values, 3))
    else
      if kind == "d" then document = document + 1 end
      statements[kind]:run(document, table.unpack(values, 2))
    end
  end
end

--- Makes the database `file` of the lines in a handle, and puts it in its place: true, or nil and
-- why not.
--   about   what the database says of itself, {key, value} each
--   tables  {name, columns} each
function database.load(handle, file, about, tables)
  local part = file .. ".part"
  os.remove(part)
  local db, why = core.sqlite(part)
  if not db then return nil, ("%s: %s"):format(file, why) end
  local ok, raised = pcall(function()
    fill(handle, create(db, about, tables))
    db:exec(INDEXES)
  end)
  db:close()
  local code
  if ok then ok, raised = core.sync(part) end
  if ok then ok, raised, code = os.rename(part, file) end
  if ok then return true end
  os.remove(part)
  if core.stop() or type(raised) == "table" then error(raised, 0) end
  return nil, ("%s: %s"):format(file, path.reason(tostring(raised), part)), code
end

return database
