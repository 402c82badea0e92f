--- Closed classes of English words that the rules of quotes and events lean on, folded.

local common = require "gloss.news.common"

local set = common.set
local M = {}

M.be = set "am is are was were be been being 's 're"
M.modal = set "will would shall should can could may might must 'll 'd"
M.auxiliary = set [[am is are was were be been being 're have has had having 've will would shall
  should can could may
  might must 'll do does did]]
M.negation = set "not n't never no nor neither"
M.adverb = set [[also then later earlier however meanwhile still already just even once again soon
  first only too both
  instead nevertheless nonetheless therefore thus often always sometimes now yet afterwards
  reportedly alone all last twice]]
M.nouns_in_ly = set "family assembly ally rally supply reply fly bully lily jelly belly monopoly"
M.determiner = set [[the a an this that these those his her its their our my your one another some
  any each every both]]
M.possessive = set "his her its their our my your"
M.conjunction = set "and but or nor yet so"
M.preposition = set [[of in on at to for from with by about against over under after before during
  since until through
  between among into onto upon within without toward towards across along around near outside inside
  behind beyond
  despite per via amid amongst beside besides as than like off up down out following including
  regarding concerning]]
M.relative = set "who whom whose which that where when"
M.subordinate = set [[if unless although though because while whereas when whenever until since as
  whether that once before
  after lest]]
M.pronoun = set "i he she it they we you who"
M.expletive = set "there here"
M.he = set "he him his himself"
M.singular = set "he him his himself she her hers herself"
M.punctuation = set(", ; : . ! ? ( ) [ ] - -- \u{2013} \u{2014} \" ' `` '' " ..
  "\u{201C} \u{201D} \u{2018} \u{2019}")

-- Nouns for bodies that speak: "the company said" is the organisation named last.
M.body = set [[company firm group ministry bank party agency union organisation organization maker
  airline carrier club team
  institute university fund retailer manufacturer developer association federation commission
  committee council
  department bureau corporation business lender brand operator utility charity hospital school
  newspaper network
  publisher studio automaker carmaker drugmaker chipmaker startup start-up league alliance coalition
  militia
  movement faction foundation authority regulator watchdog exchange producer supplier insurer brewer
  miner]]

-- Nouns that say a person is a man or a woman, by their ending or themselves.
M.male = set [[man men king prince sir mr mr. father brother son husband uncle boy actor waiter
  priest monk lord duke baron
  emperor fisherman salesman policeman businessman nephew grandfather widower gentleman]]
M.female = set [[woman women queen princess lady mrs mrs. ms ms. miss mother sister daughter wife
  aunt girl actress waitress
  nun dame duchess baroness empress businesswoman niece grandmother widow mademoiselle madame]]

-- Makes a set of the words of several.
local function union(...)
  local all = {}
  for _, class in ipairs { ... } do
    for word in next, class do all[word] = true end
  end
  return all
end

--- Words that may stand between a subject and its verb.
M.skipped = union(M.auxiliary, M.negation, M.adverb)

--- Words that stand in no noun phrase: function words and punctuation.
M.closed = union(M.punctuation, M.preposition, M.auxiliary, M.conjunction, M.relative,
                 M.subordinate, M.pronoun, M.negation, M.expletive)

--- Returns whether a word may stand inside a noun phrase.
function M.nominal(word) return not M.closed[word] end

--- Returns "M" or "F" for a word that says so, or nil.
function M.gender(word)
  if M.male[word] then return "M" end
  if M.female[word] then return "F" end
  if #word > 5 and word:find "woman$" then return "F" end
  if #word > 5 and word:find "man$" and not word:find "german$" and not word:find "human$" then
    return "M"
  end
end

return M
