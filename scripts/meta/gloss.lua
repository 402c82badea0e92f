---@meta gloss
-- Types of everything bound from C, for editors (LuaCATS); docs/lua.md is the manual. Functions
-- marked "Data" return nil, message, position for bad data; all raise for a wrong program.

---@alias gloss.type "u8"|"u16"|"u64"|"boolean"|"symbol"|"integer"|"number"|"ref"
---@alias gloss.unit "codepoints"|"utf16"|"bytes"
---@alias gloss.op "within"|"covers"|"overlaps"|"follows"
---@alias gloss.layer_or_name gloss.layer|string
---@alias gloss.kinds string|string[] a token kind, or a list of them
---@alias gloss.full_spec {type: gloss.type, list: boolean?, target: gloss.layer_or_name?}
---@alias gloss.column_spec gloss.type|gloss.full_spec

---An immutable text with its layers.
---@class gloss.doc
---@field id string
---@field text string
---@field meta table<string, string> a fresh table
---@field ref_date string? YYYY-MM-DD
---@field ref_date_from string? option, input, meta, dateline ...
---@operator len: integer
local doc = {}
---Sets or replaces a metadata value. Data: true, or nil and why.
---@param key string
---@param value string
---@return true?, string? message, integer? position
function doc:set_meta(key, value) end
---Sets the reference date, once. Data: true, or nil and why.
---@param date string YYYY-MM-DD
---@param from string? where it is from; "option" unless given
---@return true?, string? message
function doc:set_ref_date(date, from) end
---@param name string
---@return gloss.layer # raises with the nearest name when there is none
function doc:layer(name) end
---@param name string
---@return gloss.layer?
function doc:find(name) end
---@return string[] # names of the bound layers, in order of binding
function doc:layers() end
---@param name string
---@param columns table<string, gloss.column_spec>?
---@return gloss.builder
function doc:build(name, columns) end
---@param name string
---@param columns table<string, gloss.column_spec>?
---@return gloss.builder
function doc:relation(name, columns) end
---@param layer gloss.layer
---@return gloss.layer layer
function doc:bind(layer) end
---@param first integer
---@param last integer
---@return gloss.span # of no row
function doc:span(first, last) end
---@param first integer
---@param last integer
---@param unit gloss.unit? codepoints unless given
---@return integer start, integer stop # half-open, from 0
function doc:offsets(first, last, unit) end
---The bytes of half-open offsets; undoes doc:offsets.
---@param start integer
---@param stop integer
---@param unit gloss.unit? codepoints unless given
---@return integer first, integer last
function doc:bytes(start, stop, unit) end
---Frees the document now; every later use of it, its layers and spans raises.
function doc:close() end

---Spans with columns, or (a relation) columns alone. Rows count from 1.
---@class gloss.layer
---@field name string
---@field doc gloss.doc
---@field relation boolean
---@field columns string[] names of the columns there are
---@field [integer] gloss.span
---@operator len: integer
local layer = {}
---Iterates rows: i, first, last and the columns asked for (of a relation i and the columns).
---@param ... string
---@return fun(): integer, any, any, any, any, any, any
function layer:each(...) end
---@param row integer
---@return integer?
function layer:first(row) end
---@param row integer
---@return integer?
function layer:last(row) end
---@param row integer
---@param column string
---@return any
function layer:get(row, column) end
---@param name string
---@return gloss.column
function layer:column(name) end
---@param column string
---@param value any a value, or a table of accepted values
---@return integer[] rows
function layer:where(column, value) end
---@param column string
---@param options {kind: gloss.kinds?, rows: integer[]?}? which rows count
---@return table<any, integer> # value -> count
function layer:count_by(column, options) end
---Counts n-grams: n rows that follow one another, by their strings in a column.
---@param n integer 1 to 16
---@param column string
---@param options {kind: gloss.kinds?, within: gloss.layer_or_name?}?
---@return gloss.frequencies
function layer:ngrams(n, column, options) end
---@param rows integer[]|fun(s: gloss.span): any
---@param name string? the layer's own unless given
---@return gloss.layer # unbound
function layer:filter(rows, name) end
---@return fun(): gloss.span
function layer:spans() end
---@return gloss.span[]
function layer:rows() end
---@param column string
---@return boolean
function layer:has(column) end
---@param name string
---@param type gloss.type
---@param values table values[i] is row i's, nil is absent
---@param options {list: boolean?, target: gloss.layer_or_name?}?
---@return gloss.layer self
function layer:add_column(name, type, values, options) end
---@param first integer
---@param last integer
---@return integer? row # the innermost that covers these bytes
function layer:within(first, last) end
---@param first integer
---@param last integer
---@return fun(): integer # rows inside these bytes
function layer:covered(first, last) end
---@param first integer
---@param last integer
---@return fun(): integer # rows that overlap these bytes
function layer:overlapping(first, last) end
---@param first integer
---@param last integer
---@param options {label: string?, side: "left"|"right"|"both"?, within: gloss.layer_or_name?}?
---@return integer? row
function layer:nearest(first, last, options) end
---@param other gloss.layer_or_name
---@param op gloss.op
---@param options {gap: integer?, unit: gloss.layer_or_name?, same: gloss.layer_or_name?,
---  name: string?}?
---@return gloss.layer # an unbound relation of columns a and b
function layer:join(other, op, options) end
---@param other gloss.layer_or_name
---@param ... gloss.layer_or_name|string more layers; a last string is the new layer's name
---@return gloss.layer # unbound
function layer:merge(other, ...) end

