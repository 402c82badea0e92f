-- pipeline.lua -- the newswire pipeline over stories, and the time each stage takes.

local gloss = require "gloss"
local harness = require "bench.harness"
local json = gloss.json

local file = assert(io.open("data/sample/story.txt", "rb"))
local story = file:read "a"
file:close()

local newswire = require "gloss.news"
local rounds = 50
local seconds = harness.best(function()
  for _ = 1, rounds do
    local doc = gloss.doc(story, { id = "story" })
    json.encode(newswire:record(doc))
    doc:close()
  end
end, 3)
harness.report("newswire, record as JSON", rounds * #story, seconds)
