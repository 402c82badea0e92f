---@meta gloss.documents
-- Types of documents, layers, spans and builders, for editors (LuaCATS); docs/lua.md is the manual. Functions
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
---How many rows the layers have that were bound after the first `known`, and how many layers there are.
---@param known integer? 0 unless given
---@return integer rows, integer layers
function doc:row_count(known) end
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
---A table for each name: the value of every row, nil where it has none; of `first` and `last`,
---where rows stand.
---@param ... string columns, "first", "last"
---@return table<integer, any> ...
function layer:values(...) end
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