---A whole column.
---@class gloss.column
---@field name string
---@field type gloss.type
---@field list boolean
---@field target gloss.layer? of a ref column
---@field [integer] any
---@operator len: integer

---A view of a row, or a free span. Columns are fields.
---@class gloss.span
---@field first integer?
---@field last integer?
---@field text string?
---@field doc gloss.doc
---@field layer gloss.layer?
---@field row integer?
---@field [string] any
---@operator len: integer
local span = {}
---@param layer gloss.layer_or_name
---@return gloss.span? # the innermost that covers it
function span:within(layer) end
---@param layer gloss.layer_or_name
---@return gloss.span[] # those inside it
function span:covered(layer) end
---@param layer gloss.layer_or_name
---@return gloss.span[] # those that overlap it
function span:overlapping(layer) end
---Of a sentence: nil, too, across an edge of zones of two labels.
---@return gloss.span?
function span:prev() end
---@return gloss.span?
function span:next() end
---@param layer gloss.layer_or_name
---@param options {label: string?, side: "left"|"right"|"both"?, within: gloss.layer_or_name?}?
---@return gloss.span?
function span:nearest(layer, options) end
---@param unit gloss.unit? codepoints unless given
---@return integer start, integer stop # half-open, from 0
function span:offsets(unit) end

---Collects rows of a new layer.
---@class gloss.builder
local builder = {}
---@param first integer of a relation: the table of values instead
---@param last integer
---@param values table<string, any>?
---@return integer row # number of the row added
---@overload fun(self: gloss.builder, values: table<string, any>?): integer
function builder:add(first, last, values) end
---@param bind boolean? false leaves the layer unbound
---@return gloss.layer
function builder:seal(bind) end

---@class gloss.tokenizer
---@field fingerprint string 16 hex digits
---@field name string "token"
local tokenizer = {}
---@param d gloss.doc
---@return gloss.layer # bound as "token"
function tokenizer:run(d) end

---Reads a text of any size and gives it as documents, each with its tokens bound and the number of
---bytes before it: the same tokens as if it were one document. `source` is a file, or a function
---that gives the next bytes, nil at the end. Raises at a byte that is no UTF-8, naming its place.
---With a splitter documents end with sentences, and have those bound, too.
---@param source file*|fun(): string?, string? # nil and a message: cannot read
---@param options? {size: integer?, id: string?, replace_bad: boolean?,
---  splitter: gloss.splitter?} # size: bytes a document aims at, 1 MB; id: documents' ids are `id@offset`
---@return fun(): gloss.doc?, integer?
function tokenizer:stream(source, options) end

