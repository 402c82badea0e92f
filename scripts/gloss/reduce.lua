--- The rows of a table from all documents, reduced: those that agree in some columns are a group,
-- of which the first, the last, or what a function makes of them is kept. Rows are staged as lines,
-- KEY<tab>ORDER<tab>ROW, where keys compare bytewise as their values do: nil, false, true, numbers,
-- texts. Rows that are equal in both keep the order in which they came.
local csv = require "gloss.csv"
local json = require "gloss.json"
local sort = require "gloss.sort"
local tables = require "gloss.tables"
local view = require "gloss.view"

local reduce = {}
local Reduction = {}
Reduction.__index = Reduction

-- A number as bytes that compare as numbers do: the nearest float, then what an integer has more.
local function number_key(n)
  local float = n + 0.0
  if float == 0 then float = 0.0 end   -- no -0.0
  local bits = string.unpack("i8", string.pack("d", float))
  bits = bits < 0 and ~bits or bits ~ math.mininteger
  local whole = math.tointeger(n) or (n > 0 and math.maxinteger or math.mininteger)
  return ("%016x%016x"):format(bits, whole ~ math.mininteger)
end

local function escaped(c) return "\2" .. string.char(c:byte() + 32) end

-- A value as bytes; no tab, no line feed, and an end that sorts before all else.
local function value_key(value)
  local kind = type(value)
  if kind == "nil" or value == json.null then return "0\1" end
  if kind == "boolean" then return value and "2\1" or "1\1" end
  if kind == "number" then return "3" .. number_key(value) .. "\1" end
  return "4" .. csv.text(value):gsub("[\0-\r]", escaped) .. "\1"
end

local function key_of(row, columns)
  local parts = {}
  for i, name in ipairs(columns) do parts[i] = value_key(row[name]) end
  return table.concat(parts)
end

-- A value without views, which are their texts.
local function plain(value)
  if view.is_view(value) then return csv.text(value) end
  if type(value) ~= "table" then return value end
  local list = json.array {}
  for i, item in ipairs(value) do list[i] = plain(item) end
  return list
end

--- Makes the reduction that a pipeline asks for.
--   rows  where rows are staged: a sink with a handle to read from
function reduce.new(pipeline, rows)
  local asked = pipeline.reduce
  return setmetatable({ rows = rows, name = asked.table, by = asked.by, order = asked.order or {},
                        keep = asked.keep or "first", environment = pipeline.environment,
                        columns = pipeline.tables[asked.table].columns }, Reduction)
end

--- Gives rows as the lines that are staged; raises with the column of a value that does not fit.
function Reduction:stage(rows)
  local parts = {}
  for i, row in ipairs(rows) do
    local cells = json.object {}
    for _, name in ipairs(self.columns) do
      local text, why = csv.text(row[name])
      if not text then error(csv.misfit(name, why), 0) end
      cells[name] = plain(row[name])
    end
    parts[i] = ("%s\t%s\t%s\n"):format(key_of(row, self.by), key_of(row, self.order),
                                      json.encode(cells))
  end
  return table.concat(parts)
end

-- Iterates over the staged lines, each with its place behind the keys, so that no two are equal.
local function staged(self)
  local each = self.rows:lines()
  return function()
    local line, start = each()
    if not line then return nil end
    local tab = line:find("\t", line:find("\t", 1, true) + 1, true)
    return ("%s%012x%s"):format(line:sub(1, tab), start, line:sub(tab))
  end
end

local function row_of(line)
  local _, place = line:find "^[^\t]*\t[^\t]*\t[^\t]*\t"
  return assert(json.decode(line, place + 1))
end

--- Sorts what is staged and iterates over the groups: lists of their lines, of which only the one
-- that is kept is in memory when that is the first or the last.
--   temporary  gives temporary files (sort.lua)
function Reduction:groups(temporary)
  local each, keep = sort(staged(self), temporary), self.keep
  local following = each()
  return function()
    if not following then return nil end
    local group, key = { following }, following:match "^[^\t]*\t"
    following = each()
    while following and following:sub(1, #key) == key do
      if keep == "last" then group[1] = following
      elseif keep ~= "first" then group[#group + 1] = following end
      following = each()
    end
    return group
  end
end

--- Names a group by the values its rows agree in.
function Reduction:label(group)
  local row, parts = row_of(group[1]), {}
  for i, name in ipairs(self.by) do parts[i] = ("%s=%s"):format(name, csv.text(row[name])) end
  return ("table %s: %s"):format(self.name, table.concat(parts, ", "))
end

--- Gives the rows that stand for a group; a function's error is raised.
function Reduction:kept(group)
  local rows = {}
  for i, line in ipairs(group) do rows[i] = row_of(line) end
  if type(self.keep) ~= "function" then return rows end
  self.environment:start(self:label(group))
  local kept = self.keep(rows)
  if not kept then return {} end
  if type(kept) == "table" and (#kept > 0 or next(kept) == nil) then rows = kept
  else rows = { kept } end
  for _, row in ipairs(rows) do tables.check_row(row, self.name, self.columns, 0) end
  return rows
end

return reduce
