-- Times: TIMEX3 values reckoned from the reference date, or left open without one.
local facts = require "support.facts"

-- Gives the times of a text in a story of Wednesday, June 10, 2020, or of another day.
local function times(text, ref_date)
  return facts.list(facts.run(text, ref_date or "2020-06-10"), "timex", { "value", "mod" })
end

-- Gives them in a story of no known day.
local function open(text) return facts.list(facts.run(text), "timex", { "value", "mod" }) end

describe("days", function()
  it("are read in the orders of words and digits", function()
    assert.same({
      "DATE [May 4, 2018] value=2018-05-04", "DATE [3 March 2017] value=2017-03-03",
      "DATE [2019-12-31] value=2019-12-31", "DATE [12/31/2018] value=2018-12-31",
    }, times "It ran on May 4, 2018, on 3 March 2017, on 2019-12-31 and on 12/31/2018.")
  end)

  it("span what belongs to them exactly", function()
    local text = "It opened in early May 2018."
    local span = facts.run(text):layer "timex"[1]
    local first, last = text:find("early May 2018", 1, true)
    assert.same({ #facts.dateline + first, #facts.dateline + last }, { span.first, span.last })
  end)

  it("without a year lie on the side that the tense tells", function()
    assert.same({ "DATE [May 4] value=2020-05-04" }, times "He spoke on May 4.")
    assert.same({ "DATE [May 4] value=2021-05-04" }, times "He will speak on May 4.")
    assert.same({ "DATE [Aug. 4] value=2019-08-04" }, times "He spoke on Aug. 4.")
  end)

  it("of a leap year are in one", function()
    assert.same({ "DATE [Feb. 29, 2016] value=2016-02-29" }, times "It fell on Feb. 29, 2016.")
    assert.same({ "DATE [Feb. 29] value=2020-02-29" }, times("He fled on Feb. 29.", "2022-05-01"))
    assert.same({ "DATE [Feb. 29] value=2024-02-29" },
                times("He will return on Feb. 29.", "2022-05-01"))
  end)

  it("outside the years of the calendar stay open", function()
    assert.same({ "DATE [five years ago] value=XXXX" },
                times("He left five years ago.", "0001-01-01"))
    assert.same({ "DATE [tomorrow] value=XXXX-XX-XX" }, times("He leaves tomorrow.", "9999-12-31"))
  end)

  it("that no calendar has are no days", function()
    assert.same({ "DATE [2015] value=2015" }, times "It fell on Feb. 29, 2015.")
    assert.same({}, times "They met on April 31.")
  end)

  it("stand with a weekday, a part of the day or a time of day", function()
    assert.same({ "DATE [Friday, the 3rd of March] value=2017-03-03" },
                times("It opened on Friday, the 3rd of March.", "2017-06-10"))
    assert.same({
      "TIME [the early morning hours of May 4] value=2020-05-04TMO mod=START",
      "TIME [June 9 at 8:30 a.m.] value=2020-06-09T08:30",
    }, times "It fell in the early morning hours of May 4. They met on June 9 at 8:30 a.m.")
  end)

  it("with a name are holidays", function()
    assert.same({ "DATE [May Day] value=2020-05-01", "DATE [Christmas Eve 2011] value=2011-12-24" },
                times "They met on May Day, not on Christmas Eve 2011.")
  end)

  it("are counted and named from the day of the story", function()
    assert.same({
      "DATE [yesterday] value=2020-06-09", "DATE [the day before yesterday] value=2020-06-08",
      "TIME [tomorrow morning] value=2020-06-11TMO",
    }, times "He left yesterday, not the day before yesterday, and is back tomorrow morning.")
    assert.same({ "DATE [Monday] value=2020-06-08", "DATE [the following day] value=2020-06-09" },
                times "On Monday he fled; the following day he was caught.")
  end)
end)

describe("weekdays", function()
  it("are the last one in the past, the next one in the future", function()
    assert.same({ "DATE [Tuesday] value=2020-06-09" }, times "The talks began on Tuesday.")
    assert.same({ "DATE [Tuesday] value=2020-06-16" }, times "The talks will begin on Tuesday.")
    assert.same({ "DATE [Wednesday] value=2020-06-10" }, times "The talks began on Wednesday.")
  end)

  it("follow the verb of their own clause", function()
    assert.same({ "DATE [Monday] value=2020-06-08", "DATE [Thursday] value=2020-06-11" },
                times "He told reporters on Monday that the plant will open on Thursday.")
    assert.same({ "DATE [Sunday] value=2020-06-14" }, times "The law held until Sunday.")
  end)

  it("skip the day of the story after last and next", function()
    assert.same({
      "DATE [last Wednesday] value=2020-06-03", "DATE [next Wednesday] value=2020-06-17",
    }, times "He met them last Wednesday and meets them next Wednesday.")
  end)
end)

describe("periods", function()
  it("so long ago are as exact as their unit", function()
    assert.same({ "DATE [30 years ago] value=1990" }, times "It was built 30 years ago.")
    assert.same({ "DATE [two months ago] value=2020-04" }, times "He left two months ago.")
    assert.same({ "DATE [ten days ago] value=2020-05-31" }, times "He left ten days ago.")
    assert.same({ "DATE [five years ago] value=2015 mod=APPROX" },
                times "He left about five years ago.")
  end)

  it("are weeks of ISO 8601, over the end of a year too", function()
    assert.same({ "DATE [last week] value=2020-W53", "DATE [next week] value=2021-W02" },
                times("It fell last week and will rise next week.", "2021-01-06"))
    assert.same({ "DATE [the weekend] value=2020-W53-WE" },
                times("They met at the weekend.", "2021-01-06"))
  end)

  it("are quarters and halves, of the year that had them last", function()
    assert.same({
      "DATE [the first quarter of 2018] value=2018-Q1",
      "DATE [the second half of 2019] value=2019-H2",
      "DATE [Q2 2017] value=2017-Q2",
    }, times "Sales fell in the first quarter of 2018, the second half of 2019 and Q2 2017.")
    assert.same({ "DATE [the third quarter] value=2019-Q3" },
                times "Profit rose in the third quarter.")
    assert.same({ "DATE [the third quarter] value=2020-Q3" },
                times "Profit will rise in the third quarter.")
  end)

  it("are fiscal where the story's quarters end in other months", function()
    assert.same({
      "DATE [the second quarter] value=FY2021-Q2", "DATE [Dec. 31] value=2020-12-31",
      "DATE [fiscal 2022] value=FY2022",
    }, times("In the second quarter ended Dec. 31, sales rose. It has plans for fiscal 2022.",
             "2021-01-06"))
  end)

  it("are seasons", function()
    assert.same({ "DATE [the summer of 2011] value=2011-SU", "DATE [last winter] value=2019-WI" },
                times "It flooded in the summer of 2011 and last winter.")
  end)

  it("have a start, a middle and an end", function()
    assert.same({
      "DATE [early May] value=2020-05 mod=START", "DATE [mid-2012] value=2012 mod=MID",
      "DATE [the late 1990s] value=199 mod=END", "DATE [the end of the year] value=2020 mod=END",
    }, times "It ran from early May, not mid-2012 or the late 1990s, to the end of the year.")
  end)
end)

describe("times of day", function()
  it("have the day beside them, and Z at Greenwich", function()
    assert.same({ "TIME [5:30 p.m. on Monday] value=2020-06-08T17:30" },
                times "The talks ended at 5:30 p.m. on Monday.")
    assert.same({ "TIME [1415 GMT on Saturday] value=2020-06-06T14:15Z" },
                times "The rocket rose at 1415 GMT on Saturday.")
    assert.same({ "TIME [9 a.m. Eastern Time on Friday, June 12] value=2020-06-12T09:00" },
                times "The market opens at 9 a.m. Eastern Time on Friday, June 12.")
  end)

  it("without one are of the day of the story", function()
    assert.same({ "TIME [1415 GMT] value=2020-06-10T14:15Z" }, times "The rocket rose at 1415 GMT.")
  end)
end)

describe("durations and sets", function()
  it("have a length", function()
    assert.same({
      "DURATION [three weeks] value=P3W", "DURATION [two and a half years] value=P2.5Y",
      "DURATION [several months] value=PXM", "DURATION [90 minutes] value=PT90M",
      "DURATION [the past 12 months] value=P12M",
    }, times ("He spent three weeks, two and a half years, several months and 90 minutes in " ..
              "the past 12 months."))
  end)

  it("recur", function()
    assert.same({
      "SET [every two weeks] value=P2W", "SET [every Monday] value=XXXX-WXX-1",
      "SET [Mondays] value=XXXX-WXX-1", "SET [weekly] value=P1W", "SET [twice a week] value=P1W",
      "SET [every few months] value=PXM",
    }, times ("They meet every two weeks, every Monday, on Mondays, at weekly talks and twice " ..
              "a week, or every few months."))
  end)

  it("are no ages", function()
    assert.same({}, times "The girl is two years old, with a 12-year-old brother.")
  end)
end)

describe("without a reference date", function()
  it("values stay open, and nothing is guessed", function()
    assert.same({ "DATE [Tuesday] value=XXXX-WXX-2" }, open "The talks began on Tuesday.")
    assert.same({ "DATE [May 4] value=XXXX-05-04" }, open "He spoke on May 4.")
    assert.same({ "DATE [Feb. 29] value=XXXX-02-29" }, open "He spoke on Feb. 29.")
    assert.same({ "DATE [30 years ago] value=XXXX" }, open "It was built 30 years ago.")
    assert.same({ "DATE [last week] value=XXXX-WXX" }, open "It fell last week.")
    assert.same({ "DATE [the third quarter] value=XXXX-Q3" },
                open "Profit rose in the third quarter.")
    assert.same({ "DATE [last winter] value=XXXX-WI" }, open "It opened last winter.")
    assert.same({ "DATE [yesterday] value=XXXX-XX-XX" }, open "He left yesterday.")
  end)

  it("a time of day keeps the day beside it", function()
    assert.same({ "TIME [1415 GMT on Saturday] value=XXXX-WXX-6T14:15Z" },
                open "The rocket rose at 1415 GMT on Saturday.")
    assert.same({ "TIME [5 p.m. on May 4] value=XXXX-05-04T17:00" },
                open "He left at 5 p.m. on May 4.")
  end)

  it("what is written out is known", function()
    assert.same({ "DATE [May 4, 2018] value=2018-05-04", "DURATION [two years] value=P2Y",
                  "DATE [the first quarter of 2018] value=2018-Q1" },
                open "From May 4, 2018 he served two years, not the first quarter of 2018.")
  end)
end)

describe("words that look like times", function()
  it("are none", function()
    assert.same({}, times ("He may march in Room 2015 with 2,015 votes, and the second man " ..
                           "will follow."))
  end)
end)