---@class gloss.splitter
---@field name string "sentence"
local splitter = {}
---@param d gloss.doc
---@param tokens gloss.layer_or_name? "token" unless given
---@param bounds gloss.layer_or_name? "zone" if there, unless given
---@return gloss.layer # bound as "sentence"; column reason: terminator dateline list heading
---paragraph line bound limit end model; with a model also score, its log odds that the sentence ends there
function splitter:run(d, tokens, bounds) end
---Makes the paragraphs of a text, without the white space around them.
---@param d gloss.doc
---@param tokens gloss.layer_or_name? "token" unless given
---@return gloss.layer # bound as "paragraph"
function splitter:paragraphs(d, tokens) end
---Makes the lines of a text that are not blank, without the white space around them.
---@param d gloss.doc
---@param tokens gloss.layer_or_name? "token" unless given
---@return gloss.layer # bound as "line"
function splitter:lines(d, tokens) end

---Learns a splitter's model: words first, then texts, then fit.
---@class gloss.sentence_trainer
local trainer = {}
---@param word string
---@param class "forename"|"surname"|"common"
---@return gloss.sentence_trainer self
function trainer:word(word, class) end
---@param d gloss.doc
---@param firsts integer[] the first bytes of its sentences
---@param tokens gloss.layer_or_name? "token" unless given
---@return gloss.sentence_trainer self
function trainer:add(d, firsts, tokens) end
---Counts the words of a raw text, from which abbreviations, starters and pairs are learnt. Raw
---texts come before those split by hand.
---@param d gloss.doc
---@param tokens gloss.layer_or_name? "token" unless given
---@return gloss.sentence_trainer self
function trainer:read(d, tokens) end
---@return string # what they taught: lines of a letter (a, s or p), a space and a form
function trainer:forms() end
---@return string # the bytes of a model's file
function trainer:fit() end

