-- Tables as inputs: rows as documents, records over lines, errors with line and column.
local gloss = require "gloss"
local program = require "support.program"
local work = require "support.work"

describe("CSV inputs", function()
  local folder
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  -- Reads a table: the items, the messages of what is none, and the file.
  local function read(text, options, name)
    name = name or "t.csv"
    local file = program.write(folder, name, text)
    local items, messages = {}, {}
    local each = gloss.readers[name:match "%w+$"](file, options)
    while true do
      local item, message = each()
      if item then items[#items + 1] = item
      elseif message then messages[#messages + 1] = message
      else return items, messages, file end
    end
  end

  it("are a document a row, other columns its metadata", function()
    local items, messages = read('id,text,ref_date,author\r\n7,"Ann said ""no"".\r\nShe left.",'
      .. "2020-01-02,Bo\r\n8,Short,,\r\n")
    assert.same({}, messages)
    assert.are.equal(2, #items)
    assert.same({ "7", 'Ann said "no".\r\nShe left.', "2020-01-02", "Bo" },
      { items[1].id, items[1].text, items[1].ref_date, items[1].meta.author })
    assert.same({ "8", "Short", nil, {} },
      { items[2].id, items[2].text, items[2].ref_date, items[2].meta })
    assert.are.equal("csv", items[2].source.extractor)
  end)

  it("take other columns, and name rows without an id by their byte", function()
    local items, _, file = read("\xEF\xBB\xBFbody,key\nOne,\nTwo,b\n",
      { text_field = "body", id_field = "key" })
    assert.same({ file .. "@12", "b" }, { items[1].id, items[2].id })
  end)

  it("read tabs without quoting", function()
    local items, messages = read('text\tn\nsay "x\t1\ntwo\n', nil, "t.tsv")
    assert.same({}, messages)
    assert.same({ 'say "x', "1", "two" }, { items[1].text, items[1].meta.n, items[2].text })
  end)

  it("say where a row is wrong, and go on", function()
    local items, messages = read('text,n\n"x"y,1\nokay,2\na,b,c\n"tw\no",3\n"open\nend\n')
    assert.same({ "okay", "tw\no" }, { items[1].text, items[2].text })
    assert.same({ "byte 10: line 2, column 4: text after a quoted field",
      "line 4: 3 fields under 2 columns",
      "byte 36: line 7, column 1: a quoted field without its end" }, messages)
  end)

  it("need a header with the columns that are asked for", function()
    assert.matches('line 1: unknown column "text" %(known: a, b%)',
      select(2, read("a,b\n1,2\n"))[1])
    assert.matches('line 1: column 2: a second column "text"',
      select(2, read("text,text\n1,2\n"))[1])
    assert.matches("no line with the names of columns", select(2, read("\n\n"))[1])
    assert.matches("line 2: 1 fields, none for column 'text'",
      select(2, read("id,text\n1\n"))[1])
  end)

  it("are UTF-8, or made so", function()
    local items, messages = read("text,n\na,\xFF\nb,2\n")
    assert.are.equal("b", items[1].text)
    assert.same({ "byte 7: line 2: column 'n': not UTF-8" }, messages)
    assert.are.equal("\u{FFFD}", read("text,n\na,\xFF\n", { replace_bad = true })[1].meta.n)
    assert.matches("line 1: column 2: not UTF%-8", select(2, read("text,\xFF\na,1\n"))[1])
  end)

  it("bound a row, in a line or over many", function()
    local long = ("x"):rep(200)
    local items, messages = read(("text\n%s\nshort\n\"%s\n%s\"\nlast\n"):format(long,
      long:sub(1, 80), long:sub(1, 80)), { longest = 100 })
    assert.same({ "short", "last" }, { items[1].text, items[2].text })
    assert.matches("line 2, column 1: 201 bytes are more than a document may have, 100",
      messages[1])
    assert.matches("16%d bytes are more than a document may have, 100", messages[2])
  end)

  it("end lines as the first one does", function()
    local items = read("id,text\r1,One\r2,\"Two\rlines\"\r")
    assert.same({ "1", "One", "2", "Two\rlines" },
      { items[1].id, items[1].text, items[2].id, items[2].text })
    assert.are.equal("a\rb", read("text\na\rb\n")[1].text)
    assert.are.equal("a\rb", read("text\tn\r\na\rb\t1\r\n", nil, "t.tsv")[1].text)
    assert.are.equal("b", read("text\tn\ra\t1\rb\t2", nil, "t.tsv")[2].text)
  end)

  it("are cut into documents anywhere, of a stream too", function()
    local text = {}
    for i = 1, 30000 do text[i] = ('%d,"say ""%d""\n%s"\r\n'):format(i, i, ("x"):rep(i % 90)) end
    local items, messages = read("id,text\r\n" .. table.concat(text))
    assert.same({ {}, 30000 }, { messages, #items })
    local byte = 9
    for i, item in ipairs(items) do
      assert.are.equal(('say "%d"\n%s'):format(i, ("x"):rep(i % 90)), item.text)
      assert.are.equal(byte, item.source.byte)
      byte = byte + #text[i]
    end
  end)

  it("know where a row is in a file of another encoding, and lose one with bad bytes", function()
    local items, messages = read("text,n\n\xA4\xE9,1\n\"x\n\x81\n\",2\n\xE9\xE9,3\n",
      { encoding = "windows-1252" })
    assert.same({ "\u{A4}é", 7, "éé", 21 },
      { items[1].text, items[1].source.byte, items[2].text, items[2].source.byte })
    assert.are.equal(1, #messages)
    assert.matches("^byte 15: line 4: ", messages[1])
  end)

  it("read a field of many lines with work that grows as it does", function()
    work.assert_linear("a field", function(text)
      assert.are.equal(#text - #'text\n""\n', #read(text)[1].text)
    end, function(n) return 'text\n"' .. ("a\n"):rep(n) .. '"\n' end, 5000)
  end)

  it("are read by the program, from packed files too", function()
    program.write(folder, "t.csv", "id,text,date\n1,Ann left.,2020-03-04\n2,\"Bo \nstayed\",x\n")
    local code, out, err = program.run(folder, { "run", "counts", "t.csv", "--ref-date-from",
                                                 "date" })
    assert.are.equal(3, code)
    assert.matches('^{"id":"1",', out)
    assert.matches("2: date: 'x' is not a date", err)
    os.execute(("cd '%s' && gzip t.csv"):format(folder))
    code, out = program.run(folder, { "run", "counts", "t.csv.gz" })
    assert.are.equal(0, code)
    assert.matches('"id":"2"', out)
    assert.are.equal(2, (program.run(folder, { "run", "counts", folder })))
    assert.are.equal(0, (program.run(folder, { "run", "counts", folder, "--in", "csv" })))
  end)
end)
