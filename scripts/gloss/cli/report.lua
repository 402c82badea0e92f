--- What the commands say on stderr, one line each, and the exit codes that go with it.
local core = require "gloss.core"
local raised = require "gloss.raised"

local report = { reason = raised.text,
                 OK = 0, NEGATIVE = 1, USAGE = 2, FAILED = 3, UNWRITTEN = 4, INTERRUPTED = 130 }

local EPIPE = 32
local LONGEST = 2000 -- bytes of a message

local function escaped(c) return ("\\x%02x"):format(c:byte()) end

--- Gives a message as one line, "gloss: message", cut where it is endless; control characters, and
-- bytes that are not UTF-8, are shown, not sent.
function report.text(message)
  local line = tostring(message)
  if #line > LONGEST then line = line:sub(1, utf8.offset(line, 0, LONGEST) - 1) .. "..." end
  line = line:gsub("%s*\n%s*", "; "):gsub("%c", escaped):gsub("\xC2[\x80-\x9F]", function(c)
    return escaped(c:sub(2))
  end)
  if not utf8.len(line) then line = line:gsub("[\x80-\xFF]", escaped) end
  return ("gloss: %s\n"):format(line)
end

--- Writes a message as a line.
function report.line(message) io.stderr:write(report.text(message)) end

--- Gives "1 document", "2 documents".
function report.count(n, noun) return ("%d %s%s"):format(n, noun, n == 1 and "" or "s") end

--- Tells whether there is a terminal to show progress on.
function report.is_watched() return core.isatty(2) and os.getenv "TERM" ~= "dumb" end

--- Gives a function that shows there what is being done that takes more than a second; without a
-- text it clears that.
function report.progress()
  local due = report.is_watched() and core.clock() + 1 or math.huge
  return function(text)
    if core.clock() < due then return end
    io.stderr:write("\r\27[K", text and "gloss: " .. text or "")
  end
end

--- Reports a wrong command line, and where help is; gives its exit code.
function report.usage(message, command)
  report.line(("%s (see 'gloss %s--help')"):format(message, command and command .. " " or ""))
  return report.USAGE
end

--- Reports output that could not be written, a closed pipe quietly; gives its exit code.
function report.unwritten(message, code)
  if code ~= EPIPE then report.line(message) end
  return report.UNWRITTEN
end

--- Writes text to standard output at once; ends the command when it cannot.
function report.say(text)
  local ok, why, errno = io.stdout:write(text)
  if ok then ok, why, errno = io.stdout:flush() end
  report.written(ok, "standard output: " .. tostring(why), errno)
end

--- Tells whether Ctrl-C came: the host raised the flag that stops runs.
function report.interrupted() return core.stop() end

--- Adds a traceback to an error no user can have caused; a message handler.
function report.trace(message)
  if type(message) == "table" or report.interrupted() then return message end
  return debug.traceback(tostring(message), 2)
end

--- Reports an error that ended a command: {code, message}, Ctrl-C, or a fault of gloss itself.
function report.failure(result)
  if type(result) == "table" and result.code then
    if result.command then return report.usage(result.message, result.command) end
    if result.code == report.UNWRITTEN then
      return report.unwritten(result.message, result.errno)
    end
    report.line(result.message)
    return result.code
  end
  if report.interrupted() then
    report.line "interrupted"
    return report.INTERRUPTED
  end
  io.stderr:write("gloss: internal error: ", tostring(result), "\n")
  return report.FAILED
end

--- Ends the command with an exit code and a message.
--   command  whose --help would have helped, if any
function report.stop(code, message, command)
  error({ code = code, message = message, command = command }, 0)
end

--- Raises, with the code for it, unless output was written.
function report.written(ok, why, errno)
  if not ok then error({ code = report.UNWRITTEN, message = why, errno = errno }, 0) end
end

return report
