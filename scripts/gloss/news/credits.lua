-- credits.lua -- bylines and credits: who reported, edited, contributed. Makes the layer `byline`
-- in the zones of these labels, with lists of reporters, editors and contributors.
--   By JANE DOE and JOHN ROE, Associated Press Writers
--   (Reporting by Jane Doe in Nairobi; Additional reporting by A, B and C; Editing by D)
--   Associated Press writer Jane Doe in Cairo contributed to this report.
--   --With assistance from Jane Doe. Editors: John Roe, A. N. Other

local P = require "gloss.pattern"
local common = require "gloss.news.common"
local leads = require "gloss.news.credits.leads"
local names = require "gloss.news.credits.names"

local any = P.any

local LISTS = { "reporters", "editors", "contributors" }

-- A lead is captured by the name of the list that the names behind it go to.
local lead = leads.reporters:as "reporters" + leads.editors:as "editors"
  + leads.contributors:as "contributors"
local people = names.list(#leads.any + -any)
local clause = lead * people
local contribution = names.list(#leads.contributed) * leads.contributed * any:star()

-- Gives the leads of a match in their order, each with its list.
local function leads_of(m)
  local found = {}
  for _, list in ipairs(LISTS) do
    for _, span in ipairs(m:all(list)) do
      found[#found + 1] = { first = span.first, list = list }
    end
  end
  table.sort(found, function(a, b) return a.first < b.first end)
  return found
end

-- Adds a name to a list that has it not.
local function add(list, name)
  for _, other in ipairs(list) do
    if other == name then return end
  end
  list[#list + 1] = name
end

-- Gives the columns of a match: each name on the list of the lead before it.
--   alone  the list of names that have none
local function columns_of(m, alone)
  local found, columns = leads_of(m), { via = "rule" }
  for _, list in ipairs(LISTS) do columns[list] = {} end
  for _, span in ipairs(m:all "name") do
    local before = common.last_before(found, span.first)
    add(columns[before and before.list or alone], common.name_case(span.text))
  end
  return columns
end

local LIST = { type = "symbol", list = true }
local COLUMNS = { reporters = LIST, editors = LIST, contributors = LIST, via = "symbol" }

local function rule(name, label, alone, match, examples)
  return P.rule { name = name, match = match:starts "zone", within = "zone", zones = label:lower(),
    emit = { byline = { label = label, columns = COLUMNS } },
    set = function(m) return { byline = columns_of(m, alone) } end, examples = examples }
end

return P.phase { name = "news.credits",
  rule("byline", "BYLINE", "reporters", leads.by:opt() * people * clause:star(), {
    "[By [HANNA LIE]{name} and [Jon Roe]{name}, Norwire Staff]{byline}\n\nIt rained in Oslo." }),
  rule("credit", "CREDIT", "reporters", leads.opening * clause:plus(), {
    "It rained.\n\n[([Reporting by]{reporters} [Hanna Lie]{name} in Oslo; [Editing by]{editors} "
    .. "[Jon Roe]{name} and [Li Na]{name})]{byline}",
    "It rained.\n\n[--[With assistance from]{contributors} [Li Na]{name}. [Editors:]{editors} "
    .. "[A. N. Roe]{name}]{byline}" }),
  rule("contribution", "CREDIT", "contributors", leads.opening * contribution, {
    "It rained.\n\n[Norwire writers [Hanna Lie]{name} in Oslo and [Li Na]{name} contributed to "
    .. "this report.]{byline}" }),
}
