-- Day arithmetic: leap years, ISO weeks, month ends, and what is no date.
require "gloss"
local calendar = require "gloss.calendar"

describe("calendar", function()
  it("counts days from 1970", function()
    assert.are.equal(0, calendar.day(1970, 1, 1))
    assert.are.equal(-1, calendar.day(1969, 12, 31))
    assert.are.equal(11017, calendar.day(2000, 3, 1))
    assert.are.equal(-719162, calendar.day(1, 1, 1))
  end)

  it("goes there and back over four centuries", function()
    local previous
    for day = calendar.day(1799, 12, 30), calendar.day(2201, 1, 2) do
      local y, m, d = calendar.date(day)
      assert(calendar.day(y, m, d) == day)
      local text = calendar.format(day)
      assert(not previous or previous < text)
      previous = text
    end
  end)

  it("knows leap years", function()
    assert.is_true(calendar.is_leap(2000))
    assert.is_false(calendar.is_leap(1900))
    assert.is_true(calendar.is_leap(2024))
    assert.is_false(calendar.is_leap(2023))
    assert.are.equal(29, calendar.days_in_month(2024, 2))
    assert.are.equal(28, calendar.days_in_month(2100, 2))
  end)

  it("refuses what is no date", function()
    assert.is_nil(calendar.day(2023, 2, 29))
    assert.is_nil(calendar.day(2023, 4, 31))
    assert.is_nil(calendar.day(2023, 13, 1))
    assert.is_nil(calendar.day(2023, 0, 1))
    assert.is_nil(calendar.day(2023, 1, 0))
    assert.is_nil(calendar.days_in_month(2023, 13))
    assert.is_nil(calendar.parse "2023-02-29")
    assert.is_nil(calendar.parse "2023-2-9")
    assert.is_nil(calendar.parse "soon")
  end)

  it("names weekdays", function()
    assert.are.equal(4, calendar.weekday(0))
    assert.are.equal(1, calendar.weekday(calendar.parse "2024-02-26"))
    assert.are.equal(7, calendar.weekday(calendar.parse "1969-12-28"))
  end)

  it("numbers ISO weeks, with a week 53 and a year that starts late", function()
    local weeks = {
      ["2020-12-31"] = "2020-W53", ["2021-01-03"] = "2020-W53", ["2021-01-04"] = "2021-W01",
      ["2018-12-31"] = "2019-W01", ["2016-01-01"] = "2015-W53", ["2022-01-01"] = "2021-W52",
    }
    for date, week in pairs(weeks) do
      assert.are.equal(week, calendar.format_week(calendar.parse(date)))
    end
  end)

  it("finds the Monday of a week", function()
    assert.are.equal("2020-12-28", calendar.format(calendar.monday(2020, 53)))
    assert.are.equal("2019-12-30", calendar.format(calendar.monday(2020, 1)))
    assert.is_nil(calendar.monday(2021, 53))
    assert.is_nil(calendar.monday(2021, 0))
  end)

  it("moves by months", function()
    assert.are.same({ 2024, 12 }, { calendar.add_months(2025, 1, -1) })
    assert.are.same({ 2026, 3 }, { calendar.add_months(2025, 3, 12) })
    assert.are.same({ 2019, 11 }, { calendar.add_months(2020, 1, -2) })
    assert.are.equal("2024-02-29", calendar.format(calendar.shift(calendar.parse "2024-03-31", -1)))
    local leap_day = calendar.parse "2024-02-29"
    assert.are.equal("2023-02-28", calendar.format(calendar.shift(leap_day, -12)))
  end)
end)
