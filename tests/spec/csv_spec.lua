-- CSV out as RFC 4180 has it; CSV and TSV in.
local gloss = require "gloss"
local csv = gloss.csv

local function all(text, separator)
  local records = {}
  for fields in csv.records(text, separator) do records[#records + 1] = fields end
  return records
end

describe("csv.row", function()
  it("quotes only what needs it", function()
    assert.are.equal('plain,"a,b","say ""x""","two\nlines",,7,true\r\n', csv.row(
      { a = "plain", b = "a,b", c = 'say "x"', d = "two\nlines", f = 7, g = true },
      { "a", "b", "c", "d", "e", "f", "g" }))
  end)

  it("joins lists, and writes a span's text", function()
    local doc = assert(gloss.doc "Ann met Bob")
    assert.are.equal("x; y,Bob,\r\n", csv.row({ a = { "x", "y" }, b = doc:span(9, 11), c = {} },
      { "a", "b", "c" }))
  end)

  it("lets no spreadsheet take a text for a formula", function()
    local function cell(value) return csv.row({ a = value }, { "a" }) end
    for _, text in ipairs { "=1+1", "+1+1", "-1-1", "@SUM(A1)" } do
      assert.are.equal("'" .. text .. "\r\n", cell(text))
    end
    assert.are.equal("\"'\r=1\"\r\n", cell "\r=1")
    assert.are.equal("\"'=HYPERLINK(\"\"x\"\")\"\r\n", cell '=HYPERLINK("x")')
    for _, text in ipairs { "-5", "+3.5%", "-1,000", "a=b" } do
      assert.is_nil(cell(text):find "'")
    end
    assert.are.equal("-5\r\n", cell(-5))
    assert.are.equal("'=a\r\n", csv.header { "=a" })
  end)

  it("writes tabs between when told", function()
    assert.are.equal("a b\t\"c\"\n", csv.row({ x = "a\tb", y = '"c"' }, { "x", "y" }, "\t"))
    assert.are.equal("x\ty\n", csv.header({ "x", "y" }, "\t"))
  end)

  it("refuses deeper values, with the column", function()
    assert.has_error(function() csv.row({ a = { { 1 } } }, { "a" }) end,
      "column 'a': a list that holds a table does not fit a cell of a table")
    assert.has_error(function() csv.row({ a = { b = 1 } }, { "a" }) end,
      "column 'a': a table with named fields does not fit a cell of a table")
  end)
end)

describe("csv.records", function()
  it("reads what csv.row writes", function()
    local columns = { "a", "b", "c" }
    local rows = { { a = '"', b = ",", c = "\r\n" }, { a = " x ", b = "é", c = "1" } }
    local text = csv.header(columns)
    for _, row in ipairs(rows) do text = text .. csv.row(row, columns) end
    assert.are.same({ columns, { '"', ",", "\r\n" }, { " x ", "é", "1" } }, all(text))
  end)

  it("takes any line end, a byte order mark, empty fields and a missing last line end", function()
    assert.are.same({ { "a", "b" }, { "1", "" }, { "", "2" } },
      all "\xEF\xBB\xBFa,b\r\n1,\n\n,2")
  end)

  it("says where a quoted field does not end", function()
    local read = csv.records 'a\n"b'
    read()
    local fields, why, at = read()
    assert.is_nil(fields)
    assert.matches("without its end", why)
    assert.are.equal(3, at)
    assert.is_nil((read()))
  end)

  it("takes a text in pieces", function()
    local pieces, n = { 'a,"b\r', "", '\n""c', '"\r\nd' }, 0
    local rows = gloss.core.rows(function()
      n = n + 1
      return pieces[n]
    end, ",")
    local fields, after = rows:cells()
    assert.same({ { "a", 'b\r\n"c' }, 12 }, { fields, after })
    assert.same({ "d" }, (rows:cells()))
    assert.is_nil((rows:cells()))
    rows = gloss.core.rows(function() return nil, "no disk" end, ",")
    assert.same({ n = 2, nil, "no disk" }, table.pack(rows:cells()))
    assert.has_error(function() gloss.core.rows("a", ",", 3) end)
    local closing
    closing = gloss.core.rows(function() getmetatable(closing).__close(closing) end, ",")
    assert.has_error(function() closing:cells() end)
  end)

  it("keeps what it has picked while it reads, though its source picks anew", function()
    local n, rows = 0, nil
    rows = gloss.core.rows(function()
      n = n + 1
      rows:pick({ 1 }, 3)
      collectgarbage()
      return n <= 20 and "Ann,x,y\n" or nil
    end, ",")
    rows:pick({ 1, 2, 3 }, 3)
    local list = gloss.core.gazetteer { tokenizer = gloss.tokenizer {}, name = "people",
                                        entries = rows, columns = { "a", "b" } }
    assert.are.equal(20, #list)
  end)

  it("picks the cells that are in a list, whatever it says of its length", function()
    local rows = gloss.core.rows("a,b\n", ",")
    for _, length in ipairs { -1, 1 << 61 } do
      rows:pick(setmetatable({ 2, 1 }, { __len = function() return length end }), 2)
    end
    assert.same({ "b", "a" }, { rows() })
    assert.has_error(function() rows:pick({}, 2) end)
    assert.has_error(function() rows:pick({ 3 }, 2) end)
  end)

  it("reads tabs without quoting", function()
    assert.are.same({ { "a", "b" }, { '"x', "" } }, all("a\tb\r\n\"x\t\n", "\t"))
  end)
end)
