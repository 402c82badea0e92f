--- Page furniture: lines that belong to the page or the wire, not to the story.
-- `is_furniture(line)` judges one line by how it looks (what it says is in news.zones.form);
-- `opens_section(line)` tells headings whose following lines are furniture too, and how far.

local common = require "gloss.news.common"

local M = {}

-- Whole lines, folded, without outer punctuation.
local WHOLE = common.set {
  "advertisement", "advertising", "ad", "sponsored", "sponsored content", "promoted",
    "paid content", "by", "menu",
  "story continues below", "article continues below", "article continues after advertisement",
    "continue reading",
  "story continues below advertisement", "continued below", "skip to main content",
    "skip to content", "home",
  "share", "print", "email", "e-mail", "save", "tweet", "like", "comments", "comment", "search",
    "sections", "close",
  "facebook", "twitter", "whatsapp", "linkedin", "reddit", "x", "pinterest", "telegram",
    "copy link", "link copied",
  "sign in", "log in", "register", "subscribe", "sign up", "my account", "back to top", "top",
    "next", "previous",
  "most read", "most popular", "most viewed", "trending", "trending now", "latest", "top stories",
    "more news", "live",
  "editor's picks", "editors' picks", "recommended", "recommended for you", "you may also like",
    "what to read next",
  "read next", "up next", "image source", "image caption", "getty images", "photo gallery",
    "slideshow", "video",
  "loading", "breaking news", "exclusive", "update", "watch live", "listen", "play video",
    "full coverage", "end",
  "enditem", "endit", "ends", "more", "###", "-30-", "30", "- 30 -", "(more)", "(end)", "(ends)",
    "newsletter",
  "about us", "contact us", "careers", "advertise", "advertise with us", "help", "faq", "sitemap",
    "disclaimer", "rss",
  "terms", "privacy", "cookies", "accessibility", "corrections", "feedback", "reprints",
    "for immediate release",
  "follow us", "follow", "gift article", "give this article", "text size", "font size",
    "view comments", "leave a comment",
}

-- How furniture begins, folded; Lua patterns anchored at the start. STRONG holds for a line of any
-- shape; WEAK for a short line that is no sentence.
local STRONG = {
  "our standards:", "all quotes delayed", "all rights reserved", "copyright", "%* ?%(c%) ",
    "%(c%) ", "\u{A9}",
  "%d+ min read", "%d+ minute read", "%d+ mins? to read", "reading time", "estimated read",
    "updated:", "posted:",
  "published:", "last updated", "last modified", "first published", "published on %a+ ?%d",
    "this article was ",
  "this story was ", "this material may not", "this story has been updated", "this report was ",
    "share this ",
  "share on ", "share via ", "e%-?mail this ", "print this ", "follow @", "click here", "tap here",
    "click on ",
  "see here for", "also read:", "read also:", "see also:", "read more:", "related:", "text size",
    "font size",
  "privacy policy", "we use cookies", "do not sell", "tags?:", "topics?:", "keywords?:",
    "filed under",
  "categor%a+:", "file photo", "%[photo", "%[image", "photos?:", "image:", "image caption",
    "image source", "caption:",
  "for more information,? visit", "for more information,? please visit", "to learn more,? visit",
    "editor'?s note:",
  "%(photo", "market data ", "powered by ", "the associated press contributed to", "got a tip",
    "have a tip",
  "%(adds ", "%(updates ", "%(corrects ", "%(recasts ", "%(repeats ", "eds:", "%(eds:",
}
local WEAK = {
  "share ", "save this", "follow ", "sign up", "sign in", "log in", "subscribe", "register ",
    "read more", "see more",
  "more from ", "more on ", "more:", "watch:", "listen:", "listen to ", "skip to ", "back to ",
    "go to ", "get the ",
  "download ", "join the conversation", "view ", "discover ", "explore ", "advertisement",
    "terms of ", "cookie ",
  "section:", "source:", "credit:", "picture:", "video:", "provided by ", "distributed by ",
    "visit us", "contact us",
  "send us ", "write to ", "thank you for ", "support our", "donate", "newsletter",
    "page %d+ of %d+", "no comments",
  "%d+ comments?$", "%d+ shares?$", "rate this", "quotes displayed", "reuters staff",
    "by reuters staff", "by staff",
}
local WEAK_WORDS = 6
local PROSE = 200   -- bytes: a line of more, and of more words, is a notice or an address
local LONGEST_WHOLE = 80   -- bytes of a line that WHOLE may hold, or that is a rule

