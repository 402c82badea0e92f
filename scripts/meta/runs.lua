---@meta gloss.runs
-- Types of what runs over many documents are made of: workers, inputs, databases, for editors (LuaCATS);
-- docs/lua.md is the manual. Functions marked "Data" return nil, message, position for bad data; all
-- raise for a wrong program.

---@class gloss.core
local core = {}

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
---@field progress boolean? standard error is a terminal, and a line there says how far it is
---@field durable integer? the first so many channels are files the journal speaks of
---@field streams integer[]? tasks, rising, that one process reads: they come in batches, each done as a task is

---@class gloss.worker
local worker = {}
---@return integer? task, boolean? abandoned, integer|"read"|nil part # the next task; whether it is to be given up, as workers died beside its documents; of a stream the batch, from 1, whose pieces take() gives, or "read": it is to be read by piece() and send()
function worker:next() end
---Adds to a stream what cut() gives, protected, as document() does: values that are nil, booleans,
---numbers, strings or tables of these. They must be the same whenever the stream is read: after the
---death of a reader another one begins anew, and what was there is left out.
---@param cut fun(): ... nil alone is the end
---@return boolean? more, string? why, string? reason # nil: it failed, or readers died in it
function worker:piece(cut) end
---Makes a batch of the pieces that were gathered; full ones are made by themselves.
---@param last boolean? the stream ends
function worker:send(last) end
---Tells of a stream that can be read only once whether it is lost, as a reader died: why. What is
---added then comes behind what was there.
---@return string? why, string? reason
function worker:lost() end
---@return any ... # the values of the batch's next piece
function worker:take() end
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
---What is done until the next document, as passing over those that are done, is no document's time.
function worker:idle() end
---What is done from here on is the next document's time again.
function worker:busy() end
---Notes what the document is in, which failed() is told when that kills the worker.
---@param n integer
function worker:stage(n) end

---Forks workers and writes what they send, whole documents only. Gives what came of it: documents,
---failed, deaths (of workers), counters, finished, ended ("limit", "errors", "stopped" or nil),
---interrupted (a signal or nil); data: nil, message, errno and the channel that could not be
---written, one more than there are for the journal; with ESTALE (116) the task that is a stream and
---is not what it was when the run began.
---@param job gloss.job
---@return table? result, string? message, integer? errno, integer? channel
function core.supervise(job) end
---Keeps what can be read only once in a file without a name. Data: the path by which this process
---and those it forks can open it, or nil and why.
---@param file string "-" is standard input, which then is that file too
---@param most integer? bytes
---@return string? path, string? message
function core.spool(file, most) end
---Opens a pipe, or standard input ("-"), that is read as it comes, by a process forked later. Data:
---the path of what is a file; nil and why when it cannot be read: a device, a pipe without writer.
---@param file string
---@return gloss.input|string? input, string? message
function core.input(file) end
---@class gloss.input
local input = {}
---@param n integer bytes at most
---@return string? bytes, string? message # as many as there are; nil at the end, with why when it cannot be read
function input:read(n) end
---@return boolean # whether read() would wait
function input:waits() end
function input:close() end
---Makes a file standard input. Data: true, or nil and why.
---@param path string
---@return true?, string? message
function core.redirect_input(path) end
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
---Turns bytes of an encoding that iconv knows into UTF-8. Data: nil, why and, for bad bytes, the
---position (from 1) of the first.
---@param bytes string
---@param encoding string such as "windows-1252"
---@param replace boolean? each bad character becomes U+FFFD
---@return string? text, string? message, integer? position
function core.decode(bytes, encoding, replace) end
---Tells an encoding by statistics; nil when it cannot be told, or the build has no libuchardet.
---@param bytes string
---@return string? encoding
function core.detect_encoding(bytes) end
---Reads a web page, UTF-8, by libxml2. Data: nil and why, where the build has no libxml2.
---@param page string
---@return gloss.page? page, string? message
function core.html(page) end
---@class gloss.page
local page = {}
---What comes next: an element that begins, with its attributes, or ends, or text; each element that
---begins ends. Nothing at the end of the page; data: nil and why where elements are nested
---deeper than 2000, or a tag has more than 2000 attributes: then it would take more than linear time.
---@return "start"|"stop"|"text"|nil kind, string? name_or_text, table<string, string>? attributes
function page:next() end
---A part of a message: with parts of its own; or text, its bytes still in their charset; or an
---attachment, whose bytes are left.
---@alias gloss.mail_part {type: string, charset: string?, content: string?, parts: gloss.mail_part[]?, attachment: true?}
---Takes a message (RFC 5322, MIME) apart; headers are decoded. Data: nil and why, also where the
---build has no libgmime.
---@param bytes string
---@return {id: string?, subject: string?, from: string?, date: string?, language: string?, body: gloss.mail_part?}? message, string? why
function core.mail(bytes) end
---Opens a database of SQLite, made when it is not there. Data: nil and why.
---@param path string
---@return gloss.database? database, string? message
function core.sqlite(path) end
---@class gloss.database
local database = {}
---Runs statements; raises when one fails, in SQLite's words.
---@param sql string
function database:exec(sql) end
---@param sql string
---@return gloss.statement
function database:prepare(sql) end
function database:close() end
---@class gloss.statement
local statement = {}
---Runs it with values for its parameters; gives those of the first row, if there is one.
---@param ... string|number|boolean|lightuserdata|nil
---@return string|number|nil ...
function statement:run(...) end
function statement:close() end
---Puts a file, or a folder's names, on the disk, or all that its file system holds. Data: true, or
---nil and why.
---@param path string
---@param all? boolean
---@return true?, string? message
function core.sync(path, all) end
---@param text string
---@return string # 16 hexadecimal digits, the same in every process and version
function core.checksum(text) end
---@param path string
---@return integer? documents, boolean? finished # what a journal of core.supervise says; nil when it says nothing
function core.journal(path) end
