-- docs/patterns-c.md shows the C example as it is built and run by the tests.
local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

describe("docs/patterns-c.md", function()
  it("shows tests/host/patterns.c", function()
    local shown = read("docs/patterns-c.md"):match "```c\n(.-)```"
    assert.are.equal(read "tests/host/patterns.c", shown)
  end)
end)
