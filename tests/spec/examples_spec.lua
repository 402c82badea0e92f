-- The examples of the documentation run: every ```console block of README.md and docs/*.md, its `$`
-- lines as commands in a folder that holds data/sample/, with the program on the path, and what
-- they print compared with what stands there; every ```lua block, in a stock Lua with `require
-- "gloss"`.

local console = require "support.console"
local lfs = require "lfs"

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

-- The fenced blocks of one language in a text, as {text, line}.
local function blocks(text, language)
  local found, line, block = {}, 0, nil
  for content in text:gmatch "([^\n]*)\n" do
    line = line + 1
    if block and content == "```" then
      found[#found + 1] = block
      block = nil
    elseif block then
      block.lines[#block.lines + 1] = content
    elseif content == "```" .. language then
      block = { lines = {}, line = line }
    end
  end
  assert(not block, "a block is not closed")
  return found
end

local files = { "README.md" }
for name in lfs.dir "docs" do
  if name:find "%.md$" then files[#files + 1] = "docs/" .. name end
end
table.sort(files)

for _, path in ipairs(files) do
  local text = read(path)
  for _, block in ipairs(blocks(text, "console")) do
    for _, case in ipairs(console.commands(block.lines)) do
      if not case.command:find "^%./dev" then   -- what builds is run by whoever runs this
        it(("%s:%d: %s"):format(path, block.line, case.command), function()
          assert.equal((table.concat(case.output, "\n"):gsub("%s+$", "")),
                       (console.run(".", case.command)))
        end)
      end
    end
  end
  for _, block in ipairs(blocks(text, "lua")) do
    it(("%s:%d: lua"):format(path, block.line), function()
      assert(load(table.concat(block.lines, "\n"), "@" .. path))()
    end)
  end
end
