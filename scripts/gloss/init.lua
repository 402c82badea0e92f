--- The table that `require "gloss"` gives: C's documents and engines at once, everything written in
-- Lua when first asked for.
local core = require "gloss.core"

local gloss = {
  core = core,
  version = core.version,
  doc = core.doc,
  tokenizer = core.tokenizer,
  splitter = require "gloss.splitter",
  sentence_trainer = core.sentence_trainer,
  frequencies = core.frequencies,
  shape = core.shape,
  space = core.space,
  fold = core.fold,
  normalize = core.normalize,
  segments = core.segments,
  hash = core.hash,
  text_key = core.text_key,
  simhash = core.simhash,
  hamming = core.hamming,
  unordered_pairs = pairs,
}

local MODULES = { json = true, csv = true, readers = true, writers = true, refdate = true,
                  pretty = true }

-- The environment that stands behind a script run by a stock lua5.4, made when first needed.
local function default_environment()
  local environment = require("gloss.environment").new()
  default_environment = function() return environment end
  return environment
end

--- Makes a pipeline for a script's environment; what gloss.pipeline of that script calls.
function gloss.new_pipeline(definition, environment)
  local ok, result = pcall(require("gloss.pipeline").new, definition, environment)
  if not ok then error(result, 3) end
  return result
end

--- Makes a module for a script's environment; what gloss.module of that script calls.
function gloss.new_module(definition, environment)
  local ok, result = pcall(require("gloss.module").new, definition, environment)
  if not ok then error(result, 3) end
  return result
end

--- Makes a gazetteer description whose file is looked for in a folder.
function gloss.new_gazetteer(definition, directory)
  local ok, result = pcall(require("gloss.gazetteer").new, definition, directory)
  if not ok then error(result, 3) end
  return result
end

--- Makes a pipeline (docs/pipelines.md); raises, at the caller's line, on a wrong definition.
function gloss.pipeline(definition)
  local made = gloss.new_pipeline(definition, default_environment())
  return made   -- no tail call: errors are raised two levels up
end

--- Makes a module (docs/pipelines.md); raises, at the caller's line, on a wrong definition.
function gloss.module(definition)
  local made = gloss.new_module(definition, default_environment())
  return made
end

--- Describes a gazetteer; a relative file is looked for beside the script that called.
function gloss.gazetteer(definition)
  local made = gloss.new_gazetteer(definition, default_environment():directory(3))
  return made
end

--- Makes the stage of an LPeg pattern (docs/patterns.md).
function gloss.lpeg(definition)
  local ok, result = pcall(require "gloss.peg", definition)
  if not ok then error(result, 2) end
  return result
end

--- Gives the path of a data file, or nil and where it was looked for.
function gloss.data(name) return require("gloss.data").find(name) end

return setmetatable(gloss, { __index = function(_, name)
  local value
  if MODULES[name] then value = require("gloss." .. name)
  elseif name == "params" then value = default_environment().params:view()
  else error(require("gloss.nearest").unknown("field of gloss", tostring(name), {
    "pipeline", "module", "gazetteer", "lpeg", "doc", "tokenizer", "splitter", "frequencies",
    "params", "data", "json", "csv", "readers", "writers", "refdate", "pretty", "version", "fold",
    "normalize", "segments", "hash", "text_key", "simhash", "hamming", "shape", "space" }), 2)
  end
  rawset(gloss, name, value)
  return value
end })
