-- core.json_decode: JSON in, Lua values out.
local core = require "gloss".core
local raises = require("support.document").raises

local function decode(...) return core.json_decode(...) end

describe("json_decode", function()
  it("keeps integers, makes reals floats", function()
    local t = decode '[1, -5, 2.0, 1e3, 9223372036854775807, -9223372036854775808]'
    local types = {}
    for i, n in ipairs(t) do types[i] = math.type(n) end
    assert.are.same({ "integer", "integer", "float", "float", "integer", "integer" }, types)
    assert.are.equal(math.maxinteger, t[5])
    assert.are.equal(math.mininteger, t[6])
  end)

  it("makes integers out of range floats, and only those", function()
    local t = decode('{"a": 9223372036854775808, "b": [-99999999999999999999999999, 7],' ..
                     '"c": "12345678901234567890", "d\\"1": 1}')
    assert.are.equal(2.0 ^ 63, t.a)
    assert.are.equal("float", math.type(t.b[1]))
    assert.are.equal("integer", math.type(t.b[2]))
    assert.are.equal("12345678901234567890", t.c)
    assert.are.equal(1, t['d"1'])
  end)

  it("takes all kinds of values", function()
    local t = decode('{"s": "a\\u0000\\u00e9\\ud834\\udd1e\\n", "t": true, "f": false, ' ..
                     '"n": null, "e": {}, "l": []}')
    assert.are.equal("a\0é𝄞\n", t.s)
    assert.is_true(t.t)
    assert.is_false(t.f)
    assert.are.equal(core.null, t.n)
    assert.are.same({}, t.e)
    assert.are.equal(core.array, getmetatable(t.l))
    assert.is_nil(getmetatable(t.e))
    assert.are.equal("x", decode ' "x" ')
    assert.are.equal(5, decode "5")
    assert.is_false(decode "false")
    assert.are.equal(core.null, decode "null")
  end)

  it("decodes a part of a string", function()
    local text = '{"a":1}\n[2]\n'
    assert.are.equal(1, decode(text, 1, 7).a)
    assert.are.equal(2, decode(text, 9)[1])
    local value, _, position = decode('xx[1,]', 3)
    assert.is_nil(value)
    assert.are.equal(6, position)
    raises("position out of bounds", decode, "1", 3)
    raises("position out of bounds", decode, "1", 0)
    raises("position out of bounds", decode, "1", 1, 5)
    raises("string expected", decode)
  end)

  it("gives nil, message and position for what is no JSON", function()
    for text, expected in pairs {
      ['{"a" 1}'] = 6, ["[1,]"] = 4, ['["a\xFF"]'] = 4, ["\xFF"] = 1, ["[1] x"] = 5, ["tru"] = 3,
      ['[99999999999999999999, 88888888888888888888 }'] = 45 } do
      local value, why, position = decode(text)
      assert.is_nil(value)
      assert.is_string(why)
      assert.are.equal(expected, position, text)
    end
    for _, text in ipairs { "", " ", "[", '{"a"', '"\\ud834"', '"\n"', "01", "+1", "NaN", "1e999",
                            "'x'", "{1:2}", "[1 2]", '{"a\\u0000b":1}' } do
      local value, why, position = decode(text)
      assert.is_nil(value, text)
      assert.is_string(why)
      assert.is_true(position >= 1 and position <= #text + 1, text)
    end
  end)

  it("is safe with deep nesting", function()
    assert.is_table(decode(("["):rep(2000) .. ("]"):rep(2000)))
    assert.is_nil(decode(("["):rep(100000)))
    assert.is_nil(decode(('{"a":'):rep(100000)))
  end)

  it("survives every cut and every damaged byte", function()
    local text = '{"id":"x-1","n":[1,2.5,-3e2,12345678901234567890],"t":true,"é":"\\u00e9\\n"}'
    assert.is_table(decode(text))
    for i = 1, #text - 1 do assert.is_nil(decode(text, 1, i)) end
    for i = 1, #text do
      for _, byte in ipairs { "\0", "\xFF", '"', "{", "9", "\\" } do
        decode(text:sub(1, i - 1) .. byte .. text:sub(i + 1))
      end
    end
  end)
end)
