-- The writers of documents: CoNLL-U, from which the text can be made again, and brat stand-off.
local gloss = require "gloss"
local program = require "support.program"

local UNESCAPED = { s = " ", t = "\t", r = "\r", n = "\n", p = "|", ["\\"] = "\\" }

local function unescape(text) return (text:gsub("\\(.)", UNESCAPED)) end

-- Makes the text of a document again out of its CoNLL-U.
local function text_of(conllu)
  local parts = {}
  for line in conllu:gmatch "[^\n]+" do
    if line:sub(1, 1) ~= "#" then
      local fields = {}
      for field in line:gmatch "[^\t]+" do fields[#fields + 1] = field end
      assert.are.equal(10, #fields)
      local misc = {}
      for key, value in fields[10]:gmatch "([^|=]+)=([^|]*)" do misc[key] = value end
      local after = misc.SpaceAfter and "" or unescape(misc.SpacesAfter or " ")
      parts[#parts + 1] = unescape(misc.SpacesBefore or "") .. fields[2] .. after
    end
  end
  return table.concat(parts)
end

local function document(text)
  local doc = assert(gloss.doc(text, { id = "a b" }))
  gloss.tokenizer {}:run(doc)
  gloss.splitter {}:run(doc)
  return doc
end

describe("CoNLL-U", function()
  local function written(doc, options) return gloss.writers.conllu(options):document(doc) end

  it("has a token a line, sentences, spaces and places", function()
    local doc = document "Zoë left. Bob\t stayed."
    assert.are.equal(table.concat {
      "# newdoc id = a b\n",
      "# sent_id = a b-1\n# text = Zoë left.\n",
      "1\tZoë\t_\t_\t_\t_\t_\t_\t_\tTokenRange=0:3\n",
      "2\tleft\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=4:8\n",
      "3\t.\t_\t_\t_\t_\t_\t_\t_\tTokenRange=8:9\n\n",
      "# sent_id = a b-2\n# text = Bob stayed.\n",
      "1\tBob\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\t\\s|TokenRange=10:13\n",
      "2\tstayed\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=15:21\n",
      "3\t.\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=21:22\n\n",
    }, written(doc))
    assert.matches("\tleft\t.-TokenRange=5:9\n", written(doc, { offsets = "bytes" }))
  end)

  it("gives the text back, whatever stands between tokens", function()
    for _, text in ipairs { "", "  \n ", "a", " a", "a ", "\t a|b \\ c\r\n\r\n d\u{A0}e  ",
                            "don't (stop) U.S. it 3.5 %", "日本語。 中国" } do
      local said = text_of(written(document(text)))
      assert.are.equal(text:find "%S" and text or "", said)
    end
  end)

  it("tags tokens with what layers say, several ways at once", function()
    local doc = document "Ann Lee met Bob."
    local people, other = doc:build "person", doc:build "x|y"
    people:add(1, 7, { label = "PER" })
    people:add(5, 7, { label = "FAMILY NAME" })
    people:seal()
    other:add(9, 11)
    other:seal()
    local text = written(doc)
    assert.matches("1\tAnn\t[^\n]*|person=B%-PER\n", text)
    assert.matches("2\tLee\t[^\n]*|person=I%-PER;B%-FAMILY_NAME\n", text)
    assert.matches("3\tmet\t[^\n]*|x_y=B%-x_y\n", text)
    assert.matches("4\tBob\t[^\n]*No|TokenRange=12:15\n", text)
  end)
end)

describe("brat stand-off", function()
  it("has spans, notes, references and relations", function()
    local doc = document "Ann Lee met Bob\nRay. \"Hi,\" he said."
    local people, quotes = doc:build "person", doc:build "quote"
    people:add(1, 7, { label = "PER", titles = { "Dr.", "x\ty" }, known = true })
    people:add(13, 19, { label = "PER" })
    local person = people:seal()
    quotes:add(22, 26, { speaker = person[2] })
    quotes:seal()
    local meets = doc:relation "meet"
    meets:add { who = person[1], whom = person[2], n = 3 }
    meets:seal()
    assert.are.equal(table.concat {
      "T1\tPER 0 7\tAnn Lee\n",
      "#1\tAnnotatorNotes T1\tknown=true; titles=Dr.; x y\n",
      "T2\tPER 12 15;16 19\tBob Ray\n",
      "T3\tquote 21 26\t\"Hi,\"\n",
      "R1\tspeaker Arg1:T3 Arg2:T2\n",
      "R2\tmeet who:T1 whom:T2\n",
    }, (gloss.writers.brat():document(doc)))
  end)

  it("counts characters, and its text says what its offsets cut", function()
    local doc = document "日本 Zoë\r\n\r\nLee x"
    local names = doc:build "name"
    names:add(8, #doc.text - 2)
    names:seal()
    assert.are.equal("T1\tname 3 6;10 13\tZoë Lee\n", (gloss.writers.brat():document(doc)))
  end)
end)

describe("gloss run", function()
  local folder

  setup(function()
    folder = program.folder()
    program.write(folder, "names.tsv", "surface\nAnn Lee\n")
    program.write(folder, "names.lua", [[
      local gloss = require "gloss"
      return gloss.pipeline { "token", "sentence",
        gloss.gazetteer { file = "names.tsv", name = "person" } }]])
    program.write(folder, "in/a.txt", "Ann Lee left. It rained.\n")
    program.write(folder, "in/b.txt", "Nobody left.")
  end)

  teardown(function() program.remove(folder) end)

  it("writes documents as CoNLL-U, by the ending or by -f", function()
    local code, out = program.run(folder, { "run", "names.lua", "in", "-f", "conllu" })
    assert.are.equal(0, code)
    assert.matches("^# newdoc id = in/a.txt\n.*person=B%-person", out)
    assert.matches("\n# newdoc id = in/b.txt\n", out)
    code = program.run(folder, { "run", "names.lua", "in", "-j", "2", "-o", "x.conllu" })
    assert.same({ 0, out }, { code, program.read(folder .. "/x.conllu") })
    code = program.run(folder, { "run", "names.lua", "in", "--json", "-f", "conllu" })
    assert.are.equal(2, code)
  end)

  it("writes documents for brat, a pair of files each, and a list of them", function()
    local command = { "run", "names.lua", "in", "-f", "brat", "-o", "ann/" }
    local code, _, err = program.run(folder, command)
    assert.same({ 0, "" }, { code, err })
    assert.are.equal("file,document\r\nin%2Fa,in/a.txt\r\nin%2Fb,in/b.txt\r\n",
      program.read(folder .. "/ann/documents.csv"))
    assert.are.equal("T1\tperson 0 7\tAnn Lee\n#1\tAnnotatorNotes T1\tentry=0\n",
      program.read(folder .. "/ann/in%2Fa.ann"))
    assert.are.equal("", program.read(folder .. "/ann/in%2Fb.ann"))
    assert.are.equal("Nobody left.", program.read(folder .. "/ann/in%2Fb.txt"))
    assert.are.equal(4, (program.run(folder, command)))
    program.write(folder, "two.jsonl", '{"id":"x","text":"Ann Lee."}\n{"id":"x","text":"Bob."}\n')
    command[3], command[7] = "two.jsonl", "two/"
    assert.are.equal(0, (program.run(folder, command)))
    assert.are.equal("file,document\r\nx,x\r\nx~2,x\r\n",
      program.read(folder .. "/two/documents.csv"))
    assert.are.equal("Ann Lee.", program.read(folder .. "/two/x.txt"))
    assert.are.equal("Bob.", program.read(folder .. "/two/x~2.txt"))
    program.write(folder, "two/x.txt", "of others")
    os.remove(folder .. "/two/documents.csv")
    code, _, err = program.run(folder, command)
    assert.are.equal(4, code)
    assert.matches("two/x%S*: exists; %-%-overwrite", err)
    assert.are.equal("of others", program.read(folder .. "/two/x.txt"))
  end)

  it("writes what others left when a worker dies, and names of any length", function()
    local long = ("n"):rep(300)
    program.write(folder, "die.lua", [[
      return require "gloss".pipeline { "token", function(doc)
        if doc.text == "die" then os.exit(7, false) end
      end }]])
    program.write(folder, "in.jsonl", '{"id":"a","text":"One."}\n{"id":"b","text":"die"}\n'
      .. ('{"id":"%s","text":"Two."}\n'):format(long))
    local code, _, err = program.run(folder, { "run", "die.lua", "in.jsonl", "-f", "brat", "-o",
                                               "died/" })
    assert.are.equal(3, code)
    assert.matches("^gloss: b: [^\n]*crashed[^\n]*\n.*gloss: 1 of 3 inputs failed\n$", err)
    local list = program.read(folder .. "/died/documents.csv")
    assert.matches("^file,document\r\na,a\r\nn+~%x+,n+\r\n$", list)
    assert.are.equal("Two.", program.read(folder .. "/died/" .. list:match "n+~%x+" .. ".txt"))
    assert.are.equal(2, (program.run(folder, { "run", "names.lua", "in", "-f", "brat" })))
  end)
end)
