--- Runs as an SQLite database: documents, annotations, records and tables as rows, staged as lines
-- of JSON; a line is of the document before it. `load` makes the database of them, beside its
-- place, a transaction at a time: the database says how many are in it, so that it is gone on with.
local core = require "gloss.core"
local csv = require "gloss.csv"
local json = require "gloss.json"
local path = require "gloss.path"
local stage = require "gloss.stage"
local view = require "gloss.view"

local database = {}

local SCHEMA = [[
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
DELETE FROM about WHERE key = 'staged';
]]
local BATCH <const> = 1 << 23   -- bytes of staged lines that are a transaction

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

-- Makes the tables.
local function create(db, about, tables)
  db:exec(SCHEMA)
  local say = db:prepare "INSERT INTO about VALUES (?, ?)"
  for _, pair in ipairs(about) do say:run(pair[1], pair[2]) end
  say:run("staged", "0 0")
  for _, one in ipairs(tables) do
    local columns = {}
    for i, column in ipairs(one.columns) do columns[i] = quoted(column) end
    db:exec(("CREATE TABLE %s (%s)"):format(quoted(one.name), table.concat(columns, ", ")))
  end
end

-- Gives a statement for each kind of line.
local function statements_of(db, tables)
  local statements = { t = {} }
  for k, one in ipairs(tables) do
    statements.t[k] = db:prepare(("INSERT INTO %s VALUES (%s)"):format(quoted(one.name),
      ("?, "):rep(#one.columns - 1) .. "?"))
  end
  statements.d = db:prepare "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)"
  statements.a = db:prepare "INSERT INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
  statements.r = db:prepare "INSERT INTO records VALUES (?, ?)"
  return statements
end

-- Does something in a transaction.
local function transact(db, work, ...)
  db:exec "BEGIN"
  work(...)
  db:exec "COMMIT"
end

-- Puts staged lines into the tables, from a byte on and at most a batch: the next byte and the
-- number of the last document; nil when there are none.
local function fill(db, rows, statements, from, document)
  local note = db:prepare "UPDATE about SET value = ? WHERE key = 'staged'"
  local stop
  for line, start, size in rows:lines { from = from, to = from + BATCH } do
    local values = assert(json.decode(line))
    local kind = values[1]
    if kind == "t" then
      statements.t[values[2]]:run(table.unpack(values, 3))
    else
      if kind == "d" then document = document + 1 end
      statements[kind]:run(document, table.unpack(values, 2))
    end
    stop = start + size
  end
  if stop then note:run(("%d %d"):format(stop, document)) end
  return stop, document
end

-- Gives how far a database is: the byte and the document; nil when it is whole.
local function place(db, about, tables)
  if db:prepare "SELECT count(*) FROM sqlite_master WHERE name = 'about'":run() == 0 then
    transact(db, create, db, about, tables)
  end
  local staged = db:prepare "SELECT value FROM about WHERE key = 'staged'":run()
  if not staged then return nil end
  local from, document = staged:match "^(%d+) (%d+)$"
  return math.tointeger(tonumber(from)), math.tointeger(tonumber(document))
end

-- Makes the database, or what it lacks.
local function complete(db, rows, about, tables, say)
  local from, document = place(db, about, tables)
  if not from then return end
  local statements, size = statements_of(db, tables), rows:size()
  while from and from < size do
    say(("rows into the database, %d %%"):format(100 * from // size))
    db:exec "BEGIN"
    from, document = fill(db, rows, statements, from, document)
    db:exec "COMMIT"
  end
  say "indexes of the database"
  transact(db, db.exec, db, INDEXES)
end

--- Gives the files that a database is made in before it is in its place.
function database.parts(file) return { file .. ".part", file .. ".part-journal" } end

--- Makes the database `file` of staged rows (staging.lua), or goes on making it, and puts it in
-- its place: true, or nil and why not.
--   about   what the database says of itself, {key, value} each
--   tables  {name, columns} each
--   say     a function, told what is being done, and without a text that it is
function database.load(rows, file, about, tables, say)
  local part = database.parts(file)[1]
  local db, why = core.sqlite(part)
  if not db then return nil, ("%s: %s"):format(file, why) end
  local ok, raised = pcall(complete, db, rows, about, tables, say)
  say()
  db:close()
  local code
  if ok then ok, raised = core.sync(part) end
  if ok then ok, raised, code = os.rename(part, file) end
  if ok then return true end
  if core.stop() or type(raised) == "table" then error(raised, 0) end
  return nil, ("%s: %s"):format(file, path.reason(tostring(raised), part)), code
end

return database
