-- Mails: parted, decoded, their text chosen, what is attached counted.
local core = require "gloss".core
local gloss = require "gloss"
local program = require "support.program"
local work = require "support.work"

local BOX = [[
From ann@x.example Tue May  4 10:00:00 2021
Message-ID: <one@x.example>
From: =?utf-8?q?Ann_L=C3=A9e?= <ann@x.example>
Date: Tue, 4 May 2021 10:00:00 +0200
Subject: =?iso-8859-1?q?Caf=E9?= plans
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/html; charset=utf-8

<p>In HTML.</p>
--c
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

The caf=E9 opens =93tomorrow=94, said Bo=
b.
>From here on.
--c--
--b
Content-Type: application/pdf; name=x.pdf
Content-Transfer-Encoding: base64
Content-Disposition: attachment

AAAA
--b--

From bob@x.example Tue May  4 10:00:00 2021
Subject: plain
From: bob@x.example

Hello there.
From is no mark of a new mail here.

From bob@x.example Tue May  4 10:00:00 2021
Subject: html
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+SGkgw6l0w6k8L3A+
]]

describe("mbox inputs", function()
  if not core.options.gmime then
    it("are refused by a build without the library", function()
      assert.matches("libgmime", select(2, core.mail "a: b\n\nc"))
    end)
    return
  end
  local folder
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  local function read(text, options, name)
    local file = program.write(folder, name or "m.mbox", text)
    local items, messages, each = {}, {}, gloss.readers.mbox(file, options)
    while true do
      local item, message = each()
      if item then items[#items + 1] = item
      elseif message then messages[#messages + 1] = message
      else return items, messages, file end
    end
  end

  it("are a document a mail", function()
    local items, messages, file = read(BOX)
    assert.same({}, messages)
    assert.are.equal(3, #items)
    assert.are.equal("one@x.example", items[1].id)
    assert.are.equal("The café opens “tomorrow”, said Bob.\nFrom here on.", items[1].text)
    assert.same({ from = "Ann Lée <ann@x.example>", subject = "Café plans", attachments = "1",
                  published = "2021-05-04T10:00:00+02:00" }, items[1].meta)
    assert.same({ path = file, byte = 0, encoding = "windows-1252", extractor = "mail" },
      items[1].source)
    local start = BOX:find("From bob", 1, true) - 1
    assert.are.equal(file .. "@" .. start, items[2].id)
    assert.are.equal("Hello there.\nFrom is no mark of a new mail here.\n\n", items[2].text)
    assert.are.equal("Hi été\n", items[3].text)
  end)

  it("may be one mail alone", function()
    local items, _, file = read("Subject: one\n\nHi.\n\nFrom here on it is text.\n", nil, "a.eml")
    assert.are.equal(1, #items)
    assert.same({ file, "one", "Hi.\n\nFrom here on it is text.\n" },
      { items[1].id, items[1].meta.subject, items[1].text })
  end)

  it("are errors one by one", function()
    local big = ("x"):rep(300) .. "\n"
    local items, messages = read("From a\nSubject: big\n\n" .. big .. "\nFrom b\nSubject: bad\n"
      .. "Content-Type: text/plain; charset=utf-8\n\nab\xFF\n\nFrom c\nSubject: ok\n\nFine.\n",
      { longest = 200 })
    assert.are.equal(1, #items)
    assert.are.equal("ok", items[1].meta.subject)
    assert.matches("300?1? bytes are more than a document may have, 200", messages[1])
    assert.matches("byte %d+: text/plain part: byte 2: not UTF%-8", messages[2])
  end)

  it("take a word for an encoding that is none, and none at all", function()
    local items = read("Content-Type: text/plain; charset=nonsense\n\ncaf\xC3\xA9\n")
    assert.are.equal("café\n", items[1].text)
    assert.are.equal("caf\u{FFFD}\n", read("\ncaf\xE9\n", { encoding = "UTF-8",
                                                           replace_bad = true })[1].text)
  end)

  -- Gives parts in parts.
  local function nested(n)
    local parts = {}
    for i = 1, n // 10 do
      parts[i] = ("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"):format(i, i)
    end
    return table.concat(parts)
  end

  for what, make in pairs {
    parts = nested,
    headers = function(n) return ("X: a\n"):rep(n) .. "\nx\n" end,
    ["angle brackets"] = function(n) return "To: " .. ("<"):rep(n) .. "\n\nx\n" end,
    addresses = function(n) return "To: " .. ("a <a@b>,"):rep(n) .. "\n\nx\n" end,
    words = function(n) return "Subject: " .. ("=?utf-8?q?a?= "):rep(n) .. "\n\nx\n" end,
    mails = function(n) return ("From \n\n"):rep(n) end,
    boundaries = function(n)
      return "Content-Type: multipart/mixed; boundary=b\n\n" .. ("--b\n\n"):rep(n)
    end,
    parameters = function(n) return "Content-Type: a/b" .. ("; a=1"):rep(n) .. "\n\nx\n" end,
    marks = function(n) return "From x\n" .. (">"):rep(n) .. "From y\n" end,
    lines = function(n) return "Subject: x\n\n" .. ("a\n"):rep(n) end } do
    it("are work that grows as they do: " .. what, function()
      work.assert_linear(what, function(text) assert.is_table((read(text))) end, make, 5000)
    end)
  end

  it("are read by the program", function()
    program.write(folder, "m.mbox", BOX)
    local code, out, err = program.run(folder, { "run", "counts", "." })
    assert.same({ 0, "" }, { code, err })
    assert.are.equal(3, select(2, out:gsub("\n", "\n")))
  end)
end)
