-- The newswire rules take time in proportion to the text, whatever it is made of. What is counted
-- is instructions of Lua, so that a busy machine tells the same.
local gloss = require "gloss"
local load_pipeline = require "gloss.load"

local SMALL, TIMES = 12000, 4

local pipeline = assert(load_pipeline.load("newswire", {}, true))

local function run(text)
  local doc = assert(gloss.doc(text, { id = "hostile", ref_date = "2020-06-10" }))
  local record = pipeline:record(doc)
  doc:close()
  return record
end

-- Gives the thousands of instructions that a text takes, made of a unit repeated to a size.
local function work(unit, size)
  local text = "OSLO, June 9 (Reuters) - " .. unit:rep(size // #unit) .. "\n"
  local count = 0
  local function tick() count = count + 1 end
  collectgarbage()
  debug.sethook(tick, "", 1000)
  run(text)
  debug.sethook()
  return count
end

local UNITS = {
  ["one name without an end"] = "Ann ", ["capitals"] = "OSLO ", ["initials"] = "U.S. ",
  ["titles"] = "Mr. ", ["names joined"] = "A & ", ["months"] = "on Monday ", ["sums"] = "$5 ",
  ["quotes left open"] = '"We go, said Ann Lee. ', ["quote marks"] = '" ', ["brackets"] = "((Ann) ",
  ["paragraphs"] = "Ann Lee, president of the Bank of Solvik, said so.\n\n",
  ["ranks"] = "General Ann Lee left. The general, a veteran of war, slept.\n\n",
  ["meetings"] = "Ann Lee met Bob Ray in Oslo. ", ["verbs"] = "said ", ["lists"] = "Ann, ",
  ["line ends"] = "\n",
}

describe("newswire", function()
  for what, unit in pairs(UNITS) do
    it("takes linear time on " .. what, function()
      local small = work(unit, SMALL)
      local ratio = work(unit, TIMES * SMALL) / small
      assert.is_true(ratio < TIMES * 1.8, ("%d times the text, %.1f times the work"):format(TIMES,
        ratio))
    end)
  end
end)
