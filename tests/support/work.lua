-- Work that does not depend on how busy the machine is: instructions of Lua, and bytes asked for
-- with the collector at rest, by which what is copied again and again tells itself. What C does
-- without memory of Lua is not seen.
local work = {}

local TICK <const>, TIMES <const> = 100, 4
local SLACK <const> = { steps = 50 * TICK, bytes = 65536 }   -- of what every call costs

--- Gives the work that run(...) is, {steps, bytes}.
function work.of(run, ...)
  local ticks = 0
  local function tick() ticks = ticks + 1 end
  collectgarbage()
  collectgarbage "stop"
  local before = collectgarbage "count"
  debug.sethook(tick, "", TICK)
  local ok, raised = pcall(run, ...)
  debug.sethook()
  local bytes = (collectgarbage "count" - before) * 1024
  collectgarbage "restart"
  if not ok then error(raised, 0) end
  return { steps = ticks * TICK, bytes = bytes }
end

--- Raises unless the work of run(make(n)) grows as n does, from `size` to four times as much.
function work.assert_linear(what, run, make, size)
  local small, large = work.of(run, make(size)), work.of(run, make(TIMES * size))
  for measure, slack in pairs(SLACK) do
    local most = TIMES * 1.5 * small[measure] + slack
    if large[measure] > most then
      error(("%s: %d times as large, %.1f times as many %s"):format(what, TIMES,
        large[measure] / small[measure], measure), 2)
    end
  end
end

return work
