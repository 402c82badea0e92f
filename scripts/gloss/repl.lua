--- The REPL's session: evaluates Lua with `gloss`, `doc` and the document's layers at hand, and
-- dot commands. It reads no line and prints nothing itself: `eval` gives text.
local core = require "gloss.core"
local gloss = require "gloss"
local hint = require "gloss.pattern.hint"
local inputs = require "gloss.inputs"
local load_pipeline = require "gloss.load"
local nearest = require "gloss.nearest"
local pattern_help = require "gloss.pattern.help"
local pretty = require "gloss.pretty"
local refdate = require "gloss.refdate"
local show = require "gloss.show"
local rules_why = require "gloss.pattern.why"

local repl = {}
local Session = {}
Session.__index = Session

local HELP = [[
Lua expressions and statements; a line that is not complete goes on in the next.
  doc            the document       doc.text  doc.id  doc.meta
  token          a layer by its name: token[1].text, #sentence, entity:where("label", "PER")
  gloss          the library        _         the last value
  P              token patterns     ?P.gap    what a part of them is, with an example
  .load FILE     another document (tokens and sentences are made)
  .run PIPELINE  run a pipeline (newswire, my.lua) over the document
  .why OFFSET    which rules of that pipeline found what there
  .why RULE OFFSET   why a rule has no match from there
  .layers        the layers there are
  .help          this    .quit  end (also Ctrl-D)]]

--- Makes a session.
--   options  colour, width, params (texts by name, for .run), ref_date, language
function repl.new(options)
  local self = setmetatable({ options = options or {}, globals = {} }, Session)
  local settings = { language = self.options.language }
  self.tokenizer, self.splitter = gloss.tokenizer(settings), gloss.splitter(settings)
  self.globals.gloss, self.globals.P = gloss, require "gloss.pattern"
  self.globals.print = function(...) self:print(...) end
  self.globals.coroutine = setmetatable({}, { __index = coroutine })
  for name, f in next, core.coroutine do self.globals.coroutine[name] = f end
  self.env = setmetatable(self.globals, { __index = function(_, name)
    if _G[name] ~= nil then return _G[name] end
    local doc = self.globals.doc or rawget(self.globals, "doc")
    return doc and type(name) == "string" and doc:find(name) or nil
  end })
  rawset(self.globals, "doc", false)
  return self
end

