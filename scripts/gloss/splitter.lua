--- Makes sentence splitters: core.splitter with the model shipped for its language, where there is
-- one (share/gloss/sentences/LANGUAGE.model). The option `model` is the path of another, or false
-- for the rules alone.
local core = require "gloss.core"
local data = require "gloss.data"

return function(options)
  local given = {}
  for key, value in pairs(options or {}) do given[key] = value end
  if given.model == false then
    given.model = nil
  elseif given.model == nil and given.style ~= "lines" then
    given.model = data.find(("sentences/%s.model"):format(given.language or "en"))
  end
  local ok, made = pcall(core.splitter, given)
  if not ok then error(made, 2) end   -- at the caller's place
  return made
end
