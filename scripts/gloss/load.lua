--- Finds and loads a pipeline by path ("my.lua", "x/y") or by name: built-in ones, then those on
-- $GLOSS_PATH.
local core = require "gloss.core"
local environment = require "gloss.environment"
local nearest = require "gloss.nearest"
local path = require "gloss.path"

local load_pipeline = {}

-- The module of a built-in pipeline, or nil.
local function built_in(name)
  if name == "newswire" then return "gloss.news" end
  local module = "gloss.pipelines." .. name
  return core.module_source(module) and module
end

-- The folders of $GLOSS_PATH, where named pipelines of the user's are.
local function folders()
  local list = {}
  for folder in (os.getenv "GLOSS_PATH" or ""):gmatch "[^:]+" do list[#list + 1] = folder end
  return list
end

--- Gives the names of pipelines there are, sorted.
function load_pipeline.names()
  local set, names = { newswire = true }, {}
  for _, module in ipairs(core.modules()) do
    local name = module:match "^gloss%.pipelines%.([%w_-]+)$"
    if name then set[name] = true end
  end
  for _, folder in ipairs(folders()) do
    for _, file in ipairs(path.list(folder) or {}) do
      local name = file:match "^([%w_-]+)%.lua$"
      if name then set[name] = true end
    end
  end
  for name in next, set do names[#names + 1] = name end
  table.sort(names)
  return names
end

--- Gives the file of a pipeline, or nil and why there is none; nil alone for one that is built in.
function load_pipeline.find(name)
  if built_in(name) then return nil end
  if name:find("/", 1, true) or path.ending(name) == "lua" then
    local handle, why = io.open(name, "rb")
    if not handle then return nil, ("%s: %s"):format(name, path.reason(why, name)) end
    handle:close()
    return name
  end
  for _, folder in ipairs(folders()) do
    local file = path.join(folder, name .. ".lua")
    if path.is_file(file) then return file end
  end
  return nil, nearest.unknown("pipeline", name, load_pipeline.names())
end

-- Gives a line of a file, or nil.
local function line_of(file, number)
  local handle = io.open(file, "r")
  local found
  for text in handle and handle:lines() or function() end do
    number = number - 1
    if number == 0 then found = text break end
  end
  if handle then handle:close() end
  return found
end

-- Adds to a message about a pipeline that names no line the one that has the name the message is
-- about: where a script returns what it makes, Lua no longer knows the line that made it.
local function with_line(message, script)
  local of_stages = message:find "^pipeline: " or message:find "^stage '"
                      or message:find "^unknown stage" or message:find "^module '"
  local name = of_stages and (message:match '"([^"]+)"' or message:match "'([^']+)'")
  local handle = name and io.open(script, "r")
  local word = name and "%f[%w_]" .. name:gsub("%p", "%%%0") .. "%f[^%w_]"
  local number = 0
  for text in handle and handle:lines() or function() end do
    number = number + 1
    local at = text:find(word)
    if at and not text:sub(1, at):find "%-%-" then
      script = ("%s:%d"):format(script, number)
      break
    end
  end
  if handle then handle:close() end
  return ("%s: %s"):format(script, message)
end

-- Gives what a script raised as a message with its file, if it has one, and what may help.
local function explained(raised, name, file)
  if type(raised) == "table" then return name .. ": the error raised is a table" end
  local message = tostring(raised)
  local place = message:match "^(.-%.lua):%d+: "
  if not message:find "%.lua:%d" then
    return file and with_line(message, file) or ("%s: %s"):format(name, message)
  end
  return require("gloss.pattern.hint").add(message, function(number)
    return place and line_of(place, number) or file and line_of(file, number)
  end)
end

local function is_pipeline(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__name == "gloss.pipeline"
end

--- Loads, checks and seals a pipeline: the pipeline, or nil and a message with the script's line.
--   given    texts of parameters by name
--   prepare  also compile what it needs; or a function of the pipeline that is called before
function load_pipeline.load(name, given, prepare)
  local module = built_in(name)
  local file, why = load_pipeline.find(name)
  if not (module or file) then return nil, why end
  local env = environment.new { given = given, directory = file and path.directory(file) }
  local ok, result = pcall(function()
    local made = module and env:require(module) or env:run_file(file)
    if not is_pipeline(made) then error("must return gloss.pipeline { ... }", 0) end
    env:seal()
    local unknown = env.params:unknown()
    if unknown then error(unknown, 0) end
    if type(prepare) == "function" then prepare(made) end
    if prepare then made:prepare() end
    return made
  end)
  if ok then return result end
  return nil, explained(result, name, file)
end

return load_pipeline
