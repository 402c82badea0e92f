-- English units of measurement and the plurals that no rule makes. Data only; all folded.

local M = {}

-- Names and abbreviations of units, and the canonical name: singular, British spelling, words
-- joined by _.
M.measures = {}
for name, forms in pairs {
  metre = "metre metres meter meters m",
  kilometre = "kilometre kilometres kilometer kilometers km kms",
  centimetre = "centimetre centimetres centimeter centimeters cm",
  millimetre = "millimetre millimetres millimeter millimeters mm", mile = "mile miles mi",
  foot = "foot feet ft", inch = "inch inches", yard = "yard yards", acre = "acre acres",
  hectare = "hectare hectares ha", tonne = "tonne tonnes", ton = "ton tons",
  kilogram = "kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs",
  gram = "gram grams gramme grammes g", milligram = "milligram milligrams mg",
  microgram = "microgram micrograms microgramme microgrammes mcg", pound = "pound pounds lb lbs",
  ounce = "ounce ounces oz", stone = "stone", litre = "litre litres liter liters",
  millilitre = "millilitre millilitres milliliter milliliters ml", gallon = "gallon gallons",
  pint = "pint pints", barrel = "barrel barrels bbl", bushel = "bushel bushels",
  magnitude = "magnitude", knot = "knot knots", watt = "watt watts w",
  kilowatt = "kilowatt kilowatts kw", megawatt = "megawatt megawatts mw",
  gigawatt = "gigawatt gigawatts gw", terawatt = "terawatt terawatts tw", kilowatt_hour = "kwh",
  megawatt_hour = "mwh", gigawatt_hour = "gwh", terawatt_hour = "twh", volt = "volt volts",
  kilovolt = "kv", byte = "byte bytes", kilobyte = "kb", megabyte = "megabyte megabytes mb",
  gigabyte = "gigabyte gigabytes gb", terabyte = "terabyte terabytes tb", hertz = "hertz hz",
  megahertz = "mhz", gigahertz = "ghz", decibel = "decibel decibels db",
  calorie = "calorie calories", kilojoule = "kj", mile_per_hour = "mph",
  kilometre_per_hour = "kph kmh", becquerel = "becquerel becquerels",
  microsievert = "microsievert microsieverts", millisievert = "millisievert millisieverts",
  carat = "carat carats", nautical_mile = "nm", light_year = "lightyear lightyears",
  storey = "storey storeys story stories", degree = "degree degrees",
} do
  for form in forms:gmatch "%S+" do M.measures[form] = name end
end

M.measures["\u{B0}"] = "degree"

-- Words before a number that make it a name: "Flight 12", "Resolution 7".
M.numbered = {}
for word in ([[flight resolution article route highway chapter section boeing airbus room no no.
  nos. number page act interstate channel line gate terminal platform unit block phase level grade
  category type model version chapter rule title paragraph annex protocol directive bill proposition
  order case list top formula apollo soyuz]]):gmatch "%S+" do
  M.numbered[word] = true
end

-- Those written as letters: taken only straight after digits or one space, in lower case or as
-- units are written.
M.letters = {}
for form in ([[m km kms cm mm mi ft ha kg kgs g mg mcg lb lbs oz ml bbl w kw mw gw tw kwh mwh gwh
  twh kv kb mb gb tb hz mhz ghz db kj nm]]):gmatch "%S+" do
  M.letters[form] = true
end
-- Units that only count with a hyphen or where the singular stands: "6.8-magnitude", "a 12-storey
-- block".
M.hyphen_only = {
  magnitude = true, story = true, storey = true, stone = true, stories = true, m = true, g = true,
  w = true,
}

M.scales = {
  celsius = "celsius", centigrade = "celsius", fahrenheit = "fahrenheit", c = "celsius",
  f = "fahrenheit", kelvin = "kelvin",
}

-- Words before a unit that make another: "square kilometres".
M.modifiers = {
  square = "square_", sq = "square_", cubic = "cubic_", metric = "", nautical = "nautical_",
}

-- Periods that may follow a unit: "barrels a day".
M.per = {
  day = "day", hour = "hour", second = "second", week = "week", month = "month", year = "year",
  minute = "minute", kg = "kilogram", kilogram = "kilogram", km = "kilometre", litre = "litre",
  liter = "litre", tonne = "tonne", acre = "acre", hectare = "hectare", gallon = "gallon",
  person = "person", head = "head", ml = "millilitre", h = "hour", s = "second", capita = "capita",
}

