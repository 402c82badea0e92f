--- Whether two texts are few edits apart (Levenshtein), in code points.
local edits = {}

--- Tells whether `most` insertions, deletions and changes of characters make a text of another.
function edits.within(a, b, most)
  local x, y = { utf8.codepoint(a, 1, -1) }, { utf8.codepoint(b, 1, -1) }
  if math.abs(#x - #y) > most then return false end
  local row = {}
  for j = 0, #y do row[j] = j end
  for i = 1, #x do
    local diagonal, least = row[0], i
    row[0] = i
    for j = 1, #y do
      local cost = math.min(row[j] + 1, row[j - 1] + 1, diagonal + (x[i] == y[j] and 0 or 1))
      diagonal, row[j] = row[j], cost
      if cost < least then least = cost end
    end
    if least > most then return false end
  end
  return row[#y] <= most
end

return edits
