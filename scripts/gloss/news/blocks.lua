-- blocks.lua -- a document's tokens as plain arrays, one block of text (a zone, or a paragraph) at
-- a time. A block b has b.n tokens: b.f[i] folded form, b.k[i] kind, b.a[i] and b.z[i] first and
-- last byte; b.label is the zone's label, b.hits[1..b.nhits] the tokens that may start something.
-- The arrays are used again for the next block: keep nothing of them. Blocks without hits are not
-- visited.

local blocks = {}

blocks.DASH = { ["-"] = true, ["\u{2013}"] = true }   -- as folded forms have them

local OPEN = { headline = true, subhead = true, dateline = true, byline = true, credit = true,
  body = true }
local BLANK_LINE = 4     -- flag of the token column "space"
local LONGEST = 4096     -- tokens after which a block without an end is cut

local function zones_of(doc)
  local layer = doc:find "zone"
  if not layer then return { math.huge }, { "body" } end
  local lasts, labels = {}, {}
  for row, _, last, label in layer:each "label" do
    lasts[row], labels[row] = last, label
  end
  return lasts, labels
end

-- Forgets what a longer block left behind the end of this one.
local function finish(b, longest)
  local f, k = b.f, b.k
  for i = b.n + 1, longest do f[i], k[i] = nil, nil end
  return b.n
end

-- Calls visit(b) for every block that holds a trigger (a folded form) or a token of a kind in
-- `kinds`.
function blocks.each(doc, triggers, kinds, visit)
  local lasts, labels = zones_of(doc)
  local f, k, a, z, hits = {}, {}, {}, {}, {}
  local b = { f = f, k = k, a = a, z = z, hits = hits, n = 0, nhits = 0, text = doc.text }
  local zone, limit, open = 0, 0, false
  local n, nhits, longest = 0, 0, 0
  local function flush()
    if nhits > 0 then
      b.n, b.nhits, b.label = n, nhits, labels[zone]
      longest = finish(b, longest)
      visit(b)
    elseif n > longest then
      longest = n
    end
    n, nhits = 0, 0
  end
  for _, first, last, folded, kind, space in doc:layer "token":each("folded", "kind", "space") do
    if first > limit then
      flush()
      repeat
        zone = zone + 1
        limit = lasts[zone] or math.huge
      until first <= limit
      open = OPEN[labels[zone]]
    elseif space >= BLANK_LINE or n >= LONGEST then
      flush()
    end
    if open then
      n = n + 1
      f[n], k[n], a[n], z[n] = folded, kind, first, last
      if triggers[folded] or kinds[kind] then
        nhits = nhits + 1
        hits[nhits] = n
      end
    end
  end
  flush()
end

-- Returns whether token i starts with a capital letter (or with a letter outside ASCII).
function blocks.capital(b, i)
  local c = b.text:byte(b.a[i])
  return c >= 65 and c <= 90 or c >= 0xC3
end

-- Returns whether nothing stands between tokens i and i + 1.
function blocks.adjacent(b, i)
  return b.z[i] ~= nil and b.a[i + 1] == b.z[i] + 1
end

local STOPS = { ["."] = true, ["!"] = true, ["?"] = true, [";"] = true }
local REACH = 120        -- tokens on either side after which a sentence without an end is cut

-- Returns the first and last token of the sentence around token i, or of what of it is in reach.
function blocks.sentence(b, i, reach)
  local f, first, last = b.f, i, i
  local least, most = math.max(i - (reach or REACH), 1), math.min(i + (reach or REACH), b.n)
  while first > least and not STOPS[f[first - 1]] do first = first - 1 end
  while last < most and not STOPS[f[last]] do last = last + 1 end
  return first, last
end

return blocks
