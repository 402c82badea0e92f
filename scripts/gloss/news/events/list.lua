--- Words that report or happen: a gazetteer of verb and noun forms, made from the tables below.
-- Columns: type (STATEMENT MEET VISIT ...), pos (verb or noun), form (past, base, third, ing),
-- need: what must stand behind the word for it to count (news.cues checks it), or none.

local common = require "gloss.news.common"
local gloss = require "gloss"

-- STATEMENT: regular verbs by their base form; a star marks those whose third form is mostly a
-- noun.
local SAY_REGULAR = [[add announce warn explain answer deny insist recall wish* offer* demand*
  welcome* reaffirm
  declare state* note* stress* emphasize emphasise urge* argue acknowledge confirm concede complain
  accuse criticize
  criticise condemn praise* promise* pledge* threaten reply* respond comment* testify allege assert
  reiterate repeat* echo*
  joke* quip* shout* plead* apologize apologise disclose remark* vow* voice* predict caution* claim*
  estimate*
  report* ask confess assure reject dismiss suggest maintain thank blame* describe call mention*
  observe underline
  underscore boast* lament* tweet* post* quote* request* appeal* propose hail* denounce deplore
  attack* advise inform
  protest* question* cite applaud congratulate express* contend affirm clarify counter* object*
  whisper*
  reveal* indicate hint* sigh* conclude*]]
-- Irregular ones: base, past, third, ing.
local SAY_IRREGULAR = {
  "say said says saying", "tell told tells telling", "write wrote writes writing",
    "admit admitted admits admitting",
  "swear swore swears swearing", "put put - -", "rule_out ruled_out rules_out ruling_out",
  "point_out pointed_out points_out pointing_out",
}
-- Verbs that count in the base form too, and those whose ing form is mostly something else.
local SAY_OPEN = "say tell warn argue insist add declare note"
local NO_ING = [[put offer report tweet post question request observe estimate quote cite express
  mention voice]]

-- What must follow, by base form: `quote` a quote in the sentence, or on, for; `amount` a number
-- further on; `adjacent` a quote next to it, a comma or colon; `as` that word soon; `that` what
-- begins a clause, or a quote; `for`, `to`: that word, or a quote.
local NEEDS = {
  call = "quote", put = "amount", describe = "as", attack = "as", observe = "that",
    post = "adjacent", quote = "adjacent", conclude = "that", note = "that",
  state = "that", maintain = "that", indicate = "that", express = "adjacent", cite = "adjacent",
    echo = "adjacent",
  question = "adjacent", voice = "adjacent", reveal = "that", appeal = "for", object = "to",
    counter = "that",
  mention = "that", suggest = "that",
}

local OTHER = {
  MEET = {
    verb = { "meet met meets meeting", "confer conferred confers conferring" },
    noun = "meeting meetings talks summit summits negotiations",
  },
  VISIT = {
    verb = { "visit visited visits visiting", "travel traveled travels traveling",
      "- travelled - travelling",
             "tour toured tours touring", "arrive arrived arrives arriving",
               "fly flew flies flying" },
    noun = "visit visits trip trips tour tours stopover",
  },
  AGREEMENT = {
    verb = { "agree agreed agrees agreeing", "sign signed signs signing" },
    noun = [[agreement agreements accord accords pact pacts treaty treaties deal deals contract
      contracts memorandum truce ceasefire cease-fire]],
  },
  ATTACK = {
    verb = { "attack attacked attacks attacking", "bomb bombed bombs bombing",
      "raid raided raids raiding",
             "ambush ambushed ambushes ambushing", "shell shelled - shelling",
               "storm stormed - storming",
             "assassinate assassinated assassinates assassinating",
               "blow_up blew_up blows_up blowing_up",
             "open_fire opened_fire opens_fire opening_fire", "fire_on fired_on - firing_on",
             "gun_down gunned_down - gunning_down", "stab stabbed stabs stabbing",
               "shoot_dead shot_dead - -",
             "set_off set_off - -", "behead beheaded - -", "hijack hijacked - -",
               "kidnap kidnapped - -" },
    noun = [[attack attacks bombing bombings ambush ambushes raid raids shelling airstrike
      airstrikes air_strike
      air_strikes assault assaults shooting shootings massacre stabbing stabbings assassination
      hijacking offensive
      car_bomb suicide_bombing suicide_bombings]],
  },
  ELECTION = {
    verb = { "elect elected elects electing", "re-elect re-elected re-elects re-electing",
      "- reelected - -" },
    noun = "election elections vote referendum runoff run-off by-election by-elections re-election",
  },
  APPOINT = {
    verb = { "appoint appointed appoints appointing", "name named names naming",
      "nominate nominated nominates nominating",
             "promote promoted promotes promoting", "become became becomes becoming",
               "hire hired hires hiring",
             "- sworn_in - -", "succeed succeeded succeeds succeeding",
               "take_over_as took_over_as takes_over_as taking_over_as",
             "take_office took_office takes_office taking_office", "inaugurate inaugurated - -",
               "replace replaced replaces replacing" },
    noun = "appointment nomination inauguration",
  },
  RESIGN = {
    verb = { "resign resigned resigns resigning", "step_down stepped_down steps_down stepping_down",
             "retire retired retires retiring", "quit quit quits quitting",
               "stand_down stood_down stands_down standing_down",
             "leave_office left_office leaves_office leaving_office",
               "step_aside stepped_aside steps_aside stepping_aside" },
    noun = "resignation resignations retirement",
  },
  ACQUIRE = {
    verb = { "acquire acquired acquires acquiring", "buy bought buys buying",
      "purchase purchased - purchasing",
             "take_over took_over takes_over taking_over",
               "merge_with merged_with merges_with merging_with" },
    noun = "acquisition acquisitions takeover takeovers buyout merger mergers",
  },
}