M.irregular = {
  people = "person", men = "man", women = "woman", children = "child", feet = "foot",
  teeth = "tooth", mice = "mouse", geese = "goose", lives = "life", wives = "wife",
  knives = "knife", leaves = "leaf", halves = "half", shelves = "shelf", thieves = "thief",
  wolves = "wolf", loaves = "loaf", selves = "self", crises = "crisis", analyses = "analysis",
  bases = "base", theses = "thesis", criteria = "criterion", phenomena = "phenomenon",
  media = "medium", data = "datum", personnel = "personnel", police = "police", troops = "troop",
  policemen = "policeman", fishermen = "fisherman", firemen = "fireman",
  businessmen = "businessman", spokesmen = "spokesman", gunmen = "gunman",
  servicemen = "serviceman", crewmen = "crewman", congressmen = "congressman", lawmen = "lawman",
  workmen = "workman", militiamen = "militiaman", tribesmen = "tribesman", horsemen = "horseman",
  countrymen = "countryman", policewomen = "policewoman", businesswomen = "businesswoman",
  schoolchildren = "schoolchild", grandchildren = "grandchild", movies = "movie",
  cookies = "cookie", zombies = "zombie", aircraft = "aircraft", spacecraft = "spacecraft",
  sheep = "sheep", cattle = "cattle", fish = "fish", deer = "deer", species = "species",
  series = "series", headquarters = "headquarters", barracks = "barracks", buses = "bus",
  gases = "gas", viruses = "virus", bonuses = "bonus", campuses = "campus", censuses = "census",
  statuses = "status", cases = "case", houses = "house", horses = "horse", nurses = "nurse",
  courses = "course", expenses = "expense", purchases = "purchase", phases = "phase",
  licenses = "license", licences = "licence", responses = "response", heroes = "hero",
  potatoes = "potato", tomatoes = "tomato", volcanoes = "volcano", mosquitoes = "mosquito",
  vetoes = "veto", echoes = "echo", embargoes = "embargo", torpedoes = "torpedo",
  tornadoes = "tornado", cargoes = "cargo", caches = "cache", axes = "axe", offspring = "offspring",
}

-- Words in -s that are no plural nouns.
M.not_plural = {}
for word in ([[is was has does says its his this us as yes thus less plus minus perhaps always
  across towards besides news politics economics ours hers theirs yours whereas versus vs us-led gas
  bus virus campus census status process business success access crisis basis analysis congress
  press class glass loss mass boss pass cross progress address stress illness witness princess
  fitness wilderness goes lies makes takes gives comes gets sees wants needs keeps leaves becomes
  remains seems appears includes involves follows sometimes nevertheless nonetheless overseas
  afterwards upwards downwards forwards backwards]]):gmatch "%S+" do
  M.not_plural[word] = true
end

-- Words that cannot stand between a number and the noun it counts.
M.stop = {}
for word in ([[a an the this that these those of in on at to by for from with without and or but nor
  as than if when while because since until after before during under over between among against
  about into onto out up down off per is are was were be been being am has have had do does did will
  would shall should can could may might must said says say told tell he she it they we you i him
  her them us me his its their our your my who whom whose which what where why how not no yes so too
  also only just even still yet already then now there here very more most less least each every all
  both either neither any some such other another percent percentage cent % pct million billion
  trillion thousand hundred dozen later earlier ago old killed injured wounded dead missing died won
  lost beat came went made took got goes saying saw ones times time]]):gmatch "%S+" do
  M.stop[word] = true
end

-- Words beside a bare number that say it counts people.
M.casualty_before = {}
for word in ([[killing kills kill killed injuring injures injured injure wounding wounds wounded
  wound leaving arresting arrested arrest detaining detained hospitalizing hospitalising displacing
  drowning trapping]])
  :gmatch "%S+" do
  M.casualty_before[word] = true
end
M.casualty_before.leaving = nil
M.casualty_after = {}
for word in ([[dead killed injured wounded hurt missing arrested detained hospitalized hospitalised
  die died feared trapped]]):gmatch "%S+" do
  M.casualty_after[word] = true
end

-- Nouns that mean people: "nine of the victims" counts persons.
M.person_nouns = {
  victims = true, dead = true, injured = true, wounded = true, missing = true, detained = true,
  arrested = true, passengers = true, survivors = true,
}

-- Nouns that "one" counts; before others it is most often no number.
M.one_nouns = {}
for word in ([[person people man woman child boy girl soldier policeman policewoman civilian officer
  worker fighter protester militant gunman student teacher journalist prisoner passenger pilot
  patient employee suspect attacker lawmaker vote seat ship vessel helicopter bomb rocket missile
  reactor plant goal death case victim participant member]]):gmatch "%a+" do
  M.one_nouns[word] = true
end

return M
