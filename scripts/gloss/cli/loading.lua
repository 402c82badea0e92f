--- The pipeline of a command line: its name, its parameters, and layers that were made elsewhere.
local load_pipeline = require "gloss.load"
local report = require "gloss.cli.report"

local loading = {}

--- Adds the argument that names the pipeline.
function loading.add_argument(parser)
  parser:argument("pipeline", "A name (newswire) or a script (my.lua).")
end

--- Adds the option that sets parameters.
function loading.add_params(parser)
  parser:option("-p", "Set a parameter of the pipeline."):hidden_name "--param":target "param"
    :argname "KEY=VALUE":count "*"
end

--- Adds the options of what a pipeline is given.
function loading.add(parser)
  parser:option("--annotations", "Layers and columns of tokens made elsewhere, JSON Lines or "
    .. "CoNLL-U; may be repeated."):argname "FILE":count "*"
  loading.add_params(parser)
end

--- Gives the parameter texts by name. Ends the command when one is wrong.
function loading.params(given, command)
  local params = {}
  for _, text in ipairs(given.param or {}) do
    local key, value = text:match "^([%a_][%w_]*)=(.*)$"
    if not key then
      report.stop(report.USAGE, ("%s: -p %s: must be key=value"):format(command, text), command)
    end
    params[key] = value
  end
  return params
end

-- Gives the function that adds to a pipeline what --annotations say; nil without any.
local function annotated(given, command)
  if #(given.annotations or {}) == 0 then return nil end
  local ok, result = pcall(require("gloss.annotations").open, given.annotations)
  if ok then return function(pipeline) result:attach(pipeline) end end
  if report.interrupted() then error(result, 0) end
  report.stop(report.USAGE, command .. ": " .. report.reason(result))
end

--- Loads and prepares the pipeline. Ends the command when it, or what it is given, is wrong.
function loading.load(given, command)
  local params = loading.params(given, command)
  local pipeline, why = load_pipeline.load(given.pipeline, params,
                                           annotated(given, command) or true)
  return pipeline or report.stop(report.USAGE, why)
end

return loading
