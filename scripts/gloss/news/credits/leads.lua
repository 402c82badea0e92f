-- leads.lua -- what stands before the names of a credit, by whom it names: "Reporting by",
-- "Editors:", "With assistance from", "To contact the reporter on this story:".

local P = require "gloss.pattern"

local w = P.w

local leads = {}

local by = w "by" * w ":":opt()
local further = w { "additional", "further", "extra" }
local helped = w { "contributions", "graphic", "graphics", "research", "translated", "translation" }
local writing = w { "report", "reported", "reporting", "story", "text", "writing", "written",
                    "compiled", "compiling" }

local function contact(who) return P.phrase "to contact the" * who end

--- What stands before the names, by the list they go to.
leads.reporters = (w "reporting" * "and" * w { "editing", "writing" }
                  + w "writing" * "and" * "reporting" + writing) * by
  + (contact(w { "reporter", "reporters" }) * "on" * "this" * "story"
     + w { "reporter", "reporters" }) * ":"

leads.editors = (w { "compiled", "writing" } * "and" * w { "edited", "editing" }
                + w "desk" * "editing" + w "copy" * "-" * "editing"
                + w { "edited", "editing" }) * by
  + (contact(w { "editor", "editors" }) * "responsible" * "for" * "this" * "story"
     + w { "editor", "editors" }) * ":"

leads.contributors = w "with":opt() * (further * w { "reporting", "research", "writing" } + helped)
    * by
  + w "with" * (w "reporting" * by + w "assistance" * w { "by", "from" }
                + w "contributions" * "from")

--- What opens a byline.
leads.by = by

leads.any = leads.reporters + leads.editors + leads.contributors

--- Brackets and dashes before the first of them.
leads.opening = w { "(", "-", "--", "\u{2013}", "\u{2014}" }:rep(0, 3)

--- "Anna Quint and Nils Hove also contributed".
leads.contributed = w "also":opt() * "contributed"

return leads
