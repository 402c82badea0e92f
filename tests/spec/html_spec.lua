-- Web pages: their main text, without what stands around it, and what they say of themselves.
require "gloss"
local html = require "gloss.html"
local program = require "support.program"
local work = require "support.work"

local PAGE = [[
<!DOCTYPE html><html lang="en-GB"><head><title>Harbour plan passes | Coast Daily</title>
<meta property="og:site_name" content="Coast Daily">
<meta property="article:published_time" content="2021-05-04T10:00:00Z">
<link rel=canonical href='https://coast.example/a?b=1&amp;c=2'><style>p { color: red }</style>
<body class="page has-sidebar"><header><p>Coast Daily, the paper of the coast since 1901, and all
that it has to say about itself</header>
<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site work, as every site now says.</div>
<article><header><h1>Harbour plan passes</h1></header>
<p>The town of Sund voted on Tuesday to build a harbour, Mayor Ida Holm said.
It will cost &euro;3&nbsp;million.
<p>&ldquo;Nobody will lose,&rdquo; she said &#8212; <b>twi</b>ce.<br>Work starts in June.
<br><br>More
<aside><p>Sign up for the newsletter and never miss a story from the coast, it is free.</p></aside>
<script>if (a < b) document.write("<p>no text</p>");</script><!-- <p>no text either</p> -->
<p hidden>Not shown.<p>The end.</p>
<h2>Related stories</h2><ul><li><a href=1>Boats for sale</a><li><a href=2>Fish prices</a></ul>
</article><footer>&copy; 2021 Coast Daily</footer></body></html>]]

