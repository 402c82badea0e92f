-- measured.lua -- the numerals and bounds of a document (news.numerals), as the readers of lengths
-- of time ask for them: by the tokens of a block beside which they stand.

local measured = {}

--- Gives numerals by their last byte, and bounds by the byte next to the number.
function measured.read(doc)
  local found = { numerals = {}, before = {}, after = {} }
  for _, first, last, value in doc:layer "numeral":each "value" do
    found.numerals[last] = { first = first, value = value }
  end
  for _, first, last, label, side in doc:layer "bound":each("label", "side") do
    found[side][side == "before" and last or first] = label
  end
  return found
end

--- Gives the value of the numeral that ends with token j of a block, and its first token; or nil.
function measured.number(b, j)
  local numeral = b.measured.numerals[b.z[j]]
  if not numeral then return nil end
  local i = j
  while i > 1 and b.a[i] > numeral.first do i = i - 1 end
  return numeral.value, i
end

--- Gives the mod that stands beside tokens first to last of a block, or nil.
function measured.mod(b, first, last)
  return b.measured.after[b.a[last + 1]] or b.measured.before[b.z[first - 1]]
end

return measured
