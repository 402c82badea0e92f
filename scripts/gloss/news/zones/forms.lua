-- forms.lua -- lines that say what they are: bylines, credits, the ends of stories, notices. Makes
-- the layer `zone.form`: label BYLINE or CREDIT, from the start of a line on; CLOSING or ENDING, up
-- to the end of one; NOTICE, of a line of the page.

local P = require "gloss.pattern"
local leads = require "gloss.news.credits.leads"
local names = require "gloss.news.credits.names"
local parts = require "gloss.news.parts"

local w, W, t, any = P.w, P.W, P.t, P.any

local joined = parts.joined
local newline = t { newline = true }
local begin, finish = P.DOC + #newline, #newline + -any
local within_line = any - newline
local within_sentence = within_line - w { ".", "!", "?" }
local apart = -P.DOC * -#newline * #t { space = true }

local ends = w { ".", ")" }:rep(0, 2) * finish
local report = w { "account", "article", "coverage", "dispatch", "investigation", "piece", "report",
                   "reporting", "story" }
local credited = leads.contributed * (w "to" * "this" * report * ends + w "reporting")
local whole = begin * any * within_sentence:rep(0, 90):lazy()
  * (credited + leads.contributed * ends)
local last = P.before(w { ".", "!", "?" }) * -#newline * any * within_sentence:rep(0, 60):lazy()
  * credited * ends

-- What only notices of a publisher or page say.
local notice = w "all" * "rights" * "reserved" + w "may" * "not" * "be" * "published"
  + w "rewritten" * "or" * "redistributed" + w "terms" * "of" * w { "service", "use" }
  + w { "privacy", "cookie" } * "policy" + w "trust" * "principles" + w "min" * "read"
  + w "view" * "comments" + w "text" * "size" * ":" + w "without" * "written" * "permission"

-- Initials of writers and editors: "tvk-ne/lfd".
local some = t { lower = true } & P.re "%l%l?%l?%l?"
local initials = some * ((w { "-", "/" } & joined) * (some & joined)):plus()
  + w "dpa" * (t { lower = true } & P.re "%l%l%l?") * t { lower = true }:plus()

local function rule(name, label, match, examples)
  return P.rule { name = name, match = match, within = "document", zones = "all",
    emit = { ["zone.form"] = { label = label } }, examples = examples }
end

return P.phase { name = "news.zones.form",
  rule("byline", "BYLINE", begin * leads.by * names.one(finish),
       { "[By: Hanna Lie]{zone.form} and Jon Roe", "By Monday's end the fire was out.",
         "Written in Oslo by Hanna Lie" }),
  rule("credit", "CREDIT", begin * leads.opening * leads.any * within_line,
       { "[(Reporting by Hanna]{zone.form} Lie in Oslo)", "[Editors: Jon]{zone.form} Roe",
         "He spoke of editing by hand." }),
  rule("contribution", "CREDIT", whole,
       { "[Hanna Lie in Oslo contributed to this report.]{zone.form}",
         "Hanna Lie contributed to this report on Monday." }),
  rule("contribution.closing", "CLOSING", last,
       { "It rained. [Hanna Lie in Oslo contributed to this report.]{zone.form}",
         "It rained. Haste contributed to this result." }),
  rule("closing", "CLOSING", apart * "(" * leads.any * (any - w { "(", ")" }):rep(1, 90) * ")"
       * finish,
       { "It rained. [(Reporting by Hanna Lie)]{zone.form}", "It rained (reporting by fax)." }),
  rule("ending", "ENDING", apart * (W { "End", "Endit", "Enditem" } + W "Enditem" * "."
         + w "(" * w { "end", "ends", "more" } * ")") * finish,
       { "It rained. [Enditem]{zone.form}", "It rained. [(ENDS)]{zone.form}", "The End of it" }),
  rule("notice", "NOTICE", notice,
       { "Copyright Norwire. [All rights reserved]{zone.form}.", "They view all comments." }),
  rule("initials", "NOTICE", begin * initials * finish,
       { "[tvk-ne/lfd]{zone.form}", "[dpa mk amh]{zone.form}", "and/or it rained" }),
}
