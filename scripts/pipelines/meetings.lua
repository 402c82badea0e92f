-- Who met whom, who is what, who said what, for how much: six rules of token patterns, over the
-- lists of newswire. docs/patterns.md explains what it finds.
local gloss = require "gloss"
local P = require "gloss.pattern"
local w, W, lem, t, A, any = P.w, P.W, P.lem, P.t, P.A, P.any

local function listed(name) return A("list", { list = name }) end

local Title = A("list", { label = { "RANK", "OFFICE" } })
local Name = t { initcap = true, kind = "word" }:rep(1, 3)
local Dash = W { "-", "–", "—" }
local Place = listed { "city", "capital", "country", "region" }
              + t { allcaps = true, kind = "word" }
local Lower = t { lower = true, kind = "word" }
local Role = listed "role" * (w { "of", "for" } * Lower:rep(1, 2)):star()
local Org = listed "org" + t { initcap = true, kind = "word" }:rep(2, 4)

local people = P.phase { name = "people",
  P.rule { name = "title", match = Title:as "title" * Name:as "name",
    emit = { title = "title", entity = { span = "name", label = "PER" } },
    set = { entity = { title = "title" } },
    examples = { "They saw [Admiral]{title} [Ida Holm]{entity} there.", "The admiral left." } },
  P.rule { name = "apposition", match = -Title * Name:as "name" * #("," * Role),
    emit = { entity = { span = "name", label = "PER" } },
    examples = { "It was [Ida Holm]{entity}, deputy chief of fisheries, who left.",
                 "It was Oslo, a city of ferries." } },
  P.rule { name = "dateline", within = "document",
    match = P.BOS * (Place * ("/" * Place):star()):as "place"
            * ("," * (t { initcap = true, kind = "word" } * t { kind = "number" }):as "day"):opt()
            * "(" * t { initcap = true, kind = "word" }:as "agency" * ")" * Dash,
    emit = "dateline", set = { dateline = { place = "place", day = "day", agency = "agency" } },
    examples = { "[[OSLO]{place} (Norwire) -] Ships left.",
                 "[[OSLO]{place}, Dec 10 (Norwire) -] Ships left.", "She left OSLO (Norwire) -" } },
  P.rule { name = "money", match = W { "$", "€", "£" } * t { kind = "number" }:as "value"
                                   * w { "million", "billion" }:as "scale":opt()
                                   + t { kind = "number" }:as "value"
                                   * w { "million", "billion" }:as "scale":opt()
                                   * w { "dollars", "euros", "yuan", "crowns" },
    emit = "money", set = { money = { value = "value", scale = "scale" } },
    examples = { "It cost [$[6.4]{value} [million]{scale}] in all.", "It cost [12 euros] then.",
                 "It had 12 rooms." } },
}

local Person = A("entity", { label = "PER" })
local Spoken = W { "“", '"' } * (any - W { "“", "”", '"' }):plus() * W { "”", '"' }
local Speaker = Person + Name + w { "he", "she", "they" }
local Cue = lem { "say", "tell", "add" }
local Group = listed { "norp", "country" } * (w "and" * listed { "norp", "country" }):opt()
              * Lower:rep(0, 2) * w { "officials", "ministers", "envoys" }
local When = w "on" * t { initcap = "inside", kind = "word" }:as "day"
local Topic = w "for" * (any - W { ".", "," }):rep(1, 8):as "topic"

local facts = P.phase { name = "facts",
  P.rule { name = "quote", match = Spoken:as "words" * w ",":opt()
             * (Speaker:as "speaker" * Cue:as "cue" + Cue:as "cue" * Speaker:as "speaker"),
    within = "paragraph", emit = { quote = "words" },
    set = { quote = { speaker = "speaker", cue = "cue" } },
    examples = { "[\"We left early,\"]{quote} [Holm]{speaker} [told]{cue} reporters.",
                 "The word \"early\" is a poor one." } },
  P.rule { name = "role", match = Person:as "person" * "," * w "the":opt() * Role:as "role"
             * (w "of" * w "the":opt() * Org:as "org"):opt() * #W { ",", "." },
    emit = { role = "role" }, set = { role = { person = "person", org = "org" } },
    examples = { "Ida Holm, [deputy chief of fisheries]{role} of the [Harbour Board]{org}, left.",
                 "Ida Holm, deputy chief" } },
}

local meetings = P.phase { name = "meetings",
  P.rule { name = "met", match = Person:as "a" .. lem "meet" * When:opt() * "with"
             * listed "title":opt() * Person:as "b",
    emit = { event = { label = "MEETING" } }, set = { event = { a = "a", b = "b", day = "day" } },
    examples = { "[Ida Holm, deputy chief, met with Admiral Bo Rask]{event} there.",
                 "Ida Holm, deputy chief, met Admiral Bo Rask." } },
  P.rule { name = "met.group", match = Group:as "who" * lem "meet" * When:opt() * Topic:opt(),
    emit = { event = { label = "MEETING" } },
    set = { event = { who = "who", day = "day", topic = "topic" } },
    examples = { "[[Danish envoys]{who} met on [Friday]{day}]{event} in Oslo." } },
}

return gloss.pipeline {
  name = "meetings",
  summary = "who met whom, who is what, who said what, by six rules of token patterns",
  "token", "sentence", "paragraph", "news.lists", people, facts, meetings,
  output = function(doc)
    local record = { id = doc.id }
    for _, name in ipairs { "dateline", "entity", "event", "money", "quote", "role", "title" } do
      record[name] = doc:layer(name):rows()
    end
    return record
  end,
}
