--- Which statement a quote belongs to: "..." she said; she said: "...". Makes the layer
-- `attribution`, which spans the quote: label AFTER or BEFORE, where the statement stands, and
-- statement, its row. What goes over several quotes (halves, paragraphs, whoever spoke last) is in
-- news.quotes.
local P = require "gloss.pattern"
local parts = require "gloss.news.parts"
local words = require "gloss.news.quotes.words"

local w, A, any, before, any_of = P.w, P.A, P.any, P.before, parts.any_of

local FAR = 30   -- tokens between a quote and the verb behind it

local conjunction = any_of(words.conjunction)
local marks = any_of(words.punctuation) + conjunction
local statement, said = A("statement", { label = "OUTER" }), A "statement"
local quote = A "quotation":as "quote"

-- The first statement behind a quote in the sentence where it ends, before another quote.
local behind = -P.BOS * ((-said * any:outside "quotation"):rep(0, FAR - 1)
                         * statement:as "statement"):inside "sentence"

-- The last statement before a quote in the sentence where it begins.
local ahead = before((statement * (-statement * any):star()):inside "sentence") * -P.BOS

-- A comma leads from the quote to what follows.
local closing = w { "\"", "\u{201D}", "'", "''" }
local leads = before(w { ",", "!", "?", "-", "--", "\u{2014}" } * closing:plus()) + #w ","

local opens = before(P.BOS * marks:star()) + P.BOS
local long = #((marks:star() * (any - marks)):rep(3)):inside "quotation"

-- Tells whether what names the source stands behind the quote.
local function subject_behind(m)
  local subject = m.statement.subject
  return subject ~= nil and subject > m.quote.last
end

local follows = quote * leads * -conjunction * -(any * conjunction) * behind

-- Gives the statement of a match: captured behind the quote, else the last one before it.
local function statement_of(m)
  if m.statement then return m.statement.row end
  return m.doc:layer "statement":nearest(m.quote.first, m.quote.first,
    { label = "OUTER", side = "left", within = "sentence" })
end

local function rule(name, label, priority, match, examples)
  return P.rule { name = name, match = match, priority = priority, claims = "quote",
    within = "zone", zones = parts.story,
    emit = { attribution = { span = "quote", label = label, columns = { statement = "integer" } } },
    set = function(m) return { attribution = { statement = statement_of(m) } } end,
    examples = examples }
end

return P.phase { name = "news.attribution", policy = "priority",
  rule("opening", "AFTER", 4, opens * (quote * leads + quote:inside "sentence") * behind, {
    "[\"It rains,\"]{attribution} Anna Quint said on Monday." }),
  rule("following", "AFTER", 3, #(A "quotation" * leads) * -opens * (-ahead * follows
         + -before(statement) * -before(w ":") * ahead * follows:where(subject_behind)), {
    "It was [\"too wet,\"]{attribution} Anna Quint said on Monday." }),
  rule("leading", "BEFORE", 2, -opens * ahead * quote, {
    "On Monday Anna Quint said: [\"It rains.\"]{attribution}" }),
  rule("trailing", "AFTER", 1, -opens * -ahead * (quote * leads + long * quote) * behind, {
    "It was [\"too wet and cold\"]{attribution} there, Anna Quint said on Monday.",
    "It was \"wet\" there, Anna Quint said on Monday." }),
}
