--- The environment scripts run in: the standard library made deterministic (design: the same input
-- gives the same bytes), globals that are strict and read-only after load, `require` for modules
-- beside the script and on $GLOSS_PATH, and a `gloss` whose params are the script's own. The real
-- globals are never touched.
local core = require "gloss.core"
local nearest = require "gloss.nearest"
local ordered_pairs = require "gloss.ordered"
local new_random = require "gloss.random"
local params = require "gloss.params"
local path = require "gloss.path"
local stable_sort = require "gloss.stable"

local environment = {}
local Environment = {}
Environment.__index = Environment

local SHARED = { "assert", "collectgarbage", "error", "getmetatable", "ipairs", "next", "pcall",
                 "print", "rawequal", "rawget", "rawlen", "rawset", "select", "setmetatable",
                 "tonumber", "tostring", "type", "warn", "xpcall", "_VERSION" }
local LIBRARIES = { "string", "table", "utf8", "coroutine", "io", "debug", "math", "os" }
-- Built-in modules that are scripts like a user's and run in the environment; the rest of gloss.*
-- is the library, loaded once.
local CONTENT = { news = true, pipelines = true }

local function copy(t)
  local new = {}
  for key, value in next, t do new[key] = value end
  return new
end

local function forbid(name, instead)
  return function() error(("%s would make runs differ; %s"):format(name, instead), 2) end
end

local function deterministic_libraries(self)
  local globals = self.globals
  globals.pairs = ordered_pairs
  globals.table.sort = stable_sort
  for name, f in next, core.coroutine do globals.coroutine[name] = f end -- an interruption finds it
  globals.math.random, self.seed_random = new_random()
  globals.math.randomseed = forbid("math.randomseed",
                                   "math.random is seeded from the document's id")
  for _, name in ipairs { "time", "date", "clock" } do
    globals.os[name] = forbid("os." .. name, "use doc.ref_date")
  end
end

-- Does what loadfile does, in the environment; `files` keeps what was read.
local function load_file(self, file, mode)
  if file then self.files[file] = true end
  return loadfile(file, mode, self.env)
end

local function loaders(self)
  local globals = self.globals
  function globals.load(chunk, name, mode, ...)
    if select("#", ...) > 0 then return load(chunk, name, mode, ...) end
    return load(chunk, name, mode, self.env)
  end
  function globals.loadfile(file, mode, ...)
    if select("#", ...) > 0 then return loadfile(file, mode, ...) end
    return load_file(self, file, mode)
  end
  function globals.dofile(file) return assert(load_file(self, file))() end
  function globals.require(name)
    local value, why = self:require(name)
    if value == nil then error(why, 2) end
    return value
  end
end

