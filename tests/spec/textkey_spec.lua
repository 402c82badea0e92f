-- Keys of texts, from Lua; what they are is tested in C.
local gloss = require "gloss"

describe("gloss.text_key and gloss.simhash", function()
  it("are digits that compare", function()
    local a, b = gloss.text_key "One, two: three!", gloss.text_key "one two THREE"
    assert.matches("^" .. ("%x"):rep(16) .. "$", a)
    assert.are.equal(a, b)
    assert.are.not_equal(a, gloss.text_key "one two four")
    assert.are.equal(0, gloss.hamming(gloss.simhash "One, two", gloss.simhash "one two"))
    assert.are.equal(("0"):rep(16), gloss.simhash "")
    assert.are.equal(64, gloss.hamming(("0"):rep(16), ("f"):rep(16)))
    assert.are.equal(1, gloss.hamming(("0"):rep(16), ("0"):rep(15) .. "8"))
  end)

  it("say where text is not UTF-8, and raise on what is no key", function()
    for _, f in ipairs { gloss.text_key, gloss.simhash } do
      local key, why, at = f "ab\xFF"
      assert.are.same({ nil, "not UTF-8 at byte 2", 3 }, { key, why, at })
    end
    for _, wrong in ipairs { "", "0", ("0"):rep(17), ("g"):rep(16), ("A"):rep(16) } do
      assert.error_matches(function() gloss.hamming(wrong, ("0"):rep(16)) end, "hexadecimal digits")
    end
  end)
end)
