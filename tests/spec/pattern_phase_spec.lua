-- Rules and phases: what they emit, how conflicts end, what is an error at load.
local gloss = require "gloss"
local P = require "gloss.pattern"

local w, t, G, A, any = P.w, P.t, P.G, P.A, P.any
local ranks = gloss.gazetteer { name = "rank", columns = { "id" },
                                entries = { { surface = "General", id = "g" } } }

-- Runs a phase in a pipeline and gives the document.
local function run(phase, text, more)
  local p = gloss.pipeline { "token", "sentence", "paragraph", ranks, more or function() end,
                             phase }
  return p:run(assert(gloss.doc(text, { id = "d" })))
end

-- Writes the rows of a layer.
local function rows(doc, layer)
  local list = {}
  for i, span in ipairs(doc:layer(layer):rows()) do
    list[i] = span.text .. (doc:layer(layer):has "label" and span.label and "/" .. span.label or "")
  end
  return table.concat(list, "; ")
end

local function message(f, ...)
  local ok, why = pcall(f, ...)
  assert.is_false(ok)
  return why
end

local Name = t { initcap = true }:rep(1, 3)
local person = P.rule { name = "person.title", match = G "rank":as "title" * Name:as "name",
  emit = { title = "title", entity = { span = "name", label = "PER" } },
  set = { entity = { title = "title", status = "former", weight = 2 } } }

