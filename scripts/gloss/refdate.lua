--- The reference date: the day that "today" means in a document. It comes from the first of: the
-- option, the field or name pattern asked for, the input's ref_date, meta.published; a full date in
-- the dateline is left to the pipeline. Never from the clock.
local calendar = require "gloss.calendar"

local refdate = {}

--- Gives the day, YYYY-MM-DD, of an ISO 8601 date or date and time, or nil and why it is none.
function refdate.parse(text)
  if type(text) ~= "string" then return nil, "not a string" end
  local year, month, day, rest = text:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)(.*)$"
  if not year then year, month, day, rest = text:match "^(%d%d%d%d)(%d%d)(%d%d)(.*)$" end
  if not year or not (rest == "" or rest:find "^[T ]%d%d") then
    return nil, ("'%s' is not a date YYYY-MM-DD"):format(text)
  end
  if not calendar.day(tonumber(year), tonumber(month), tonumber(day)) then
    return nil, ("'%s' is no day of the calendar"):format(text)
  end
  return year .. "-" .. month .. "-" .. day
end

local PARTS = { Y = "(%d%d%d%d)", m = "(%d%d)", d = "(%d%d)" }

--- Compiles a name pattern ("%Y%m%d", "story-%Y-%m-%d"): a function that finds the first valid day
-- in a name; or nil and why the pattern is none.
function refdate.name_pattern(pattern)
  local order = {}
  local lua = pattern:gsub("([%%]?)(.)", function(percent, c)
    if percent == "" then return (c:gsub("%W", "%%%0")) end
    if PARTS[c] then order[#order + 1] = c end
    return PARTS[c] or "%" .. c
  end)
  if table.concat(order):gsub(".", { Y = "", m = "", d = "" }) ~= "" or #order ~= 3 then
    return nil, ("name pattern '%s' needs %%Y, %%m and %%d, once each"):format(pattern)
  end
  return function(name)
    for at = 1, #name do
      local found, date = { name:match("^" .. lua, at) }, {}
      for i, part in ipairs(order) do date[part] = tonumber(found[i]) end
      if found[3] and calendar.day(date.Y, date.m, date.d) then
        return ("%04d-%02d-%02d"):format(date.Y, date.m, date.d)
      end
    end
  end
end

-- Gives a field of a document's input by its dotted name ("date", "meta.date").
local function field(item, name)
  local value = item.fields or { meta = item.meta }
  if item.meta and item.meta[name] then return item.meta[name] end
  for part in name:gmatch "[^.]+" do
    if type(value) ~= "table" then return nil end
    value = value[part]
  end
  return value
end

--- Makes the function that gives a document's reference date and where it is from, nil when there
-- is none, or nil, nil, message for one that is no date.
--   options  date (valid already), from (a field name, or a name pattern: it holds a "%")
--   returns  the function, or nil and why the options are wrong
function refdate.resolver(options)
  local by_name, why
  if options.from and options.from:find("%", 1, true) then
    by_name, why = refdate.name_pattern(options.from)
    if not by_name then return nil, why end
  end
  return function(item)
    if options.date then return options.date, "option" end
    if by_name then
      local date = by_name(tostring(item.source and item.source.path or item.id):match "[^/]*$")
      if date then return date, "ref-date-from" end
    elseif options.from then
      local value = field(item, options.from)
      if value ~= nil then
        local date, wrong = refdate.parse(value)
        if date then return date, "ref-date-from" end
        return nil, nil, options.from .. ": " .. wrong
      end
    end
    if item.ref_date ~= nil then
      local date, wrong = refdate.parse(item.ref_date)
      if date then return date, "input" end
      return nil, nil, "ref_date: " .. wrong
    end
    local date = refdate.parse(item.meta and item.meta.published)
    if date then return date, "meta" end
  end
end

return refdate