function Session:print(...)
  local parts = table.pack(...)
  for i = 1, parts.n do parts[i] = tostring(parts[i]) end
  self.printed[#self.printed + 1] = pretty.safe(table.concat(parts, "\t"))
end

-- Makes a document as readers give it: id, text, meta, ref_date.
local function open(self, item)
  local date, from, wrong = refdate.resolver { date = self.options.ref_date } (item)
  if wrong then error(("%s: %s"):format(item.id, wrong), 0) end
  local doc, why, position = gloss.doc(item.text, { id = item.id, meta = item.meta })
  if not doc then error(("%s: byte %d: %s"):format(item.id, (position or 1) - 1, why), 0) end
  if date then doc:set_ref_date(date, from) end
  return doc
end

local function page_of(self)
  return pretty.page { colour = self.options.colour, width = self.options.width }
end

local function summary(self, doc)
  local page = page_of(self)
  for _, name in ipairs(doc:layers()) do
    local layer = doc:layer(name)
    local columns = #layer.columns > 0 and table.concat(layer.columns, " ") or "(no columns)"
    page:field(("%-20s %6d"):format(name, #layer), columns, 29)
  end
  return page:text():sub(1, -2)
end

local commands = {}

--- Loads a file as the document: the first in it, as gloss run would read it.
function commands.load(self, file)
  if file == "" then return "which file?  .load FILE" end
  local item, why = inputs.read({ file }, {})()
  if not item then return ("%s: %s"):format(file, why or "no documents") end
  return self:use(item)
end

function commands.layers(self)
  return self.globals.doc and summary(self, self.globals.doc) or "no document; .load FILE"
end

--- Runs a pipeline over the document's text, as a new document.
function commands.run(self, name)
  local old = self.globals.doc
  if not old then return "no document; .load FILE" end
  if name == "" then return "which pipeline?  .run newswire" end
  local pipeline, why = load_pipeline.load(name, self.options.params, true)
  if not pipeline then return why end
  local doc = open(self, self.item)
  pipeline:run(doc)
  self.globals.doc, self.pipeline = doc, pipeline
  return summary(self, doc)
end

--- Explains what the rules of the pipeline that has run found at an offset, or why one did not.
function commands.why(self, rest)
  local rule, offset = rest:match "^(%S*)%s*%f[%d](%d+)$"
  local doc = self.globals.doc
  if not offset then return "where?  .why OFFSET, .why RULE OFFSET" end
  if not self.pipeline then return "no pipeline has run; .run PIPELINE" end
  return rules_why.text(self.pipeline, doc, rule ~= "" and rule, tonumber(offset), page_of(self))
end

function commands.help() return HELP end

function commands.quit(self)
  self.done = true
  return nil
end

commands.exit, commands.q, commands.h = commands.quit, commands.quit, commands.help

--- Makes what a reader gives (id, text, meta, ref_date) the document, with tokens and sentences.
function Session:use(item)
  local doc = open(self, item)
  self.item, self.pipeline = item, nil
  self.tokenizer:run(doc)
  self.splitter:run(doc)
  self.globals.doc = doc
  return ("%s: %d bytes, %d sentences, %d tokens"):format(item.id, #doc, #doc:layer "sentence",
    #doc:layer "token")
end

-- Tells whether a line of a traceback is in the library.
local function is_own(line)
  local file = line:match "(gloss/[%w_/]+)%.lua:%d"
  return file and core.module_source((file:gsub("/init$", ""):gsub("/", "."))) ~= nil
end

-- Gives the error's text with the few lines of a traceback that lie within what was evaluated, in
-- scripts.
local function complain(message)
  local lines = { hint.add(tostring(message), function() end) }
  for line in debug.traceback("", 2):gmatch "[^\n]+" do
    if line:find "^%s*repl:%d" or line:find "gloss/repl%.lua" or #lines > 4 then break end
    if line:find "%.lua:%d" and not is_own(line) then
      lines[#lines + 1] = "  at " .. line:match "^%s*(.*)$"
    end
  end
  return table.concat(lines, "\n")
end

-- Runs something for the user, as core.xpcall does; Ctrl-C ends that, not the session.
local function attempt(...)
  local results = table.pack(core.xpcall(...))
  if not core.stop() then return results end
  core.stop(false)
  return { false, "interrupted", n = 2 }
end

local function dot_command(self, line)
  local name, rest = line:match "^%.(%w*)%s*(.-)%s*$"
  local command = commands[name]
  if command then
    local results = attempt(command, complain, self, rest)
    return results[2], results[1]
  end
  local names = {}
  for known in next, commands do names[#names + 1] = known end
  return nearest.unknown("command", "." .. (name or ""), names)
end

-- Compiles a chunk: a function, or nil and whether more lines are wanted, or nil, false, why.
local function compile(text, env)
  local chunk, of_expression = load("return " .. text, "=repl", "t", env)
  if chunk then return chunk end
  local why
  chunk, why = load(text, "=repl", "t", env)
  if chunk then return chunk end
  if why:find "<eof>'?$" then return nil, true end
  local helped = hint.add(of_expression, function() return text end)
  if helped ~= of_expression then why = helped end
  return nil, false, why:gsub("^repl:", "line ")
end

--- Evaluates a line: the text to show (or nil), and true when the chunk wants more lines.
function Session:eval(line)
  if not self.pending and line:find "^%s*%." then return (dot_command(self, line)) end
  local asked = not self.pending and line:match "^%s*%?%s*P?[.:]?([%a_]*)%s*$"
  if asked then return pattern_help.text(asked) end
  local text = self.pending and self.pending .. "\n" .. line or line
  if text:find "^%s*$" then return nil end
  local chunk, more, why = compile(text, self.env)
  if not chunk and more then
    self.pending = text
    return nil, true
  end
  self.pending = nil
  if not chunk then return why end
  self.printed = {}
  local results = attempt(chunk, complain)
  local out, page = self.printed, page_of(self)
  if not results[1] then out[#out + 1] = results[2] end
  for i = 2, results[1] and results.n or 0 do out[#out + 1] = show.value(results[i], page) end
  if results[1] and results.n > 1 then self.globals._ = results[2] end
  return #out > 0 and table.concat(out, "\n") or nil
end

--- Gives up the lines of an unfinished chunk.
function Session:forget() self.pending = nil end

-- Adds the names of a value's fields that start with a prefix.
local function fields(value, prefix, lead, found)
  local seen = {}
  local function add(name)
    if type(name) == "string" and name:sub(1, #prefix) == prefix and not seen[name] then
      seen[name] = true
      found[#found + 1] = lead .. name
    end
  end
  if type(value) == "table" then
    for name in next, value do add(name) end
  end
  local meta = getmetatable(value)
  local index = type(meta) == "table" and meta.__index
  if type(index) == "table" then
    for name in next, index do add(name) end
  end
  for _, name in ipairs(type(meta) == "table" and meta.members or {}) do add(name) end
end

--- Gives what the word that a line ends with may become, sorted.
function Session:complete(line)
  local word = line:match "^%.%w*$" or line:match "[%a_][%w_.:]*$" or ""
  local found = {}
  if word == "" then return found end
  if line:find "^%.%w*$" then
    for name in next, commands do
      if ("." .. name):sub(1, #word) == word then found[#found + 1] = "." .. name end
    end
  else
    local lead, prefix = word:match "^(.*[.:])([%w_]*)$"
    if lead then
      local chunk = load("return " .. lead:sub(1, -2), "=repl", "t", self.env)
      local ok, value = pcall(chunk or error)
      if ok and value ~= nil then fields(value, prefix, lead, found) end
    else
      fields(self.globals, word, "", found)
      fields(_G, word, "", found)
      for _, name in ipairs(self.globals.doc and self.globals.doc:layers() or {}) do
        if name:sub(1, #word) == word then found[#found + 1] = name end
      end
    end
  end
  table.sort(found)
  return found
end

return repl
