--- What the options of a run say in words: sizes, times, shares and shards.
local core = require "gloss.core"
local new_random = require "gloss.random"
local report = require "gloss.cli.report"

local limits = {}

local UNITS = { [""] = 1, K = 1 << 10, M = 1 << 20, G = 1 << 30 }

local function wrong(option, text, what)
  report.stop(report.USAGE, ("run: --%s %s: must be %s"):format(option, text, what), "run")
end

--- Adds the options that bound a run and choose its documents.
function limits.add(parser)
  parser:option("-j", "Worker processes (default 1)."):hidden_name "--jobs":target "jobs"
    :argname "N"
  parser:flag("--unordered", "Write documents as they are done, not in the order of the inputs.")
  parser:option("--timeout", "Seconds a document may take, 0: any (default 60)."):argname "SECONDS"
  parser:option("--memory", "What a worker may use (default 1G)."):argname "SIZE"
  parser:option("--max-document", "What a document may have in its input (default 64M).")
    :argname "SIZE"
  parser:option("--max-errors", "End when more documents than this have failed."):argname "N"
  parser:flag("--fail-fast", "End at the first document that fails.")
  parser:option("--limit", "End after so many documents."):argname "N"
  parser:option("--sample", "Take this share of the documents, 0.01 or 1%, chosen by their ids; "
    .. "another SEED chooses others."):argname "P[,SEED]"
  parser:option("--shard", "Take the documents of shard I of N, by their ids."):argname "I/N"
end

local function value(given, option) return given[option:gsub("-", "_")] end

--- Gives the whole number of an option, or its default.
function limits.number(given, option, least, default, most)
  local text = value(given, option)
  if not text then return default end
  local n = text:match "^%d+$" and math.tointeger(tonumber(text))
  if not n or n < least then wrong(option, text, ("a whole number, at least %d"):format(least)) end
  if n > (most or n) then wrong(option, text, ("at most %d"):format(most)) end
  return n
end

--- Gives the bytes of an option such as 64M, or its default.
function limits.size(given, option, default)
  local text = value(given, option)
  if not text then return default end
  local digits, unit = text:upper():match "^(%d+)([KMG]?)I?B?$"
  local n = digits and #digits < 10 and tonumber(digits) * UNITS[unit]
  if not n or n == 0 then wrong(option, text, "a size such as 500K, 64M or 1G") end
  return n
end

--- Gives the milliseconds of --timeout, nil for none.
function limits.timeout(given)
  local seconds = tonumber(given.timeout or 60)
  if not (seconds and seconds >= 0 and seconds < 1e9) then
    wrong("timeout", given.timeout, "a number of seconds, 0 or more")
  end
  if seconds == 0 then return nil end
  return math.max(1, seconds * 1000 // 1 | 0)
end

local function sample(text)
  local share, percent, seed = text:match "^([%d.]+)(%%?)(.*)$"
  local p = tonumber(share)
  if p and percent == "%" then p = p / 100 end
  seed = seed == "" and "0" or seed and seed:match "^,(%d+)$"
  if not (p and seed) or p > 1 then wrong("sample", text, "a share such as 0.01, 1% or 0.01,7") end
  local random, start = new_random()
  return function(id)
    start(tonumber(core.hash(("sample %s %s"):format(seed, id)), 16))
    return random() < p
  end
end

local function shard(text)
  local i, n = text:match "^(%d+)/(%d+)$"
  i, n = math.tointeger(tonumber(i)), math.tointeger(tonumber(n))
  if not (i and n) or i < 1 or i > n then wrong("shard", text, "I/N, from 1/N to N/N") end
  local random, start = new_random()
  return function(id)
    start(tonumber(core.hash("shard " .. id), 16))
    return random(n) == i
  end
end

--- Gives a function that tells of an id whether the document is taken; nil when all are.
function limits.chooser(given)
  local in_sample = given.sample and sample(given.sample)
  local in_shard = given.shard and shard(given.shard)
  if not (in_sample and in_shard) then return in_sample or in_shard end
  return function(id) return in_shard(id) and in_sample(id) end
end

return limits
