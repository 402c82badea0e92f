-- words.lua -- closed classes of words that the rules of roles look at.

local set = require("gloss.news.common").set

local words = {}

words.determiners = set "a an the its his her their our my your"

-- What ends a phrase: marks, words of clauses, and of times where a time follows.
words.marks = set [[, ; : . ! ? ( ) [ ] " '' `` -- ... — – “ ” ‘]]
words.clause = set [[who whom which that whose where when while since until till after before
  because but if although though unless whether as than so is was are were be been has have had
  will would can could may might must shall should did does do not he she it they we i you said
  also now then once here there]]
words.timed = set "in since from until for on at by between during"
words.relative_times = set "last this late early recent"

words.prepositions = set [[of for at in from with to on under against by within behind near over
  into between through about during without across among despite like outside inside via around]]
-- Words that no role ends in.
words.ends = set "and or & the a an of for at in from with to on"
-- Words behind the head of a role.
words.tails = set "emeritus general designate elect laureate"
-- What leads from a head to its field before a name: envoy to Yemen, minister for foreign affairs.
words.into = set "to for of in"

-- Words that stand in no noun phrase before its head: verbs and function words.
words.verbs = set [[become became remain serve work act step take return resign retire join
  succeed met beat led won sent made saw took gave shot hit put held found left brought sued quit
  named call kept let told knew chose drew fought paid sold bought heard felt and or but with of
  by for from at in on to as than into over under between against while when if that this these
  those is was are were be been being has have had will would can could may might must shall
  should not also said quoting including via per like he she it they now currently still again
  once then already later never ever here there his their her its our my your the a an some any no
  every each another both all only even just about]]
-- Words in -s that stand there all the same, of those in -ed and -ing, and in -ly.
words.nouns_in_s = set [[affairs sports news arms operations sales rights communications services
  systems economics politics defense defence securities business press ss works
  markets resources relations mathematics physics overseas congress opposition process commerce
  finances investments commons series telecommunications airways equities fisheries industries]]
words.participles = set [[retired convicted exiled jailed unelected veteran disgraced deposed
  ousted renowned noted acclaimed embattled designated seasoned united
  limited acting managing leading ruling banking mining engineering marketing visiting sitting
  outgoing incoming operating programming housing shipping boxing racing commanding presiding
  founding serving nursing campaigning investing trading lending broadcasting publishing
  manufacturing planning building sitting reigning defending fighting training purchasing
  supporting voting sailing skiing cycling swimming]]
words.in_ly = set "family daily weekly monthly"
-- Words that a verb follows, not a noun.
words.infinitive = set "to will would can could may might must shall should"

-- Verbs that put a role behind them.
words.become = set "become becomes became becoming remain remains remained"
words.be = set "is was be been being"
words.named = set [[named appointed elected re-elected reelected made nominated chosen designated
  crowned declared promoted]]
words.future = set "will would to"
-- Nouns whose `as` puts a role behind them.
words.nouns = set "appointment election nomination promotion selection hiring"
words.adverbs = set "now currently also still again once briefly"

-- Verbs and nouns whose `as` does, and what they say of the role.
words.as = {}
for what, list in next, {
  leave = [[step stepped steps stepping resign resigned resigns resigning quit quits retire retired
    retires ousted removed fired dismissed]],
  hold = [[serve serves served serving doubles doubled work works worked working continue continues
    post role job position tenure time term ran]],
  take = [[replaced took take takes taking named appointed elected sworn chosen inaugurated
    installed returned returns joined joins succeeded succeeds return confirmed hired]],
} do
  for word in list:gmatch "%S+" do words.as[word] = what end
end
-- Those by which a role is over.
words.past = set [[stepped resigned quit retired ousted removed fired dismissed served worked]]

return words
