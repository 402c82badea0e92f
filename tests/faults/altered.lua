-- altered.lua -- texts that are cut off, altered, torn, doubled, at random places; and noise.
local random = math.random
local altered = {}

local function place(text) return random(math.max(1, #text)) end

local function cut(text) return text:sub(1, random(0, math.max(0, #text - 1))) end

local function changed(text)
  for _ = 1, random(5) do
    local at = place(text)
    text = text:sub(1, at - 1) .. string.char(random(0, 255)) .. text:sub(at + 1)
  end
  return text
end

local function without(text)
  local at = place(text)
  return text:sub(1, at - 1) .. text:sub(at + random(40))
end

local function with(text)
  local at, more = place(text), {}
  for i = 1, random(40) do more[i] = string.char(random(0, 255)) end
  return text:sub(1, at - 1) .. table.concat(more) .. text:sub(at)
end

local function doubled(text)
  local at = place(text)
  return text:sub(1, at) .. text:sub(at - random(0, 60))
end

local function zeroed(text)
  local at = place(text)
  return text:sub(1, at - 1) .. ("\0"):rep(random(30)) .. text:sub(at + 30)
end

local WAYS = { cut, changed, without, with, doubled, zeroed }

--- Alters a text in one to three ways.
function altered.text(text)
  for _ = 1, random(3) do text = WAYS[random(#WAYS)](text) end
  return text
end

--- Gives up to 3,000 bytes of noise.
function altered.noise()
  local bytes = {}
  for i = 1, random(3000) do bytes[i] = string.char(random(0, 255)) end
  return table.concat(bytes)
end

return altered
