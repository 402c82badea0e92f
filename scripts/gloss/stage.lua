--- Stages: one step of a pipeline, {name, reads, makes, run}. Here whatever may stand for a stage
-- becomes one, and a list of stages is checked: no stage may read what only a later one makes.
local core = require "gloss.core"
local nearest = require "gloss.nearest"

local stage = {}

local NAMES = { "name", "reads", "makes", "run", "prepare", "rules" }
local FIELDS = { name = true, reads = true, makes = true, run = true, prepare = true,
                 rules = true }

--- The layers that say how a text is cut, by name: no findings, so records and writers skip them.
stage.basic_layers = { token = true, sentence = true, paragraph = true, line = true }

local function names_of(list, what, where)
  local names, columns = {}, {}
  if list ~= nil and type(list) ~= "table" then
    error(("%s: %s must be a list of layers, not a %s"):format(where, what, type(list)), 0)
  end
  for key, value in next, list or {} do
    local name = type(key) == "string" and key or value
    if type(name) ~= "string" then
      error(("%s: %s must be names of layers"):format(where, what), 0)
    elseif name ~= value and type(value) ~= "table" then
      error(("%s: %s: the columns of '%s' must be a table"):format(where, what, name), 0)
    end
    if type(key) == "string" then columns[name] = value end
    names[#names + 1] = name
  end
  table.sort(names)
  return names, columns
end

-- Gives the places of functions that find what rows name as their rule: "stage/name" -> file:line.
local function places_of(rules, name, where)
  local places = {}
  for rule, f in next, rules or {} do
    if type(rule) ~= "string" or type(f) ~= "function" then
      error(("%s: rules must be functions by name"):format(where), 0)
    end
    local info = debug.getinfo(f, "S")
    places[name .. "/" .. rule] = ("%s:%d"):format(info.source:match "^@(.*)$" or info.short_src,
      info.linedefined)
  end
  return places
end

local function from_table(t)
  local where = ("stage '%s'"):format(t.name or "?")
  if type(t.name) ~= "string" then error("a stage needs a name", 0) end
  if type(t.run) ~= "function" then error(where .. ": run must be a function", 0) end
  for key, value in next, t do   -- a module may hold more than its stage; a slip of the pen, no
    local meant = type(value) ~= "function" and type(key) == "string" and not FIELDS[key]
                  and core.nearest(key, NAMES)
    if meant then error(("%s: field '%s': did you mean '%s'?"):format(where, key, meant), 0) end
  end
  local makes, columns = names_of(t.makes, "makes", where)
  return { { name = t.name, reads = names_of(t.reads, "reads", where), makes = makes,
             columns = columns, open = t.makes == nil, run = t.run, prepare = t.prepare,
             rules = places_of(t.rules, t.name, where) } }
end

local function from_function(f)
  local info = debug.getinfo(f, "S")
  local name = ("function at %s:%d"):format(info.short_src:match "[^/]*$", info.linedefined)
  return { { name = name, reads = {}, makes = {}, columns = {}, open = true, run = f } }
end

-- The stages of gloss's own engines; `engine` is called once, when the pipeline is prepared.
local function engine_stage(name, reads, engine)
  local ready
  return { { name = name, reads = reads, makes = { name }, columns = {},
             basic = stage.basic_layers[name],
             prepare = function(pipeline) ready = engine(pipeline) end,
             run = function(doc) ready:run(doc) end } }
end

local function token_stage(engine)
  return engine_stage("token", {}, function(pipeline) return engine or pipeline:tokenizer() end)
end

local function sentence_stage(engine)
  return engine_stage("sentence", { "token" },
                      function(pipeline) return engine or pipeline:splitter() end)
end

-- The stage of a gazetteer; `engine` of the stage tells, once prepared, what was compiled.
local function list_stage(name, compile)
  local ready
  local stages = engine_stage(name, { "token" }, function(pipeline)
    ready = compile(pipeline)
    return ready
  end)
  stages[1].engine = function() return ready end
  return stages
end

-- Paragraphs and lines, which the pipeline's splitter makes by a method of its own.
local function breaks_stage(name, method)
  return engine_stage(name, { "token" }, function(pipeline)
    local splitter = pipeline:splitter()
    return { run = function(_, doc) splitter[method](splitter, doc) end }
  end)
end

local function gazetteer_stage(engine)
  return list_stage(engine.name, function() return engine end)
end

local function description_stage(description)
  return list_stage(description.name,
                    function(pipeline) return description:compile(pipeline:tokenizer()) end)
end

local ENGINES = { ["gloss.tokenizer"] = token_stage, ["gloss.splitter"] = sentence_stage,
                  ["gloss.gazetteer"] = gazetteer_stage }
local BUILT_IN = { "news.zones", "news.dateline", "news.lists", "news.numerals", "news.numbers",
                   "news.time", "news.offices", "news.entities", "news.titles", "news.roles",
                   "news.acronyms", "news.quotation", "news.cues", "news.predicates",
                   "news.subjects", "news.subjects.shared", "news.statements",
                   "news.attribution", "news.quotes", "news.events.list", "news.triggers",
                   "news.modality", "news.parties", "news.events", "news.record", "newswire",
                   "token", "sentence", "paragraph", "line" }
local ALIASES = { newswire = "gloss.news" }

local NO_STAGES = { ["gloss.pattern"] = "a pattern is no stage: put it into a P.rule of a P.phase",
                    ["gloss.rule"] = "a rule is no stage: put it into a P.phase" }

local function from_name(name, environment)
  if name == "token" then return token_stage() end
  if name == "sentence" then return sentence_stage() end
  if name == "paragraph" then return breaks_stage(name, "paragraphs") end
  if name == "line" then return breaks_stage(name, "lines") end
  local module = ALIASES[name] or "gloss." .. name
  if not environment:has(module) then module = name end
  if not environment:has(module) then error(nearest.unknown("stage", name, BUILT_IN), 0) end
  local made, why = environment:require(module)
  if made == nil then error(why, 0) end
  return stage.normalise(made, environment)
end

--- Gives the list of stages that an item of a pipeline stands for; raises when it stands for none.
--   environment  of the script: its `require` finds stages by name
function stage.normalise(item, environment)
  local kind = type(item)
  if kind == "string" then return from_name(item, environment) end
  if kind == "function" then return from_function(item) end
  local meta = getmetatable(item)
  local type_name = type(meta) == "table" and meta.__name
  if kind == "userdata" and ENGINES[type_name] then return ENGINES[type_name](item) end
  if kind == "table" and type_name == "gloss.pipeline" then return item.stages end
  if kind == "table" and type_name == "gloss.gazetteer.description" then
    return description_stage(item)
  end
  if kind == "table" and type_name == "gloss.pattern.phase" then return { item:stage() } end
  if NO_STAGES[type_name] then error(NO_STAGES[type_name], 0) end
  if kind == "table" then return from_table(item) end
  error(("a %s is no stage: a name, a function, an engine, a stage or a pipeline"):format(kind), 0)
end

-- Names who reads a layer: the stage, and of a phase the rule with its line.
local function reader(current, layer)
  local origin = current.origins and current.origins[layer]
  return ("stage '%s'%s"):format(current.name, origin and ": " .. origin or "")
end

-- Tells by which later stage, if any, a layer is made.
local function made_later(stages, from, name)
  for i = from, #stages do
    for _, made in ipairs(stages[i].makes) do
      if made == name then return stages[i].name end
    end
  end
end

--- Checks the reads of stages in order; raises with what is wrong. A stage that declares nothing
-- may make any layer, so after one only what is made too late is known to be wrong.
function stage.check(stages)
  local made, open = {}, false
  for i, current in ipairs(stages) do
    for _, name in ipairs(current.reads) do
      if not made[name] then
        local later = made_later(stages, i + 1, name)
        if later then
          error(("%s reads layer '%s', which stage '%s' makes only later"):format(
            reader(current, name), name, later), 0)
        elseif not open then
          error(("%s: %s"):format(reader(current, name),
            nearest.unknown("layer", name, nearest.names(made))), 0)
        end
      end
    end
    for _, name in ipairs(current.makes) do
      if made[name] then
        error(("stage '%s' makes layer '%s', which stage '%s' has made"):format(
          current.name, name, made[name]), 0)
      end
      made[name] = current.name
    end
    open = open or current.open
  end
end

--- Binds, empty, the layers a stage declares and has not made.
function stage.bind_empty(current, doc)
  for _, name in ipairs(current.makes) do
    if not doc:find(name) then
      local columns = current.columns[name]
      if columns and columns.relation then
        local rest = {}
        for key, value in next, columns do if key ~= "relation" then rest[key] = value end end
        doc:relation(name, rest):seal()
      else
        doc:build(name, columns):seal()
      end
    end
  end
end

return stage