-- Headings: `list` opens a list of short lines, `tail` the end matter of a press release.
local SECTIONS = {
  { "related stories", "list" }, { "related articles", "list" }, { "related links?", "list" },
    { "related coverage", "list" },
  { "related topics", "list" }, { "related content", "list" }, { "related news", "list" },
    { "related:?", "list" }, { "more on this story", "list" },
  { "more stories", "list" }, { "more from ", "list" }, { "most read", "list" },
    { "most popular", "list" }, { "top stories", "list" },
  { "read more:?", "list" }, { "read next", "list" }, { "also in the news", "list" },
    { "also on ", "list" }, { "you may also like", "list" }, { "see also:?", "list" },
  { "recommended", "list" }, { "trending", "list" }, { "editor'?s'? picks?", "list" },
    { "latest news", "list" }, { "on this story", "list" },
  { "media contacts?:?", "tail" }, { "contacts?:?$", "tail" }, { "investor contacts?:?", "tail" },
    { "press contacts?:?", "tail" },
  { "media inquiries", "tail" }, { "media enquiries", "tail" },
    { "for further information", "tail" }, { "media relations", "tail" },
    { "investor relations", "tail" },
  { "for more information,? ?:?$", "tail" }, { "for more information,? please contact", "tail" },
    { "forward%-looking statements?", "tail" },
  { "cautionary ", "tail" }, { "safe harbor", "tail" }, { "notes? to editors", "tail" },
    { "source:? .+", "source" }, { "about .+", "about" },
}

local count_words = common.count_words

-- A line in lower case (ASCII), with plain apostrophes and single spaces.
local function folded(line)
  local low = line:lower()
  if low:find "\u{2019}" then low = low:gsub("\u{2019}", "'") end
  return common.squeeze(low)
end

-- Words of times: a line that holds these and numbers only is a time stamp.
local TIME_WORDS = common.set [[january february march april may june july august september october
  november december
  jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
  sunday mon tue tues wed
  thu thur thurs fri sat sun am pm a p m et est edt ct cst cdt mt pt pst pdt gmt utc bst cet cest
  ist jst kst msk eastern time
  updated published posted last on at ago hour hours minute minutes min mins day days first modified
  of the and h hrs local
  st nd rd th date issued release created uhr noon midnight]]

local function is_time_stamp(low)
  if #low > 120 or not low:find "%d" then return false end
  local hint = false
  for word in low:gmatch "%a+" do
    if not TIME_WORDS[word] then return false end
    hint = true
  end
  return hint or low:find "^%d+[/%.%-]%d+[/%.%-]%d+" ~= nil
end

-- "Home > World > Americas", "Print | RSS | Help", "Privacy Policy - Terms of Service - Help".
-- Marks between its pieces, and the patterns that cut there.
local SEPARATORS = { { ">", "%s+>%s+" }, { "|", "%s*|%s*" }, { "\u{BB}", "%s*\u{BB}%s*" },
  { "\u{203A}", "%s+\u{203A}%s+" }, { "\u{B7}", "%s*\u{B7}%s*" },
  { "\u{2022}", "%s*\u{2022}%s*" }, { "-", "%s+%-%s+" }, { "/", "%s+/%s+" } }

-- Counts the pieces of a line between separators that have words, and the words of the longest.
local function pieces_of(line, separator)
  local pieces, longest = 0, 0
  for piece in (line:gsub(separator, "\1") .. "\1"):gmatch "([^\1]*)\1" do
    local words = count_words(piece)
    if words > 0 then pieces, longest = pieces + 1, math.max(longest, words) end
  end
  return pieces, longest
end

