--- Annotations as CoNLL-U (Universal Dependencies, version 2): columns of tokens. Documents begin
-- with "# newdoc id = ID"; tokens are found in the text by their forms, white space between them.
local lines = require "gloss.lines"

local conllu = {}

local COLUMNS = { [3] = "lemma", [4] = "pos", [5] = "xpos", [6] = "feats", [8] = "deprel" }

-- Gives the ten fields of a line; nil when it has not ten.
local function fields_of(line)
  local fields = {}
  for field in (line .. "\t"):gmatch "([^\t]*)\t" do fields[#fields + 1] = field end
  return #fields == 10 and fields or nil
end

-- Gives the token of a line: {form, values, parts}, where parts counts the words that a token of
-- several stands for; nil for what is no token, with why when it should be.
local function token_of(line)
  local fields = fields_of(line)
  if not fields then return nil, "not ten columns" end
  local from, to = fields[1]:match "^(%d+)%-(%d+)$"
  if from then return { form = fields[2], parts = tonumber(to) - tonumber(from) + 1 } end
  if fields[1]:find "^%d+%.%d+$" then return nil end   -- an empty node
  if not fields[1]:find "^%d+$" then return nil, "no number of a token" end
  local values = {}
  for i, name in next, COLUMNS do
    if fields[i] ~= "_" or (name == "lemma" and fields[2] == "_") then values[name] = fields[i] end
  end
  return { form = fields[2], values = values }
end

-- Iterates over the lines of a file from a byte on: line, without its end, and its byte.
local function each_line(handle, name, from)
  local each = lines.whole(handle, name, { from = from })
  return function()
    local line, start = each()
    return line and line:gsub("\r?\n$", ""), start
  end
end

--- Iterates over the documents of a file, as jsonl.documents does.
function conllu.documents(handle, file)
  local each, number, id = each_line(handle, file, 0), 0, nil
  local function wrong(why) error(("%s: line %d: %s"):format(file, number, why), 0) end
  local function next_id()   -- goes on to the next document; gives the columns of the one before
    local columns = {}
    for line, start in each do
      number = number + 1
      local named = line:match "^# newdoc id = (.+)$"
      if named then return columns, named, start end
      if line:find "^[^#]" then
        if not id then wrong "a token before '# newdoc id = ID'" end
        local token, why = token_of(line)
        if why then wrong(why) end
        for name in next, token and token.values or {} do columns[name] = "" end
      end
    end
    return columns
  end
  local _, at
  _, id, at = next_id()
  return function()
    if not id then return nil end
    local columns, following, start = next_id()
    local said, place = { id = id, layers = { token = { { values = columns } } } }, at
    id, at = following, start
    return said, place
  end
end

--- Reads the document at a byte.
function conllu.read(handle, start)
  local tokens, id = {}, nil
  for line in each_line(handle, "annotations", start) do
    local named = line:match "^# newdoc id = (.+)$"
    if named then
      if id then break end
      id = named
    elseif line:find "^[^#]" then
      tokens[#tokens + 1] = token_of(line)
    end
  end
  return { id = id, tokens = tokens }
end

-- Gives the byte after a form that stands at a byte of the text, white space as it may be; or nil.
local function match(text, form, at)
  if text:sub(at, at + #form - 1) == form then return at + #form end
  if not form:find "%s" then return nil end
  local pattern = form:gsub("%p", "%%%0"):gsub("%s+", "%%s+")
  local _, last = text:find("^" .. pattern, at)
  return last and last + 1
end

local function skip_space(text, at)
  while true do
    local after = text:match("^%s+()", at) or text:match("^\xC2\xA0()", at)
                  or text:match("^\xE2\x80[\x80-\x8A\xA8\xA9\xAF]()", at)
                  or text:match("^\xE3\x80\x80()", at) or text:match("^\xEF\xBB\xBF()", at)
    if not after then return at end
    at = after
  end
end

--- Gives the rows of tokens in bytes; raises where a form is not in the text.
function conllu.place(doc, said)
  local text, at, rows, i = doc.text, 1, {}, 1
  while i <= #said.tokens do
    local token = said.tokens[i]
    at = skip_space(text, at)
    local after = match(text, token.form, at)
    if not after then
      error(("token %d: '%s' is not in the text at byte %d"):format(i, token.form, at - 1), 0)
    end
    if token.values then
      rows[#rows + 1] = { first = at, last = after - 1, values = token.values }
    else   -- words in one form: those that it is made of have places
      local inside = at
      for k = i + 1, math.min(i + token.parts, #said.tokens) do
        local stop = inside and match(text, said.tokens[k].form, inside)
        if stop and stop <= after then
          rows[#rows + 1] = { first = inside, last = stop - 1, values = said.tokens[k].values }
        end
        inside = stop
      end
      i = i + token.parts
    end
    at, i = after, i + 1
  end
  return { token = rows }
end

return conllu
