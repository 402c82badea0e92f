-- English words that tell whether a clause is of the past or of what is to come. Data only.

local M = {}

local function set(words)
  local out = {}
  for word in words:gmatch "%S+" do out[word] = true end
  return out
end

-- Finite forms that place what follows in the future (or in a future seen from the past).
M.future = set [[will would shall 'll 'd could may might should must can wo ca won't can't due
  upcoming]]

-- Words that do so when "to" or "for" follows: "is expected to", "agreed to", "scheduled for".
M.future_to = set [[plan plans planned planning agree agrees agreed expect expects expected schedule
  scheduled set hope hopes hoped want wants wanted decide decides decided vow vows vowed pledge
  pledges pledged promise promises promised threaten threatens threatened slated intend intends
  intended aim aims aimed ready about likely going gonna prepare prepares preparing prepared poised
  have has need needs bound seek seeks seeking ordered urged asked told vowing promising planning
  agreeing forecast deadline]]

-- Finite pasts; every other word in -ed counts too, unless a form of "be" stands before it.
M.past = set [[was were had did said told won met made took came went began became left held gave
  found kept led lost paid ran saw sent showed shot spent stood struck thought understood wrote fell
  rose grew knew broke brought bought built caught chose drew drove fought flew forgot got heard
  laid lay meant rang sank sat shook slid spoke swept threw woke wore withdrew bit blew burst dealt
  fled froze hid lit rode sang sold sprang stole stuck swam taught tore]]

-- Participles: after one of these a form in -ed is no finite past.
M.be = set [[be being get getting to is are 's 're am]]

-- Presents that tell of what is planned: "talks open on Monday".
M.scheduled =
  set [[opens begins starts convenes reopens kicks arrives departs visits expires resumes]]

-- Words in -ed that are seldom verbs.
M.adjectives = set [[aged based named called alleged united armed hundred sacred naked wicked need
  indeed exceed proceed succeed feed speed breed bleed seed weed unnamed unidentified related
  so-called left-handed detailed sophisticated listed limited advanced married retired experienced]]

-- Verbs right before a time that place it.
M.ending = {
  ending = "future", ends = "future", starting = "future", beginning = "future", ended = "past",
  began = "past", started = "past", starts = "future", begins = "future",
}

-- Prepositions that place a bare date in the future, or in the past.
M.before_future = set "by until till"
M.before_past = set "since"

return M
