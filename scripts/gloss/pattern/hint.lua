--- What often is behind an error that Lua raises in a script of patterns, added to its message.
local hint = {}

local AFTER_POWER = "; no method may follow ^n: write :rep(min, max), :star(), :plus() or :opt() "
                    .. 'instead of ^, or (p^n):as"x"'
local STRING = "; a string is a word only beside a pattern: write w\"...\""

local METHODS = { rep = true, opt = true, star = true, plus = true, seq = true, alt = true,
                  gap = true, but = true, as = true, lazy = true, agree = true, where = true,
                  inside = true, outside = true, starts = true }

--- Gives a message, with what may help.
--   line_of  gives the text of the script's line of a number, or nil
function hint.add(message, line_of)
  if message:find "attempt to %a+ a 'string' with a '%a+'" then return message .. STRING end
  local method = message:match "attempt to call a nil value %(method '(%a+)'%)"
  if METHODS[method] then return message .. STRING end
  local number, near = message:match ":(%d+): [^\n]- near '(.-)'$"
  local text = near == ":" and line_of(tonumber(number))
  if text and (text:find "%^%s*%-?[%w_.]+%s*:" or text:find "%^%s*%b{}%s*:") then
    return message .. AFTER_POWER
  end
  return message
end

return hint