describe("html.text", function()
  it("gives the main text, a paragraph each, and metadata", function()
    local text, meta = html.text(PAGE)
    assert.are.equal("Harbour plan passes\n\nThe town of Sund voted on Tuesday to build a harbour, "
      .. "Mayor Ida Holm said. It will cost €3\u{A0}million.\n\n"
      .. "“Nobody will lose,” she said — twice.\nWork starts in June.\n\nMore\n\nThe end.\n", text)
    assert.same({ title = "Harbour plan passes", published = "2021-05-04T10:00:00Z",
                  language = "en-GB", url = "https://coast.example/a?b=1&c=2",
                  source = "Coast Daily" }, meta)
  end)

  it("finds text by its length and links where nothing names it", function()
    local links = ('<div><a href="x">%s</a> <a href="y">%s</a></div>'):format("Old boats, for sale",
      "New boats, also for sale")
    local story = "<div>%s</div>"
    local first = "The town of Sund voted on Tuesday to build a harbour, and then it voted again, "
      .. "as nobody was sure what the first vote had been about, and rain fell."
    local second = "Work starts in June and will end when it is done, said the mayor to the crowd "
      .. "that had come to hear what she would say of it, and then left."
    local text = html.text(links:rep(4) .. story:format(first) .. story:format(second)
      .. links:rep(4) .. "<div>Contact</div>" .. links)
    assert.are.equal(first .. "\n\n" .. second .. "\n", text)
  end)

  it("gives all there is of a page that has little", function()
    assert.are.equal("Short.\n", (html.text "<p>Short."))
    assert.are.equal("", (html.text ""))
    assert.are.equal("", (html.text "<p> &nbsp; </p>"))
    assert.are.equal("a < b & c\n", (html.text "a < b & c"))
  end)

  it("keeps rows, and lines of what is set out", function()
    assert.are.equal("Year\tCost\n\n2020\t5\n\none\n\ntwo three\n", (html.text(
      "<table><tr><th>Year<th>Cost<tr><td>2020<td>5</table><pre>one\n\ntwo  three\n</pre>")))
  end)

  it("ends what is open as browsers do", function()
    assert.are.equal("In.\n\nOut.\n", (html.text(
      "<article><p>In.</div></nav><p>Out.<nav><div>Gone.</article>")))
    assert.are.equal("Cell.\n\nAfter.\n", (html.text(
      "<div><table><td class=nav>Gone.<td>Cell.</div></table><p>After.</div>")))
  end)

  it("keeps letters whose bytes look like spaces", function()
    local text, meta = html.text "<title>\u{A0}Voil\u{E0}  Jo\u{E3}o</title><p>\u{A0}L\u{E0}.\u{A0}"
    assert.same({ "\u{A0}L\u{E0}.\u{A0}\n", "Voil\u{E0} Jo\u{E3}o" }, { text, meta.title })
  end)

  it("finds the day where pages have it", function()
    for _, head in ipairs {
      '<script type="application/ld+json">{"@graph":[{},{"datePublished":"2020-02-03"}]}</script>',
      '<meta name="DC.date.issued" content="2020-02-03">', '<time datetime="2020-02-03">',
      '<meta itemprop=datePublished content=2020-02-03>' } do
      assert.are.equal("2020-02-03", select(2, html.text(head .. "<p>x")).published)
    end
    assert.is_nil(select(2, html.text '<meta name="date" content="yesterday"><p>x').published)
    assert.is_nil(select(2, html.text '<script type="application/ld+json">{bad</script>').published)
  end)

  it("is work that grows as the page does", function()
    local function read(page)
      local text, why = html.text(page)
      assert.is_true(text ~= nil or why:find "2000" ~= nil)
    end
    for _, unit in ipairs {   -- what stands before, again and again, and behind
      { "", "<div>" }, { "", "<b><p>" }, { "", "<!--" }, { "", "<b>", "</i>" },
      { ("<b>"):rep(1500), "</i>" }, { "", "<td>", "</table>" }, { "<p ", "a=1 " },
      { "", "<a '" }, { "", "<script>" }, { "<script>", "</" }, { "", "&" },
      { "", "<div><table>" }, { "<pre>x", "\n" }, { "", "<br> " }, { "<a =", "= " },
      { "<title>", "</titl" }, { "<meta charset", " " }, { "", "<p>Some text. " },
      { "", "<p class='x" .. (" y"):rep(50) .. "'>" } } do
      work.assert_linear(unit[1] .. unit[2], read, function(n)
        return unit[1] .. unit[2]:rep(n) .. (unit[3] or ""):rep(n) .. "x"
      end, 10000 // math.max(1, #unit[2] // 10))
    end
  end)

  it("bounds depth, and the attributes of a tag", function()
    local names, data = {}, ("data 'x=\"' "):rep(3000)
    for i = 1, 2500 do names[i] = ("a%d='b c'"):format(i) end
    assert.same({ nil, "a tag has more than 2000 attributes" },
      { html.text("<p " .. table.concat(names, " ") .. ">x") })
    assert.are.equal("x\n", (html.text("<p " .. table.concat(names, " ", 1, 900) .. ">x")))
    assert.are.equal("x\n", (html.text(('<img src="%s" alt=b><p>x'):format(data:gsub('"', "")))))
    assert.same({ nil, "elements are nested deeper than 2000" },
      { html.text(("<div>"):rep(9000) .. "x") })
  end)
end)

describe("character references", function()
  it("are those of browsers", function()
    assert.are.equal("<é\u{201C}\u{20AC}&nix; &copyleft © ’ &\n", (html.text(
      "<p>&lt;&eacute;&#x201C;&#128;&#0;&#xD800;&nix; &copyleft &copy; &#146; &")))
  end)
end)

describe("HTML inputs", function()
  local folder
  before_each(function() folder = program.folder() end)
  after_each(function() program.remove(folder) end)

  it("say what they are in, and what they came from", function()
    program.write(folder, "a.html", '<meta charset="iso-8859-1"><p>The caf\xE9 is \x93open\x94.')
    program.write(folder, "b.htm", "<p>Caf\xC3\xA9.")
    program.write(folder, "c.html", "<meta charset=utf-8><p>ab\xFF")
    program.write(folder, "text.lua", [[return require("gloss").pipeline { "token",
      output = function(doc)
        return { id = doc.id, text = doc.text, n = #doc:layer "token" }
      end }]])
    local code, out, err = program.run(folder, { "run", "text.lua", "." })
    assert.are.equal(3, code)
    assert.matches('"encoding":"WINDOWS%-1252","extractor":"html","path":"./a.html"', out)
    assert.matches('"text":"The café is “open”.\\n"', out)
    assert.matches('"text":"Café.\\n"', out)
    assert.matches("c%.html: byte 25: not UTF%-8", err)
    code, out = program.run(folder, { "run", "text.lua", "c.html", "--replace-bad" })
    assert.are.equal(0, code)
    assert.matches("ab\u{FFFD}", out)
    code, out = program.run(folder, { "run", "text.lua", "-", "--in", "html" }, { input = PAGE })
    assert.are.equal(0, code)
    assert.matches('"text":"Harbour plan passes', out)
  end)
end)
