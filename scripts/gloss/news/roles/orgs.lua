-- orgs.lua -- the organisation of a title or role: by what stands inside or before the phrase, by
-- `its` or `company`, and for a company's officers by the company that the story is about.

local common = require "gloss.news.common"
local closed = require "gloss.news.entities.words"

local orgs = {}

local set = common.set

-- Offices that only companies have.
local EXECUTIVE = set "ceo cfo coo cto cio"
local COMPANY = set "company firm group corporate"
local PARTY = set "party list coalition alliance movement"

local ASIDE = { dateline = true, byline = true, headline = true }
local COMPANY_RULES = { ["news.kinds/suffix"] = true, ["news.kinds/org-noun"] = true,
  ["news.kinds/org-noun.behind"] = true }

-- Where mentions end and bodies are: by last byte the row of the longest mention; those of bodies
-- in the text itself in order; the first company of the body.
local index = common.once(function(doc)
  local at = { ends = {}, bodies = {} }
  local zones = doc:layer "zone"
  for row, first, last, label, who, rule in doc:layer "entity":each("label", "referent", "rule") do
    at.ends[last] = at.ends[last] or row
    if label == "ORG" and who then
      local zone = zones:within(first, last)
      zone = zone and zones:get(zone, "label") or "body"
      if not ASIDE[zone] then
        at.bodies[#at.bodies + 1] = { first = first, last = last, referent = who }
      end
      if zone == "body" and COMPANY_RULES[rule] then at.focus = at.focus or who end
    end
  end
  return at
end)

-- Gives the referent of the last body mentioned before a byte, those of datelines, bylines and
-- headlines left out.
local function last_body(at, byte)
  local last = common.last_before(at.bodies, byte)
  return last and last.referent
end

-- Gives the body that a person is named with: "the Green Hill List of Mayor Smith".
local function party_of(doc, at, who)
  local tokens, people = doc:layer "token", doc:layer "entity"
  for _, body in ipairs(at.bodies) do
    local behind = tokens:within(body.last, body.last) + 1
    if behind <= #tokens and tokens:get(behind, "folded") == "of" then
      local last = tokens:last(math.min(behind + 5, #tokens))
      for row in people:covered(body.last + 1, last) do
        if people:get(row, "label") == "PER" then
          if people:get(row, "referent") == who then return body.referent end
          break
        end
      end
    end
  end
end

local function is_executive(forms)
  for k, low in ipairs(forms) do
    if EXECUTIVE[low] then return true end
    local after = forms[k + 1]
    if low == "chief" and (after == "executive" or forms[k + 2] == "officer"
                           and after ~= "medical") then return true end
    if low == "managing" and after == "director" then return true end
    if low == "finance" and after == "chief" then return true end
  end
  return false
end

local function has(forms, words)
  for _, low in ipairs(forms) do
    if words[low] then return true end
  end
  return false
end

-- Gives the tokens of a span: folded forms, and the rows of the first and of the last.
local function tokens_of(span)
  local tokens, forms = span.doc:layer "token", {}
  local first = tokens:within(span.first, span.first)
  local last = tokens:within(span.last, span.last)
  for row = first, last do forms[#forms + 1] = tokens:get(row, "folded") end
  return forms, first, last
end

-- Gives the label and referent of the mention that ends at a row of tokens, or nil.
local function ending(doc, at, row)
  local mention = row >= 1 and at.ends[doc:layer "token":last(row)]
  if not mention then return nil end
  local people = doc:layer "entity"
  return people:get(mention, "label"), people:get(mention, "referent")
end

-- Gives the name of a referent by its row; nil of none.
local function name_of(doc, row) return row and doc:layer "referent":get(row, "name") or nil end

--- Gives the name of the organisation of a title before a name, or nil.
function orgs.of_title(title)
  local doc, at = title.doc, index(title.doc)
  local forms, row = tokens_of(title)
  local label, who = ending(doc, at, row - 1)
  if label ~= "ORG" then who = nil end
  if not who and is_executive(forms) then who = at.focus or last_body(at, title.first) end
  return name_of(doc, who)
end

-- Gives the referent of what stands before a role: `its`, the owner of "Tallow's", of "the
-- company's"; and whether nothing else can be the body.
local function owner_of(doc, at, row, first)
  local tokens = doc:layer "token"
  local function low(k) return k >= 1 and tokens:get(k, "folded") or "" end
  if low(row - 1) ~= "'s" then return low(row - 1) == "its" and last_body(at, first) end
  local noun = closed.org_nouns[low(row - 2)]
  local label, owner = ending(doc, at, row - 2)
  if not label and noun then label, owner = ending(doc, at, row - 3) end
  if label == "ORG" then return owner, true end
  return noun and last_body(at, first)
end

--- Gives the name of the organisation of a role, or nil.
--   m    the match, its bodies captured as `org`
--   who  the number of the person's referent, or nil
function orgs.of_role(m, role, who)
  for _, org in ipairs(m:all "org") do
    if org.first >= role.first and org.last <= role.last and org.referent then
      return org.referent.name
    end
  end
  local doc, at = m.doc, index(m.doc)
  local forms, row = tokens_of(role)
  local body, settled = owner_of(doc, at, row, role.first)
  if not settled then
    if has(forms, PARTY) then body = party_of(doc, at, who) or last_body(at, role.first)
    elseif not body and has(forms, COMPANY) then body = last_body(at, role.first)
    elseif not body and is_executive(forms) then body = at.focus
    end
  end
  return name_of(doc, body)
end

return orgs
