-- credits.lua -- bylines and credits: who reported, edited, contributed. Makes the layer `byline`
-- in the zones of these labels, with lists of reporters, editors and contributors.
--   By JANE DOE and JOHN ROE, Associated Press Writers
--   (Reporting by Jane Doe in Nairobi; Additional reporting by A, B and C; Editing by D)
--   Associated Press writer Jane Doe in Cairo contributed to this report.
--   --With assistance from Jane Doe. Editors: John Roe, A. N. Other

local P = require "gloss.pattern"
local leads = require "gloss.news.credits.leads"
local names = require "gloss.news.credits.names"

local any = P.any

local function clause(who)
  return leads[who]:as "lead" * names.list(who, #leads.any + -any)
end

local clauses = clause "reporter" + clause "editor" + clause "contributor"
local byline = leads.by:as "lead":opt() * names.list("reporter", #leads.any + -any)

local function set(m)
  return { byline = {
    reporters = names.written(m:all "reporter"), editors = names.written(m:all "editor"),
    contributors = names.written(m:all "contributor"), via = "rule",
  } }
end

local LIST = { type = "symbol", list = true }
local COLUMNS = { reporters = LIST, editors = LIST, contributors = LIST, via = "symbol" }

local function rule(name, label, match, examples)
  return P.rule { name = name, match = match:starts "zone", set = set, within = "zone",
    zones = label:lower(), emit = { byline = { label = label, columns = COLUMNS } },
    examples = examples }
end

return P.phase { name = "news.credits",
  rule("byline", "BYLINE", byline * clauses:star(), {
    "[By [HANNA LIE]{reporter} and [Jon Roe]{reporter}, Norwire Staff]{byline}\n\nIt rained." }),
  rule("credit", "CREDIT", leads.opening * clauses:plus(), {
    "It rained.\n\n[([Reporting by]{lead} [Hanna Lie]{reporter} in Oslo; [Editing by]{lead} "
    .. "[Jon Roe]{editor} and [Li Na]{editor})]{byline}",
    "It rained.\n\n[--[With assistance from]{lead} [Li Na]{contributor}. [Editors:]{lead} "
    .. "[A. N. Roe]{editor}]{byline}" }),
  rule("contribution", "CREDIT", leads.opening * names.list("contributor", #leads.contributed)
       * leads.contributed:as "lead" * any:star(), {
    "It rained.\n\n[Norwire writers [Hanna Lie]{contributor} in Oslo and [Li Na]{contributor} "
    .. "[contributed]{lead} to this report.]{byline}" }),
}
