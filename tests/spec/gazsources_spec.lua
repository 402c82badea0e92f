-- What is wrong in a source is told with its file, line and column, in every kind of source.
local gloss = require "gloss"
local program = require "support.program"

local folder
local tokenizer = gloss.tokenizer()

-- Writes a file, compiles it and gives the error without the folder.
local function refusal(name, content, options)
  local definition = { file = program.write(folder, name, content) }
  for key, value in pairs(options or {}) do definition[key] = value end
  local ok, why = pcall(function() gloss.gazetteer(definition):compile(tokenizer) end)
  assert.is_false(ok)
  return (why:gsub("^" .. folder:gsub("%p", "%%%0") .. "/", ""))
end

local DATE = 'expected a date as 2024, 2024-05 or 2024-05-31, found "soon"'
local EMPTY = "the surface has no token of its own"

-- Kinds of mistakes: a file's name, its content, the place, and what the message says.
local MISTAKES = {
  { "a.tsv", "surface\tid\nLune\tp1\n  \tp2\n", "line 3, column 1", EMPTY },
  { "b.tsv", "surface\tvalid_from\nLune\tsoon\n", "line 2, column 6", "valid_from: " .. DATE },
  { "c.tsv", "surface\tid\nLune\tp1\textra\n", "line 2, column 9", "3 fields under 2 columns" },
  { "d.tsv", "surface\tid\nLune\tp\xff1\n", "line 2, column 6",
    'column "id" is not UTF-8 at byte 1' },
  { "e.tsv", "surface\tid\nL\xffne\tp1\n", "line 2, column 1", "not UTF-8 at byte 1" },
  { "f.tsv", "name\tid\nLune\tp1\n", "line 1", 'unknown column "surface"' },
  { "g.tsv", "surface\tid\tid\nLune\tp\tp1\n", "line 1, column 12", "a second column \"id\"" },
  { "h.tsv", "surface\tevidence\nMay\tmaybe\n", "line 2, column 5", "evidence: expected capital" },
  { "a.csv", 'surface,id\n"Lu\nne",p1\n"   ",p2\n', "line 4, column 1", EMPTY },
  { "b.csv", 'surface,id\n"Lune,p1\n', "line 2, column 1", "a quoted field without its end" },
  { "c.csv", 'surface,id\n"Lune"x,p1\n', "line 2, column 7", "text after a quoted field" },
  { "d.csv", 'surface,priority\nÉté,1\n"A ""B""",high\n', "line 3, column 11",
    "priority: expected an integer" },
  { "e.csv", "surface,valid_to\nÉté,soon\n", "line 2, column 5", "valid_to: " .. DATE },
  { "i.tsv", "surf\0ace\tid\nLune\tp1\n", "line 1, column 1", "a NUL in the name" },
  { "j.tsv", "surface\ti\xffd\nLune\tp1\n", "line 1, column 9", "name is not UTF-8" },
  { "k.tsv", "surface\t\nLune\tp1\n", "line 1, column 9", "a column without a name" },
  { "l.tsv", "surface\tid\rLune\tp1\r \tp2\r", "line 3, column 1", EMPTY },
  { "m.tsv", "\xEF\xBB\xBFsurface\tvalid_from\r\nLune\tsoon\r\n", "line 2, column 6",
    "valid_from: " .. DATE },
  { "n.tsv", "surface\ttext\nLune\tx\n", "line 1, column 9", "a name that spans use" },
  { "o.tsv", "surface\tvalid\tvalid_to\nLune\tx\t\n", "line 1, column 9", '"valid" is taken' },
  { "h.jsonl", '{"surface":"Lune"}\n{"surface":5}\n', "line 2, column 1",
    "no 'surface', but a number" },
  { "i.jsonl", '{"surface":"Lune"}\n["Dune"]\n', "line 2, column 1", "no object" },
  { "f.csv", '"surface,id\nLune,p1\n', "line 1, column 1", "a quoted field without its end" },
  { "g.csv", 'surface,id\nLune,p1\n ,p2\n"Dune,p3\n', "line 3, column 1", EMPTY },
  { "h.csv", "surface\n" .. ("Lune\n"):rep(3000) .. "x,y\n", "line 3002, column 3",
    "2 fields under 1 columns" },
  { "i.csv", "surface\n" .. ("Lune\n"):rep(3000) .. "L\xffne\n", "line 3002, column 1",
    "not UTF-8 at byte 1" },
  { "a.jsonl", '{"surface":"Lune"}\n\n{"surface":"Port", "valid_to":"soon"}\n', "line 3, column 20",
    "valid_to: " .. DATE },
  { "b.jsonl", '{"surface":"Lune"}\n{"surface":"Port",}\n', "line 2, column 19", "expected" },
  { "c.jsonl", '{"surface":"Lune"}\n{"id":"Port"}\n', "line 2, column 1", "no 'surface'" },
  { "d.jsonl", '{"surface":"Lune"}\n{"surface":"A","id":["x"]}\n', "line 2, column 16",
    "'id': a table is no value" },
  { "e.jsonl", '{"surface":"Lune"}\n"x"\n', "line 2, column 1", "no object" },
  { "f.jsonl", '{"surface":"Lune"}\n{"surface":"L\xff"}\n', "line 2, column 14", "bad UTF-8" },
  { "g.jsonl", '{"surface":"Lune"}\n{"id":"p", "surface":"  "}\n', "line 2, column 12", EMPTY },
  { "spacy-a.jsonl",
    '{"label":"ORG","pattern":"Lune"}\n{"label":"ORG","pattern":[{"LOWER":"x"}]}\n',
    "line 2, column 16", "a token pattern (a list) is not read" },
  { "spacy-b.jsonl", '{"label":"ORG","pattern":"Lune"}\n{"label":"ORG","pattern":" "}\n',
    "line 2, column 16", EMPTY },
  { "spacy-c.jsonl", '{"label":"ORG","pattern":"Lune"}\n{"label":"ORG"}\n', "line 2, column 1",
    "no 'pattern'" },
  { "spacy-d.jsonl", '{"label":"ORG","pattern":"Lune"}\n{"pattern":"x","id":{"a":1}}\n',
    "line 2, column 16", "'id': a table is no value" },
  { "spacy-e.jsonl", '{"label":"ORG","pattern":"Lune"}\n{"label":"ORG","pattern":"x"\n',
    "line 2, column 28", "expected near end of file" },
}

