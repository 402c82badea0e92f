--- Offsets that are written, each checked to lead back to the bytes it is of.
local offsets = {}

--- Gives start and end, half-open, of bytes of a document in a unit; or nil and why not.
function offsets.of(doc, first, last, unit)
  local start, stop = doc:offsets(first, last, unit)
  local back_first, back_last = doc:bytes(start, stop, unit)
  if back_first == first and back_last == last then return start, stop end
  return nil, ("offsets [%d,%d) in %s do not lead back to bytes %d to %d"):format(start, stop,
    unit or "codepoints", first, last)
end

--- Gives those of all rows of a layer, {start1, end1, start2, end2, ...}; raises where one fails.
function offsets.rows(layer, unit)
  local doc, flat, n = layer.doc, {}, 0
  local size = #doc.text
  if unit == "bytes" or size == 0 or select(2, doc:offsets(1, size, unit)) == size then
    for _, first, last in layer:each() do   -- every character is one byte, one unit
      flat[n + 1], flat[n + 2] = first - 1, last
      n = n + 2
    end
    return flat
  end
  for _, first, last in layer:each() do
    local start, stop = offsets.of(doc, first, last, unit)
    if not start then error(stop, 0) end
    flat[n + 1], flat[n + 2] = start, stop
    n = n + 2
  end
  return flat
end

return offsets
