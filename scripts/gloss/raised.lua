--- What functions of scripts raise, as text.
local raised = {}

--- The line of the condition that a function answers at the moment (`where` of a pattern), which is
-- cheaper to keep than a protected call for each.
raised.at = nil

--- Gives what was raised as a line: its text, or what it is when it has none.
function raised.text(value)
  local meta = getmetatable(value)
  if type(value) == "table" and not (type(meta) == "table" and meta.__tostring) then
    return "the error raised is a table"
  end
  local ok, text = pcall(tostring, value)
  return ok and text:match "[^\n]*" or "the error raised has no text"
end

return raised
