-- English inflected forms.
require "gloss"
local inflect = require "gloss.lang.en.forms"

local EXPECTED = {
  meet = "meet meeting meets met", say = "said say saying says",
  stop = "stop stopped stopping stops",
  visit = "visit visited visiting visits", admit = "admit admits admitted admitting",
  carry = "carried carries carry carrying", play = "play played playing plays",
  die = "die died dies dying", agree = "agree agreed agreeing agrees",
  panic = "panic panicked panicking panics", watch = "watch watched watches watching",
  travel = "travel traveled traveling travelled travelling travels", go = "goes going gone go went",
  be = "am are be been being is was were", child = "child children", photo = "photo photos",
  happy = "happied happier happies happiest happy happying", add = "add added adding adds",
  of = "of", ["u.s."] = "u.s.", ["3"] = "3",
}

describe("gloss.lang.en.forms", function()
  it("gives every form", function()
    for word, wanted in pairs(EXPECTED) do
      local set, forms = {}, {}
      for _, form in ipairs(inflect(word)) do
        if not set[form] then forms[#forms + 1] = form end
        set[form] = true
      end
      local list = {}
      for form in wanted:gmatch "%S+" do list[#list + 1] = form end
      table.sort(list)
      table.sort(forms)
      assert.are.same(list, forms)
      assert.equal(word, inflect(word)[1])
    end
  end)
end)
