-- The newswire rules are work in proportion to the text, whatever it is made of.
local gloss = require "gloss"
local load_pipeline = require "gloss.load"
local work = require "support.work"

local SIZE <const> = 12000

local pipeline = assert(load_pipeline.load("newswire", {}, true))

local function run(text)
  local doc = assert(gloss.doc(text, { id = "hostile", ref_date = "2020-06-10" }))
  local record = pipeline:record(doc)
  doc:close()
  return record
end

local function text_of(unit)
  return function(size) return "OSLO, June 9 (Reuters) - " .. unit:rep(size // #unit) .. "\n" end
end

local UNITS = {
  ["one name without an end"] = "Ann ", ["capitals"] = "OSLO ", ["initials"] = "U.S. ",
  ["titles"] = "Mr. ", ["names joined"] = "A & ", ["months"] = "on Monday ", ["sums"] = "$5 ",
  ["quotes left open"] = '"We go, said Ann Lee. ', ["quote marks"] = '" ', ["brackets"] = "((Ann) ",
  ["paragraphs"] = "Ann Lee, president of the Bank of Solvik, said so.\n\n",
  ["ranks"] = "General Ann Lee left. The general, a veteran of war, slept.\n\n",
  ["meetings"] = "Ann Lee met Bob Ray in Oslo. ", ["verbs"] = "said ",
  ["events"] = "met ", ["visits"] = "visited Oslo and ", ["attacks"] = "attack on ",
  ["talks"] = "talks with Norway and ", ["lists"] = "Ann, ",
  ["line ends"] = "\n", ["credits"] = "\n(Reporting by Ann Lee, ",
  ["bylines"] = "\nBy Ann Lee and ", ["contributors"] = "Ann Lee contributed to this ",
}

describe("newswire", function()
  for what, unit in pairs(UNITS) do
    it("is work that grows as the text does, of " .. what, function()
      work.assert_linear(what, run, text_of(unit), SIZE)
    end)
  end
end)
