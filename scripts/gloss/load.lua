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

-- Gives the file of a pipeline, or nil and why there is none.
local function find(name)
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

local HINT = "; no method may follow ^n: write :rep(min, max), :star(), :plus() or :opt() instead "
             .. 'of ^, or (p^n):as"x"'

-- Adds to a syntax error what often is behind it in patterns: Lua allows no method straight after
-- the number or table of `^`.
--   script  the pipeline's file, for messages that cut a long path short
local function with_hint(message, script)
  local file, line, near = message:match "^(.-%.lua):(%d+): .- near '(.-)'$"
  if near ~= ":" then return message end
  local handle = io.open(file, "r") or script and io.open(script, "r")
  if not handle then return message end
  local number, wanted = 0, tonumber(line)
  for text in handle:lines() do
    number = number + 1
    if number == wanted and (text:find "%^%s*%-?[%w_.]+%s*:" or text:find "%^%s*%b{}%s*:") then
      message = message .. HINT
    end
  end
  handle:close()
  return message
end

local function is_pipeline(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__name == "gloss.pipeline"
end

--- Loads, checks and seals a pipeline: the pipeline, or nil and a message with the script's line.
--   given    texts of parameters by name
--   prepare  also compile what it needs; or a function of the pipeline that is called before
function load_pipeline.load(name, given, prepare)
  local module, file = built_in(name), nil
  if not module then
    local why
    file, why = find(name)
    if not file then return nil, why end
  end
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
  local message = type(result) == "table" and "the error raised is a table"
                  or with_hint(tostring(result), file)
  if not message:find("%.lua:") then message = ("%s: %s"):format(name, message) end
  return nil, message
end

return load_pipeline
