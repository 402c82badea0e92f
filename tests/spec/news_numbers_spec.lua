-- Numbers: money, percentages and quantities.
local document = require "support.document"
local facts = require "support.facts"
local gloss = require "gloss"

local function lister(layer, columns)
  return function(text) return facts.list(facts.run(text, "2020-06-10"), layer, columns) end
end

local money = lister("money", { "amount", "amount_max", "currency", "per", "mod" })
local percent = lister("percent", { "number", "number_max", "mod" })
local quantity = lister("quantity", { "number", "number_max", "unit", "mod" })

describe("money", function()
  it("has a sign, a word or a code, and a scale", function()
    assert.same({
      "MONEY [$3.2 billion] amount=3200000000 currency=USD",
      "MONEY [1.2 billion pounds] amount=1200000000 currency=GBP",
      "MONEY [NOK 300 million] amount=300000000 currency=NOK",
      "MONEY [€5m] amount=5000000 currency=EUR",
    }, money "Tallow paid $3.2 billion, 1.2 billion pounds, NOK 300 million and €5m.")
  end)

  it("spans its sign, number and unit exactly", function()
    local text = "Tallow paid over C$75 million."
    local span = facts.run(text):layer "money"[1]
    local first, last = text:find("C$75 million", 1, true)
    assert.same({ #facts.dateline + first, #facts.dateline + last }, { span.first, span.last })
  end)

  it("is finite: what no sum can be is none", function()
    assert.same({}, money("They owe $1" .. ("0"):rep(400) .. " million."))
    assert.same({}, quantity("They sold 5 " .. ("million "):rep(60) .. "cars."))
  end)

  it("has the currency of the letters or the nationality before it", function()
    assert.same({
      "MONEY [C$75 million] amount=75000000 currency=CAD mod=AT_LEAST",
      "MONEY [HK$9 million] amount=9000000 currency=HKD mod=MORE_THAN",
      "MONEY [3 million Australian dollars] amount=3000000 currency=AUD",
    }, money ("It holds at least C$75 million, more than HK$9 million and 3 million Australian " ..
              "dollars."))
  end)

  it("has the currency of the country named nearest", function()
    assert.same({ "MONEY [90 million pesos] amount=90000000 currency=ARS" },
                money "Officials in Argentina said they paid 90 million pesos.")
    assert.same({ "MONEY [90 million pesos] amount=90000000 currency=PHP" },
                money "Officials in the Philippines said they paid 90 million pesos.")
    assert.same({ "MONEY [90 million pesos] amount=90000000 currency=MXN" },
                money "Officials said they paid 90 million pesos.")
  end)

  it("may be a range, whose lower end takes the scale of the upper", function()
    assert.same({
      "MONEY [$3 and $5 million] amount=3000000 amount_max=5000000 currency=USD",
      "MONEY [200 to 250 million euros] amount=200000000 amount_max=250000000 currency=EUR",
      "MONEY [$5m-$7m] amount=5000000 amount_max=7000000 currency=USD",
    }, money "It needs between $3 and $5 million, then 200 to 250 million euros or a $5m-$7m loan.")
  end)

  it("is no range where it changed from one amount to another", function()
    assert.same({
      "MONEY [40 cents] amount=0.4 currency=USD",
      "MONEY [$61.20] amount=61.2 currency=USD per=barrel",
    }, money "Crude fell 40 cents to $61.20 a barrel.")
  end)

  it("says what it is per", function()
    assert.same({
      "MONEY [$24.50] amount=24.5 currency=USD per=ounce",
      "MONEY [600 yen] amount=600 currency=JPY per=kilogram mod=AT_MOST",
      "MONEY [€5] amount=5 currency=EUR per=day",
      "MONEY [$8] amount=8 currency=USD per=ticket mod=LESS_THAN",
    }, money ("Tin went for $24.50 per ounce and up to 600 yen per kilogram. A room is " ..
              "€5-a-day. A ticket costs less than $8."))
  end)

  it("adds cents, and reads words", function()
    assert.same({
      "MONEY [five dollars and 45 cents] amount=5.45 currency=USD",
      "MONEY [half a million dollars] amount=500000 currency=USD mod=LESS_THAN",
      "MONEY [80 pence] amount=0.8 currency=GBP",
    }, money "He owes five dollars and 45 cents, nearly half a million dollars and 80 pence.")
  end)

  it("is not the weight of the same name", function()
    local text = "The bag weighed 40 pounds."
    assert.same({}, money(text))
    assert.same({ "MEASURE [40 pounds] number=40 unit=pound" }, quantity(text))
  end)
end)

describe("percentages", function()
  it("are percent, points and basis points", function()
    assert.same({
      "PERCENT [4.5 percent] number=4.5",
      "PERCENT [twenty-three per cent] number=23",
      "POINT [2 percentage points] number=2 mod=APPROX",
      "BASIS_POINT [25 basis points] number=25",
    }, percent ("It rose 4.5 percent, then twenty-three per cent, about 2 percentage points " ..
                "more. The bank cut rates by 25 basis points."))
  end)

  it("may be ranges", function()
    assert.same({
      "PERCENT [3-4 percent] number=3 number_max=4",
      "PERCENT [40 and 45%] number=40 number_max=45",
      "POINT [0.25 to 0.5 percentage points] number=0.25 number_max=0.5",
      "BASIS_POINT [25-50 bps] number=25 number_max=50",
    }, percent ("Sales grew 3-4 percent to between 40 and 45%. " ..
                "The gap is 0.25 to 0.5 percentage points, or 25-50 bps."))
  end)

  it("have signs, parts and bounds", function()
    assert.same({
      "PERCENT [minus 0.3 percent] number=-0.3",
      "PERCENT [7%] number=7 mod=AT_LEAST",
      "POINT [half a percentage point] number=0.5",
      "POINT [a quarter of a percentage point] number=0.25",
    }, percent ("Output was minus 0.3 percent. Exports grew 7% or more. Rates rose by half " ..
                "a percentage point, not a quarter of a percentage point."))
  end)

  it("are no quantities", function()
    assert.same({}, quantity "Sales rose 4.5 percent, or 25 basis points.")
  end)
end)

describe("quantities", function()
  it("count what the plural behind the number names", function()
    assert.same({
      "COUNT [1,200 young soldiers] number=1200 unit=soldier mod=APPROX",
      "COUNT [two dozen tanks] number=24 unit=tank",
      "COUNT [Two and a half million voters] number=2500000 unit=voter",
      "COUNT [12 women] number=12 unit=woman mod=AT_MOST",
    }, quantity ("Some 1,200 young soldiers and two dozen tanks came. " ..
                 "Two and a half million voters and no more than 12 women did not."))
  end)

  it("count people by the words beside a bare number", function()
    assert.same({
      "COUNT [14 people] number=14 unit=person mod=AT_LEAST",
      "COUNT [30] number=30 unit=person",
      "COUNT [Nine] number=9 unit=person",
    }, quantity ("A storm killed at least 14 people and injured 30. Nine of the victims were " ..
                 "divers."))
  end)

  it("may be ranges, with a hyphen too", function()
    assert.same({
      "COUNT [10 and 12 ships] number=10 number_max=12 unit=ship",
      "COUNT [20,000-25,000 troops] number=20000 number_max=25000 unit=troop",
      "MEASURE [30-40 cm] number=30 number_max=40 unit=centimetre",
    }, quantity "Between 10 and 12 ships brought 20,000-25,000 troops through 30-40 cm of snow.")
  end)

  it("have units of measurement", function()
    assert.same({
      "MEASURE [120 metres] number=120 unit=metre",
      "MEASURE [300 square kilometres] number=300 unit=square_kilometre",
      "MEASURE [90 miles per hour] number=90 unit=mile_per_hour",
      "MEASURE [2.5 million barrels a day] number=2500000 unit=barrel_per_day",
      "MEASURE [minus 12 degrees Celsius] number=-12 unit=celsius",
      "MEASURE [18-storey] number=18 unit=storey",
    }, quantity ("The ship is 120 metres long. It burned 300 square kilometres at 90 miles " ..
                 "per hour. " ..
                 "They pump 2.5 million barrels a day at minus 12 degrees Celsius into an " ..
                 "18-storey tower."))
  end)

  it("are ages, in years", function()
    assert.same({
      "AGE [47] number=47 unit=age",
      "AGE [12-year-old] number=12 unit=age",
      "AGE [30 years old] number=30 unit=age",
      "AGE [5 to 11] number=5 number_max=11 unit=age",
      "AGE [18-month-old] number=1.5 unit=age",
    }, quantity ("Olaf Brandt, 47, met a 12-year-old boy. Mara Quint is 30 years old. " ..
                 "Children aged 5 to 11 held an 18-month-old girl."))
  end)

  it("are scores of games and votes", function()
    assert.same({
      "SCORE [3-1] number=3 number_max=1 unit=score",
      "SCORE [52-48] number=52 number_max=48 unit=score",
    }, quantity "The Reds won 3-1 and the bill passed 52-48.")
  end)

  it("are no part of times or names", function()
    assert.same({ "COUNT [three dogs] number=3 unit=dog" }, quantity (
      "They trained three dogs for two years, 20 minutes a day, until six months ago. Flight " ..
      "370 followed Resolution 1701, and a Boeing 737-800 jets order."))
  end)
end)

describe("the stage of numbers", function()
  it("comes after that of times", function()
    local wrong = gloss.pipeline { "token", "news.zones", "sentence", "news.lists",
                                   "news.numerals", "news.numbers", "news.time" }
    document.raises("reads layer 'timex', which stage 'news.time' makes only later", function()
      wrong:run(gloss.doc "Two men sang for two years.")
    end)
  end)
end)
