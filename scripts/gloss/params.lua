--- Parameters of a script: declared with type, default and help, set by `-p key=value`, read as
-- `gloss.params.key`. Values given before the declaration wait as text and are converted by it.
local nearest = require "gloss.nearest"

local params = {}

local TYPES = { boolean = true, string = true, integer = true, number = true }
local BOOLEANS = { ["true"] = true, yes = true, ["1"] = true, ["false"] = false, no = false,
                   ["0"] = false }
local FIELDS = { "type", "default", "help" }

local function convert(kind, text)
  if kind == "string" then return text end
  if kind == "boolean" then return BOOLEANS[text] end
  local number = tonumber(text)
  if kind == "integer" then return number and math.tointeger(number) end
  return number and number + 0.0
end

local function type_of(value)
  if type(value) == "number" then return math.type(value) == "integer" and "integer" or "number" end
  return type(value)
end

local function check(name, spec)
  if type(spec) ~= "table" then error(("parameter '%s' must be a table"):format(name), 0) end
  nearest.check_fields(("parameter '%s'"):format(name), spec, FIELDS)
  local kind = spec.type or (spec.default ~= nil and type_of(spec.default)) or "string"
  if not TYPES[kind] then
    error(("parameter '%s': %s"):format(name, nearest.unknown("type", kind,
      { "boolean", "string", "integer", "number" })), 0)
  end
  local default = spec.default
  if default ~= nil and type_of(default) ~= kind
     and not (kind == "number" and type(default) == "number") then
    error(("parameter '%s': the default is no %s"):format(name, kind), 0)
  end
  return { type = kind, default = default, help = spec.help }
end

local Set = {}
Set.__index = Set

--- Makes a set of parameters. given: name -> text, from the command line.
function params.new(given)
  return setmetatable({ given = given or {}, specs = {}, values = {} }, Set)
end

--- Declares parameters (name -> {type, default, help}); raises on a bad declaration or a given
-- value of another type.
function Set:declare(specs)
  if type(specs) ~= "table" then error("params must be a table", 0) end
  for name, spec in next, specs do
    local checked = check(name, spec)
    local text, value = self.given[name], checked.default
    if text ~= nil then
      value = convert(checked.type, text)
      if value == nil then
        error(("parameter '%s' must be %s %s, not '%s'"):format(
          name, checked.type == "integer" and "an" or "a", checked.type, text), 0)
      end
    end
    self.specs[name], self.values[name] = checked, value
  end
end

--- Gives the declared names, sorted.
function Set:names()
  local names = {}
  for name in next, self.specs do names[#names + 1] = name end
  table.sort(names)
  return names
end

--- Gives why a given name is unknown, or nil when all are declared.
function Set:unknown()
  local names = {}
  for name in next, self.given do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    if not self.specs[name] then return nearest.unknown("parameter", name, self:names()) end
  end
end

--- Gives the table scripts see: reads values, raises on undeclared names, is read-only; called with
-- declarations it makes them at once, for values needed while the script loads.
function Set:view()
  return setmetatable({}, {
    __index = function(_, name)
      if not self.specs[name] then
        error(nearest.unknown("parameter", tostring(name), self:names()), 2)
      end
      return self.values[name]
    end,
    __newindex = function() error("parameters are read-only; use -p key=value", 2) end,
    __call = function(view, specs) self:declare(specs) return view end,
    __pairs = function() return next, self.values, nil end,
  })
end

return params
