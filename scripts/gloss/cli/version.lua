--- `gloss version`: the version, and what is in this build.
local core = require "gloss.core"
local report = require "gloss.cli.report"

local version = {}

--- Runs the command.
function version.run()
  local lines = { "gloss " .. core.version, _VERSION }
  local has_lpeg, lpeg = pcall(require, "lpeg")
  if has_lpeg then lines[#lines + 1] = "LPeg " .. lpeg.version() end
  local libraries = {}
  for name, number in next, core.options do libraries[#libraries + 1] = name .. " " .. number end
  table.sort(libraries)
  lines[#lines + 1] = "with " .. table.concat(libraries, ", ")
  lines[#lines + 1] = "tokenizer ud " .. core.tokenizer {}.fingerprint
  lines[#lines + 1] = "pipelines " .. table.concat(require("gloss.load").names(), " ")
  for _, name in ipairs { "newswire.gaz", "words.gaz", "triggers.gaz" } do
    local found = require("gloss.data").find(name)
    lines[#lines + 1] = ("data %s %s"):format(name, found or "not found")
  end
  report.say(table.concat(lines, "\n") .. "\n")
  return report.OK
end

return version
