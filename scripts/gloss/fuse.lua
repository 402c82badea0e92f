--- Gazetteers that follow one another in a pipeline are run in one pass over the tokens, where the
-- first of them stands; each makes the layer that it makes alone.
local core = require "gloss.core"

local fuse = {}

-- Gives the compiled gazetteer of a prepared stage, nil for another stage.
local function gazetteer(stage)
  return stage and stage.engine and stage.engine()
end

--- Gives, by the number of a stage, the set that it is run in: {first = its first stage, engine =}.
function fuse.plan(stages)
  local sets, i = {}, 1
  while i <= #stages do
    local engines, first = {}, i
    while gazetteer(stages[i]) do
      engines[#engines + 1] = gazetteer(stages[i])
      i = i + 1
    end
    if #engines > 1 then
      local set = { first = first, engine = core.gazetteers(engines) }
      for k = first, i - 1 do sets[k] = set end
    end
    if i == first then i = i + 1 end
  end
  return sets
end

return fuse
