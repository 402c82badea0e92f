-- Readers: documents, their ids to the byte, and errors that do not end the rest.
local gloss = require "gloss"
local program = require "support.program"
local inputs = require "gloss.inputs"

describe("readers", function()
  local folder
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  -- Collects {items, errors} of an iterator.
  local function collect(iterate)
    local items, errors = {}, {}
    while true do
      local item, message, id = iterate()
      if item then items[#items + 1] = item
      elseif message then errors[#errors + 1] = { message = message, id = id }
      else return items, errors end
    end
  end

  it("read a text file as one document", function()
    local file = program.write(folder, "a.txt", "\xEF\xBB\xBFHi\r\n\0")
    assert.are.same({ { id = file, text = "\xEF\xBB\xBFHi\r\n\0",
                        source = { path = file, byte = 0 } } },
      (collect(gloss.readers.text(file))))
  end)

  it("say what cannot be read", function()
    local items, errors = collect(gloss.readers.text(folder .. "/none"))
    assert.are.same({}, items)
    assert.are.same({ { message = "No such file or directory", id = folder .. "/none" } }, errors)
    items, errors = collect(gloss.readers.jsonl(folder .. "/none"))
    assert.are.same({}, items)
    assert.are.equal(1, #errors)
  end)

  it("read JSON Lines, with ids to the byte", function()
    local file = program.write(folder, "a.jsonl",
      '{"id":"x","text":"A"}\n\n{"text":"Bé"}\r\n{"id":7,"text":"C"}')
    local items, errors = collect(gloss.readers.jsonl(file))
    assert.are.same({}, errors)
    assert.are.same({ "x", file .. "@23", "7" }, { items[1].id, items[2].id, items[3].id })
    assert.are.equal("Bé", items[2].text)
    assert.are.equal(23, items[2].source.byte)
  end)

  it("keep metadata and the reference date", function()
    local file = program.write(folder, "a.jsonl",
      '{"text":"A","ref_date":"2010-12-10","url":"u",'
      .. '"meta":{"published":"2010-12-09","n":3,"l":[1]}}\n'
      .. '{"text":"B","ref_date":null}\n')
    local items = collect(gloss.readers.jsonl(file))
    assert.are.same({ url = "u", published = "2010-12-09", n = "3" }, items[1].meta)
    assert.are.equal("2010-12-10", items[1].ref_date)
    assert.is_nil(items[2].ref_date)
  end)

  it("take other names of fields", function()
    local file = program.write(folder, "a.jsonl", '{"doc":"x","body":"A"}\n')
    local items = collect(gloss.readers.jsonl(file, { id_field = "doc", text_field = "body" }))
    assert.are.same({ "x", "A" }, { items[1].id, items[1].text })
  end)

  it("report bad lines with their byte and go on", function()
    local file = program.write(folder, "a.jsonl",
      '{"text":"A"}\n{"text":\n[1]\n{"id":"q"}\n{"text":"\xFF"}\n{"text":"B"}\n')
    local items, errors = collect(gloss.readers.jsonl(file))
    assert.are.equal(2, #items)
    assert.are.equal(4, #errors)
    assert.matches("^byte 2%d: line 2: ", errors[1].message)
    assert.matches("^byte 22: line 3: not an object", errors[2].message)
    assert.matches("^byte 26: line 4: no text in field 'text'", errors[3].message)
    assert.matches("^byte 4%d: line 5: ", errors[4].message)
    assert.are.equal(file, errors[1].id)
  end)

  it("may be added", function()
    gloss.readers.shout = function(file)
      local done
      return function()
        if done then return nil end
        done = true
        return { id = file, text = "HEY" }
      end
    end
    local items = collect(inputs.read({ "x" }, { format = "shout" }))
    assert.are.equal("HEY", items[1].text)
    gloss.readers.shout = nil
  end)
end)

describe("inputs", function()
  local folder
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  local function ids(arguments, options)
    local list = {}
    local iterate = inputs.read(arguments, options or {})
    while true do
      local item, message, id, usage = iterate()
      if item then list[#list + 1] = item.id
      elseif message then
        list[#list + 1] = ("%s: %s%s"):format(id, message, usage and " (usage)" or "")
      else return list end
    end
  end

  it("walk folders in bytewise order, hidden files and other kinds left out", function()
    for _, name in ipairs { "b.txt", "a/z.txt", "a/a.text", ".h.txt", ".g/x.txt", "c.pdf", "B.txt",
                            "plain" } do
      program.write(folder, name, "x")
    end
    local list = ids { folder .. "/" }
    for i, id in ipairs(list) do list[i] = id:sub(#folder + 2) end
    assert.are.same({ "B.txt", "a/a.text", "a/z.txt", "b.txt", "plain" }, list)
  end)

  it("end in circles of links", function()
    program.write(folder, "a/x.txt", "x")
    os.execute(("ln -s .. '%s/a/up'"):format(folder))
    assert.are.equal(1, #ids { folder })
  end)

  it("call a folder without text an error of usage", function()
    program.write(folder, "x.pdf", "x")
    assert.are.same({ folder .. ": no text file in this directory (usage)" }, ids { folder })
    assert.matches("no JSONL file", ids({ folder }, { format = "jsonl" })[1])
  end)

  it("follow the ending of a file unless told", function()
    local file = program.write(folder, "a.jsonl", '{"id":"x","text":"A"}\n')
    assert.are.same({ "x" }, ids { file })
    assert.are.same({ file }, ids({ file }, { format = "text" }))
  end)
end)
