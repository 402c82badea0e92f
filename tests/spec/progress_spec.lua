-- The line on a terminal that says how far a run is, drawn over itself and gone in the end; nothing
-- of it where standard error is no terminal.
local program = require "support.program"

-- Runs a command line with standard error on a terminal of 100 columns, by Python's pty.
local TERMINAL = [==[
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
  fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0))
  os.execvp("sh", ["sh", "-c", sys.argv[2]])
said = b""
while True:
  try: part = os.read(fd, 65536)
  except OSError: break
  if not part: break
  said += part
os.waitpid(pid, 0)
sys.stdout.buffer.write(said)
]==]

describe("the line of progress", function()
  local folder
  local function watched(columns, words)
    local command = "cd '%s' && TERM=xterm python3 terminal.py %d \"'%s' run slow.lua %s\""
    local handle = assert(io.popen(command:format(folder, columns, program.path, words)))
    local said = handle:read "a"
    handle:close()
    return said
  end

  setup(function()
    folder = program.folder()
    program.write(folder, "terminal.py", TERMINAL)
    program.write(folder, "slow.lua", [[
      local gloss = require "gloss"
      return gloss.pipeline { function(doc)
        if tonumber(doc.text) % 64 == 1 then os.execute "sleep 0.15" end   -- once a task
        if doc.text == "50" then error "harm" end
      end, output = function(doc) return { id = doc.id } end }]])
    for i = 1, 700 do program.write(folder, ("in/%04d.txt"):format(i), tostring(i)) end
  end)
  teardown(function() program.remove(folder) end)

  it("says what is done, how fast, and what is left; errors stand above it", function()
    local said = watched(100, "in -o out.jsonl --overwrite")
    local line = "gloss: %[#+%-+%] %d+ %%, %d+ documents, %d+/s, %d+:%d%d left"
    assert.matches("\r\27%[K" .. line, said)
    assert.matches("^gloss: in/0050%.txt: [^\n]*harm\r\n", said)
    assert.matches("\r\27%[Kgloss: [^\r]*\r\ngloss: 1 of 700 inputs failed\r\n$", said)
    for text in said:gmatch "\r\27%[K([^\r\n]*)" do assert.is_true(#text < 100) end
    said = watched(40, "in -o out.jsonl --overwrite")
    assert.is_nil(said:find("[#", 1, true))
    for text in said:gmatch "\r\27%[K(gloss: %d+ %%[^\r\n]*)" do assert.is_true(#text <= 39) end
  end)

  it("is not there without a terminal, nor where records are shown on it", function()
    local said = watched(100, "in -o out.jsonl --overwrite 2>err")
    assert.are.equal("", said)
    assert.is_nil(program.read(folder .. "/err"):find("\27", 1, true))
    assert.is_nil(watched(100, "in --json"):find("\27[K", 1, true))
  end)
end)
