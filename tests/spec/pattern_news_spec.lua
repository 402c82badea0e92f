-- Rules of the kinds newswire asks for, in the algebra, on sentences of their own.
local gloss = require "gloss"
local P = require "gloss.pattern"

local w, W, lem, t, G, A, any = P.w, P.W, P.lem, P.t, P.G, P.A, P.any

local function list(name, entries) return gloss.gazetteer { name = name, entries = entries } end

local Name = t { initcap = true, kind = "word" }:rep(1, 3)
local Number = t { kind = "number" }
local Person = A("entity", { label = "PER" })

local first = P.phase { name = "first",
  P.rule { name = "person", match = G "rank":as "title" * Name:as "name",
    emit = { title = "title", entity = { span = "name", label = "PER" } },
    examples = { "they saw [Admiral]{title} [Ida Holm]{entity} and left", "the admiral left" } },
  P.rule { name = "dateline", within = "document",
    match = P.DOC * G "city":as "place" * (w "," * t { initcap = true } * Number:as "day"):opt()
            * "(" * G "agency":as "agency" * ")" * W { "-", "–", "—" },
    emit = "dateline", set = { dateline = { place = "place", agency = "agency", day = "day" } },
    examples = { "[OSLO (Norwire) –] Ships met.", "[OSLO, Dec 10 (Norwire) -] Ships met.",
                 "She left OSLO (Norwire) - by ship." } },
  P.rule { name = "money", match = G "sign" * (Number * G "scale":opt()):as "value"
                                   + (Number * G "scale":opt()):as "value" * G "currency",
    emit = "money", set = { money = { value = "value" } },
    examples = { "sold for [$[6.4 billion]{value}] in May",
                 "spent [[12 million]{value} crowns]" } } }

local Quote = W { "“", '"' } * (any - W { "”", '"' }):plus():as "words" * W { "”", '"' }
local Cue = lem { "say", "tell", "add" }
local Speaker = Person + w { "he", "she", "they" }
local second = P.phase { name = "second",
  P.rule { name = "quote", match = Quote * w ",":opt()
             * (Speaker:as "who" * Cue + Cue * Speaker:as "who"),
    emit = "quote", set = { quote = { words = "words", who = "who" } },
    examples = { "[“[We left early,]{words}” [she]{who} said] there." } },
  P.rule { name = "role", match = Person:as "who" * "," * w "the":opt() * G "post":as "role"
             * (w "of" * w "the":opt() * G "org":as "org"):opt() * #W { ",", "." },
    emit = "role", set = { role = { who = "who", org = "org" } },
    examples = { "Admiral [[Ida Holm]{who}, [deputy head]{role} of the [Harbour Board]{org}]." } },
  P.rule { name = "meeting", match = Person:as "a" .. lem "meet"
             * (w "on" * G "weekday":as "day"):opt() * "with" * G "rank":opt() * Person:as "b",
    emit = { event = { label = "MEETING" } }, set = { event = { a = "a", b = "b" } },
    examples = { "Admiral [[Ida Holm]{a} met on [Friday]{day} with General [Bo Rask]{b}]." } } }

local pipeline = gloss.pipeline { "token", "sentence",
  list("rank", { "General", "Admiral" }), list("city", { "OSLO" }), list("agency", { "Norwire" }),
  list("sign", { "$", "€" }), list("scale", { "million", "billion" }),
  list("currency", { "dollars", "crowns" }), list("post", { "head", "deputy head" }),
  list("org", { "Harbour Board" }), list("weekday", { "Friday" }), first, second }

describe("newswire in the algebra", function()
  local example = require "gloss.pattern.example"
  for _, phase in ipairs { first, second } do
    for _, rule in ipairs(phase.rules) do
      it("finds what the examples of " .. rule.full_name .. " hold", function()
        for _, source in ipairs(rule.examples) do
          assert.is_nil(example.run(pipeline, phase, rule, source))
        end
      end)
    end
  end
end)
