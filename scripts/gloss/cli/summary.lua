--- A summary of what failed in a run: failures of one kind together, the most frequent first, each
-- with an example and the documents it happened in.
local json = require "gloss.json"
local lines = require "gloss.lines"

local summary = {}

local FEW <const> = 5        -- failures, which were said one by one not long ago
local SHOWN <const> = 10     -- kinds
local KEPT <const> = 1000    -- kinds
local EXAMPLES <const> = 3   -- documents

-- A message without what differs from document to document: numbers and what is quoted.
local function kind_of(failure)
  local message = failure.message:gsub("%d+", "0"):gsub("'[^']*'", "''"):gsub('"[^"]*"', '""')
  return ("%s\0%s"):format(type(failure.stage) == "string" and failure.stage or "", message)
end

-- Gives the kinds of failures of a file of them, in order of their first.
local function kinds_of(handle)
  local kinds, by_kind = {}, {}
  for line in lines.each(handle, {}) do
    local failure = json.decode(line)
    local kind = failure and kind_of(failure)
    local one = by_kind[kind]
    if failure and not one and #kinds < KEPT then
      one = { failure = failure, place = #kinds + 1, count = 0, documents = {} }
      kinds[#kinds + 1], by_kind[kind] = one, one
    end
    if one then
      one.count = one.count + 1
      if one.count <= EXAMPLES then one.documents[one.count] = failure.document end
    end
  end
  return kinds
end

--- Gives the lines of the summary; none when few have failed, or each for a reason of its own.
--   handle  of a file of failures, as failures.lua writes them
function summary.lines(handle, failed)
  local list = {}
  if failed <= FEW then return list end
  local kinds = kinds_of(handle)
  table.sort(kinds, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.place < b.place
  end)
  if #kinds == 0 or kinds[1].count == 1 then return list end
  for i = 1, math.min(#kinds, SHOWN) do
    local one = kinds[i]
    local failure, stage = one.failure, one.failure.stage
    list[i] = ("%d times: %s%s (%s%s)"):format(one.count,
      type(stage) == "string" and ("stage '%s': "):format(stage) or "", failure.message,
      table.concat(one.documents, ", "), one.count > EXAMPLES and " ..." or "")
  end
  if #kinds > SHOWN then list[#list + 1] = ("and %d other reasons"):format(#kinds - SHOWN) end
  return list
end

return summary
