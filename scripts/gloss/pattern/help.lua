--- What each part of the pattern algebra is, in a line, with an example: `?P.gap` in the prompt.
local nearest = require "gloss.nearest"

local help = {}

-- Name, other ways to write it, what it matches, an example, a text, and what it finds there.
local ENTRIES = {
  { "word", 'P.w"met", P.w{"met", "saw"}', "a token with this folded form",
    'w{"met", "saw"}', "They met. She saw.", "met, saw" },
  { "exact", 'P.W"Army"', "a token with this form", 'W"May"', "May they? They may.", "May" },
  { "forms", 'P.lem"meet"', "a token that is a form of the word", 'lem"meet"',
    "They met, meeting often.", "met, meeting" },
  { "token", 'P.t{initcap=true, kind="word"}', "a token with all these attributes: allcaps initcap "
    .. "lower mixed digits hyphen apostrophe space newline blankline kind form folded, or a column",
    't{initcap="inside"}', "They met Ida.", "Ida" },
  { "phrase", 'P.phrase("Army", {exact=true})', "the tokens of a text, however spaced",
    'phrase"united states"', "The United  States", "United  States" },
  { "re", "P.re(lpeg)", "a token all of whose text the Lua or LPeg pattern matches",
    're"%u%d+"', "Row A12 is B.", "A12" },
  { "gaz", 'P.G"rank", P.G("rank", {country="EE"})', "the tokens of a row of a gazetteer's layer" },
  { "layer", 'P.A("entity", {label="ORG"})', "the tokens of a row of a layer with these columns" },
  { "any", "P.any", "a token", "any * EOS", "They met.", "." },
  { "BOS", "P.BOS", "no token: where a sentence begins", "BOS * any", "A b. C d.", "A, C" },
  { "EOS", "P.EOS", "no token: where a sentence ends", "any * EOS", "A b! C d?", "!, ?" },
  { "DOC", "P.DOC", "no token: where the document begins", "DOC * any", "A b. C d.", "A" },
  { "seq", "p * q", "one after the other", 'w"a" * w"b"', "a b a", "a b" },
  { "alt", "p + q", "the first that lets the rest match", '(w"a" + w"c") * w"b"', "a b c b",
    "a b, c b" },
  { "rep", "p^n p^-n p^{m,n}", "m to n times, as many as possible; p:rep(n) is exactly n times",
    'w"a":rep(1, 2)', "a a a", "a a, a" },
  { "opt", "p^-1", "once or not at all", 'w"a":opt() * w"b"', "a b b", "a b, b" },
  { "star", "p^0", "any number of times", 'w"a":star() * w"b"', "a a b", "a a b" },
  { "plus", "p^1", "once or more", 'w"a":plus()', "a a b a", "a a, a" },
  { "lazy", "p:plus():lazy()", "as few times as possible", 'w"a":plus():lazy()', "a a", "a, a" },
  { "but", "p - q", "p where q does not match", 'any - w"a"', "a b c", "b, c" },
  { "gap", "p .. q", "p, at most 10 (n) tokens, q", 'w"a":gap(w"c", 1)', "a b c a b b c",
    "a b c" },
  { "before", "-P.before(p)", "no token: p matches up to here", 'before"a" * any', "a b c", "b" },
  { "as", 'p:as"name"', "remembers p's tokens by a name, for emit, set and where" },
  { "agree", 'p:agree("a", "b", "column")', "the captures have the same value in a column" },
  { "where", "p:where(function(m) return ... end)",
    "a function of the finished match says true: m.name, m:all'name', m:forms'name', m.text, "
    .. "m.first, m.last, m.doc",
    '(any * any):where(function(m) return #m.text == 3 end)', "ab c d", "c d" },
  { "inside", 'p:inside"quote"', "p lies in a row of the layer" },
  { "outside", 'p:outside"quote"', "no token of p lies in a row of the layer" },
  { "starts", 'p:starts"sentence"', "p begins where a row of the layer does",
    'any:starts"sentence"', "A b. C d.", "A, C" },
  { "rule", "P.rule { name=, match=, emit=, set=, within=, zones=, priority=, examples= }",
    "a pattern and what its matches become" },
  { "phase", "P.phase { name=, policy=, rule, ... }", "rules that run together: a stage" },
  { "spacy", 'P.spacy { file="patterns.jsonl" }', "the phase of a file of spaCy's patterns" },
}

local SHORT = { w = "word", W = "exact", lem = "forms", t = "token", G = "gaz", A = "layer" }

--- The entries that have an example: {name=, example=, text=, found=}.
function help.examples()
  local list = {}
  for _, entry in ipairs(ENTRIES) do
    if entry[4] then
      list[#list + 1] = { name = entry[1], example = entry[4], text = entry[5], found = entry[6] }
    end
  end
  return list
end

--- Gives the help of a part by its name, long or short; of no name a list of all.
function help.text(name)
  local names = {}
  for i, entry in ipairs(ENTRIES) do
    names[i] = entry[1]
    if entry[1] == (SHORT[name] or name) then
      local text = ("%s: %s\n  %s"):format(entry[1], entry[3], entry[2])
      if not entry[4] then return text end
      return ("%s\n  %s\n  in %q finds: %s"):format(text, table.unpack(entry, 4, 6))
    end
  end
  if name == "" then return "?P.NAME, of " .. table.concat(names, " ") end
  return nearest.unknown("part of patterns", name, names)
end

return help