local entries = {}

local function add(surface, kind, pos, form, base)
  if surface == "-" then return end
  entries[#entries + 1] = { surface = surface:gsub("_", " "), type = kind, pos = pos, form = form,
                            base = base:gsub("_", " "), need = NEEDS[base] or "none" }
end

local function past_of(base)
  if base:find "e$" then return base .. "d" end
  if base:find "[^aeiou]y$" then return base:sub(1, -2) .. "ied" end
  return base .. "ed"
end

local function third_of(base)
  if base:find "[sx]$" or base:find "[cs]h$" then return base .. "es" end
  if base:find "[^aeiou]y$" then return base:sub(1, -2) .. "ies" end
  return base .. "s"
end

local function forms(list, kind)
  local base, past, third, ing = list:match "^(%S+) (%S+) (%S+) (%S+)$"
  local name = base == "-" and past or base
  add(past, kind, "verb", "past", name)
  if past ~= base then add(base, kind, "verb", "base", name) end
  add(third, kind, "verb", "third", name)
  add(ing, kind, "verb", "ing", name)
end

local open, no_ing = common.set(SAY_OPEN), common.set(NO_ING)
for word in SAY_REGULAR:gmatch "%S+" do
  local base = word:gsub("%*", "")
  local e = base:find "e$" and base:sub(1, -2) or base
  add(past_of(base), "STATEMENT", "verb", "past", base)
  if not word:find "%*" then add(third_of(base), "STATEMENT", "verb", "third", base) end
  if open[base] then add(base, "STATEMENT", "verb", "base", base) end
  if not no_ing[base] then add(e .. "ing", "STATEMENT", "verb", "ing", base) end
end
for _, list in ipairs(SAY_IRREGULAR) do
  local base, past, third, ing = list:match "^(%S+) (%S+) (%S+) (%S+)$"
  add(past, "STATEMENT", "verb", "past", base)
  add(third, "STATEMENT", "verb", "third", base)
  if open[base] then add(base, "STATEMENT", "verb", "base", base) end
  if not no_ing[base] then add(ing, "STATEMENT", "verb", "ing", base) end
end
add("according to", "STATEMENT", "preposition", "base", "according")
for kind, words in pairs(OTHER) do
  for _, list in ipairs(words.verb) do forms(list, kind) end
  for noun in words.noun:gmatch "%S+" do add(noun, kind, "noun", "base", noun) end
end
table.sort(entries, function(a, b)
  if a.surface ~= b.surface then return a.surface < b.surface end
  if a.type ~= b.type then return a.type < b.type end
  return a.pos < b.pos
end)

return gloss.gazetteer { name = "list.trigger", entries = entries, case = "folded" }