local function is_navigation(line)
  if #line > 200 or line:sub(-2):find "[%.!?][\"'\u{201D}]?$" then return false end
  for k, separator in ipairs(SEPARATORS) do
    if line:find(separator[1], 1, true) then
      local pieces, longest = pieces_of(line, separator[2])
      local strong = k <= 4
      if pieces >= (strong and 2 or 3) and longest <= (strong and 5 or 4) then return true end
    end
  end
  return line:find "^[>|\u{BB}]" ~= nil
end

local function is_address(line)
  if line:find "^%(%(" or line:find("@", 1, true) and line:find "%S@%S+%.%a" and
    count_words(line) <= 8 then
    return true
  end
  return line:find "^https?://%S+$" ~= nil or line:find "^www%.%S+$" ~= nil or
    line:find "^%+?[%d%(][%d%(%)%s%.%-/]+$" ~= nil and select(2, line:gsub("%d", "")) >= 7 or
    line:find "^%a[%a%s%-]*:%s*%+?[%d%(][%d%(%)%s%.%-]+$" ~= nil
end

local function is_rule(line)
  return line:find "^[%-=_%*#~%.%s\u{2014}\u{2022}]+$" ~= nil
end

-- Patterns by the character they begin with, "0" for digits, so that a line is tried against few.
local function by_first(patterns)
  local index = {}
  for _, pattern in ipairs(patterns) do
    local key = pattern:match "^%%(%p)" or pattern:find "^%%d" and "0" or pattern:sub(1, 1)
    index[key] = index[key] or {}
    table.insert(index[key], "^" .. pattern)
  end
  return index
end

local STRONG_INDEX, WEAK_INDEX = by_first(STRONG), by_first(WEAK)

local function begins(low, index)
  local first = low:sub(1, 1)
  for _, pattern in ipairs(index[first:find "%d" and "0" or first] or {}) do
    if low:find(pattern) then return true end
  end
  return false
end

--- Bytes of the longest line of furniture.
M.LONGEST = 400

--- Tells whether a line is page furniture.
function M.is_furniture(line)
  if #line > M.LONGEST then return false end
  if #line > PROSE then
    local head = line:sub(1, PROSE)
    if count_words(head, WEAK_WORDS + 1) > WEAK_WORDS and not head:find("  ", 1, true) then
      return begins(folded(head), STRONG_INDEX) or is_address(line)
    end
  end
  local low = folded(line)
  if #low <= LONGEST_WHOLE then
    local core = low:gsub("^[%s%-%*\u{2022}>]+", ""):gsub("[%s%.:>%-]+$", "")
    if WHOLE[core] or WHOLE[low] or is_rule(line) then return true end
  end
  if begins(low, STRONG_INDEX) then return true end
  if not low:sub(-2):find "[%.!?][\"']?$" and count_words(low, WEAK_WORDS + 1) <= WEAK_WORDS and
    begins(low, WEAK_INDEX) then
    return true
  end
  return is_time_stamp(low) or is_navigation(line) or is_address(line)
end

-- Headings by the character they begin with.
local SECTION_INDEX = {}
for _, section in ipairs(SECTIONS) do
  local first = section[1]:sub(1, 1)
  SECTION_INDEX[first] = SECTION_INDEX[first] or {}
  table.insert(SECTION_INDEX[first], { "^" .. section[1], section[2] })
end

--- Tells which kind of section a short line opens: "list", "tail", "about", "source", or nil.
function M.opens_section(line)
  if #line > 100 then return nil end
  local low = folded(line):gsub("^[%s%*\u{2022}>]+", "")
  local words = count_words(low)
  if words > 10 or low:find "[%.!?]$" and not low:find "%f[%a]inc%.$" and
    not low:find "%f[%a]corp%.$" then
    return nil
  end
  for _, section in ipairs(SECTION_INDEX[low:sub(1, 1)] or {}) do
    if low:find(section[1]) then
      local kind = section[2]
      if kind == "source" and not line:find "^SOURCE" then return nil end
      if kind == "about" and not line:find "^A[Bb][Oo][Uu][Tt] [%u\xC3]" then return nil end
      if kind == "list" and words > 6 then return nil end
      return kind
    end
  end
end

return M
