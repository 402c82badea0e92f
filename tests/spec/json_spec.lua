-- JSON out: order, numbers, strings, what cannot be written; spans and rows of relations.
local gloss = require "gloss"
local core = require "gloss.core"
local json = gloss.json

local function refusal(value)
  local ok, why = pcall(json.encode, value)
  assert.is_false(ok)
  return why
end

-- Decodes a text as a part of one that is not plain, since it has a real number, so that jansson
-- reads it.
local function by_jansson(text)
  local value, message = json.decode("[" .. text .. "\n,1.5]")
  if value == nil then return nil, message end
  if #value ~= 2 then return nil end
  return value[1]
end

describe("what is plain", function()
  local PIECES = { '"', "\\", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\u0000",
                   "\\u00G0", "\\x", "caf\u{E9}", "\u{1F600}", "\1", "\t", "\n", "{", "}", "[",
                   "]", ",", ":", "null", "true", "false", "nul", "0", "-0", "12", "012", "-",
                   "999999999999999999", "9223372036854775807", "1e5", "2.5", " ", '"a"', '"a":',
                   '"b":[1,2]', "some longer text", "\\/", "\\\"", "\127" }

  it("has the values that jansson reads, and is refused as it refuses", function()
    math.randomseed(7)
    local n = 0
    for _ = 1, 60000 do
      local parts = {}
      for k = 1, math.random(9) do parts[k] = PIECES[math.random(#PIECES)] end
      local text = table.concat(parts)
      if math.random(2) == 1 then text = '"' .. text .. '"' end
      if math.random(3) == 1 then text = '{"k":' .. text .. "}" end
      if math.random(3) == 1 then text = "[" .. text .. "]" end
      local value = json.decode(text)
      assert.are.same(by_jansson(text), value, text)
      if value ~= nil then n = n + 1 end
    end
    assert.is_true(n > 3000)
  end)

  it("may be nested, up to where jansson goes on", function()
    for depth = 1, 200, 7 do
      local text = ("["):rep(depth) .. ("]"):rep(depth)
      assert.are.same(by_jansson(text), (json.decode(text)))
      assert.are.equal(core.array, getmetatable(json.decode(text)))
      text = ('{"a":'):rep(depth) .. "null" .. ("}"):rep(depth)
      assert.are.same(by_jansson(text), (json.decode(text)))
    end
  end)
end)

describe("json.encode", function()
  it("sorts keys bytewise", function()
    assert.are.equal('{"B":2,"a":1,"b":3}', json.encode { b = 3, a = 1, B = 2 })
  end)

  it("writes integers whole and floats in their shortest form", function()
    assert.are.equal("[9007199254740993,-1,0.1,0.30000000000000004,1e+300,2]",
      json.encode { 9007199254740993, -1, 0.1, 0.1 + 0.2, 1e300, 2.0 })
  end)

  it("reads back every float it writes", function()
    local seed = 7
    for _ = 1, 2000 do
      seed = seed * 6364136223846793005 + 1442695040888963407
      local n = string.unpack("d", string.pack("i8", seed))
      if n == n and n ~= math.huge and n ~= -math.huge then
        assert.are.equal(n, tonumber(json.number(n)))
      end
    end
  end)

  it("refuses numbers JSON cannot hold, with the path", function()
    assert.matches("a%.2: ", refusal { a = { 1, 0 / 0 } })
    assert.matches("a%.1: ", refusal { a = { math.huge } })
  end)

  it("escapes what must be escaped", function()
    assert.are.equal([["\"\\\n\r\t\u0000\u001b/é]] .. "\127\"",
      json.encode "\"\\\n\r\t\0\27/é\127")
  end)

  it("refuses text that is not UTF-8, with the path", function()
    assert.matches("name: byte 2 is not UTF%-8", refusal { name = "ab\xFF" })
    assert.matches("not UTF%-8", refusal "\xED\xA0\x80")
    assert.matches("not UTF%-8", refusal { ["\xC0\x80"] = 1 })
  end)

  it("takes an empty table as a list unless it is marked", function()
    assert.are.equal('{"a":[],"b":{}}', json.encode { a = {}, b = json.object {} })
  end)

  it("keeps null, true and false", function()
    assert.are.equal("[null,true,false]", json.encode { json.null, true, false })
  end)

  it("refuses mixed tables, holes, odd keys, functions and circles", function()
    local circle = {}
    circle.circle = circle
    assert.matches("both a list and named", refusal { 1, a = 2 })
    assert.matches("holes", refusal { [1] = 1, [3] = 3 })
    assert.matches("as key", refusal { [true] = 1 })
    assert.matches("as key", refusal { [1.5] = 1 })
    assert.matches("^2: a number as key", (refusal { { a = 1 }, { [1.5] = 1 } }))
    assert.matches("function", refusal { print })
    assert.matches("circle", refusal(circle))
  end)

  it("goes there and back", function()
    local text = '{"a":[1,2.5,"x",null,true,[],{"b":-3}],"c":"\\u0001é"}'
    assert.are.equal(text, json.encode(json.decode(text)))
  end)
end)

describe("json.decode", function()
  it("keeps integers, and says where text is wrong", function()
    assert.are.equal("integer", math.type(json.decode("[9007199254740993]")[1]))
    local value, why, position = json.decode '{"a": 1,, }'
    assert.is_nil(value)
    assert.is_string(why)
    assert.is_true(position >= 8 and position <= 11)
  end)

  it("refuses bytes that are not UTF-8, and what follows a value", function()
    assert.is_nil((json.decode '"\xFF"'))
    assert.is_nil((json.decode '1 2'))
    assert.is_nil((json.decode ''))
  end)
end)

describe("spans in JSON", function()
  local doc

  before_each(function()
    doc = assert(gloss.doc("Café Zoë said 'no'.", { id = "d" }))
    local b = doc:build "entity"
    b:add(1, 5, { label = "ORG", names = { "a", "b" } })
    b:add(7, 10, { label = "PER" })
    b:seal()
  end)

  it("become start, end, label, text and columns, in code points", function()
    assert.are.equal('[{"end":4,"label":"ORG","names":["a","b"],"start":0,"text":"Café"},'
      .. '{"end":8,"label":"PER","names":[],"start":5,"text":"Zoë"}]',
      json.encode(doc:layer "entity":rows()))
  end)

  it("can count bytes or UTF-16", function()
    local second = doc:layer "entity"[2]
    assert.matches('"end":10,.*"start":6', json.encode(second, { offsets = "bytes" }))
    assert.matches('"end":8,.*"start":5', json.encode(second, { offsets = "utf16" }))
  end)

  it("cut references short, so that circles end", function()
    local r = doc:relation "referent"
    r:add { id = "p1", who = doc:layer "entity"[2] }
    r:seal()
    local b = doc:build "mention"
    b:add(7, 10, { referent = doc:layer "referent"[1] })
    b:seal()
    assert.are.equal('{"id":"p1","who":{"end":8,"label":"PER","start":5,"text":"Zoë"}}',
      json.encode(doc:layer "referent"[1]))
    assert.are.equal('{"end":8,"referent":"p1","start":5,"text":"Zoë"}',
      json.encode(doc:layer "mention"[1]))
  end)

  it("may be free", function()
    assert.are.equal('{"end":4,"start":0,"text":"Café"}', json.encode(doc:span(1, 5)))
  end)
end)