describe("rules", function()
  it("emit layers with columns, units as references", function()
    local doc = run(P.phase { name = "people", person }, "They met General Ma Xiaotian today.")
    assert.equal("General", rows(doc, "title"))
    assert.equal("Ma Xiaotian/PER", rows(doc, "entity"))
    local entity = doc:layer "entity"[1]
    assert.equal("people/person.title", entity.rule)
    assert.equal("former", entity.status)
    assert.equal(2, entity.weight)
    assert.equal("g", entity.title.id)
    assert.equal("rank", entity.title.layer.name)
  end)

  it("set columns by a function, once a winner", function()
    local calls = 0
    local doc = run(P.phase { P.rule { name = "pay",
      match = w "paid" * t { kind = "number" }:as "n",
      emit = "payment", set = function(m)
        calls = calls + 1
        return { payment = { amount = tonumber(m.n.text), words = #m:all "n" } }
      end } }, "Ana paid 40 and Bo paid 7.")
    assert.equal("paid 40; paid 7", rows(doc, "payment"))
    assert.equal(40, doc:layer "payment"[1].amount)
    assert.equal(2, calls)
  end)

  it("make a repeated capture a list", function()
    local doc = run(P.phase { P.rule { name = "list", match = (w { "a", "b" }:as "x" * ","):plus(),
      emit = "list", set = { list = { items = "x" } } } }, "a, b, c")
    assert.are.same({ "a", "b" }, doc:layer "list"[1].items)
  end)

  it("bind their layers also where nothing matches", function()
    local doc = run(P.phase { person }, "Nothing here.")
    assert.equal(0, #doc:layer "entity")
    assert.is_true(doc:layer "entity":has "title")
  end)
end)

describe("phases", function()
  local long = P.rule { name = "long", match = w "a" * "b" * "c" }
  local short = P.rule { name = "short", match = w "c" * "d", priority = 1 }

  it("settle conflicts by length, or by priority, and keep the losers", function()
    local longest = P.phase { policy = "longest", long, short }
    local doc = run(longest, "a b c d")
    assert.equal("a b c", rows(doc, "long"))
    assert.equal("", rows(doc, "short"))
    local found = longest.matches[doc]
    assert.equal(2, #found)
    assert.equal(1, found[2].winner)
    doc = run(P.phase { policy = "priority", long, short }, "a b c d")
    assert.equal("c d", rows(doc, "short"))
    doc = run(P.phase { policy = "all", long, short }, "a b c d")
    assert.equal("a b c", rows(doc, "long"))
    assert.equal("c d", rows(doc, "short"))
  end)

  it("lay an annotation where a function of set says", function()
    local phase = P.phase { P.rule { name = "known", match = w "(" * P.any:as "short" * ")",
      emit = { known = { columns = { short = "symbol" } } },
      set = function(m)
        return { known = { first = m.short.first - 4, last = m.short.last, short = m.short.text } }
      end } }
    local doc = run(phase, "the ab (x) left")
    assert.equal("ab (x", doc:layer "known"[1].text)
    assert.equal("x", doc:layer "known"[1].short)
    assert.same({ "known", 5, 9 }, phase.matches[doc][1].parts)
  end)

  it("settle conflicts over what a rule claims alone", function()
    local who = w { "a", "b", "c" }:as "who"
    local emit = { role = { span = "what", columns = { who = "symbol", n = "symbol" } } }
    local behind = P.rule { name = "behind", claims = "what", emit = emit,
      match = who * ("," * w { "x", "y" }:as "what"):plus(), priority = 1,
      set = function(m)
        local list = {}
        for i, one in ipairs(m:all "what") do list[i] = { who = m.who.text, n = one.text } end
        return { role = list }
      end }
    local before = P.rule { name = "before", claims = "what", emit = emit,
      match = w { "x", "y", "z" }:as "what" * "," * who }
    local both = P.phase { policy = "priority", behind, before }
    local doc = run(both, "z, a, x, y, b")
    assert.equal("z; x; y", rows(doc, "role"))
    assert.equal("a x a y", table.concat({ doc:layer "role"[2].who, doc:layer "role"[2].n,
      doc:layer "role"[3].who, doc:layer "role"[3].n }, " "))
    assert.equal(2, both.matches[doc][3].winner)
    local ok, why = pcall(P.rule, { name = "r", match = who, claims = "whom" })
    assert.is_false(ok)
    assert.matches('claims: unknown capture "whom"', why, 1, true)
  end)

  it("read what earlier phases made", function()
    local p = gloss.pipeline { "token", "sentence", ranks, P.phase { name = "people", person },
      P.phase { name = "meet", P.rule { name = "meet",
        match = P.lem "meet" * A("entity", { label = "PER" }):as "who",
        set = { meet = { who = "who" } } } } }
    local doc = p:run(assert(gloss.doc "They met General Ma Xiaotian and meet Bo."))
    assert.equal("", rows(doc, "meet"))
    doc = p:run(assert(gloss.doc "General Bo came. They meet General Bo."))
    assert.equal("Bo/PER; Bo/PER", rows(doc, "entity"))
  end)

  it("keep to a paragraph, and to zones where there are zones", function()
    local function zones(doc)
      local b = doc:build("zone", { label = "symbol" })
      b:add(1, 4, { label = "headline" })
      b:add(6, 9, { label = "body" })
      b:seal()
    end
    local ab = { name = "ab", match = w "a" * "b" }
    assert.equal("a b", rows(run(P.phase { P.rule(ab) }, "a b.\na b."), "ab"):match "^a b")
    local doc = run(P.phase { P.rule(ab) }, "a b.\na b.", zones)
    assert.equal("a b", rows(doc, "ab"))
    assert.equal(6, doc:layer "ab"[1].first)
    ab.zones = "all"
    assert.equal("a b; a b", rows(run(P.phase { P.rule(ab) }, "a b.\na b.", zones), "ab"))
    local far = P.rule { name = "far", match = w "a" .. w "c", within = "paragraph" }
    assert.equal("a b. She saw c", rows(run(P.phase { far }, "a b. She saw c.\n\nc"), "far"))
    assert.equal("", rows(run(P.phase { far }, "a b.\n\nShe saw c."), "far"))
  end)
end)

describe("errors at load", function()
  it("name the rule, the line and the nearest name", function()
    assert.matches("pattern_phase_spec%.lua:%d+: rule 'r': emit: unknown capture \"nam\".*\"name\"",
      message(P.rule, { name = "r", match = any:as "name", emit = { x = "nam" } }))
    assert.matches("rule 'r': unknown field \"emitt\".*\"emit\"",
      message(P.rule, { name = "r", match = any, emitt = 1 }))
    assert.matches("rule 'r': match is a pattern, not the string \"a\"",
      message(P.rule, { name = "r", match = "a" }))
    assert.matches("rule 'r': a match has a field 'text' of its own",
      message(P.rule, { name = "r", match = any:as "text" }))
    assert.matches("rule 'r': agree at .*: unknown capture \"b\"",
      message(P.rule, { name = "r", match = any:as "a":agree("a", "b", "kind") }))
    assert.matches("set: unknown emitted layer \"y\"",
      message(P.rule, { name = "r", match = any, emit = "x", set = { y = {} } }))
    assert.matches("phase: unknown policy \"longes\".*\"longest\"",
      message(P.phase, { policy = "longes", person }))
    assert.matches("rule 'r' is there already", message(P.phase, {
      P.rule { name = "r", match = any }, P.rule { name = "r", match = any } }))
  end)

  local function refuses(pattern, ...)
    local p = gloss.pipeline { ... }
    assert.matches(pattern, message(p.prepare, p))
  end

  it("name the rule that reads a layer made later or nowhere", function()
    local phase = P.phase { name = "people", person }
    refuses("stage 'people': rule 'person.title' %(.*pattern_phase_spec%.lua:%d+%) reads layer "
            .. "'rank', which stage 'rank' makes only later", "token", "sentence", phase, ranks)
    refuses("rule 'person.title' %(.*%): unknown layer \"rank\"", "token", "sentence", phase)
  end)

  it("name an unknown attribute of a token or a column of a unit", function()
    refuses("pattern_phase_spec%.lua:%d+: rule 'r': unknown attribute of tokens "
      .. "\"initcp\".*\"initcap\"",
      "token", "sentence", P.phase { P.rule { name = "r", match = t { initcp = true } } })
    refuses("rule 'r': unknown attribute of tokens \"pos\"",
      "token", "sentence", P.phase { P.rule { name = "r", match = t { pos = "NOUN" } } })
    refuses("rule 'r': unknown column of 'rank' \"di\"", "token", "sentence", ranks,
      P.phase { P.rule { name = "r", match = G("rank", { di = "g" }) } })
  end)
end)

describe("a repetition without a bound", function()
  it("ends at 2,000 tokens of a longer scope, which the matches tell", function()
    local phase = P.phase { name = "long",
      P.rule { name = "all", match = w"a":star() * w"b", within = "document" } }
    local doc = run(phase, ("a "):rep(2500) .. "b")
    assert.is_true(phase.matches[doc].truncated > 0)
    doc = run(phase, "a b")
    assert.is_nil(phase.matches[doc].truncated)
  end)
end)
