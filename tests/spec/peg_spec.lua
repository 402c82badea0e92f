-- gloss.lpeg: layers of what LPeg patterns match in texts and spans.
local gloss = require "gloss"
local lpeg = require "lpeg"

-- Gives the rows that a stage makes of a text, as "first-last text".
local function rows(definition, text)
  definition.name = "x"
  local doc = gloss.pipeline { "token", "sentence", gloss.lpeg(definition) }:run(gloss.doc(text))
  local list = {}
  for span in doc:layer "x":spans() do
    list[#list + 1] = ("%d-%d %s"):format(span.first, span.last, span.text)
  end
  return list, doc
end

describe("gloss.lpeg", function()
  it("finds matches left to right, between characters of any size", function()
    assert.same({ "3-4 ab", "7-8 ab" }, rows({ match = lpeg.P "ab" }, "\u{E9}ab\u{E9}ab"))
    assert.same({ "1-2 \u{E9}" }, rows({ match = lpeg.P "\u{E9}" }, "\u{E9}x"))
  end)

  it("drops empty matches and takes the longest of a repetition", function()
    assert.same({ "2-3 aa", "5-5 a" }, rows({ match = lpeg.P "a" ^ 0 }, "xaaxa\u{E9}"))
    assert.same({}, rows({ match = lpeg.P "a" ^ 0 }, ""))
  end)

  it("makes columns of named groups", function()
    local _, doc = rows({ match = lpeg.Cg(lpeg.R "09" ^ 1 / math.tointeger, "n") * lpeg.C "%" },
                        "5% and 17%")
    assert.equal(5, doc:layer "x"[1].n)
    assert.equal(17, doc:layer "x"[2].n)
  end)

  it("stays within the spans of a layer", function()
    local crossing = lpeg.P "." * lpeg.S " " * "T"
    assert.same({ "10-12 . T" }, rows({ match = crossing }, "They left. They came."))
    assert.same({ "1-4 They", "12-15 They" },
                rows({ match = lpeg.P "They", within = "sentence" }, "They left. They came."))
    assert.same({}, rows({ match = ". " * lpeg.P "They", within = "sentence" },
                         "They left. They came."))
  end)

  it("refuses what is no pattern, and layers that are not there", function()
    assert.has_error(function() gloss.lpeg { name = "x", match = "a" } end,
                     "lpeg 'x': match must be an LPeg pattern")
    assert.has_error(function() gloss.lpeg { name = "x", mach = lpeg.P "a" } end)
    assert.has_error(function() rows({ match = lpeg.P "a", within = "sentnce" }, "a") end)
  end)
end)
