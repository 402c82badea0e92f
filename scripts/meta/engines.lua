---@meta gloss.engines
-- Types of engines and of what they make, for editors (LuaCATS); docs/lua.md is the manual. Functions
-- marked "Data" return nil, message, position for bad data; all raise for a wrong program.

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
---@field fingerprint string that of the tokenizer it was made with, 16 hex digits
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
