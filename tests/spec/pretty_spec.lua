-- Pages: wrapping by cells, colour only when wanted, nothing that a terminal obeys.
local gloss = require "gloss"
local cells = require "gloss.cells"
local pretty = gloss.pretty

describe("pretty.wrap", function()
  it("breaks at the width and indents what follows", function()
    assert.are.same({ "one two", "  three", "  four" }, pretty.wrap("one two three four", 8, "  "))
    assert.are.same({}, pretty.wrap("  \n ", 10))
    assert.are.same({ "averylongword", "x" }, pretty.wrap("averylongword x", 5))
  end)

  it("counts cells, not bytes", function()
    assert.are.equal(4, cells "日本")
    assert.are.equal(3, cells "Zoe\u{301}")
    assert.are.equal(1, cells "\27[1mé\27[0m")
    assert.are.same({ "日本 日本", "日本" }, pretty.wrap("日本 日本 日本", 9))
  end)
end)

describe("a page", function()
  it("is plain without colour", function()
    local page = pretty.page { width = 30 }
    page:heading "People"
    page:field("places", "Oslo, Bergen, Tromsø and Stavanger")
    page:heading "Said"
    page:paragraph("a b c", 2)
    assert.are.equal("People\n  places        Oslo, Bergen,\n                Tromsø and\n"
      .. "                Stavanger\n\nSaid\n  a b c\n", page:text())
  end)

  it("colours when told, and refuses unknown styles", function()
    local page = pretty.page { width = 30, colour = true }
    assert.are.equal("\27[1mx\27[0m", page:style("bold", "x"))
    assert.has_error(function() page:style("bald", "x") end)
  end)

  it("shows control characters instead of sending them", function()
    local page = pretty.page { width = 60 }
    assert.are.equal("a\\x1b[31mb\\x9b", page:style("bold", "a\27[31mb\u{9B}"))
    pretty.record({ id = "x", note = "\27]0;title\7" }, page)
    assert.is_nil(page:text():find("[\27\7]"))
  end)

  it("shows any record", function()
    local page = pretty.page { width = 60 }
    pretty.record({ id = "d", n = 3, names = { "Ann", "Bob" }, none = {},
                    who = { name = "Ann", age = 5 } }, page)
    assert.are.equal("d\n  n             3\n  names         Ann\n                Bob\n"
      .. "  who           age=5, name=Ann\n", page:text())
  end)
end)

describe("pretty.wants_colour", function()
  it("is what was asked for", function()
    assert.is_true(pretty.wants_colour("always", false))
    assert.is_false(pretty.wants_colour("never", true))
    assert.is_false(pretty.wants_colour("auto", false))
  end)
end)

describe("gloss.data", function()
  it("says where it looked", function()
    local found, why = gloss.data "no_such_file.gaz"
    assert.is_nil(found)
    assert.matches("data file 'no_such_file.gaz' is not in .+share/gloss", why)
  end)
end)
