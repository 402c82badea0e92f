--- `gloss diff OLD NEW`: what changed between two outputs of a run, by document, layer and label.
local changes = require "gloss.diff.changes"
local json = require "gloss.json"
local kwic = require "gloss.kwic"
local options = require "gloss.cli.options"
local ordered_pairs = require "gloss.ordered"
local path = require "gloss.path"
local pretty = require "gloss.pretty"
local pairing = require "gloss.diff.pairs"
local report = require "gloss.cli.report"

local diff = {}
local Diff = {}
Diff.__index = Diff

local LONGEST <const> = 60   -- cells of a value that is shown
local SIGNS <const> = { added = "+", removed = "-", changed = "~" }

local function make_parser()
  local parser = options.parser("diff", "Say what changed between two outputs of gloss run: JSON "
    .. "Lines, CSV, or folders of tables. The exit code is 1 when something did.", {
    "gloss diff before.jsonl after.jsonl",
    "gloss diff before/ after/ --examples 10",
    "gloss diff before.jsonl after.jsonl --ignore rule --json" })
  parser:argument("old", "A file or a folder.")
  parser:argument("new", "A file or a folder.")
  parser:option("--id-field", "What names a document (default id; of CSV, the first column).")
    :argname "FIELD"
  parser:option("--ignore", "A field that is not compared, at any depth; may be repeated. Ids and "
    .. "versions never are."):argname "FIELD":count "*"
  parser:option("--examples", "How many changes are shown of each sort (default 3)."):argname "N"
    :default "3":convert(math.tointeger)
  parser:flag("--json", "Every change as a line of JSON.")
  return parser
end

local function short(value)
  local text = type(value) == "string" and value or value == nil and "none" or json.encode(value)
  return (select(2, kwic(text, 1, #text, 0, LONGEST)))
end

-- Gives what a changed item is called; one without a name by what did not change.
local function title(item, fields)
  local name = changes.name(item)
  if name or not fields then return short(name or item) end
  local rest = json.object {}
  for field, value in next, item do rest[field] = value end
  for _, one in ipairs(fields) do rest[one.field:match "^[^.]*"] = nil end
  return short(rest)
end

-- Gives the line that shows a change.
local function line_of(id, one)
  local item = one.new == nil and one.old or one.new
  local place = changes.place(item)
  local parts = { ("  %s %s: %s"):format(SIGNS[one.change], pretty.safe(id),
    title(item, one.fields)) }
  if place then parts[2] = " " .. short(place) end
  for i, at in ipairs(one.fields or {}) do
    parts[#parts + 1] = ("%s %s %s -> %s"):format(i == 1 and ":" or ";", pretty.safe(at.field),
      short(at.old), short(at.new))
  end
  if one.change == "changed" and not one.fields then
    parts[1] = ("  ~ %s: %s -> %s"):format(pretty.safe(id), short(one.old), short(one.new))
  end
  return table.concat(parts) .. "\n"
end

-- Takes the changes of a document.
function Diff:add(id, list)
  if #list > 0 then self.differ = self.differ + 1 end
  for _, one in ipairs(list) do
    if self.json then
      one.id = id
      report.say(json.encode(one) .. "\n")
    else
      local key = one.label and one.layer .. " " .. one.label or one.layer
      local group = self.groups[key] or { added = 0, removed = 0, changed = 0, lines = {} }
      self.groups[key] = group
      group[one.change] = group[one.change] + 1
      if group[one.change] <= self.examples then
        group.lines[#group.lines + 1] = line_of(id, one)
      end
    end
  end
end

-- Takes the ids of documents that only one side has.
function Diff:add_ids(ids, change)
  self[change] = self[change] + #ids
  for i, id in ipairs(ids) do
    if self.json then
      report.say(json.encode { id = id, change = change, layer = "document" } .. "\n")
    elseif i <= self.examples then
      self.ids[#self.ids + 1] = ("  %s %s\n"):format(SIGNS[change], short(id))
    end
  end
end

-- Compares two files; one that is missing has no records.
function Diff:compare(files)
  local function none() return nil end
  local name = select(2, path.name(files.name))
  local old = files.old and pairing.each(files.old, self.id_field, name) or none
  local new = files.new and pairing.each(files.new, self.id_field, name) or none
  local gone, come, n = pairing.match(old, new, function(id, was, is)
    self:add(id, changes.between(was, is, self.ignored))
  end)
  self.both = self.both + n
  self:add_ids(gone, "removed")
  self:add_ids(come, "added")
end

function Diff:say()
  report.say(("%s: %d the same, %d changed, %d only old, %d only new\n"):format(
    report.count(self.both + self.removed + self.added, "document"), self.both - self.differ,
    self.differ, self.removed, self.added) .. table.concat(self.ids))
  for key, group in ordered_pairs(self.groups) do
    report.say(("%-30s %6d added %6d removed %6d changed\n%s"):format(pretty.safe(key),
      group.added, group.removed, group.changed, table.concat(group.lines)))
  end
end

--- Runs the command.
function diff.run(arguments)
  local given = options.parse(make_parser(), "diff", arguments)
  if not given then return report.OK end
  local self = setmetatable({ json = given.json, examples = given.examples, groups = {}, ids = {},
    id_field = given.id_field, ignored = { id = true, versions = true }, both = 0, differ = 0,
    added = 0, removed = 0 }, Diff)
  for _, field in ipairs(given.ignore) do self.ignored[field] = true end
  local ok, why = pcall(function()
    for _, files in ipairs(pairing.files(given.old, given.new)) do self:compare(files) end
  end)
  if not ok then
    if type(why) == "table" or report.interrupted() then error(why, 0) end
    report.stop(report.FAILED, "diff: " .. why)
  end
  if not self.json then self:say() end
  local changed = self.differ + self.added + self.removed > 0
  return changed and report.NEGATIVE or report.OK
end

return diff