---Counts of n-grams over documents.
---@class gloss.frequencies
---@field n integer words of a gram
---@field column string
---@field total integer grams counted
---@field documents integer
---@operator len: integer # different grams
local frequencies = {}
---Counts a layer as one document.
---@param l gloss.layer
---@return gloss.frequencies self
function frequencies:add(l) end
---Adds what another table of the same n counted, of other documents.
---@param other gloss.frequencies
---@return gloss.frequencies self
function frequencies:merge(other) end
---@param ... string the n words of a gram, or one string with a space between them
---@return integer count, integer documents
function frequencies:count(...) end
---@return fun(): string, integer, integer # form, count, documents, in order of first sight
function frequencies:each() end
---@alias gloss.measure "count"|"documents"|"pmi"|"log_likelihood"|"t_score"|"log_dice"
---@class gloss.ranked
---@field form string the words with a space between
---@field count integer
---@field documents integer
---@field per_million number
---@field score number? by a score
---@field [integer] string the words
---The best grams: highest first, of equals the more frequent, then in byte order.
---@param most integer? all unless given
---@param options {by: gloss.measure?, min_count: integer?, min_documents: integer?,
---  reference: gloss.frequencies?}?
---@return gloss.ranked[]
function frequencies:top(most, options) end

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
---column.
---@param options {tokenizer: gloss.tokenizer, entries: (fun(): string?, ...), name: string?,
---  case: gloss.case?, policy: gloss.policy?, validity: gloss.validity?,
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
---@param t gloss.tokenizer
---@param verify boolean? checks the whole file
---@return gloss.compiled?, string? message, integer? position
function core.open_gazetteer(path, t, verify) end
---A rule for the engine: `match` is a tree as docs/pattern-ast.md says, with phrases resolved.
---@alias gloss.engine_rule {name: string, match: table, where: string?, priority: integer?,
---  within: string?, zones: string[]?}
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
---@param text string any bytes
---@return string # 16 hex digits of the library's hash of these bytes
function core.hash(text) end
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

---What core.supervise is to do.
---@class gloss.job
---@field tasks integer their number
---@field work fun(worker: gloss.worker) runs in each worker, a forked process: does tasks until worker:next() gives none
---@field channels file*[] what is written to, at most 64
---@field jobs integer? workers, 1 to 256; 1 unless given
---@field ordered boolean? output in the order of the tasks: true unless given
---@field timeout integer? milliseconds a document may take
---@field memory integer? bytes a worker may use beyond what is used now; only in the program
---@field limit integer? documents at most
---@field max_errors integer? the failed document after so many ends the run
---@field counters integer? their number, at most 256
---@field skip integer? bytes at the start of the first channel that are not written
---@field journal file*? 32 KB of zeros, or what an earlier run left there: the run goes on from it
---@field durable integer? the first so many channels are files the journal speaks of

---@class gloss.worker
local worker = {}
---@return integer? task, boolean? abandoned # the next task; whether it is to be given up, as workers died beside its documents
function worker:next() end
---Does the next document of the task by run(), protected. When that raised, took too long or killed
---a worker, failed(raised, reason, stage) is called, and only what that writes counts; reason is
---"error", "timeout", "memory" or "crash". A document done before is passed over: "known".
---@param run fun(): "none"|"skipped"|nil there was no document; it does not count
---@param failed fun(raised: any, reason: string, stage: integer): "retire"|"last"|nil the worker ends after it; the run does
---@return string?
function worker:document(run, failed) end
---@param channel integer from 1
---@param text string
function worker:write(channel, text) end
---@param counter integer from 1
---@param n integer? 1 unless given
function worker:count(counter, n) end
---Notes what the document is in, which failed() is told when that kills the worker.
---@param n integer
function worker:stage(n) end

---Forks workers and writes what they send, whole documents only. Gives what came of it: documents,
---failed, deaths (of workers), counters, finished, ended ("limit", "errors", "stopped" or nil),
---interrupted (a signal or nil); data: nil, message, errno and the channel that could not be
---written, one more than there are for the journal.
---@param job gloss.job
---@return table? result, string? message, integer? errno, integer? channel
function core.supervise(job) end
---Keeps what can be read only once in a file without a name. Data: the path by which this process
---and those it forks can open it, or nil and why.
---@param file string "-" is standard input, which then is that file too
---@param most integer? bytes
---@return string? path, string? message
function core.spool(file, most) end
---Opens an archive, or a compressed file. Data: nil and why when it cannot be opened.
---@param path string
---@param raw boolean? a compressed file: one file inside, whose name says nothing
---@return gloss.archive? archive, string? message
function core.archive(path, raw) end
---@class gloss.archive
local archive = {}
---@return string? name, string? message # of the next file; nil at the end, with why when it is broken
function archive:next() end
---@param n integer bytes at most
---@return string? bytes, string? message # nil at the end of the file, with why when it is broken
function archive:read(n) end
function archive:close() end
---Puts a file, or a folder's names, on the disk. Data: true, or nil and why.
---@param path string
---@return true?, string? message
function core.sync(path) end
---@param text string
---@return string # 16 hexadecimal digits, the same in every process and version
function core.checksum(text) end
---@param path string
---@return integer? documents, boolean? finished # what a journal of core.supervise says; nil when it says nothing
function core.journal(path) end
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

---Positions of a normalised text in its source, and back. Both take and give bytes from 1,
---inclusive; a character and its marks map as a whole when they changed.
---@class gloss.map
local map = {}
---@param first integer in the normalised text
---@param last integer
---@return integer first, integer last # the smallest span of the source that these came from
function map:source(first, last) end
---@param first integer in the source
---@param last integer
---@return integer first, integer last # the smallest span of the normalised text for these
function map:target(first, last) end

---A compiled gazetteer.
---@class gloss.compiled
---@field name string
---@field columns string[]
---@field settings table<string, any> how entries match, as core.gazetteer takes it; a fresh table
---@operator len: integer
local compiled = {}
---@param d gloss.doc
---@param tokens gloss.layer_or_name? "token" unless given
---@return gloss.layer # bound under the gazetteer's name
function compiled:run(d, tokens) end
---Data: true, or nil and why.
---@param path string
---@return true?, string? message
function compiled:save(path) end

---Compiled gazetteers that are run in one pass.
---@class gloss.set
---@operator len: integer
local set = {}
---Binds the layers that they make, in order, and gives them.
---@param d gloss.doc
---@param tokens gloss.layer_or_name? "token" unless given
---@return gloss.layer ...
function set:run(d, tokens) end

return core
