-- The reference date: what is a date, and which of several counts.
local refdate = require("gloss").refdate

describe("refdate.parse", function()
  it("takes ISO dates, with or without a time", function()
    assert.are.equal("2010-12-10", refdate.parse "2010-12-10")
    assert.are.equal("2010-12-10", refdate.parse "2010-12-10T23:59:00Z")
    assert.are.equal("2010-12-10", refdate.parse "2010-12-10 08:00")
    assert.are.equal("2010-12-10", refdate.parse "20101210")
    assert.are.equal("2000-02-29", refdate.parse "2000-02-29")
  end)

  it("refuses what is no day", function()
    for _, text in ipairs { "2010-13-01", "2010-02-29", "1900-02-29", "2010-00-10", "2010-1-1",
                            "10 December 2010", "2010-12-10x", "" } do
      local date, why = refdate.parse(text)
      assert.is_nil(date)
      assert.is_string(why)
    end
    assert.is_nil((refdate.parse(20101210)))
  end)
end)

describe("refdate.name_pattern", function()
  it("finds the day in a name", function()
    local find = assert(refdate.name_pattern "%Y%m%d")
    assert.are.equal("2010-12-10", find "wire_20101210_a.txt")
    assert.is_nil(find "wire_20101310.txt")
    find = assert(refdate.name_pattern "%d.%m.%Y")
    assert.are.equal("2010-12-10", find "x-10.12.2010")
    assert.is_nil(find "x-10-12-2010")
  end)

  it("needs year, month and day", function()
    assert.is_nil((refdate.name_pattern "%Y-%m"))
    assert.is_nil((refdate.name_pattern "%Y%m%d%d"))
    assert.is_nil((refdate.name_pattern "%Y%q%d"))
  end)
end)

describe("the order", function()
  local item

  before_each(function()
    item = { id = "20110101.txt", ref_date = "2011-01-03",
             meta = { published = "2011-01-04T10:00" },
             fields = { date = "2011-01-02", meta = { filed = "2011-01-05" }, bad = "soon" } }
  end)

  local function resolve(options) return assert(refdate.resolver(options))(item) end

  it("is option, field or pattern, input, meta", function()
    assert.are.same({ "2010-01-01", "option" }, { resolve { date = "2010-01-01", from = "date" } })
    assert.are.same({ "2011-01-02", "ref-date-from" }, { resolve { from = "date" } })
    assert.are.same({ "2011-01-05", "ref-date-from" }, { resolve { from = "meta.filed" } })
    assert.are.same({ "2011-01-01", "ref-date-from" }, { resolve { from = "%Y%m%d" } })
    assert.are.same({ "2011-01-03", "input" }, { resolve { from = "none" } })
    item.ref_date = nil
    assert.are.same({ "2011-01-04", "meta" }, { resolve {} })
    item.meta.published = "yesterday"
    assert.is_nil((resolve {}))
  end)

  it("makes a wrong date an error, not a guess", function()
    local date, from, why = resolve { from = "bad" }
    assert.is_nil(date)
    assert.is_nil(from)
    assert.matches("bad: 'soon' is not a date", why)
    item.ref_date = "2011-02-30"
    assert.matches("ref_date: ", select(3, resolve {}))
  end)

  it("refuses a pattern that is none", function()
    assert.is_nil((refdate.resolver { from = "%Y" }))
  end)
end)
