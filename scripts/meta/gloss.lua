---@meta gloss
-- Types of what C gives to scripts, `gloss.core`, for editors (LuaCATS); docs/lua.md is the manual. Functions
-- marked "Data" return nil, message, position for bad data; all raise for a wrong program.

---What C gives to scripts; `gloss.core`, also `require "gloss.core"`.
---@class gloss.core
---@field version string
---@field null lightuserdata JSON's null
---@field array table metatable of lists that were decoded
---@field datadir string where the installation keeps share/gloss
---@field program string? path of the program or of gloss.so
---@field options table<string, string> libraries in this build and their versions
---@field shape table<string, integer>
---@field space table<string, integer>
---@field coroutine table resume, wrap and close under which an interruption finds what runs
local core = {}
---Makes a document. Data: nil, message, position for text that is not UTF-8.
---@param text string
---@param options {id: string?, ref_date: string?, meta: table<string, string>?,
---  replace_bad: boolean?}?
---@return gloss.doc?, string? message, integer? position
function core.doc(text, options) end
---@alias gloss.token_style "ud"|"ptb"|"uax29"|"whitespace"
---@alias gloss.keep_or_split "keep"|"split"
---Makes a tokenizer. The choices belong to the styles "ud" and "ptb".
---@param options {style: gloss.token_style?, language: string?, hyphens: gloss.keep_or_split?,
---  clitics: gloss.keep_or_split?, urls: gloss.keep_or_split?, symbols: gloss.keep_or_split?,
---  emoji: gloss.keep_or_split?, keep: string[]?, split: string[]?, abbreviations: string[]?,
---  affixes: string[]?, simd: string?}?
---@return gloss.tokenizer
function core.tokenizer(options) end
---@alias gloss.newlines "auto"|"wrap"|"paragraph"|"sentence"
---Makes a splitter. `starters` are more words that often start a sentence; `model` is the path of
---a file that `gloss train sentences` made.
---@param options {style: "news"|"uax29"|"lines"?, language: string?, newlines: gloss.newlines?,
---  abbreviations: string[]?, starters: string[]?, model: string?}?
---@return gloss.splitter
function core.splitter(options) end
---@param options {language: string?}?
---@return gloss.sentence_trainer
function core.sentence_trainer(options) end
---@param options {n: integer?, column: string?, kind: gloss.kinds?,
---  within: gloss.layer_or_name?}?
---@return gloss.frequencies
function core.frequencies(options) end
---@alias gloss.case "exact"|"folded"|"smart"
---@alias gloss.policy "longest"|"all"|"priority"
---@alias gloss.validity "flag"|"only"
---@alias gloss.variant "quotes"|"hyphens"|"dots"|"plural"|"possessive"
---Compiles a gazetteer. `entries` is called until it gives nil: a surface, then a value (or nil) a
---column; of rows that pick these no strings are made.
---@param options {tokenizer: gloss.tokenizer, entries: gloss.rows|(fun(): string?, ...),
---  name: string?, case: gloss.case?, policy: gloss.policy?, validity: gloss.validity?,
---  diacritics: "on"|"off"|nil, substring: boolean?, fuzzy: integer?, variants: gloss.variant[]?,
---  columns: string[]?}
---@return gloss.compiled
function core.gazetteer(options) end
---A gazetteer of another and entries added to it, made with the same name, columns and settings.
---@param base gloss.compiled
---@param added gloss.compiled
---@return gloss.compiled
function core.overlay(base, added) end
---A set of compiled gazetteers that are run in one pass; none may be in it twice.
---@param list gloss.compiled[]
---@return gloss.set
function core.gazetteers(list) end
---Opens a compiled gazetteer. Data: nil, message, position.
---@param path string
---@param t gloss.tokenizer? the one whose tokens it will be run on; nil: whatever it was made for
---@param verify boolean? checks the whole file
---@return gloss.compiled?, string? message, integer? position
function core.open_gazetteer(path, t, verify) end
---A rule for the engine: `match` is a tree as docs/pattern-ast.md says, with phrases resolved.
---@alias gloss.engine_rule {name: string, match: table, where: string?, priority: integer?,
---  claims: string?, within: string?, zones: string[]?}
---Compiles rules into a phase. A wrong tree raises, with the line that made it.
---@param options {policy: "longest"|"priority"|"all"|nil, rules: gloss.engine_rule[]}
---@return gloss.engine_phase
function core.phase(options) end
---@class gloss.engine_phase
local engine_phase = {}
---Finds the matches of all rules, losers among them: tokens first to last, from 1; `winner` is the
---place of the match that won over it. Second, what the run did.
---@param doc gloss.doc
---@param tokens gloss.layer_or_name?
---@return {rule: integer, first: integer, last: integer, winner: integer?, captures: {name: string,
---  first: integer, last: integer, layer: string?, row: integer?}[]}[]
---@return {scopes: integer, starts: integer, steps: integer, states: integer, flushes: integer,
---  fallbacks: integer, truncated: integer}
function engine_phase:run(doc, tokens) end
---Says how far a rule came from a token, and which tests or nodes failed there: any would have passed.
---@param doc gloss.doc
---@param rule integer
---@param token integer
---@param tokens gloss.layer_or_name?
---@return {last: integer?, rejected: table?, furthest: integer, wanted: table[], scope: integer[]?}
function engine_phase:why(doc, rule, token, tokens) end
---Finds the near misses of a rule in a document: starts from which some token passed, or whose
---match was rejected. Where the rule matches, it goes on behind the match.
---@param doc gloss.doc
---@param rule integer
---@param tokens gloss.layer_or_name?
---@return {first: integer, rejected: table?, furthest: integer, wanted: table[], scope: integer[]}[]
function engine_phase:misses(doc, rule, tokens) end
---Decodes one JSON value in text[first..last]. Data: nil, message, position. null is core.null, a
---list has core.array as metatable.
---@param text string
---@param first integer?
---@param last integer?
---@return any value, string? message, integer? position
function core.json_decode(text, first, last) end
---Encodes a value as one line of JSON, as gloss.json.encode does. `object` is the metatable of tables
---that are objects though empty, `deferred` that of tables which, like userdata, are written as what
---`convert` gives for them; nil and a message from it raise with the path of the value.
---@param value any
---@param object table
---@param deferred table
---@param convert fun(value: table|userdata): any, string?
---@return string
function core.json_encode(value, object, deferred, convert) end
---Data: the folded form, or nil, message, position.
---@param text string
---@return string?, string? message, integer? position
function core.fold(text) end
---The strings of a list, folded if that is asked, sorted by bytes and each once; nil when it is
---empty or holds anything but strings that are not empty (and fold).
---@param list string[]
---@param fold boolean?
---@return string[]?
function core.words(list, fold) end
---Normalises text: NFC unless options say more. Data: the text and its map, or nil, message,
---position.
---@param text string
---@param options {form: "nfc"|"nfd"|"nfkc"|"nfkd"?, fold: boolean?, diacritics: boolean?,
---  quotes: boolean?, dashes: boolean?}? diacritics = false drops them
---@return string? normalised, gloss.map|string map, integer? position
function core.normalize(text, options) end
---Iterates over a text: grapheme clusters (what a reader takes for one character), words and what
---stands between them, or sentences, by UAX #29. Data: nil, message, position.
---@param text string
---@param kind "grapheme"|"word"|"sentence"
---@return fun(): (integer?, integer?)|nil next_segment, string? message, integer? position
function core.segments(text, kind) end
---Rows of separated values. Called, once cells are picked, it is an iterator over them.
---@param text string|(fun(): string?, string?) or what gives the next piece of a stream, nil at its
---end, or nil and why there is none
---@param separator string a tab (no quoting then), or another character, as a comma (RFC 4180)
---@param longest integer? bytes that a row of a stream may have
---@return gloss.rows
function core.rows(text, separator, longest) end
---@class gloss.rows
---@overload fun(): string?, string? ...
local rows = {}
---The next row and the byte behind it, nil behind the last. Data: nil, message, position; then it goes
---on with the next line.
---@return string[]?, string|integer|nil after_or_message, integer? position
function rows:cells() end
---Says which cells of a row a call gives, the first "" where the row lacks it, others nil where they
---are empty. A call raises, with line and column, on a row of over `width` cells.
---@param numbers integer[] from 1
---@param width integer
---@return gloss.rows itself
function rows:pick(numbers, width) end
---The line and the column of a cell of the last row; of the row, for one that it lacks.
---@param cell integer?
---@return integer line, integer column
function rows:place(cell) end
---The byte of the text where a cell of the last row starts.
---@param cell integer?
---@return integer position
function rows:start(cell) end
---@param text string any bytes
---@return string # 16 hex digits of the library's hash of these bytes
function core.hash(text) end
---Data: a key of the folded words of a text, whatever stands between them, or nil, message, position.
---@param text string
---@return string? key, string? message, integer? position # 16 hex digits
function core.text_key(text) end
---Data: a key that differs in few bits for texts that share most runs of three words.
---@param text string
---@return string? key, string? message, integer? position # 16 hex digits
function core.simhash(text) end
---@param a string 16 hex digits
---@param b string
---@return integer # the bits in which two keys differ, 0 to 64
function core.hamming(a, b) end
---Data: true, or nil, message, position.
---@param text string
---@return true?, string? message, integer? position
function core.utf8_check(text) end
---Data: the number of code points, or nil, message, position.
---@param text string
---@return integer?, string? message, integer? position
function core.utf8_length(text) end
---The nearest of some names, or nil when none is near.
---@param name string
---@param names string[]
---@return string?
function core.nearest(name, names) end
---Raises with "unknown WHAT "NAME"", the nearest of names or all of them.
---@param what string
---@param name string
---@param names string[]
---@param level integer? as error's
function core.unknown(what, name, names, level) end
---Tells whether spans have a property or method of that name, so that no column may.
---@param name string
---@return boolean
function core.span_uses(name) end
---@param files table<function, table|false> { file = } by function, or by its __index
---@return string? place # "file:line" of the innermost function that calls this and has a file
function core.caller(files) end
---@param files table<function, table|false> as core.caller's
---@param own table<string, integer> bits by op of a node, or kind of a test
---@return fun(t: table): table node # gives t its place in the script and the bits of what is in it
function core.nodes(files, own) end
---Sets or lowers the stop flag that runs poll; without an argument returns it.
---@param on boolean?
---@return boolean
function core.stop(on) end
---@return string[] # names of the embedded modules
function core.modules() end
---@param name string
---@return string? source, string? file # of an embedded module
function core.module_source(name) end
---@param fd integer? 1 unless given
---@return boolean
function core.isatty(fd) end
---@return integer # columns of the terminal, 80 when there is none
function core.width() end
---@return number # seconds on a clock that only goes forward
function core.clock() end
---Does what xpcall does. An interruption, Ctrl-C, which no pcall of Lua stops, ends here.
---@param f function
---@param handler fun(raised: any): any
---@return boolean ok, any ...
function core.xpcall(f, handler, ...) end
---resume, wrap and close as in `coroutine`; an interruption finds what they run. Pipelines and the
---prompt have them as `coroutine`.
core.coroutine = {}

---Reads a line with editing; nil and "eof" or "interrupted" (Ctrl-C) when there is none. Between
---two bytes \1 the prompt may have escape sequences. Tab asks `complete` for the words that the
---last one of the line before the cursor may become.
---@param prompt string
---@param complete (fun(line: string): string[])?
---@return string? line, string? why
function core.readline(prompt, complete) end
---@param line string
function core.add_history(line) end
---Data: true, or nil and why.
---@param path string
---@return true?, string? message
function core.read_history(path) end
---Data: true, or nil and why.
---@param path string
---@return true?, string? message
function core.write_history(path) end

return core
