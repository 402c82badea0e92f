-- hostile.lua -- texts without a newline that hurt a tokenizer or splitter that is not linear:
-- the time a byte at 16 MB may be 1.3 times that at 1 MB, and 5 times that of English, but for
-- sentences, whose time goes by tokens and stops: of them English has fewest.

local gloss = require "gloss"
local harness = require "bench.harness"
local texts = require "bench.texts"
local clock = os.clock

local SMALL, LARGE = 1000000, 16000000
local GROWTH, COST = 1.3, 5 -- the bounds

local CASES = {
  { "a.a.a.", "a." },
  { "(((((", "(" },
  { ".....", "." },
  { "x1-x1-", "x1-" },
  { "marks on a letter", "e" .. ("\u{301}"):rep(7) },
  { "marks alone", "\u{301}" },
  { "one endless word", "a" },
  { "://", "://" },
  { "http://a", "http://a" },
  { "a@a@", "a@" },
  { "www.", "www." },
  { "quotes", '"' },
  { "a'a'", "a'" },
  { "1,1,", "1," },
  { "hyphens", "-" },
  { "&lt&lt", "&lt" },
  { "ZWJ emoji", "\u{1F469}\u{200D}" },
  { "flags", "\u{1F1E6}" },
  { "one endless Cyrillic word", "\u{436}" },
  { "curly quotes", "\u{2019}" },
  { "NBSP", "\u{A0}" },
  { "spaces", " " },
  { "Han", "\u{4E2D}" },
  { "stops and spaces", ". " },
  { "closed stops", '.") ' },
  { "capitals and stops", "A. " },
  { "citations", ".[1] " },
  { "stops in Han", "\u{3002}" },
  { "characters of all kinds", "a.\u{301}1,-\u{2019}@\u{A0}\u{1F469}\u{200D}/:" },
}

local STEPS = { "columns", "hash", "folded", "sentence" } -- the others with the columns before them
local HOPELESS = 500 -- nanoseconds a byte at 1 MB from which on 16 MB are not tried

-- The least nanoseconds a byte of each step over this text, as a document of its own.
local function measure(tokenizer, splitter, text, rounds)
  local best = {}
  for _ = 0, rounds do -- the first warms up
    local doc = gloss.doc(text)
    local tokens, first
    for i, step in ipairs(STEPS) do
      local from = clock()
      if i == 1 then tokens = tokenizer:run(doc)
      elseif step == "sentence" then splitter:run(doc)
      else tokens:column(step) end
      local time = (clock() - from) / #text * 1e9
      first = first or time
      if i > 1 then time = time + first end
      best[i] = math.min(best[i] or time, time)
    end
    doc:close()
    collectgarbage()
    if best[1] > HOPELESS then break end
  end
  return best
end

-- Prints a step of a text: nanoseconds a byte at both sizes, and the ratios; returns whether they
-- keep their bounds.
local function judge(what, step, small, large, english)
  local growth, cost = large / small, math.max(small, large) / english
  local holds = growth <= GROWTH and (cost <= COST or step == "sentence")
  print(("%-28s %-8s %7.2f %7.2f ns a byte  %5.2f x  %6.2f x English  %s"):format(what, step, small,
    large, growth, cost, harness.verdict(holds)))
  return holds
end

io.stdout:setvbuf "line"
local failed, judged = 0, 0
for _, style in ipairs { "ud", "uax29" } do
  local tokenizer = gloss.tokenizer { style = style }
  local splitter = gloss.splitter { style = style == "ud" and "news" or style }
  local english = measure(tokenizer, splitter, texts.english(SMALL), 5)
  print(("-- %s; English: %.2f ns a byte, hash %.2f, folded %.2f, sentence %.2f"):format(style,
    table.unpack(english)))
  for _, case in ipairs(CASES) do
    local small = measure(tokenizer, splitter, case[2]:rep(SMALL // #case[2]), 3)
    local hopeless = small[1] > HOPELESS
    local large = hopeless and { math.huge, math.huge, math.huge, math.huge } or
      measure(tokenizer, splitter, case[2]:rep(LARGE // #case[2]), 2)
    for i, step in ipairs(STEPS) do
      judged = judged + 1
      if not judge(case[1], step, small[i], large[i], english[i]) then failed = failed + 1 end
    end
  end
end
print(("%d of %d keep the bounds: %.1f x for 16 times the text, %.0f x English"):format(
  judged - failed, judged, GROWTH, COST))
