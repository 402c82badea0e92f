--- A list of names on a command line: how it is read and how its entries match, as gloss.gazetteer
-- takes it.
local path = require "gloss.path"

local entries = {}

--- Adds the options.
function entries.add(parser)
  parser:option("--columns", "Columns to keep: names, or NEW=OLD, with commas.")
    :argname "LIST"
  parser:option("--case", "How case counts: exact (the default), folded or smart.")
    :argname "HOW":choices { "exact", "folded", "smart" }
  parser:option("--policy", "Which matches: longest (the default), all or priority.")
    :argname "WHICH":choices { "longest", "all", "priority" }
  parser:option("--validity", "What dates do: flag (the default) or only.")
    :argname "HOW":choices { "flag", "only" }
  parser:option("--variants", "Other spellings: quotes, hyphens, dots, plural, possessive.")
    :argname "LIST"
  parser:option("--diacritics", "on (the default) or off: compared without.")
    :argname "HOW":choices { "on", "off" }
  parser:option("--fuzzy", "Edits an entry may be from the text: 1 or 2."):argname "N"
    :convert(math.tointeger)
  parser:flag("--substring", "Find entries anywhere in runs of Han, kana, Thai ...")
  parser:option("--stop", "File of surfaces, one a line, that match but give no row.")
    :argname "FILE"
end

-- Gives the list of "a, b".
local function words_of(text)
  if not text then return nil end
  local words = {}
  for word in text:gmatch "[^,%s]+" do words[#words + 1] = word end
  return words
end

--- Gives the columns table of "surface=name,iso".
function entries.columns(given)
  local text = given.columns
  if not text then return nil end
  local columns = {}
  for part in text:gmatch "[^,]+" do
    local new, old = part:match "^%s*([^=]-)%s*=%s*(.-)%s*$"
    if new then columns[new] = old else columns[part:match "^%s*(.-)%s*$"] = part:match "%S.*%S" end
  end
  return columns
end

-- Gives a file's lines that are not blank.
local function lines_of(file)
  if not file then return nil end
  local lines, text = {}, path.read_all(file):gsub("^\xEF\xBB\xBF", "")
  for line in text:gmatch "[^\r\n]+" do lines[#lines + 1] = line:find "%S" and line end
  return lines
end

--- Gives the definition of the gazetteer `name` of a file.
function entries.definition(given, file, name)
  return { file = file, name = name, columns = entries.columns(given), case = given.case,
           policy = given.policy, validity = given.validity, diacritics = given.diacritics,
           substring = given.substring, fuzzy = given.fuzzy, variants = words_of(given.variants),
           stop = lines_of(given.stop) }
end

return entries
