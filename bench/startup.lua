-- startup.lua -- `gloss run newswire` on one story, from start to exit: the median of twenty runs.

local gloss = require "gloss"

local root = os.getenv "GLOSS_SHARED" or "../shared"
local story = root .. "/seed/000_4ca28a3388a8b964.txt"
local file = io.open(story, "rb")
if file then file:close() else story = "data/sample/story.txt" end

local command = ("%s run newswire --ref-date 2010-12-10 '%s' >/dev/null"):format(
  os.getenv "GLOSS_PROGRAM", story)
local times = {}
for k = 1, 20 do
  local from = gloss.core.clock()
  assert(os.execute(command))
  times[k] = (gloss.core.clock() - from) * 1000
end
table.sort(times)
print(("start to exit: median %.1f ms, least %.1f, most %.1f"):format(
  (times[10] + times[11]) / 2, times[1], times[20]))
