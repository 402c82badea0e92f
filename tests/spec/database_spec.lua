-- SQLite: the binding, and `gloss run -o FILE.sqlite`.
local gloss = require "gloss"
local core = gloss.core
local program = require "support.program"

local folder

-- Gives what sqlite3 prints for a query.
local function query(file, sql)
  local handle = assert(io.popen(("cd '%s' && sqlite3 %s \"%s\" 2>&1"):format(folder, file, sql)))
  local text = handle:read "a"
  handle:close()
  return text
end

describe("SQLite", function()
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  it("takes values as they are", function()
    local db = assert(core.sqlite(folder .. "/a.db"))
    db:exec "CREATE TABLE t (a, b)"
    local insert <close> = db:prepare "INSERT INTO t VALUES (?, ?)"
    insert:run(math.maxinteger, 0.1)
    insert:run("a\0b'c", true)
    insert:run(core.null)
    assert.error_matches(function() insert:run(1, 2, 3) end, "too many values")
    assert.error_matches(function() insert:run({}) end, "no value of a database")
    local row <close> = db:prepare "SELECT a, b, NULL, 'x' FROM t WHERE a = ?"
    assert.are.same({ math.maxinteger, 0.1, nil, "x" }, { row:run(math.maxinteger) })
    assert.are.same({}, { row:run "none" })
    assert.error_matches(function() db:exec "no sql" end, "syntax error")
    assert.error_matches(function() db:prepare "SELECT x FROM y" end, "no such table")
    db:close()
    assert.error_matches(function() db:exec "" end, "database is closed")
    insert:close()
    assert.error_matches(function() insert:run() end, "statement is closed")
    assert.are.equal("integer|9223372036854775807|real|0.1\ntext|a|integer|1\nnull||null|\n",
      query("a.db", "SELECT typeof(a), a, typeof(b), b FROM t"))
    local none, why = core.sqlite(folder .. "/no/such.db")
    assert.is_nil(none)
    assert.matches("unable to open", why)
  end)

  it("is made in transactions, and gone on with where it was left", function()
    local database, staging = require "gloss.database", require "gloss.staging"
    local rows = assert(staging(nil, {}))
    for i = 1, 40 do   -- a megabyte each
      rows:write(database.document(gloss.doc(("word%d "):format(i):rep(150000)), {}, "bytes"))
      rows:write(database.row(1, { n = i }, { "n" }))
    end
    rows:flush()
    local tables = { { name = "t", columns = { "n" } } }
    local function load(file, most)   -- breaks off after as many steps
      local steps = 0
      return database.load(rows, folder .. "/" .. file, { { "a", "b" } }, tables, function(text)
        if text then steps = steps + 1 end
        if text and steps > most then error("left", 0) end
      end), steps
    end
    local ok, whole = load("whole.db", math.huge)
    assert.is_true(ok)
    assert.is_true(whole > 4)
    local steps = 0
    for most = 1, whole do   -- a step further each time
      local done, n = load("parts.db", most)
      steps = steps + n
      if done then break end
      assert.is_nil(io.open(folder .. "/parts.db"))
    end
    assert.is_true(steps < whole * 2)
    assert.are.equal(query("whole.db", ".dump"), query("parts.db", ".dump"))
    assert.are.equal("40|40|a|b\n", query("parts.db",
      "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM t), * FROM about"))
  end)

  it("has documents, annotations, records, and a search in the text", function()
    program.write(folder, "in.jsonl", '{"id":"a","text":"Zoë met Bob.","ref_date":"2020-01-02"}\n'
      .. '{"id":"b","text":"Nobody."}\n')
    program.write(folder, "p.lua", [[
      local gloss = require "gloss"
      return gloss.pipeline { "token", function(doc)
        local b = doc:build "person"
        for row in doc:layer "token":spans() do
          if row.text == "Zoë" or row.text == "Bob" then
            b:add(row.first, row.last, { label = "PER", size = #row.text })
          end
        end
        b:seal()
      end, output = function(doc) return { id = doc.id, n = #doc:layer "person" } end }]])
    local words = { "run", "p.lua", "in.jsonl", "-o", "out.sqlite" }
    assert.are.equal(0, (program.run(folder, words)))
    assert.are.equal("1|a|Zoë met Bob.|2020-01-02|input|{}\n2|b|Nobody.|||{}\n",
      query("out.sqlite", "SELECT * FROM documents"))
    assert.are.equal('1|person|1|0|3|PER|Zoë|{\"size\":4}\n1|person|2|8|11|PER|Bob|{\"size\":3}\n',
      query("out.sqlite", "SELECT * FROM annotations"))
    assert.are.equal('1|{\"id\":\"a\",\"n\":2,\"offsets\":\"codepoints\"}\n',
      query("out.sqlite", "SELECT * FROM records WHERE document = 1"))
    assert.are.equal("a\n", query("out.sqlite", "SELECT id FROM documents JOIN documents_text ON "
      .. "documents_text.rowid = document WHERE documents_text MATCH 'zoe'"))
    assert.are.equal("offsets|codepoints\n",
      query("out.sqlite", "SELECT * FROM about WHERE key = 'offsets'"))
    assert.are.equal(4, (program.run(folder, words)))
    words[6], words[7], words[8] = "--overwrite", "--offsets", "bytes"
    assert.are.equal(0, (program.run(folder, words)))
    assert.are.equal("9|12\n", query("out.sqlite",
      "SELECT start, \\\"end\\\" FROM annotations WHERE text = 'Bob'"))
    assert.are.equal(2, (program.run(folder, { "run", "p.lua", "in.jsonl", "-f", "sqlite" })))
  end)

  it("has the tables of a pipeline, one of them reduced; the same for every -j", function()
    local lines = {}
    for i = 1, 500 do lines[i] = ('{"id":"d%d","text":"w%d x"}\n'):format(i, i % 7) end
    program.write(folder, "in.jsonl", table.concat(lines))
    local script = [[
      local gloss = require "gloss"
      return gloss.pipeline { "token", tables = {
        %s = { columns = { "word", "docs", "%s" }, rows = function(doc, emit)
          for row in doc:layer "token":spans() do
            emit { word = row.text, docs = { doc.id, 1 } }
          end
        end },
        ids = { columns = { "id" }, rows = function(doc, emit) emit { id = doc.id } end } },
        reduce = { table = "%s", by = { "word" } } }]]
    program.write(folder, "p.lua", script:format("words", "n", "words"))
    for _, jobs in ipairs { "1", "2" } do
      assert.are.equal(0, (program.run(folder, { "run", "p.lua", "in.jsonl", "-j", jobs, "-o",
                                                 "out" .. jobs .. ".db" })))
    end
    assert.are.equal("w0|d7; 1|\nw1|d1; 1|\n",
      query("out1.db", "SELECT * FROM words ORDER BY word LIMIT 2"))
    assert.are.equal("8|500\n",
      query("out1.db", "SELECT (SELECT count(*) FROM words), (SELECT count(*) FROM ids)"))
    assert.are.equal(query("out1.db", ".dump"), query("out2.db", ".dump"))
    program.write(folder, "p.lua", script:format("Documents", "n", "Documents"))
    local code, _, err = program.run(folder, { "run", "p.lua", "in.jsonl", "-o", "x.db" })
    assert.are.equal(2, code)
    assert.matches("table 'Documents': a database has one of that name", err)
    program.write(folder, "p.lua", script:format("words", "WORD", "words"))
    code, _, err = program.run(folder, { "run", "p.lua", "in.jsonl", "-o", "x.db" })
    assert.are.equal(2, code)
    assert.matches("columns 'word' and 'WORD' are one", err)
  end)
end)
