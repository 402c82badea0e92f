-- An entry is found wherever it stands whole: 300 odd names, each in every place where a tokenizer
-- might cut it in another way.
local gloss = require "gloss"

local HEADS = { "Acme", "A.B. Lund", "O'Hara", "D’Arcy", "AT&T", "B&O", "Jean-Luc", "X", "3M",
                "7-Eleven", "NATO", "U.S. Steel", "J. R. R. Moss", "Émile Zúñiga", "Łódź",
                "Ångström", "Ada's", "Rock 'n' Roll", "C++", "iPad", "St. Ives", "Mc-Dee", "K2",
                "Q.E. II", "Ḥasan al-Ṣabbāḥ", "Müller & Söhne", "Yahoo!", "Москва",
                "Αθήνα", "de la Cruz" }
local TAILS = { "", " Corp", " Corp.", " Inc.", " Co. Ltd.", " Jr.", " & Sons", "-West", " No. 5",
                " 2.0" }

-- Left and right of the name.
local PLACES = {
  start = { "", " rose today." }, middle = { "It was said that ", " rose today." },
  stop = { "It was made by ", "." }, quoted = { 'They call it "', '" at home.' },
  curly = { "They call it “", "” at home." }, hyphen = { "The Lune-", " line." },
  comma = { "We saw ", ", then left." }, colon = { "Told ", ": go home." },
  brackets = { "One (", ") fell." }, dash = { "It was—", "—a pity." },
  spaced = { "It was – ", " – a pity." }, possessive = { "It was ", "'s fault." },
  typeset = { "It was ", "’s fault." }, semicolon = { "We saw ", "; they left." },
  question = { "Was it ", "?" }, paragraph = { "Made by ", "\n\nNext came another." },
  next_one = { "Made by ", ". Next came another." },
}

local function names()
  local list = {}
  for _, head in ipairs(HEADS) do
    for _, tail in ipairs(TAILS) do list[#list + 1] = head .. tail end
  end
  return list
end

local list = names()
local finder = gloss.gazetteer { name = "odd", entries = list, policy = "all" }
local tokenizer = gloss.tokenizer {}

-- Names that the tokenizer makes other tokens of at a place, so that they are not there whole.
local function differs(name, place)
  if place == "possessive" or place == "typeset" then return name:find "%d$" end -- as in 1990's
  if place == "question" then return name:find "!$" end
  return place == "next_one" and (name:find "%f[%w]%u$" or name:find "!$") -- an initial; !.
end

-- Whether an entry is found at a place: a full stop that ends both the name and the sentence is
-- one, and may be part of the name's last word.
local function found(number, left, right)
  local name = list[number]
  if name:find "%.$" and right:find "^%." then right = right:sub(2) end
  local most = right:find "^%." and 1 or 0
  local doc = gloss.doc(left .. name .. right)
  tokenizer:run(doc)
  for _, row in ipairs(finder:run(doc):rows()) do
    if row.entry + 1 == number and row.first == #left + 1 and
       row.last - #left - #name <= most then
      return true
    end
  end
  return false
end

describe("an entry of a gazetteer", function()
  for place, around in pairs(PLACES) do
    it("is found whole: " .. place, function()
      assert(#list == 300)
      local missed = {}
      for number, name in ipairs(list) do
        if not differs(name, place) and not found(number, around[1], around[2]) then
          missed[#missed + 1] = name
        end
      end
      assert.equal("", table.concat(missed, " | "))
    end)
  end
end)
