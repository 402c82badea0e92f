-- console.lua -- transcripts of a console: lines "$ COMMAND", each with what it prints below it.

local console = {}

-- Gives the commands of lines of a transcript, in order: {command=, output={lines}}.
function console.commands(lines)
  local list = {}
  for _, content in ipairs(lines) do
    local command = content:match "^%$ (.*)"
    if command then
      list[#list + 1] = { command = command, output = {} }
    else
      table.insert(list[#list].output, content)
    end
  end
  return list
end

-- Gives what a command prints in a folder, white space at the end left out, with the program
-- ($GLOSS_PROGRAM) on the path and 80 columns; then how it ended: true, "exit", code.
function console.run(folder, command)
  local setting = "cd '%s' && export PATH=%s:$PATH NO_COLOR=1 COLUMNS=80; unset GLOSS_SCRIPTS; %s"
  local programs = os.getenv "GLOSS_PROGRAM":match "^(.*)/[^/]*$"
  local pipe = assert(io.popen(setting:format(folder, programs, command)))
  local output = pipe:read "a":gsub("\r\n", "\n"):gsub("%s+$", "")
  return output, pipe:close()
end

return console
