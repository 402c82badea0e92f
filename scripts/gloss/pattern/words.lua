--- Atoms of words: folded and exact forms, inflected forms, a phrase, a test of a token's text.
local core = require "gloss.core"
local lpeg_ok, lpeg = pcall(require, "lpeg")
local node = require "gloss.pattern.node"

local new, fail = node.new, node.fail
local words = {}

local function folded(text, atom)
  local form, why = core.fold(text)
  if not form then fail("%s: %s", atom, why) end
  return form
end

-- Gives the strings of a string or a table of strings, folded if that is asked, sorted and each
-- once.
local function set_of(value, atom, folds)
  local list = type(value) == "string" and { value } or value
  if type(list) ~= "table" or node.tree(list) or #list == 0 then
    fail("%s takes a string or a list of strings, not %s", atom,
         type(list) == "table" and #list == 0 and "an empty table" or node.describe(list))
  end
  local set = core.words(list, folds)
  if set then return set end
  for _, item in ipairs(list) do
    if type(item) ~= "string" or item == "" then
      fail("%s takes strings, not %s", atom, item == "" and "an empty one" or node.describe(item))
    end
    folded(item, atom)
  end
end

--- A token whose folded form is one of these.
function words.word(value)
  return node.token(new { where = 0, has = 0, "word", set_of(value, "word", true) })
end

--- A token whose form is one of these.
function words.exact(value)
  return node.token(new { "exact", set_of(value, "exact") })
end

--- A token that is an inflected form of one of these words (gloss.lang.en.forms).
function words.forms(value)
  local inflect = require "gloss.lang.en.forms"
  local given, forms = type(value) == "string" and { value } or value, {}
  for _, item in ipairs(set_of(value, "forms", true)) do
    local inflected = inflect(item)
    table.move(inflected, 1, #inflected, #forms + 1, forms)
  end
  return node.token(new { "word", set_of(forms, "forms"), forms = given })
end

--- The tokens of a text, however it is spaced.
function words.phrase(text, options)
  if type(text) ~= "string" or not text:find "%S" then
    fail("phrase takes a text, not %s", node.describe(text))
  end
  folded(text, "phrase")
  return new { op = "phrase", text = text, exact = options and options.exact or false }
end

-- Gives the function of a form that a Lua pattern is, anchored at both ends.
local function by_lua_pattern(source)
  local ok, why = pcall(string.find, "", source)
  if not ok then fail("re: %s: %s", source, tostring(why):gsub("^.-: ", "")) end
  local anchored = "^" .. source:gsub("^%^", ""):gsub("%$$", "") .. "$"
  return function(form) return form:find(anchored) ~= nil end
end

--- A token whose whole text an LPeg or Lua pattern matches.
function words.re(value)
  if type(value) == "string" then
    return node.token(new { "re", accept = by_lua_pattern(value), source = value })
  end
  if lpeg_ok and lpeg.type(value) == "pattern" then
    local whole = value * -lpeg.P(1)
    return node.token(new { "re", accept = function(form) return whole:match(form) ~= nil end,
                            source = "lpeg" })
  end
  fail("re takes an LPeg pattern or a Lua pattern, not %s", node.describe(value))
end

return words
