--- The organisation of a title or role, and whether the office is held: by what stands inside the
-- phrase, by `its` or `company`, and for a company's officers by the company that the story is
-- about.
local cues = require "gloss.news.entities.cues"
local set = require("gloss.news.common").set

local M = {}

-- Offices that only companies have.
local EXECUTIVE = set [[ceo cfo coo cto cio]]
local COMPANY = set "company firm group corporate"
local PARTY = set "party list coalition alliance movement"
local OWNED = set "its"
local FORMER = set "former ex retired late onetime one-time sometime then"
local ACTING = set "acting interim caretaker temporary"
local INCOMING = set "incoming designate elect nominee prospective"

local ASIDE = { dateline = true, byline = true, headline = true }

--- Indexes mentions, which are in text order: by first token (the longest), by last token.
function M.index(mentions)
  local at = { mentions = mentions, starts = {}, ends = {}, orgs = {} }
  for _, s in ipairs(mentions) do
    if s.label == "ORG" and s.referent and not ASIDE[s.zone] then at.orgs[#at.orgs + 1] = s end
    at.starts[s.i] = at.starts[s.i] or s
    at.ends[s.j] = at.ends[s.j] or s
  end
  return at
end

local function is_company(s)
  return s.label == "ORG" and (s.rule == "suffix" or s.rule == "org-noun")
end

-- Gives the referent of the company a story is about: the first one with a legal form in its name.
local function focus(at)
  if at.focus == nil then
    at.focus = false
    for _, s in ipairs(at.mentions) do
      if is_company(s) and s.referent and s.zone == "body" then at.focus = s.referent break end
    end
  end
  return at.focus or nil
end

-- Gives the referent of the last organisation mentioned before token i, those of datelines, bylines
-- and headlines left out.
function M.last_org(at, i)
  local low, high = 1, #at.orgs
  while low <= high do
    local middle = (low + high) // 2
    if at.orgs[middle].i < i then low = middle + 1 else high = middle - 1 end
  end
  return high > 0 and at.orgs[high].referent or nil
end

-- Gives the body that a person is named with: "the Green Hill List of Mayor Smith".
local function party_of(v, at, referent)
  for _, s in ipairs(at.mentions) do
    if s.label == "ORG" and v.low[s.j + 1] == "of" then
      for k = s.j + 2, s.j + 6 do
        local person = at.starts[k]
        if person and person.label == "PER" then
          if person.referent == referent then return s.referent end
          break
        end
      end
    end
  end
end

local function is_executive(v, i, j)
  for k = i, j do
    local low = v.low[k]
    if EXECUTIVE[low] then return true end
    if low == "chief" and (v.low[k + 1] == "executive" or v.low[k + 2] == "officer" and
      v.low[k + 1] ~= "medical" and
       k + 2 <= j) then return true end
    if low == "managing" and v.low[k + 1] == "director" then return true end
    if low == "finance" and v.low[k + 1] == "chief" then return true end
  end
  return false
end

--- Gives the name of the organisation of a title before a name, or nil.
function M.of_title(v, at, s)
  local before = at.ends[s.i - 1]
  if before and before.label == "ORG" and before.referent then return before.referent.name end
  if is_executive(v, s.i, s.j) then
    local referent = focus(at) or M.last_org(at, s.i)
    return referent and referent.name
  end
end

local function has(v, s, words)
  for k = s.i, s.j do
    if words[v.low[k]] then return true end
  end
  return false
end

--- Gives the name of the organisation of a role, or nil.
--   s  {i, j, referent}: the tokens of the role and the person
function M.of_role(v, at, s)
  for k = s.i, s.j do
    local inside = at.starts[k]
    if inside and inside.label == "ORG" and inside.referent and inside.j <= s.j then
      return inside.referent.name
    end
  end
  local owner = (v.form[s.i - 1] == "'s" or v.form[s.i - 1] == "\u{2019}s") and at.ends[s.i - 2]
  local referent
  if owner == nil and v.form[s.i - 1] == "'s" and cues.org_nouns[v.low[s.i - 2]] then
    owner = at.ends[s.i - 3]
  end
  if owner and owner.label == "ORG" then referent = owner.referent
  elseif has(v, s, PARTY) then referent = party_of(v, at, s.referent) or M.last_org(at, s.i)
  elseif OWNED[v.low[s.i - 1]] or has(v, s, COMPANY) then referent = M.last_org(at, s.i)
  elseif v.form[s.i - 1] == "'s" and cues.org_nouns[v.low[s.i - 2]] then
    referent = M.last_org(at, s.i)
  elseif is_executive(v, s.i, s.j) then referent = focus(at)
  end
  return referent and referent.name
end

--- Gives "former", "acting", "incoming" or "current", by the words of a role.
function M.status(v, s)
  for k = s.i, s.j do
    local low = v.low[k]
    if FORMER[low] or low:find "^ex%-" then return "former" end
    if ACTING[low] then return "acting" end
    if INCOMING[low] or low:find "%-elect$" or low:find "%-designate$" then return "incoming" end
    if low == "of" or low == "for" then break end
  end
  return s.status or "current"
end

return M
