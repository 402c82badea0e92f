-- Datelines: place, agency and date in the forms agencies use; the reference date they give.
local wire = require "support.wire"

local function dateline(text, ref_date)
  local doc = wire.run(text .. " The mill burned down before dawn and two people were hurt.",
    ref_date)
  local row = doc:layer("dateline"):rows()[1]
  if not row then return nil end
  return row.text, row.place, row.agency, row.date
end

local function check(text, place, agency, date, ref_date)
  local span, p, a, d = dateline(text, ref_date)
  assert.equal(text, span)
  assert.same({ place, agency, date }, { p, a, d })
end

describe("dateline", function()
  it("is read in the forms of many agencies", function()
    check("ORVIK (Reuters) -", "Orvik", "Reuters")
    check("ORVIK, Norway (AP) --", "Orvik", "Associated Press")
    check("Orvik, March 3, 2021 (AFP) -", "Orvik", "Agence France-Presse", "2021-03-03")
    check("Orvik/Skarn (dpa) -", "Orvik", "dpa")
    check("SKARN HOLLOW, Ohio, May 5, 2022 /PRNewswire/ --", "Skarn Hollow", "PRNewswire",
      "2022-05-05")
    check("Orvik, May 9 (EFE).-", "Orvik", "EFE", "2014-05-09", "2014-05-10")
    check("MOSCOW, May 5. /TASS/.", "Moscow", "TASS", "2014-05-05", "2014-05-06")
    check("(ANSA) - Rome, March 3 -", "Rome", "ANSA", "2014-03-03", "2014-03-04")
    check("TOKYO, Sept. 9, Kyodo -", "Tokyo", "Kyodo", "2014-09-09", "2014-09-09")
    check("RIO DE JANEIRO, 3 May 2022 (PA) -", "Rio de Janeiro", "PA", "2022-05-03")
  end)

  it("may lack a place, an agency or a dash", function()
    check("(Reuters) -", nil, "Reuters")
    check("Jan 29 (Reuters) -", nil, "Reuters", "2015-01-29", "2015-01-29")
    check("ORVIK \u{2014}", "Orvik", nil)
    check("New Delhi, Jan 5 (PTI)", "New Delhi", "Press Trust of India", "2015-01-05", "2015-01-29")
  end)

  it("starts on its own line, behind a headline of one word too", function()
    for _, gap in ipairs { "\n\n", "\n" } do
      assert.same("Orvik", (select(2, dateline("Fire" .. gap .. "ORVIK (Reuters) -"))))
    end
  end)

  it("takes the year that puts it nearest to the reference date", function()
    check("ORVIK, Dec. 30 (Xinhua) --", "Orvik", "Xinhua", "2014-12-30", "2015-01-02")
    check("ORVIK, Jan. 2 (Xinhua) --", "Orvik", "Xinhua", "2015-01-02", "2014-12-31")
    check("ORVIK, Jan. 2 (Xinhua) --", "Orvik", "Xinhua", nil)
  end)

  it("gives the reference date only when it is full and none was given", function()
    local text = "Orvik, March 3, 2021 (AFP) - The mill burned down today."
    assert.same({ "2021-03-03", "dateline" }, { wire.run(text).ref_date,
      wire.run(text).ref_date_from })
    assert.equal("2020-01-01", wire.run(text, "2020-01-01").ref_date)
    assert.is_nil(wire.run("Orvik, March 3 (AFP) - The mill burned down today.").ref_date)
  end)

  it("is not seen in prose, tickers or days that do not exist", function()
    assert.is_nil(dateline "Shares of Tallow (NASDAQ: TLLW) - the maker of candles - fell.")
    assert.is_nil(dateline "He said (Reuters) - not AP - had asked.")
    local _, _, _, date = dateline("ORVIK, Feb 30, 2020 (AP) -")
    assert.is_nil(date)
  end)
end)
