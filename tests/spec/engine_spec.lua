-- Engines: tokenizer, splitter, compiled gazetteers; the stop flag.
local gloss = require "gloss"
local document = require "support.document"
local raises = document.raises
local core = gloss.core

-- An iterator of entries, as core.gazetteer takes it.
local function listed(list)
  local i = 0
  return function()
    i = i + 1
    if list[i] then return table.unpack(list[i], 1, 3) end
  end
end

describe("a tokenizer", function()
  it("makes and binds the layer token", function()
    local d = gloss.doc "It isn't far."
    local tok = gloss.tokenizer {}:run(d)
    assert.are.equal(tok, d:layer "token")
    assert.are.same({ "is", "n't" }, { tok[2].text, tok[3].text })
    assert.are.same({ "space" }, { tok[2].space == gloss.space.space and "space" or "?" })
    raises('has a layer "token" already', function() gloss.tokenizer {}:run(d) end)
  end)

  it("has options", function()
    local t = gloss.tokenizer { style = "whitespace" }
    assert.are.equal("isn't", t:run(gloss.doc "It isn't far.")[2].text)
    assert.are.equal(gloss.tokenizer().fingerprint, gloss.tokenizer({}).fingerprint)
    assert.matches("^%x+$", t.fingerprint)
    assert.are.equal(16, #t.fingerprint)
    assert.are_not.equal(t.fingerprint, gloss.tokenizer {}.fingerprint)
    assert.are.equal("token", t.name)
    raises('unknown option "styl" %(did you mean "style"%?%)', gloss.tokenizer, { styl = "ud" })
    raises("x%-y", gloss.tokenizer, { style = "x-y" })
    raises("style must be a string", gloss.tokenizer, { style = 5 })
    raises("keep must be a table", gloss.tokenizer, { keep = "x" })
    raises("keep%[2%] must be a string", gloss.tokenizer, { keep = { "a", 5 } })
    raises("table expected", gloss.tokenizer, "ud")
    raises("gloss.doc expected", t.run, t, "text")
    raises("unknown field of a tokenizer", function() return t.rnu end)
  end)
end)

describe("a splitter", function()
  it("makes and binds the layer sentence", function()
    local d = gloss.doc "One came. Two left."
    raises('unknown layer "token"', function() gloss.splitter {}:run(d) end)
    gloss.tokenizer {}:run(d)
    local sentences = gloss.splitter {}:run(d)
    assert.are.equal(2, #sentences)
    assert.are.equal(sentences, d:layer "sentence")
    raises('has a layer "sentence" already', function() gloss.splitter {}:run(d) end)
  end)

  it("takes bounds, from the layer zone unless given", function()
    local function split(bounds)
      local d = gloss.doc "A headline here body text goes on."
      gloss.tokenizer {}:run(d)
      local b = d:build "zone"
      b:add(1, 15)
      b:add(17, #d)
      b:seal(bounds == "default")
      return #gloss.splitter {}:run(d)
    end
    assert.are.equal(2, split "default")
    assert.are.equal(1, split "none")
  end)

  it("has options", function()
    raises('unknown option', gloss.splitter, { newline = "auto" })
    raises("sideways", gloss.splitter, { newlines = "sideways" })
    assert.are.equal("sentence", gloss.splitter {}.name)
  end)
end)

describe("core.gazetteer", function()
  local tokenizer = gloss.tokenizer {}

  local function make(list, options)
    options = options or {}
    options.tokenizer, options.entries = tokenizer, listed(list)
    options.name, options.columns = options.name or "people", options.columns or { "id", "label" }
    return core.gazetteer(options)
  end

  it("finds entries with their columns", function()
    local g = make { { "Ana Ruiz", "p1", "PER" }, { "Li", "p2" }, { "Li", "p3", "PER" } }
    assert.are.same({ "people", 3, { "id", "label" } }, { g.name, #g, g.columns })
    local d = document.new()
    local layer = g:run(d)
    assert.are.equal(layer, d:layer "people")
    assert.are.same({ "p1", "p2", "p3" }, { layer[1].id, layer[2].id, layer[3].id })
    assert.is_nil(layer[2].label)
    raises('has a layer "people" already', g.run, g, d)
  end)

  it("folds case on request", function()
    local d = document.new()
    assert.are.equal(0, #make({ { "zürich" } }, { name = "exact" }):run(d))
    assert.are.equal(1, #make({ { "ZÜRICH" } }, { name = "folded", case = "folded" }):run(d))
  end)

  it("goes to a file and back", function()
    local path = os.tmpname()
    assert.is_true(make({ { "Ana Ruiz", "p1" } }):save(path))
    for _, verify in ipairs { false, true } do
      local g = assert(core.open_gazetteer(path, tokenizer, verify))
      assert.are.equal("p1", g:run(document.new())[1].id)
    end
    local g, why = core.open_gazetteer(path, gloss.tokenizer { style = "whitespace" })
    assert.is_nil(g)
    assert.is_string(why)
    local handle = io.open(path, "wb")
    handle:write "no gazetteer"
    handle:close()
    g, why = core.open_gazetteer(path, tokenizer)
    assert.is_nil(g)
    assert.is_string(why)
    os.remove(path)
    g, why = core.open_gazetteer(path, tokenizer)
    assert.is_nil(g)
    assert.matches("No such file", why)
    local ok
    ok, why = make({ { "x" } }):save "/no/such/folder/x.gaz"
    assert.is_nil(ok)
    assert.is_string(why)
  end)

  it("refuses bad entries and options", function()
    raises("entry 2", make, { { "x" }, { "  " } })
    raises("entry 1", make, { { "\xFF" } })
    raises("surface must be a string", make, { { 5 } })
    raises("values must be strings", make, { { "x", {} } })
    raises("may not be named", make, {}, { columns = { "text" } })
    raises("is no name", make, {}, { columns = { "" } })
    raises('unknown case "fold" %(did you mean "folded"%?%)', make, {}, { case = "fold" })
    raises("entries must be a function", core.gazetteer, { tokenizer = tokenizer })
    raises("gloss.tokenizer expected", core.gazetteer, { entries = print })
    raises("unknown option", core.gazetteer, { entrys = print })
    raises("own error", core.gazetteer, { tokenizer = tokenizer,
      entries = function() error "own error" end })
  end)
end)

describe("the stop flag", function()
  it("ends runs until it is lowered", function()
    local d = gloss.doc(("Some words here. "):rep(20000))
    assert.is_false(core.stop(true))
    local ok, why = pcall(function() gloss.tokenizer {}:run(d) end)
    assert.is_true(core.stop(false))
    assert.is_false(ok)
    assert.matches("stopped", why)
    assert.is_nil(d:find "token")
    assert.are.equal(80000, #gloss.tokenizer {}:run(d))
    assert.is_false(core.stop())
  end)
end)

describe("text functions", function()
  it("fold, hash and check", function()
    assert.are.equal("strasse's x-y", core.fold "STRAßE’S X‑Y")
    assert.are.equal(("ss"):rep(5000), core.fold(("ß"):rep(5000)))
    assert.are.equal("", core.fold "")
    assert.matches("^%x+$", core.hash "")
    assert.are.equal(16, #core.hash "a\0b")
    assert.are_not.equal(core.hash "a", core.hash "b")
    assert.is_true(core.utf8_check "aé")
    assert.are.equal(3, core.utf8_length "aé𝄞")
    for _, name in ipairs { "fold", "utf8_check", "utf8_length" } do
      local value, why, position = core[name] "ab\xFF"
      assert.is_nil(value)
      assert.is_string(why)
      assert.are.equal(3, position)
    end
  end)

  it("name the nearest", function()
    assert.are.equal("token", core.nearest("tokne", { "sentence", "token" }))
    assert.is_nil(core.nearest("xyz", { "sentence", "token" }))
    assert.is_nil(core.nearest("x", {}))
    assert.is_nil(core.nearest("x", { 5, {} }))
    assert.are.equal("b", core.nearest(("b"):rep(2), { "b" }))
    core.nearest(("x"):rep(100000), { ("y"):rep(100000) })
    raises('^unknown thing "a" %(known: bcd, xyz%)$', core.unknown, "thing", "a",
           { "xyz", "bcd" }, 0)
    raises('^unknown thing "a"$', core.unknown, "thing", "a", {}, 0)
  end)

  it("tells nodes where they are made and what is in them", function()
    local me = debug.getinfo(1, "f").func
    local new = core.nodes({ [me] = { file = "me.lua" } }, { capture = 1, is = 16 })
    local test = new { "is", column = "kind", values = { "number" } }
    assert.is_truthy(test.where:find "^me%.lua:%d+$")
    assert.are.equal(16, test.has)
    local both = new { op = "seq", new { op = "capture", test }, "text", { "word", { "a" } }, 4 }
    assert.are.equal(17, both.has)
    assert.are.equal(0, new({ "word", { "a" } }).has)
    assert.are.equal("?:0", core.nodes({}, {}) {}.where)
    assert.has_error(function() new "text" end)
    assert.has_error(function() core.nodes {} end)
  end)

  it("makes sets of words", function()
    local given = { "To", "the", "to", "THE", "\u{C9}tat", "a" }
    assert.are.same({ "a", "the", "to", "\u{E9}tat" }, core.words(given, true))
    assert.are.same({ "THE", "To", "a", "the", "to", "\u{C9}tat" }, core.words(given))
    assert.are.same("To", given[1])
    assert.are.same({ ("stra\u{DF}e"):rep(300):gsub("\u{DF}", "ss") .. "" },
                    core.words({ ("Stra\u{DF}e"):rep(300) }, true))
    assert.are.same({ "\xFF" }, core.words { "\xFF" })
    for _, wrong in ipairs { {}, { "a", "" }, { "a", 1 }, { {} } } do
      assert.is_nil(core.words(wrong, true))
    end
    assert.is_nil(core.words({ "a", "\xFF" }, true))
    assert.has_error(function() core.words "text" end)
  end)

  it("says which line of a script is running", function()
    local function of(file)   -- a function of a file, which calls another
      return load("local f = ...\nlocal at = f(select(2, ...))\nreturn at", "@" .. file)
    end
    local library, script = of "x/gloss/pattern/node.lua", of "y/me.lua"
    local files = { [library] = { file = "library.lua" }, [script] = { file = "me.lua" } }
    assert.are.equal("library.lua:2", library(core.caller, files))
    assert.are.equal("library.lua:2", script(library, core.caller, files))
    files[library] = false
    assert.are.equal("me.lua:2", script(library, core.caller, files))
    assert.is_nil(library(core.caller, files))
    local me = { file = "me.lua" }
    local asked = setmetatable({}, { __index = function(_, f) return f == script and me end })
    assert.are.equal("me.lua:2", script(library, core.caller, asked))
    assert.are.equal("me.lua:2", me[2])
    assert.has_error(function() core.caller() end)
    files[script] = {}
    assert.has_error(function() script(library, core.caller, files) end)
  end)
end)