-- Makes the table scripts see as globals: always empty, so that every write is seen.
local function strict(self)
  local globals = self.globals
  setmetatable(globals, { __index = function(_, name)
    local names = {}
    for known in next, globals do names[#names + 1] = tostring(known) end
    error(nearest.unknown("global", name, names), 2)
  end })
  return setmetatable({}, {
    __index = globals,
    __newindex = function(_, name, value)
      if self.sealed then
        error(("global '%s' is set after load; make it local"):format(tostring(name)), 2)
      end
      rawset(globals, name, value)
    end,
    __pairs = function() return ordered_pairs(globals) end,
    __metatable = false,
  })
end

-- Gives the gloss table of this environment: its own params, constructors that know its folder.
local function own_gloss(self, gloss)
  local own = {
    params = self.params:view(),
    unordered_pairs = pairs,
  }
  function own.pipeline(definition)
    local made = gloss.new_pipeline(definition, self)
    return made   -- no tail call: errors are raised two levels up
  end
  function own.module(definition)
    local made = gloss.new_module(definition, self)
    return made
  end
  function own.gazetteer(definition)
    local made = gloss.new_gazetteer(definition, self:directory(3))
    if made.file then self.files[made.file] = true end
    return made
  end
  return setmetatable(own, { __index = gloss, __newindex = function()
    error("the gloss table is read-only", 2)
  end })
end

--- Makes an environment.
--   options  given (parameter texts by name), directory (where modules are looked for first)
function environment.new(options)
  local self = setmetatable({
    params = params.new(options and options.given),
    home = options and options.directory or ".",
    globals = {}, loaded = {}, loaders = {}, loading = {}, requiring = {}, files = {},
    sealed = false,
  }, Environment)
  for _, name in ipairs(SHARED) do self.globals[name] = _G[name] end
  for _, name in ipairs(LIBRARIES) do self.globals[name] = copy(_G[name]) end
  deterministic_libraries(self)
  loaders(self)
  self.env = strict(self)
  self.globals._G = self.env
  self.loaded.gloss = own_gloss(self, require "gloss")
  return self
end

--- Gives the folder of the script that called, `level` up the stack; of the script being loaded
-- when that cannot be seen (a tail call).
function Environment:directory(level)
  local caller = debug.getinfo(level, "S")
  local tail = debug.getinfo(level - 1, "t").istailcall
  if not tail and caller and caller.what ~= "C" then
    local file = caller.source:match "^@(.*)$"
    if file then return path.directory(file) end
  end
  return self.loading[#self.loading] or self.home
end

-- Runs a chunk with its folder as the one being loaded.
local function run(self, chunk, directory, ...)
  local depth = #self.loading + 1
  self.loading[depth] = directory
  local results = table.pack(pcall(chunk, ...))
  self.loading[depth] = nil
  if not results[1] then error(results[2], 0) end
  return table.unpack(results, 2, results.n)
end

--- Loads and runs a script file: what it returns, or raises with its file:line.
function Environment:run_file(file)
  local chunk, why = load_file(self, file, "t")
  if not chunk then error(why, 0) end
  return run(self, chunk, path.directory(file))
end

-- Tells whether a module is the library's, which no file of a user stands for.
local function is_library(name)
  return name:find("^gloss%.") and (package.loaded[name] or core.module_source(name)) ~= nil
end

-- Finds a module's file beside the script or on $GLOSS_PATH (folders, separated by colons).
local function find(self, name)
  if is_library(name) then return nil end
  local below = name:gsub("%.", "/")
  local folders = { self.loading[#self.loading] or self.home, self.home }
  for folder in (os.getenv "GLOSS_PATH" or ""):gmatch "[^:]+" do folders[#folders + 1] = folder end
  for _, folder in ipairs(folders) do
    for _, ending in ipairs { ".lua", "/init.lua" } do
      local file = path.join(folder, below .. ending)
      if path.is_file(file) then return file end
    end
  end
end

-- Gives the loader of a built-in module, bound to this environment, or nil.
local function built_in(self, name)
  if not CONTENT[name:match "^gloss%.([^.]*)"] then return nil end
  if self.loaders[name] then return table.unpack(self.loaders[name]) end
  for _, searcher in ipairs(package.searchers) do
    local loader, extra = searcher(name)
    if type(loader) == "function" then
      if debug.getupvalue(loader, 1) == "_ENV" then debug.setupvalue(loader, 1, self.env) end
      self.loaders[name] = { loader, extra }
      return loader, extra
    end
  end
end

--- Tells whether `require` would find a module here, without running it.
function Environment:has(name)
  return self.loaded[name] ~= nil or built_in(self, name) ~= nil or find(self, name) ~= nil
end

-- Finds a module and runs it: what it gives.
local function load_module(self, name)
  local loader, extra = built_in(self, name)
  if loader then return run(self, loader, extra and path.directory(extra) or ".", name, extra) end
  local file = find(self, name)
  if not file then return require(name) end
  local chunk, why = load_file(self, file, "t")
  if not chunk then error(why, 0) end
  return run(self, chunk, path.directory(file), name, file)
end

--- Does what `require` does in a script; gives nil and why when there is no such module, or when it
-- requires itself while it loads.
function Environment:require(name)
  if type(name) ~= "string" then return nil, "require takes the name of a module" end
  if self.loaded[name] ~= nil then return self.loaded[name] end
  if self.requiring[name] then
    return nil, ("module '%s' requires itself while it loads"):format(name)
  end
  self.requiring[name] = true
  local ok, value = pcall(load_module, self, name)
  self.requiring[name] = nil
  if not ok and tostring(value):find("module '" .. name .. "' not found:", 1, true) then
    return nil, ("module '%s' is not beside the script, on $GLOSS_PATH or where Lua looks"):format(
      name)
  end
  if not ok then error(value, 0) end
  if value == nil then value = true end
  self.loaded[name] = value
  return value
end

--- Ends loading: globals are read-only from here on.
function Environment:seal() self.sealed = true end

--- Makes ready for a document: math.random starts anew from its id.
function Environment:start(id) self.seed_random(tonumber(core.hash(id), 16)) end

return environment
