--- Whether an event happened: ACTUAL, FUTURE, POSSIBLE or NEGATED, from the words before its
-- trigger.

local common = require "gloss.news.common"
local words = require "gloss.news.quotes.words"

local M = {}

local POSSIBLE = common.set [[could may might if unless possible possibly potential proposed perhaps
  whether can]]
local FUTURE = common.set [[will would shall 'll plans plan planned planning expected due scheduled
  set upcoming next intends
  intend ready wants want hopes hope tomorrow coming forthcoming planned about slated vows
  vowed seeks
  seek resume revive]]
local NEGATED = common.set [[not n't never without refused refuses declined cancelled canceled
  denied fail fails failed failing neither nor]]
local REACH, BEHIND = 7, 10   -- tokens before a trigger, and behind a noun, that are looked at

-- Tokens that end what words before them may say of a trigger.
local function boundary(s, k)
  local w = s.w[k]
  return w == "," or w == ";" or w == "that" or w == "after" or w == "which" or w == "who" or
    s.q[k] and not s.q[k + 1]
end

--- Gives the factuality of a trigger at tokens c.i..c.j of a sentence; `date` may be later than the
-- reference date, which makes it FUTURE.
function M.of(s, c, date, ref_date)
  local future
  for k = c.i - 1, math.max(1, c.i - REACH), -1 do
    local w = s.w[k]
    if boundary(s, k) and k < c.i - 1 then break end
    if NEGATED[w] and (c.pos == "noun" or c.i - k <= 3) or w == "no" and c.i - k <= 2 then
      return "NEGATED"
    end
    if POSSIBLE[w] and not s.t[k] then return "POSSIBLE" end
    if FUTURE[w] or w == "to" and c.pos == "verb" and k == c.i - 1 then future = true end
    if words.determiner[w] and c.pos == "noun" and k < c.i - 3 then break end
  end
  if c.pos == "noun" then
    local settled
    for k = c.j + 1, math.min(s.n, c.j + BEHIND) do
      local w = s.w[k]
      if w == ";" or w == "said" or w == "says" or w == "told" then break end
      if POSSIBLE[w] and not (settled and words.modal[w]) then return "POSSIBLE" end
      if words.auxiliary[w] and not settled then
        settled, future = true, future or w == "will" or w == "would"
      end
    end
  end
  if future or date and ref_date and date > ref_date and #date >= 7 and
    date:sub(1, #ref_date) > ref_date:sub(1, #date) then
    return "FUTURE"
  end
  return "ACTUAL"
end

return M