describe("a source of entries", function()
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  for _, mistake in ipairs(MISTAKES) do
    local name, content, place, says = table.unpack(mistake)
    it("names the place: " .. name, function()
      local why = refusal(name, content)
      assert.are.equal(("%s: %s: "):format(name, place), why:sub(1, #name + #place + 4))
      assert(why:find(says, 1, true), why)
    end)
  end

  it("says what is wrong with a file as a whole", function()
    local wide = {}
    for i = 1, 10000 do wide[i] = "c" .. i end
    wide = "surface\t" .. table.concat(wide, "\t") .. "\nLune" .. ("\tx"):rep(10000) .. "\n"
    assert.are.equal("a.tsv: empty; expected a header with a column surface", refusal("a.tsv", ""))
    assert.are.equal("a.csv: empty; expected a header with a column surface",
      refusal("a.csv", "\xEF\xBB\xBF\r\n"))
    assert.are.equal("b.tsv: UTF-16; expected UTF-8", refusal("b.tsv", "\xFF\xFEs\0u\0"))
    assert.are.equal("b.jsonl: UTF-16; expected UTF-8", refusal("b.jsonl", "\xFE\xFF\0{"))
    assert.are.equal("c.tsv: more than 200 columns; say which ones to keep", refusal("c.tsv", wide))
    program.write(folder, "wide.tsv", wide)
    local g = gloss.gazetteer { file = folder .. "/wide.tsv", columns = { "c1", "c9999" } }
    assert.are.equal(1, #g:compile(tokenizer))
    local huge = refusal("d.tsv", "surface\n" .. ("x"):rep(1 << 20) .. "\n")
    assert.matches('line 2, column 1: entry 1 %("x+"%): the surface has 1048576 bytes', huge)
    assert.is_true(#huge < 200)
  end)

  it("refuses what is no file, and does not wait for it", function()
    os.execute(("mkdir %s/e.tsv; mkfifo %s/f.tsv"):format(folder, folder))
    for name, what in pairs { ["e.tsv"] = "directory", ["f.tsv"] = "named pipe" } do
      local ok, why = pcall(gloss.gazetteer, { file = folder .. "/" .. name })
      assert.is_false(ok)
      assert.matches(name .. ": no file, but a " .. what .. "$", why)
    end
  end)

  it("names a column that is asked for and not there", function()
    assert.matches('^a%.tsv: line 1: unknown column "idd".*did you mean "id"',
      refusal("a.tsv", "surface\tid\nLune\tp1\n", { columns = { "idd" } }))
  end)
end)
