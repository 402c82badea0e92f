--- What `gloss explain` shows on screen of its records.
local ordered = require "gloss.ordered"

local ANSWERS = {
  matches = "matches here",
  lost = "matches here, but lost the conflict",
  taken = "would match here, but lies in an earlier match of its own",
  rejected = "reaches a match here, which a condition rejects",
  ["no scope"] = "does not look here",
  failed = "does not match here",
}

local function at(place) return ("%d:%d"):format(place.start, place["end"]) end

-- Gives text on one line, in quotes.
local function quote(place) return ('"%s"'):format((place.text:gsub("%s+", " "))) end

-- Gives what the columns of an annotation say, "a=1 b=2", but for a rule whose place is shown; nil
-- if nothing.
local function values_of(one)
  local values = {}
  for name, value in ordered(one.columns or {}) do
    if type(value) == "table" then value = table.concat(value, ", ") end
    if name ~= "rule" or not one.where then values[#values + 1] = ("%s=%s"):format(name, value) end
  end
  return #values > 0 and table.concat(values, " ") or nil
end

local function show_match(one, page)
  page(("%s  %s  %s (%s)\n"):format(page:style("dim", at(one)),
    page:style("bold", (one.text:gsub("%s+", " "))), page:style("green", one.rule), one.where))
  page:field("tokens", table.concat(one.tokens, " | "))
  for _, capture in ipairs(one.captures) do
    local row = capture.layer and (", row %d of %s"):format(capture.row, capture.layer) or ""
    page:field(":" .. capture.name, ("%s at %s%s"):format(quote(capture), at(capture), row))
  end
  for _, part in ipairs(one.made) do
    local values = values_of(part)
    page:field("makes", ("%s %s at %s%s"):format(part.layer, quote(part), at(part),
      values and ": " .. values or ""))
  end
  for _, lost in ipairs(one.lost) do
    page:field("won over", ("%s %s at %s (%s): %s"):format(lost.rule, quote(lost), at(lost),
      lost.where, lost.why))
  end
end

-- Shows an annotation of a stage that is no phase, its rule, what its other columns say, and what
-- they refer to.
local function show_other(one, page)
  page(("%s  %s  %s of stage %s\n"):format(page:style("dim", at(one)),
    page:style("bold", (one.text:gsub("%s+", " "))), one.layer, one.stage))
  if one.where then page:field("rule", ("%s (%s)"):format(one.columns.rule, one.where)) end
  local values = values_of(one)
  if values then page:field("columns", values) end
  for _, to in ipairs(one.refers) do
    page:field("." .. to.column, ("%s at %s, %s%s by %s%s"):format(quote(to), at(to), to.layer,
      to.label and " " .. to.label or "", to.rule or "no rule",
      to.where and (" (%s)"):format(to.where) or ""))
  end
end

local function show_matches(record, page)
  page:heading(record.id)
  if record.truncated then
    page:field("truncated", ("repetitions without a bound ended at 2,000 tokens in %s"):format(
      table.concat(record.truncated, ", ")))
  end
  for _, one in ipairs(record.matches) do show_match(one, page) end
  for _, one in ipairs(record.others or {}) do show_other(one, page) end
  if #record.matches + #(record.others or {}) == 0 then page "  nothing found\n" end
end

local function show_wanted(answer, page)
  for _, one in ipairs(answer.wanted or {}) do
    page:field("failed", ("%s (%s)"):format(one.pattern, one.where))
    if one.would_pass then page:field("would pass", one.would_pass) end
  end
end

local function show_answer(record, page)
  local answer = record.why_not
  page:heading(record.id)
  page(("%s (%s) %s\n"):format(page:style("green", answer.rule), answer.where,
    page:style(answer.answer == "matches" and "bold" or "red", ANSWERS[answer.answer])))
  page:field("from", ("%s at %s"):format(quote(answer.from), at(answer.from)))
  if answer.match then page:field("match", ("%s at %s"):format(quote(answer.match),
    at(answer.match))) end
  local winner = answer.winner
  if winner then
    page:field("lost to", ("%s %s at %s (%s): %s"):format(winner.rule, quote(winner), at(winner),
      winner.where, answer.why))
  end
  if answer.within then
    page:field("looks in", ("%s%s"):format(answer.within, answer.zones
      and ", zone " .. table.concat(answer.zones, " or ") or ""))
  end
  if answer.passed then page:field("passed", ("%s at %s"):format(quote(answer.passed),
    at(answer.passed))) end
  if answer.answer == "failed" then
    local place = answer.furthest
    page:field("stopped", place and ("%s at %s"):format(quote(place), at(place))
      or "at the end of what the rule looks in")
  end
  show_wanted(answer, page)
end

local function show_summary(record, page)
  page(("%s (%s): nearest misses\n"):format(page:style("green", record.rule), record.where))
  for _, one in ipairs(record.predicates) do
    page(("%8d  %s (%s)\n"):format(one.misses, page:style("bold", one.pattern), one.where))
    for _, example in ipairs(one.examples) do
      local passed = example.passed or example.from
      page(("          %s %s %s%s\n"):format(page:style("dim", example.id),
        page:style("dim", at(passed)), page:style("green", (passed.text:gsub("%s+", " "))),
        example.furthest and " " .. page:style("red", example.furthest.text) or ""))
    end
  end
  if #record.predicates == 0 then page "  none: wherever its first token passed, it matched\n" end
end

--- Appends a record of `gloss explain` to a page.
return function(record, page)
  if record.predicates then return show_summary(record, page) end
  if record.why_not then return show_answer(record, page) end
  show_matches(record, page)
end
