---@meta gloss.pattern
-- LuaCATS of `require "gloss.pattern"`: token patterns (docs/patterns.md).

---A pattern: a node whose operators and methods make new ones.
---@class gloss.pattern
---@operator mul(gloss.pattern|string): gloss.pattern one after the other
---@operator add(gloss.pattern|string): gloss.pattern the first that lets the rest match
---@operator sub(gloss.pattern): gloss.pattern where the other does not match
---@operator pow(integer|integer[]): gloss.pattern n: at least, -n: at most, {m, n}
---@operator concat(gloss.pattern): gloss.pattern at most 10 tokens between
---@operator len: gloss.pattern matches from here on
---@operator unm: gloss.pattern does not match from here on
---@operator band(gloss.pattern): gloss.pattern both, of one token
---@operator bor(gloss.pattern): gloss.pattern either, of one token
---@operator bnot: gloss.pattern not, of one token
local pattern = {}

---min to max times; of one number exactly that often: `t{initcap=true}:rep(1, 3)`
---@param min integer
---@param max number?
---@return gloss.pattern
function pattern:rep(min, max) end
---@return gloss.pattern # or nothing
function pattern:opt() end
---@return gloss.pattern # any number
function pattern:star() end
---@return gloss.pattern # one or more
function pattern:plus() end
---The fewest first, of a repetition.
---@return gloss.pattern
function pattern:lazy() end
---@param q gloss.pattern|string
---@return gloss.pattern # as `*`
function pattern:seq(q) end
---@param q gloss.pattern|string
---@return gloss.pattern # as `+`
function pattern:alt(q) end
---@param q gloss.pattern
---@param max integer? tokens between, 10 unless given
---@return gloss.pattern # as `..`
function pattern:gap(q, max) end
---@param q gloss.pattern
---@return gloss.pattern # as `-`
function pattern:but(q) end
---Remembers the tokens by a name: `G"rank":as"title"`
---@param name string
---@return gloss.pattern
function pattern:as(name) end
---Captures a and b have the same value in a column.
---@param a string
---@param b string
---@param column string
---@return gloss.pattern
function pattern:agree(a, b, column) end
---A function of the finished match must say true.
---@param accept fun(match: gloss.match): any
---@return gloss.pattern
function pattern:where(accept) end
---@param layer string
---@return gloss.pattern
function pattern:inside(layer) end
---@param layer string
---@return gloss.pattern
function pattern:outside(layer) end
---@param layer string
---@return gloss.pattern
function pattern:starts(layer) end

---A match as `where` and `set` see it; `match.name` is what a capture caught.
---@class gloss.match
---@field first integer
---@field last integer
---@field text string
---@field doc gloss.doc
---@field all fun(self: gloss.match, name: string): gloss.span[] always a list
---@field forms fun(self: gloss.match, name: string?): string[] folded forms of a capture's tokens, or all
---@field [string] gloss.span|gloss.span[]|nil

---@class gloss.rule_definition
---@field name string
---@field match gloss.pattern
---@field emit string|table<string, true|string|{span: string?, label: string?, columns: table<string, any>?}>?
---@field set table<string, table<string, any>>|fun(match: gloss.match): table?
---@field within string? sentence unless given, document, or a layer
---@field zones string|string[]? body unless given, all
---@field priority integer? 0 unless given
---@field claims string? the capture that conflicts are about; all of the match unless given
---@field examples string[]?
---@field summary string?

---@class gloss.rule
---@class gloss.phase_definition
---@field name string? the script's unless given
---@field policy "longest"|"priority"|"all"?
---@field rules gloss.rule[]? besides the numbered ones
---@field [integer] gloss.rule

---@class gloss.pattern.phase
---@field matches table<gloss.doc, table[]> what the last run on a document found

---@class gloss.pattern.library
---@field any gloss.pattern a token
---@field BOS gloss.pattern no token: where a sentence begins
---@field EOS gloss.pattern no token: where a sentence ends
---@field DOC gloss.pattern no token: where the document begins
local P = {}

---A token by its folded form: `P.word{"met", "saw"}`; short `P.w`
---@param form string|string[]
---@return gloss.pattern
function P.word(form) end
---A token by its form; short `P.W`
---@param form string|string[]
---@return gloss.pattern
function P.exact(form) end
---A token that is an inflected form: `P.forms"meet"`; short `P.lem`
---@param word string|string[]
---@return gloss.pattern
function P.forms(word) end
---The tokens of a text, however spaced.
---@param text string
---@param options {exact: boolean}?
---@return gloss.pattern
function P.phrase(text, options) end
---A token all of whose text an LPeg or Lua pattern matches.
---@param p string|userdata
---@return gloss.pattern
function P.re(p) end
---A token with all these attributes: `P.token{initcap=true, kind="word"}`; short `P.t`
---@param attributes table<string, any>
---@return gloss.pattern
function P.token(attributes) end
---The tokens of a row of a gazetteer's layer; short `P.G`
---@param name string
---@param attributes table<string, any>?
---@return gloss.pattern
function P.gaz(name, attributes) end
---The tokens of a row of a layer: `P.layer("entity", {label="ORG"})`; short `P.A`
---@param name string
---@param attributes table<string, any>?
---@return gloss.pattern
function P.layer(name, attributes) end
---The pattern matches up to here.
---@param p gloss.pattern|string
---@return gloss.pattern
function P.before(p) end
---@param definition gloss.rule_definition
---@return gloss.rule
function P.rule(definition) end
---@param definition gloss.phase_definition
---@return gloss.pattern.phase
function P.phase(definition) end
---The phase of a file of spaCy's patterns.
---@param definition string|{file: string, name: string?, layer: string?, policy: string?}
---@return gloss.pattern.phase
function P.spacy(definition) end

P.w, P.W, P.lem, P.t, P.G, P.A = P.word, P.exact, P.forms, P.token, P.gaz, P.layer

return P
